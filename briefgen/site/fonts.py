"""The fonts that words are drawn in: those that are installed as Python packages.

The extra "cards" brings Noto Sans, for Latin, Greek and Cyrillic; every other family that says so by the entry point
"fontpkg.family" is found by itself, so `pip install fontpkg-noto-sans-arabic` is all that Arabic needs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from PIL import ImageFont, features

from briefgen.site.dates import direction

WANTED = "briefgen[cards]"
"""What to install for a first font."""

BOLD = 700
"""The weight of bold text (OpenType "wght")."""


def families() -> list[Path]:
    """The upright font file of each installed family, Noto Sans first."""
    return list(_families())


@lru_cache(maxsize=1)
def _families() -> tuple[Path, ...]:
    found = sorted(entry_points(group="fontpkg.family"), key=lambda each: (each.name != "noto_sans", each.name))
    files = []
    for each in found:
        try:
            root = Path(each.load().ROOT)
            about = json.loads((root / "metadata.json").read_text(encoding="utf-8"))
            files += [root / file["path"] for file in about["files"] if file["style"] == "normal"][:1]
        except (ImportError, AttributeError, OSError, ValueError, KeyError):
            continue
    return tuple(files)


def font_for(text: str, language: str, size: int = 32, bold: bool = False) -> ImageFont.FreeTypeFont | None:
    """The first installed font that has every letter of `text`; None if there is none, or it cannot be set here."""
    if direction(language) == "rtl" and not features.check("raqm"):
        return None
    letters = frozenset(letter for letter in text if not letter.isspace())
    return next((_font(file, size, bold) for file in families() if letters and _covers(file, letters)), None)


@lru_cache(maxsize=64)
def _font(file: Path, size: int, bold: bool) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(file, size)
    try:
        axes = font.get_variation_axes()
        font.set_variation_by_axes([_along(axis, bold) for axis in axes])
    except OSError:  # a family of one weight
        pass
    return font


def _along(axis: Any, bold: bool) -> float:
    """Where on a variable font's axis: at its default, or where text is bold."""
    return BOLD if bold and b"Weight" in bytes(axis["name"]) else float(axis["default"] or 0)


def _covers(file: Path, letters: Iterable[str]) -> bool:
    return all(_has(file, letter) for letter in letters)


@lru_cache(maxsize=20_000)
def _has(file: Path, letter: str) -> bool:
    """Whether the font draws a letter as anything but the box for what it has not."""
    font = _font(file, 16, False)
    box, drawn = font.getmask("\ue000"), font.getmask(letter)
    return bytes(drawn) != bytes(box) or drawn.size != box.size
