"""What tells one installation from another: what one has worked out, another may not build upon."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

import briefgen
from briefgen.briefs.packed import DIGEST
from briefgen.commands.look import Root, libraries
from briefgen.site.theme import packaged_themes

PACKAGE = Path(briefgen.__file__).parent


@cache
def fingerprint() -> bytes:
    """A digest of the program's own text, of Python's version and of those of everything that is installed."""
    digest = blake2b(repr(sys.version_info).encode(), digest_size=DIGEST)
    for folder in libraries():
        names = sorted(name for name in os.listdir(folder) if name.endswith(".dist-info"))  # NAME-VERSION.dist-info
        digest.update("\n".join(names).encode())
    for path in sorted(_modules()):
        with open(path, "rb") as file:
            digest.update(path.removeprefix(str(PACKAGE)).encode() + b"\0" + file.read())
    return digest.digest()


def _modules() -> Iterator[str]:
    """The program's files of Python."""
    for folder, _, names in os.walk(PACKAGE):
        yield from (f"{folder}/{name}" for name in names if name.endswith(".py"))


def installed() -> tuple[Root, ...]:
    """Where to look to see that nothing of it has changed: the program, its themes, the folders of the libraries."""
    return (
        Root(str(PACKAGE)),
        Root(str(packaged_themes())),
        *(Root(folder, "itself") for folder in libraries()),
    )
