"""Where a site is at home: the folder of its briefgen.yml."""

from __future__ import annotations

import os
from contextlib import suppress

TYPE_CHECKING = False  # what looks for a site does without `pathlib`
if TYPE_CHECKING:
    from os import PathLike

FILE_NAME = "briefgen.yml"
ENVIRONMENT = "BRIEFGEN_"
"""What the names of variables begin with that override a setting."""
CACHE = ".briefgen"
"""The folder of what can be made again, unless a site has it elsewhere, as this setting says."""
CACHE_DIR = "cache_dir"


def find(start: str | PathLike[str]) -> str | None:
    """The nearest briefgen.yml, in `start` or a folder above it."""
    folder = os.fspath(start)
    while not os.path.isfile(file := os.path.join(folder, FILE_NAME)):
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
    return file


def cache(config: str) -> str | None:
    """Where a site has its cache, as far as that can be told without its settings; else None. What can be read only
    once, such as a pipe, is not read here."""
    root = os.path.dirname(config)
    named = os.environ.get(ENVIRONMENT + CACHE_DIR.upper())
    if named is not None:
        return os.path.join(root, named) if named and named == named.strip() else None
    lines: list[bytes] = []
    with suppress(OSError):  # it is told where the settings are read
        if os.path.isfile(config):
            with open(config, "rb") as settings:
                lines = settings.read().splitlines()
    named_there = any(CACHE_DIR.encode() in line and not line.lstrip().startswith(b"#") for line in lines)
    return None if named_there else os.path.join(root, CACHE)
