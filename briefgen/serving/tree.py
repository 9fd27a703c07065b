"""Which files of some places changed: what a file system reports is where to look, what files hold is the answer.

A file is taken to be as it was while its size, times and number are; a save within the same tick of the clock as the
last look could keep all of these, so a file that was young then is read again. Otherwise its digest decides, and a
file that was only touched, or written with what it held, has not changed.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from time import time_ns
from typing import NamedTuple

from briefgen.files import LEFTOVER
from briefgen.serving.outcome import Places

YOUNG = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system (FAT)."""
LARGEST = 32 * 1024**2
"""Bytes of a file that is read to tell whether it changed; a larger one changes with its time."""

_State = tuple[int, int, int, int]
_File = tuple[str, os.stat_result]


class Mark(NamedTuple):
    """What is remembered of a file. Without a digest it was never read."""

    state: _State
    digest: bytes | None
    young: bool
    empty: bool


class Tree:
    """The files of some places, as they were when last looked at."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self._folders = tuple(str(each.absolute()) for each in places.folders)
        self._files = frozenset(str(each.absolute()) for each in places.files)
        self._outside = tuple(str(each.absolute()) for each in places.outside)
        self._marks = dict(self._marked(self._all(), first=True))

    def matters(self, path: str) -> bool:
        """Whether a file or folder at this absolute path would be, or hold, content."""
        if path in self._files or any(_lies_in(each, path) for each in (*self._files, *self._folders)):
            return True
        if any(_lies_in(path, each) for each in self._outside):
            return False
        return any(_is_content(path, each) for each in self._folders)

    def look(self, paths: Iterable[str]) -> set[str]:
        """The files at or below these absolute paths that changed, came or went since they were last looked at."""
        wanted = set(paths)
        within = {path: found for each in wanted for path, found in self._at(each)}
        known = wanted & self._marks.keys()
        if folders := wanted - known - within.keys():
            known |= {path for path in self._marks if any(_lies_in(path, each) for each in folders)}
        return self._compare(within.items(), known)

    def sweep(self) -> set[str]:
        """The files that changed, came or went since they were last looked at, wherever they are."""
        return self._compare(self._all(), set(self._marks))

    def is_empty(self, path: str) -> bool:
        """Whether a file that was looked at holds nothing yet."""
        return path in self._marks and self._marks[path].empty

    def folders(self) -> Iterator[str]:
        """Every folder that a watch of these places has to cover, those without content too."""
        for folder in self._folders:
            for root, _, _ in os.walk(folder):
                yield root

    def _compare(self, standing: Iterable[_File], known: set[str]) -> set[str]:
        """Mark the files that stand, forget those that do not any more, and give what differs."""
        changed = set()
        now = {}
        for path, mark in self._marked(standing):
            before = self._marks.get(path)
            if before is None or before.digest != mark.digest:
                changed.add(path)
            now[path] = mark
        gone = known - now.keys()
        for path in gone:
            del self._marks[path]
        self._marks |= now
        return changed | gone

    def _marked(self, files: Iterable[_File], *, first: bool = False) -> Iterator[tuple[str, Mark]]:
        """The mark of each file. The first time, those that have stood for a while are not read."""
        clock = time_ns()
        for path, found in files:
            if not stat.S_ISREG(found.st_mode):
                continue
            state = found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino
            before = None if first else self._marks.get(path)
            if before and before.state == state and not before.young:
                yield path, before
                continue
            young = abs(clock - found.st_mtime_ns) < YOUNG
            with suppress(OSError):
                digest = None if first and not young else _digest(path, state)
                yield path, Mark(state, digest, young, not found.st_size)

    def _all(self) -> Iterator[_File]:
        for path in self._files:
            yield from _one(path)
        for folder in self._folders:
            for each in self._below(folder):
                if each[0] not in self._files:
                    yield each

    def _at(self, path: str) -> Iterator[_File]:
        """The files with content at or below any path."""
        if any(each != path and _lies_in(each, path) for each in (*self._files, *self._folders)):
            yield from self._all()
        elif path in self._folders or (self.matters(path) and _is_folder(path)):
            yield from self._below(path)
        elif self.matters(path):
            yield from _one(path)

    def _below(self, folder: str) -> Iterator[_File]:
        """The files with content in a folder. Links to folders are not followed: they may lead anywhere."""
        if folder in self._outside:
            return
        with suppress(OSError):
            for entry in os.scandir(folder):
                if LEFTOVER.search(entry.name):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    yield from self._below(entry.path)
                else:
                    with suppress(OSError):
                        yield entry.path, entry.stat()


def _one(path: str) -> Iterator[_File]:
    with suppress(OSError):
        yield path, Path(path).stat()


def _is_folder(path: str) -> bool:
    return Path(path).is_dir() and not Path(path).is_symlink()


def _lies_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _is_content(path: str, folder: str) -> bool:
    """Whether no name on the way from `folder` to `path` is one that editors and systems leave behind."""
    if not _lies_in(path, folder):
        return False
    return not any(map(LEFTOVER.search, Path(path).relative_to(folder).parts))


def _digest(path: str, state: _State) -> bytes:
    if state[2] > LARGEST:
        return repr(state).encode()
    return hashlib.blake2b(Path(path).read_bytes(), digest_size=16).digest()
