"""Takes the picture of a brief's page for the README: python tools/picture_page.py

It builds the example site into a folder of its own and has Chromium show the page; few colours keep the
picture small.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "brief-page.png"
BRIEF = "briefs/nine-dead-four-missing-after-ferry-capsizes-in-northern-strait/index.html"
WIDTH, HEIGHT = 1180, 980
COLOURS = 96


def main() -> None:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        sys.exit("picture_page.py: no Chromium here; install chromium")
    with TemporaryDirectory() as folder:
        site, shot = Path(folder, "site"), Path(folder, "page.png")
        subprocess.run([sys.executable, "-m", "briefgen", "build", "-q", "-d", str(site)], cwd=ROOT, check=True)
        flags = f"--headless --no-sandbox --disable-gpu --hide-scrollbars --window-size={WIDTH},{HEIGHT}".split()
        page = (site / BRIEF).as_uri()
        subprocess.run([chromium, *flags, f"--screenshot={shot}", page], check=True, capture_output=True)
        with Image.open(shot) as image:
            image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(PICTURE, optimize=True)
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
