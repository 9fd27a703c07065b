"""The bytes of a photo file -> what a browser picks from: AVIF, WebP and JPEG in a few widths.

A file is hostile until it is decoded: told apart by content, refused by its size before a pixel is unpacked, and
whatever breaks a decoder is one line about that file. What comes out is upright, in sRGB, and has nothing of the
file's metadata but its rights, because it is made of the pixels alone.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from contextlib import suppress
from io import BytesIO
from typing import Any

import PIL
from PIL import Image, ImageCms, ImageOps, PngImagePlugin

from briefgen.problem import Problem
from briefgen.site.metadata import read_rights, xmp_packet
from briefgen.site.pictures import WIDTHS
from briefgen.site.rights import Rights

MOST_PIXELS = 40_000_000
"""In a picture at most; unpacked they take 160 MB."""

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
"""What is read, by Pillow's names."""

ENCODERS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "avif": ("AVIF", {"quality": 60, "speed": 6, "max_threads": 1, "autotiling": False}),
    "webp": ("WEBP", {"quality": 78, "method": 4}),
    "jpg": ("JPEG", {"quality": 80, "optimize": True, "progressive": True}),
    "png": ("PNG", {"optimize": True}),
}
"""What is written: file name extension -> Pillow's format and options. One thread, so that bytes are the same again."""

RECIPE = repr((1, WIDTHS, ENCODERS, PIL.__version__))
"""What the bytes of a rendition depend on beside the picture. Count up when this module makes others."""


def read_picture(data: bytes, path: str) -> tuple[Image.Image, Rights]:
    """The pixels of a file, RGB or with alpha RGBA, and the rights that it states. Raises Problem "bad-picture"."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the library's warnings about a file would be a second line
            with Image.open(BytesIO(data), formats=FORMATS) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise Image.DecompressionBombError
                image.load()
                return _plain(image), read_rights(image)
    except PIL.UnidentifiedImageError:
        message = "not a JPEG, PNG, WebP, GIF or AVIF picture; save it as one of these"
        raise Problem(path, message, code="bad-picture") from None
    except Image.DecompressionBombError:
        message = f"more than {MOST_PIXELS // 10**6} million pixels; save a smaller version of it"
        raise Problem(path, message, code="bad-picture") from None
    except Exception as error:  # decoders raise whatever a broken file leads them to
        reason = " ".join(str(error).split())[:100] or type(error).__name__
        raise Problem(path, f"this picture is broken ({reason}); save it again", code="bad-picture") from error


def widths(image: Image.Image) -> list[int]:
    """The widths that a picture is shown in: never more than it has."""
    return [*(width for width in WIDTHS if width < image.width), min(image.width, WIDTHS[-1])][: len(WIDTHS)]


def extensions(image: Image.Image) -> list[str]:
    """The types that it is written in, the lightest first; the last one every browser knows."""
    return ["avif", "webp", "png" if image.mode == "RGBA" else "jpg"]


def height(image: Image.Image, width: int) -> int:
    """In pixels, when it is `width` wide."""
    return max(1, round(image.height * width / image.width))


def encode(image: Image.Image, rights: Rights) -> Iterator[tuple[int, str, bytes]]:
    """(width, extension, bytes) of every rendition, with the rights in its metadata."""
    packet = xmp_packet(rights)
    for width in widths(image):
        size = width, height(image, width)
        resized = image if size == image.size else image.resize(size, Image.Resampling.LANCZOS)
        for extension in extensions(image):
            yield width, extension, _encoded(resized, extension, packet)


def _plain(image: Image.Image) -> Image.Image:
    """Upright, in sRGB, 8 bits a channel, with nothing but its pixels."""
    profile = image.info.get("icc_profile")
    with suppress(Exception):  # an orientation that cannot be read is none
        image = ImageOps.exif_transpose(image)
    if image.mode.startswith("I;16"):
        image = image.point(lambda value: value / 256).convert("L")
    alpha = image.convert("RGBA").getchannel("A") if image.has_transparency_data else None
    if profile and image.mode in ("RGB", "RGBA", "CMYK"):
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            image = _in_srgb(image if image.mode != "RGBA" else image.convert("RGB"), profile)
    plain = image.convert("RGB")
    if alpha:
        plain.putalpha(alpha)
    plain.info.clear()
    return plain


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    source, target = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
    return ImageCms.profileToProfile(image, source, target, outputMode="RGB") or image


def _encoded(image: Image.Image, extension: str, packet: bytes) -> bytes:
    kind, options = ENCODERS[extension]
    about: dict[str, Any] = {"xmp": packet} if packet else {}
    if about and kind == "PNG":
        chunk = PngImagePlugin.PngInfo()
        chunk.add_itxt("XML:com.adobe.xmp", packet.decode())
        about = {"pnginfo": chunk}
    buffer = BytesIO()
    image.save(buffer, kind, **options, **about)
    return buffer.getvalue()
