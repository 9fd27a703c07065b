"""Where a site is at home: the folder of its briefgen.yml."""

from __future__ import annotations

from pathlib import Path

FILE_NAME = "briefgen.yml"
ENVIRONMENT = "BRIEFGEN_"
"""What the names of variables begin with that override a setting."""
CACHE = ".briefgen"
"""The folder of what can be made again, unless a site has it elsewhere."""


def find(start: Path) -> Path | None:
    """The nearest briefgen.yml, in `start` or a folder above it."""
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file():
            return folder / FILE_NAME
    return None
