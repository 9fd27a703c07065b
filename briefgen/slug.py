"""Names that are safe as file names, folders and addresses everywhere.

A slug is built from a small alphabet, never cleaned of bad characters: what is not `[a-z0-9]` after transliteration
is a word break. So no title, in whatever script, can name a path, a hidden file or a device.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

LONGEST = 80
"""Characters in a slug at most; with folder and suffix it stays well below every file system's limit."""

DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))]
)
"""Names that Windows gives to devices, whatever the suffix (Win32 "Naming Files")."""

_APOSTROPHE = re.compile(r"(?<=[a-z0-9])'(?=[a-z])")
_PLAIN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ALL_PLAIN = re.compile(rf"(?:{_PLAIN.pattern}\n)*+")
_BREAK = re.compile(r"[^a-z0-9]+")


def slugify(text: str) -> str:
    """`text` as 1 to 80 characters of `[a-z0-9-]`: "Россия’s Plan" is "rossiyas-plan", nothing usable is "untitled"."""
    if len(text) <= LONGEST and _PLAIN.fullmatch(text) and text not in DEVICES:
        return text
    plain = _APOSTROPHE.sub("", transliterated(text).lower())
    slug = _cut(_BREAK.sub("-", plain).strip("-"), LONGEST) or "untitled"
    return f"{slug}-x" if slug in DEVICES else slug


def are_slugs(texts: Sequence[str]) -> bool:
    """Whether each of these texts is its own slug, seen at one glance."""
    lines = "\n".join((*texts, ""))
    plain = _ALL_PLAIN.fullmatch(lines) is not None and lines.count("\n") == len(texts)
    return plain and max(map(len, texts), default=0) <= LONGEST and DEVICES.isdisjoint(texts)


def transliterated(text: str) -> str:
    """`text` in the letters of ASCII."""
    if text.isascii():
        return text
    from anyascii import anyascii

    return anyascii(text)


def unique(slug: str, taken: Container[str]) -> str:
    """`slug`, or where it is taken the first free one of `slug-2`, `slug-3`, ...; never longer than a slug may be."""
    candidate, number = slug, 2
    while candidate in taken:
        suffix = f"-{number}"
        candidate, number = _cut(slug, LONGEST - len(suffix)) + suffix, number + 1
    return candidate


def _cut(slug: str, length: int) -> str:
    """The first `length` characters of `slug`, cut at a word end if there is one."""
    if len(slug) <= length:
        return slug
    whole_words = slug[: length + 1].rpartition("-")[0]
    return (whole_words or slug[:length]).rstrip("-")
