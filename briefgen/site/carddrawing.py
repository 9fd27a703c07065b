"""A social card, drawn in the fonts that are installed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import PIL
from msgspec.structs import astuple
from PIL import Image, ImageDraw, ImageFont, features

from briefgen.files import write_whole
from briefgen.site.cards import Card
from briefgen.site.dates import direction
from briefgen.site.fonts import families, font_for

SIZE = (1200, 630)
"""Pixels: what Open Graph's and Twitter's readers show whole."""

MARGIN = 64
LEVELS = 8
"""Shades between ink and paper. A card in so few colours is 15 kB."""

MARK = (255, 232, 138)
INK, SOFT, PAPER = 0, 96, 255
HEADLINES = ((76, 4), (60, 5), (48, 6))
"""(pixels, lines): the largest that a title fits into is taken; the last one is cut."""

_RECIPE = (1, SIZE, LEVELS, PIL.__version__)


def draw(card: Card) -> bytes:
    """The card as a PNG."""
    image = Image.new("L", SIZE, PAPER)
    canvas = ImageDraw.Draw(image)
    rtl = direction(card.language) == "rtl"
    width = SIZE[0] - 2 * MARGIN
    top = MARGIN + 12
    if card.site and (font := font_for(card.site, card.language, 34)):
        _line(canvas, top, _cut(card.site, font, width), font, SOFT, rtl)
        top += 74
    for size, most in HEADLINES:
        if font := font_for(card.title, card.language, size, bold=True):
            lines = _wrapped(card.title, font, width)
            if len(lines) <= most or size == HEADLINES[-1][0]:
                shown = lines[:most] if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]} …"]
                for number, line in enumerate(shown):
                    _line(canvas, top + round(number * size * 1.22), _cut(line, font, width), font, INK, rtl)
                break
    if card.foot and (font := font_for(card.foot, card.language, 32)):
        lines = _wrapped(card.foot, font, width)
        shown = lines if len(lines) <= 2 else [lines[0], f"{lines[1]} …"]
        for number, line in enumerate(reversed(shown)):
            _line(canvas, SIZE[1] - MARGIN - 36 - 42 * number, _cut(line, font, width), font, SOFT, rtl)
    return _png(image, rtl)


def _line(canvas: ImageDraw.ImageDraw, top: int, text: str, font: ImageFont.FreeTypeFont, ink: int, rtl: bool) -> None:
    place = (SIZE[0] - MARGIN if rtl else MARGIN, top)
    way = ("rtl" if rtl else "ltr") if features.check("raqm") else None
    canvas.text(place, text, font=font, fill=ink, anchor="ra" if rtl else "la", direction=way)


def _wrapped(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """The lines of a text; a word that is wider than a line stays whole."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _cut(text: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    """As much of a text as one line holds."""
    shown = " ".join(text.split())[:200]
    while shown and font.getlength(shown) > width:
        shown = shown.removesuffix(" …")[:-1].rstrip(" ,·") + " …"
    return shown


def _png(image: Image.Image, rtl: bool) -> bytes:
    step = 256 // LEVELS
    few = image.point([shade // step for shade in range(256)])
    few.putpalette([*(shade * 255 // (LEVELS - 1) for shade in range(LEVELS) for _ in "rgb"), *MARK])
    bar = SIZE[0] - 20 if rtl else 0
    ImageDraw.Draw(few).rectangle([bar, 0, bar + 19, SIZE[1]], fill=LEVELS)
    ImageDraw.Draw(few).rectangle([0, 0, SIZE[0], 9], fill=0)
    buffer = BytesIO()
    few.save(buffer, "PNG", bits=4, compress_level=6)
    return buffer.getvalue()


def digest(card: Card) -> str:
    """Of all that the bytes of a card depend on."""
    fonts: Sequence[tuple[str, int]] = [(file.name, file.stat().st_size) for file in families()]
    return hashlib.sha256(repr((_RECIPE, fonts, astuple(card))).encode(errors="replace")).hexdigest()[:20]


def keep(work: tuple[Card, Path]) -> None:
    """Draw a card into a file."""
    card, file = work
    write_whole(file, draw(card))
