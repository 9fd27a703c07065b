"""What showing a picture costs: CPU time of encoding it, as ratios of one run, and what a browser loads.

python benchmarks/pictures.py      (the time of AVIF, the first, has that of making the picture smaller in it)
"""

from __future__ import annotations

import time
from collections import defaultdict
from io import BytesIO

from PIL import Image

from briefgen.site.renditions import encode, read_picture
from briefgen.site.rights import Rights

SIZE = (3000, 2000)


def photo() -> bytes:
    """A JPEG with the unrest of a photo: large shapes, a gradient, and grain over both."""
    shapes = Image.effect_noise((400, 267), 90).resize(SIZE)
    soft = Image.blend(shapes, Image.linear_gradient("L").resize(SIZE), 0.5)
    buffer = BytesIO()
    Image.blend(soft, Image.effect_noise(SIZE, 12), 0.15).convert("RGB").save(buffer, "JPEG", quality=92)
    return buffer.getvalue()


def main() -> None:
    data = photo()
    image, _ = read_picture(data, "photo.jpg")
    spent: dict[str, float] = defaultdict(float)
    sizes: dict[str, list[str]] = defaultdict(list)
    start = time.process_time()
    for width, extension, content in encode(image, Rights("Ada Renn/Wire")):
        spent[extension] += time.process_time() - start
        sizes[extension].append(f"{width}: {len(content) / 1000:.0f} kB")
        start = time.process_time()
    print(f"a photo of {SIZE[0]} x {SIZE[1]} pixels, {len(data) / 1e6:.1f} MB; CPU time in that of JPEG")
    for extension, seconds in spent.items():
        print(f"{extension:>6}{seconds / spent['jpg']:>7.1f}   {', '.join(sizes[extension])}")


if __name__ == "__main__":
    main()
