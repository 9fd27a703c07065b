"""The photo files that briefs name, found in the site's media folder.

Only what a brief names is published, only pictures, and nothing from outside the folder. SVG is left out: it is a
document that may hold scripts, not a photo.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from briefgen.model import Brief
from briefgen.site.write import is_plain

MEDIA = "media"
"""The folder below the site's root that holds the photos."""

LONGEST = 200
"""Characters in the name of a photo file at most."""

PICTURES = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"})


def photo_files(folder: Path, briefs: Iterable[Brief]) -> dict[str, Path]:
    """Each `file` of a photo that is a picture in `folder`, and where it is, sorted by name."""
    named = sorted({photo.file for brief in briefs for photo in brief.photos if photo.file})
    return {name: folder / name for name in named if _is_picture(folder, name)}


def _is_picture(folder: Path, name: str) -> bool:
    """Whether `name` is the plain relative path of a picture whose file, links followed, lies in `folder`."""
    if not is_plain(name) or len(name) > LONGEST:
        return False
    file = folder / name
    return file.suffix.lower() in PICTURES and file.is_file() and file.resolve().is_relative_to(folder.resolve())
