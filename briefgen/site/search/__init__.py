"""A search over all briefs, where its engine is installed.

`records` are what it indexes, `engine` runs it, `page` is where people search; a site without search loads none.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

INDEX = "search/index"
"""The folder below the site's root that holds the parts."""

WANTED = "briefgen[search]"
"""What to install for search."""


def find_engine() -> Path | None:
    """Pagefind's program: from the extra, or else on the PATH; None where there is none."""
    try:
        return Path(import_module("pagefind_bin").get_executable())
    except (ImportError, OSError):
        import shutil

        found = shutil.which("pagefind")
        return Path(found) if found else None
