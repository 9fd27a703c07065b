"""Pieces -> files: only what has to be made, each file whole or not at all, and never over anything that is not ours.

A marker in the output folder says that briefgen made it; without one, a folder with anything in it is refused. A piece
whose key stands in the record of the last build, and whose file stands, is not even made. What is made is staged aside
first, on as many processors as there are, and put in place when all of it is there, a new folder in one go: a theme
that is wrong, a full disk or a kill leaves the old site. The record is written before, with what is to come, and after,
with what is, so that the next build finishes the work and leaves nothing over.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set
from contextlib import suppress
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from briefgen.crew import Crew, Hands
from briefgen.laps import Laps
from briefgen.problem import Problem
from briefgen.site.making import Piece, Stage
from briefgen.site.record import (
    PENDING,
    Record,
    is_made_by,
    is_plain,
    is_still,
    read_record,
    record_file,
    standing,
    write_record,
)

MARKER = ".briefgen"
MARKER_TEXT = b"briefgen made this folder and keeps it up to date. Change the briefs, not these files.\n"
STAGE = ".briefgen.new"
"""The folder within the output in which a build gets its files ready."""
AHEAD = ".briefgen.ahead"
"""The file in which one gets ready that does not wait for the others."""

T = TypeVar("T")
R = TypeVar("R")


class Written(msgspec.Struct, frozen=True):
    """How many files a build wrote, found standing as they should be, and removed; `paths` are all that there are now,
    below the output."""

    written: int
    unchanged: int
    removed: int
    paths: Collection[str]
    made: int = 0
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


Fate = Literal["stays", "goes", "amiss"]
"""What becomes of a file that is no piece: it stays as it is, or goes; or there ought to be none."""


class Amiss(Exception):  # noqa: N818 - nothing is wrong
    """Not all is as it has to be where only some of the pieces are known."""


def write(
    pieces: Iterable[Piece],
    *,
    out: Path,
    cache: Path,
    hands: Hands | None = None,
    laps: Laps | None = None,
    fate: Callable[[str], Fate] | None = None,
    stands: Callable[[Path], bool] | None = None,
) -> Written:
    """Make `out` hold these pieces, and of what earlier builds put there nothing more but what by its `fate` stays.

    Nothing is touched, and Amiss raised, where such a file does not stand as it was written, or where one whose fate it
    is to stay or to be amiss would come or go; `stands` tells whether all are known to be as a record has them. The
    record goes into `cache`. Raises Problem "not-ours" for a folder that briefgen did not make, "same-page" for two
    pieces of one path, "cannot-write" when the disk refuses.
    """
    laps = laps or Laps()
    try:
        _claim(out)
        file = record_file(out, cache)
        with Stage(out / STAGE, out, hands) as stage:
            with laps.lap("listed") as lap:
                before = read_record(file)
                paths, record = _plan(pieces, before, out, stage)
                if fate:
                    staying = _staying(before, paths, fate, None if stands and stands(file) else out)
                    record |= staying
                    paths |= staying.keys()
                lap.items, lap.kind = len(paths), "files"
            gone = tuple(path for path in sorted(before) if path not in paths and is_plain(path))
            if os.path.lexists(out / AHEAD):
                (out / AHEAD).unlink()
            if not stage.pieces and not gone:
                return Written(0, len(record), 0, record)
            with laps.lap("made") as lap:
                made = list(zip(stage.pieces, stage.made(), strict=True))
                lap.items, lap.kind = len(made), "files"
                for piece, staged in made:
                    laps.made(piece.kind, staged.seconds)
            with laps.lap("put in place") as lap:
                changed = tuple(piece.path for piece, staged in made if staged.differs)
                lap.items, lap.kind = len(changed), "files"
                _announce(changed, before, file)
                early = _in_the_way(gone, paths)
                removed = sum(_remove(out, path) for path in early)
                _put_in_place(changed, stage.folder, out)
                for piece, staged in made:
                    record[piece.path] = standing(staged.size, staged.changed, piece.key)
                heirs = {_folded(path): path for path in paths} if gone else {}
                removed += sum(_remove(out, path, heirs.get(_folded(path))) for path in gone if path not in early)
                write_record(file, record)
    except OSError as error:
        if not error.errno:  # it says itself what is wrong, and where
            raise
        where = str(error.filename or out)
        message = f"cannot write the site: {error.strerror or error}; see that the folder is writable and not full"
        raise Problem(where, message, code="cannot-write") from error
    return Written(len(changed), len(record) - len(changed), removed, record, len(made), changed, gone)


def write_ahead(path: str, content: bytes, out: Path) -> bool:
    """Put a file that stands in `out` right before the build that would; whether that changed it. Raises OSError."""
    target = _below(out, path)
    if target.is_symlink() or not target.is_file() or target.read_bytes() == content:
        return False
    aside = out / AHEAD
    aside.write_bytes(content)
    aside.replace(target)
    return True


def spread(work: Callable[[T], R], items: Sequence[T], crew: Crew | None, *, share: int = 1) -> Iterator[R]:
    """`work` on each item, in order, by a crew if there is one and something to do."""
    if crew is None or not items:
        yield from map(work, items)
        return
    with crew.start(_nothing, ()) as executor:
        yield from executor.map(work, items, chunksize=share)


def _nothing() -> None:
    """What a crew needs that has only its items to work on."""


def clear(out: Path, cache: Path) -> None:
    """Remove what earlier builds wrote to `out`. Raises Problem as `write` does."""
    write((), out=out, cache=cache)


def _plan(pieces: Iterable[Piece], before: Record, out: Path, stage: Stage) -> tuple[Set[str], dict[str, str]]:
    """(the paths of all pieces, the record of those that stand); the others are made on the stage."""
    paths: set[str] = set()
    taken: set[str] = set()
    record: dict[str, str] = {}
    root, gate = str(out), Gate(out)
    for piece in pieces:
        path = piece.path
        folded = _folded(path)
        if folded in taken:
            raise Problem(path, f"two pages would be written to {path}; rename one of them", code="same-page")
        taken.add(folded)
        paths.add(path)
        how = before.get(path)
        if how and is_made_by(how, piece.key) and is_still(how, f"{root}/{path}"):
            record[path] = how
        else:
            gate.pass_through(path)
            stage.add(piece)
    return paths, record


def _staying(before: Record, named: Set[str], fate: Callable[[str], Fate], out: Path | None) -> Record:
    """The record of the files that stay though they are not named, in `out` unless all of them are known to stand.
    Raises Amiss."""
    kept = {}
    for path, how in before.items():
        if path in named:
            continue
        match fate(path):
            case "stays" if out is None or is_still(how, f"{out}/{path}"):
                kept[path] = how
            case "stays" | "amiss":
                raise Amiss
    if any(fate(path) != "goes" for path in named - before.keys()):
        raise Amiss
    return kept


def _announce(changed: Sequence[str], before: Record, file: Path) -> None:
    """Note the files that are about to be new, so that they are known as ours whatever happens now."""
    if new := [path for path in changed if path not in before]:
        write_record(file, {**before, **dict.fromkeys(new, PENDING)})


def _claim(out: Path) -> None:
    """Take `out` as the site's folder, if it is ours, empty or not there yet."""
    if out.exists() and not out.is_dir():
        raise Problem(str(out), "this is a file; choose a folder for the site", code="not-ours")
    if out.is_dir() and not (out / MARKER).is_file() and any(out.iterdir()):
        message = "this folder holds files that briefgen did not write; empty it or choose another folder for the site"
        raise Problem(str(out), message, code="not-ours")
    out.mkdir(parents=True, exist_ok=True)
    marker = out / MARKER
    if not marker.is_file() or marker.is_symlink() or marker.read_bytes() != MARKER_TEXT:
        marker.unlink(missing_ok=True)
        marker.write_bytes(MARKER_TEXT)


def _put_in_place(paths: Sequence[str], stage: Path, out: Path) -> None:
    """Move what is staged to where it belongs, over what stands there; a new folder with all that is in it."""
    there: set[str] = set()
    moved: set[str] = set()
    for path in paths:
        for folder in _above(path):
            if folder in moved:
                break
            if folder not in there and not os.path.isdir(f"{out}/{folder}"):
                os.rename(f"{stage}/{folder}", f"{out}/{folder}")
                moved.add(folder)
                break
            there.add(folder)
        else:
            os.replace(f"{stage}/{path}", f"{out}/{path}")


def _in_the_way(gone: Sequence[str], paths: Set[str]) -> frozenset[str]:
    """Those of the files that go which stand where one of these paths has a folder, or the other way round."""
    folders = {folder for path in paths for folder in _above(path)} if gone else set()
    return frozenset(path for path in gone if path in folders or not paths.isdisjoint(_above(path)))


def _above(path: str) -> list[str]:
    return [path[: sign.start()] for sign in re.finditer("/", path)]


def _remove(out: Path, path: str, heir: str | None = None) -> bool:
    """Delete a file and the folders that it leaves empty; not where case does not count and it is its `heir`'s file."""
    target = _below(out, path)
    if not os.path.lexists(target) or (heir and os.path.samefile(target, out / heir)):
        return False
    target.unlink()
    with suppress(OSError):
        for folder in list(target.parents)[: path.count("/")]:
            folder.rmdir()
    return True


def _below(root: Path, path: str) -> Path:
    """`path` below `root`. Raises Problem where it, or a link on the way, would lead out of there."""
    Gate(root).pass_through(path)
    return root / path


class Gate:
    """Lets through what stays below `root`."""

    def __init__(self, root: Path) -> None:
        self._root = str(root)
        self._there: set[str] = set()
        self._missing: set[str] = set()

    def pass_through(self, path: str) -> None:
        """Raise Problem where a path, or a link on the way, would lead out of there."""
        if not is_plain(path):
            raise Problem(path, "this path would leave the site's folder; rename the page", code="bad-path")
        for folder in _above(path):
            if folder in self._missing:
                break
            if folder in self._there:
                continue
            place = f"{self._root}/{folder}"
            try:
                found = os.lstat(place)
            except OSError:  # and nothing below it is there
                self._missing.add(folder)
                break
            if stat.S_ISLNK(found.st_mode):
                raise Problem(place, "this is a link, and might lead out of the site; remove it", code="not-ours")
            self._there.add(folder)


def _folded(path: str) -> str:
    """What two paths share that are one file where case does not count."""
    return path.casefold()
