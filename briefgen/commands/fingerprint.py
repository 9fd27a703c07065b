"""What tells one installation from another: what one has worked out, another may not build upon."""

from __future__ import annotations

import sys
import sysconfig
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import briefgen
from briefgen.briefs.packed import DIGEST
from briefgen.commands.look import Root
from briefgen.site.theme import packaged_themes

LIBRARIES = ("babel", "jinja2", "lxml", "markdown-it-py", "markupsafe", "msgspec", "pillow", "pyyaml")
"""Those whose work stands in pages, or in what is kept of briefs."""
PACKAGE = Path(briefgen.__file__).parent


def fingerprint() -> bytes:
    """A digest of the program's own text, of Python's version and of those of the libraries."""
    digest = blake2b(repr(sys.version_info).encode(), digest_size=DIGEST)
    for name in LIBRARIES:
        try:
            digest.update(f"{name} {version(name)}\n".encode())
        except PackageNotFoundError:
            continue
    for file in sorted(PACKAGE.rglob("*.py")):
        digest.update(file.relative_to(PACKAGE).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.digest()


def installed() -> tuple[Root, ...]:
    """Where to look to see that nothing of it has changed: the program, its themes, the folders of the libraries."""
    folders = dict.fromkeys(sysconfig.get_path(name) for name in ("purelib", "platlib"))
    return (
        Root(str(PACKAGE)),
        Root(str(packaged_themes())),
        *(Root(folder, "itself") for folder in folders),
    )
