"""Pages -> files: only what differs, each file whole or not at all, and never over anything that is not ours.

A marker in the output folder says that briefgen made it; without one, a folder with anything in it is refused. A
manifest outside the folder lists what the last build wrote, so that leftovers go and nothing else does. It is written
last: a build that is killed leaves every file either old or new, and the next one finishes the work.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from briefgen.problem import Problem

MARKER = ".briefgen"
MARKER_TEXT = b"briefgen made this folder and keeps it up to date. Change the briefs, not these files.\n"
_TEMPORARY = ".briefgen.new"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Written:
    """How many files a build wrote, found standing as they should be, and removed."""

    written: int
    unchanged: int
    removed: int


def write(files: Iterable[tuple[str, bytes]], *, out: Path, cache: Path) -> Written:
    """Make `out` hold these (path, content) files, and nothing more of what earlier builds put there.

    Paths are relative to `out`, with slashes. The manifest goes into `cache`. Raises Problem "not-ours" for a folder
    that briefgen did not make, "same-page" for two files of one path, "cannot-write" when the disk refuses.
    """
    try:
        _claim(out)
        manifest = _manifest(out, cache)
        before = _read_manifest(manifest)
        written, now = 0, dict[str, str]()
        for path, content in files:
            if _folded(path) in now:
                raise Problem(path, f"two pages would be written to {path}; rename one of them", code="same-page")
            now[_folded(path)] = path
            written += _put(out, path, content)
        removed = sum(_remove(out, path) for path in sorted(before) if _folded(path) not in now)
        if before != set(now.values()):
            record = {"format": _FORMAT, "files": sorted(now.values())}
            _put(cache, manifest.name, json.dumps(record, indent=0).encode())
    except OSError as error:
        where = str(error.filename or out)
        message = f"cannot write the site: {error.strerror or error}; see that the folder is writable and not full"
        raise Problem(where, message, code="cannot-write") from error
    return Written(written, len(now) - written, removed)


def published(out: Path, cache: Path) -> list[str]:
    """The paths of the files that the last build wrote to `out`, sorted: what is the site's, and nothing else."""
    return sorted(_read_manifest(_manifest(out, cache)))


def forget(out: Path, cache: Path) -> None:
    """Drop the record of what was written to `out`, which is a folder that goes."""
    _manifest(out, cache).unlink(missing_ok=True)


def _claim(out: Path) -> None:
    """Take `out` as the site's folder, if it is ours, empty or not there yet."""
    if out.exists() and not out.is_dir():
        raise Problem(str(out), "this is a file; choose a folder for the site", code="not-ours")
    if out.is_dir() and not (out / MARKER).is_file() and any(out.iterdir()):
        message = "this folder holds files that briefgen did not write; empty it or choose another folder for the site"
        raise Problem(str(out), message, code="not-ours")
    out.mkdir(parents=True, exist_ok=True)
    _put(out, MARKER, MARKER_TEXT)


def _put(root: Path, path: str, content: bytes) -> bool:
    """Write a file, unless it already holds `content`. A new file gets the mode that the umask gives."""
    target = _below(root, path)
    with suppress(OSError):
        if not target.is_symlink() and target.stat().st_size == len(content) and target.read_bytes() == content:
            return False
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = root / _TEMPORARY
    temporary.unlink(missing_ok=True)
    try:
        with temporary.open("xb") as file:
            file.write(content)
        temporary.replace(target)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return True


def _remove(out: Path, path: str) -> bool:
    """Delete a file and the folders that it leaves empty."""
    target = _below(out, path)
    if not os.path.lexists(target):
        return False
    target.unlink()
    with suppress(OSError):
        for folder in list(target.parents)[: path.count("/")]:
            folder.rmdir()
    return True


def _below(root: Path, path: str) -> Path:
    """`path` below `root`. Raises Problem where it, or a link on the way, would lead out of there."""
    if not is_plain(path):
        raise Problem(path, "this path would leave the site's folder; rename the page", code="bad-path")
    folder = root
    for part in path.split("/")[:-1]:
        folder = folder / part
        if folder.is_symlink():
            raise Problem(str(folder), "this is a link, and might lead out of the site; remove it", code="not-ours")
    return root / path


def is_plain(path: object) -> bool:
    """Whether `path` is folders and a name, and nothing that a file system reads another way."""
    return isinstance(path, str) and not any(
        part in ("", ".", "..") or any(sign in part for sign in "\\:\0") for part in path.split("/")
    )


def _folded(path: str) -> str:
    """What two paths share that are one file where case does not count."""
    return path.casefold()


def _manifest(out: Path, cache: Path) -> Path:
    """One for each output folder; found again when the project's folder is moved."""
    try:
        way = Path(os.path.relpath(out, cache)).as_posix()
    except ValueError:  # on another drive
        way = out.absolute().as_posix()
    return cache / f"site-{hashlib.sha256(way.encode(errors='replace')).hexdigest()[:12]}.json"


def _read_manifest(file: Path) -> set[str]:
    """The files of the last build; none if the manifest is missing or damaged, and then nothing will be removed."""
    try:
        record = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return set()
    files = record.get("files") if isinstance(record, dict) and record.get("format") == _FORMAT else None
    return set(files) if isinstance(files, list) and all(map(is_plain, files)) else set()
