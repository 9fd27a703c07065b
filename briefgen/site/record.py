"""The record of a build: which files it wrote, how they looked then, and by which key each was made.

It lies in the cache, one for each output folder, as lines of text that a look at the output reads in no time: size,
time of change (ns) and key, and behind a tab the path. It is what tells a page that stands from one that has to be
made, and a file that briefgen wrote from one that it must never remove.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from briefgen.files import stamp, write_whole

HEAD = "briefgen-site 3"

Record = Mapping[str, str]
"""By the path of the file below the output folder, with slashes: how it stands, as `standing` has it."""

PENDING = "0 0 -"
"""How a file stands that a build is about to write."""


def standing(size: int, changed: int, key: bytes) -> str:
    """A file as a build left it: `size` in bytes, `changed` in ns."""
    return f"{size} {changed} {key.hex()}"


def is_made_by(how: str, key: bytes) -> bool:
    """Whether a file that stands so was made by this key."""
    return how.endswith(f" {key.hex()}")


def is_still(how: str, file: str) -> bool:
    """Whether the file is still so."""
    try:
        found = os.lstat(file)
    except OSError:
        return False
    return how.startswith(f"{found.st_size} {found.st_mtime_ns} ")


def record_file(out: Path, cache: Path) -> Path:
    """Where the record of an output folder lies; found again when the project's folder is moved."""
    try:
        way = Path(os.path.relpath(out, cache)).as_posix()
    except ValueError:  # on another drive
        way = out.absolute().as_posix()
    return cache / f"site-{hashlib.sha256(way.encode(errors='replace')).hexdigest()[:12]}.txt"


def read_record(file: Path) -> Record:
    """What the last build wrote; nothing if the record is missing or damaged, and then nothing will be removed.

    Of one that somebody has tampered with no path is safe (`is_plain`).
    """
    try:
        with file.open(encoding="utf-8", errors="surrogateescape", newline="\n") as text:  # "\r" may be in a path
            head, *lines, end = text.read().split("\n")
        found = {path: how for how, path in [line.split("\t", 1) for line in lines]}
    except (OSError, ValueError):
        return {}
    return found if head == HEAD and not end else {}


def look_of(out: Path, cache: Path) -> str:
    """How the record of an output folder looks, which is another whenever a build has written there; empty for none."""
    try:
        return stamp(record_file(out, cache).stat())
    except OSError:
        return ""


def write_record(file: Path, record: Record) -> None:
    """Keep it, whole or not at all. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = [HEAD, *[f"{how}\t{path}" for path, how in sorted(record.items())], ""]
    write_whole(file, "\n".join(lines).encode(errors="surrogateescape"))


def published(out: Path, cache: Path) -> list[str]:
    """The paths of the files that the last build wrote to `out`, sorted: what is the site's, and nothing else."""
    return sorted(filter(is_plain, read_record(record_file(out, cache))))


def forget(out: Path, cache: Path) -> None:
    """Drop the record of what was written to `out`, which is a folder that goes."""
    with suppress(FileNotFoundError):
        record_file(out, cache).unlink()


def is_plain(path: object) -> bool:
    """Whether `path` is folders and a name, and nothing that a file system reads another way."""
    return (
        isinstance(path, str)
        and not any(sign in path for sign in "\\:\0\n")
        and all(part not in ("", ".", "..") for part in path.split("/"))
    )
