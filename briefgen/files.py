"""Files of a project: which ones in a folder are content, and how one is replaced whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import stat
from contextlib import suppress
from zlib import crc32

TYPE_CHECKING = False  # what only looks at files does without `pathlib`
if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LEFTOVER = re.compile(r"^\.|~$|^#.*#$|\.(swp|swo|tmp|bak|orig)$|^4913$|___jb_|^Thumbs\.db$|^desktop\.ini$")
"""Names that editors, merges and systems leave behind: hidden, `x~`, `#x#`, `x.swp`, Vim's and JetBrains' probes."""

ASIDE = re.compile(r"\.[0-9a-f]{8}\.[0-9]+\.tmp")
"""How a file is called until it is whole."""

_ODD = frozenset(".#_~4Td")
"""What a leftover begins with, or ends with a ~: a look at one letter spares most names the pattern."""
_ODD_ENDS = (".swp", ".swo", ".tmp", ".bak", ".orig", "~")

WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


FRESH = 20_000_000
"""Nanoseconds within which a file that was just written may be written again and look the same: clocks tick slowly."""


def stamp(found: os.stat_result) -> str:
    """How a file looks: its times, size and number (stat.h). One that was changed later comes behind."""
    return f"{found.st_ctime_ns} {found.st_mtime_ns} {found.st_size} {found.st_ino}"


def is_leftover(name: str) -> bool:
    """`LEFTOVER`, quickly."""
    return (name[0] in _ODD or name.endswith(_ODD_ENDS) or "___jb_" in name) and bool(LEFTOVER.search(name))


def walk(folder: Path) -> Iterator[Path]:
    """The plain files below `folder`, sorted by path. Leftovers and links are not content: a link may lead anywhere."""
    from pathlib import Path

    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not LEFTOVER.search(name))
        for name in sorted(names):
            path = Path(root, name)
            if not LEFTOVER.search(name) and path.is_file() and not path.is_symlink():
                yield path


def sweep(folder: Path) -> None:
    """Remove what was left below a folder where writing was killed: files that only `write_whole` calls so."""
    for root, _, names in os.walk(folder):
        for name in names:
            if ASIDE.fullmatch(name):
                with suppress(FileNotFoundError):
                    os.unlink(os.path.join(root, name))


def leads_down(folder: Path) -> bool:
    """Whether to go into a folder below another: a link may lead anywhere but to where it is itself."""
    return not (folder.is_symlink() and folder.parent.resolve().is_relative_to(folder.resolve()))


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` at `path` so that a crash or a full disk leaves the old file or the new one.

    A file that stands there keeps its mode. Raises OSError, for one that is not to be written to as well.
    """
    standing = path.stat().st_mode if path.exists() else None
    if standing is not None and not standing & WRITABLE:
        raise PermissionError(errno.EACCES, "it is read-only", str(path))
    # A name of its own for each file, of a length that every file system takes.
    aside = path.with_name(f".{crc32(os.fsencode(path.name)):08x}.{os.getpid()}.tmp")
    try:
        with aside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if standing is not None:
            aside.chmod(stat.S_IMODE(standing))
        aside.replace(path)
    except BaseException as error:
        aside.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.filename is None:  # a full disk says not where
            error.filename = str(path)
        raise
    if hasattr(os, "O_DIRECTORY"):
        _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
