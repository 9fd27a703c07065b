"""Where a site is at home: the folder of its briefgen.yml."""

from __future__ import annotations

import os

TYPE_CHECKING = False  # what looks for a site does without `pathlib`
if TYPE_CHECKING:
    from os import PathLike

FILE_NAME = "briefgen.yml"
ENVIRONMENT = "BRIEFGEN_"
"""What the names of variables begin with that override a setting."""
CACHE = ".briefgen"
"""The folder of what can be made again, unless a site has it elsewhere."""


def find(start: str | PathLike[str]) -> str | None:
    """The nearest briefgen.yml, in `start` or a folder above it."""
    folder = os.fspath(start)
    while not os.path.isfile(file := os.path.join(folder, FILE_NAME)):
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
    return file
