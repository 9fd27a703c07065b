"""The photo files that briefs name, found in the site's media folder.

Only what a brief names is published, only pictures, and nothing from outside the folder. SVG is left out: it is a
document that may hold scripts, not a photo.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from briefgen.site.record import is_plain

MEDIA = "media"
"""The folder below the site's root that holds the photos."""

LONGEST = 200
"""Characters in the name of a photo file at most."""

PICTURES = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"})


def photo_files(folder: Path, names: Iterable[str | None]) -> dict[str, Path]:
    """Those of the names that photos give as their `file` which are pictures in `folder`, and where, sorted by name."""
    return {name: folder / name for name in sorted({*filter(None, names)}) if _is_picture(folder, name)}


def _is_picture(folder: Path, name: str) -> bool:
    """Whether `name` is the plain relative path of a picture whose file, links followed, lies in `folder`."""
    if not is_plain(name) or len(name) > LONGEST:
        return False
    file = folder / name
    return file.suffix.lower() in PICTURES and file.is_file() and file.resolve().is_relative_to(folder.resolve())
