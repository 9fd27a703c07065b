from __future__ import annotations

import zlib
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from briefgen.problem import Problem
from briefgen.site.metadata import read_rights
from briefgen.site.renditions import MOST_PIXELS, encode, extensions, height, read_picture, widths
from briefgen.site.rights import Rights

SECRETS = [b"Made-up camera", b"SERIAL-77", b"a remark"]


def data(image: Image.Image, kind: str, **options: Any) -> bytes:
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def png_of(width: int, height: int) -> bytes:
    """A PNG that claims this size and holds next to nothing."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return len(content).to_bytes(4) + kind + content + zlib.crc32(kind + content).to_bytes(4)

    head = width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\0\0\0"
    body = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("size", "expected"),
    [((1, 1), [1]), ((480, 300), [480]), ((700, 10), [480, 700]), ((1600, 9), [480, 960, 1600]), ((4000, 9), None)],
)
def test_a_picture_is_never_made_wider_than_it_is(size: tuple[int, int], expected: list[int] | None) -> None:
    image = Image.new("RGB", size)
    assert widths(image) == expected or [480, 960, 1600]
    assert all(height(image, width) >= 1 for width in widths(image))


def test_every_width_comes_in_every_type() -> None:
    made = list(encode(Image.new("RGB", (600, 400), "teal"), Rights()))
    assert [(width, kind) for width, kind, _ in made] == [
        (width, kind) for width in (480, 600) for kind in ("avif", "webp", "jpg")
    ]
    for width, kind, content in made:
        with Image.open(BytesIO(content)) as image:
            assert image.size == (width, height(Image.new("L", (600, 400)), width))
            assert image.format == {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}[kind]


def test_the_same_picture_makes_the_same_bytes() -> None:
    image = Image.effect_noise((500, 300), 60).convert("RGB")
    assert list(encode(image, Rights("x"))) == list(encode(image, Rights("x")))


def test_nothing_of_the_metadata_is_handed_on_but_the_rights() -> None:
    exif = Image.Exif()
    exif[0x0110], exif[0x8825] = "Made-up camera", {1: "N", 2: (58.0, 12.0, 0.0)}
    exif.get_ifd(0x8769)[0xA431] = "SERIAL-77"
    source = data(Image.new("RGB", (20, 10), "red"), "JPEG", exif=exif, comment=b"a remark", dpi=(300, 300))
    assert all(secret in source for secret in SECRETS)
    image, _ = read_picture(source, "x.jpg")
    for _, _, content in encode(image, Rights("Herald", ("Ada",), "© Ada", "CC0")):
        assert not any(secret in content for secret in SECRETS)
        with Image.open(BytesIO(content)) as made:
            assert dict(made.getexif()) == {} and "icc_profile" not in made.info and "comment" not in made.info
            assert read_rights(made) == Rights("Herald", ("Ada",), "© Ada", "CC0")


def test_a_picture_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    image, _ = read_picture(data(Image.new("RGB", (40, 20)), "JPEG", exif=exif), "x.jpg")
    assert image.size == (20, 40)


def test_colours_are_taken_to_srgb() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    crossed = srgb.replace(b"rXYZ", b"tag?").replace(b"gXYZ", b"rXYZ").replace(b"tag?", b"gXYZ")
    red = Image.new("RGB", (4, 4), (120, 60, 20))
    image, _ = read_picture(data(red, "PNG", icc_profile=crossed), "x.png")
    assert image.getpixel((0, 0)) == pytest.approx((60, 120, 20), abs=1)
    broken, _ = read_picture(data(red, "PNG", icc_profile=b"not a profile"), "x.png")
    assert broken.getpixel((0, 0)) == (120, 60, 20)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16", "F"])
def test_every_kind_of_pixel_can_be_shown(mode: str) -> None:
    kind = "PNG" if mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16") else "JPEG"
    image = Image.new(mode, (3, 2)) if mode != "F" else Image.new("YCbCr", (3, 2))
    read, _ = read_picture(data(image, kind), "x")
    assert read.mode == ("RGBA" if "A" in mode else "RGB")
    assert extensions(read)[-1] == ("png" if "A" in mode else "jpg")
    assert list(encode(read, Rights("x")))


def test_sixteen_bits_keep_their_brightness() -> None:
    image, _ = read_picture(data(Image.new("I;16", (2, 2), 0x8000), "PNG"), "x.png")
    assert image.getpixel((0, 0)) == (128, 128, 128)


def test_the_first_picture_of_an_animation_is_shown() -> None:
    frames = [Image.new("RGB", (4, 4), colour) for colour in ("red", "blue")]
    image, _ = read_picture(data(frames[0], "GIF", save_all=True, append_images=frames[1:]), "x.gif")
    assert image.convert("RGB").getpixel((0, 0)) == (255, 0, 0)


GOOD = data(Image.effect_noise((64, 64), 80).convert("RGB"), "JPEG")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not a JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not a JPEG"),
        (b"%PDF-1.7", "not a JPEG"),
        (data(Image.new("RGB", (4, 4)), "TIFF"), "not a JPEG"),
        (GOOD[: len(GOOD) // 2], "this picture is broken"),
        (png_of(300, 300), "this picture is broken"),
        (png_of(7000, 7000), "more than 40 million pixels"),
        (png_of(60_000, 60_000), "more than 40 million pixels"),
    ],
)
def test_a_hostile_or_broken_file_is_one_line(content: bytes, said: str) -> None:
    with pytest.raises(Problem, match=said) as raised:
        read_picture(content, "media/x.png")
    assert (raised.value.path, raised.value.code) == ("media/x.png", "bad-picture")
    assert "\n" not in str(raised.value)
    assert MOST_PIXELS < 7000 * 7000


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_file_is_read_or_refused(seed: int) -> None:
    damaged = bytearray(GOOD)
    for step in range(12):
        damaged[(seed * 7919 + step * 104_729) % len(damaged)] ^= 1 + (seed * 31 + step * 17) % 255
    try:
        read_picture(bytes(damaged), "x.jpg")
    except Problem as problem:
        assert problem.code == "bad-picture"


def test_text_in_a_picture_that_unpacks_without_end_is_refused_or_dropped() -> None:
    info = PngInfo()
    info.add_text("Comment", "x" * 5_000_000, zip=True)
    try:
        image, _ = read_picture(data(Image.new("RGB", (2, 2)), "PNG", pnginfo=info), "x.png")
        assert image.info == {}
    except Problem as problem:
        assert problem.code == "bad-picture"
