"""Pieces -> files: only what has to be made, each file whole or not at all, and never over anything that is not ours.

A marker in the output folder says that briefgen made it; without one, a folder with anything in it is refused. A piece
whose key stands in the record of the last build, and whose file stands, is not even made. What is made is staged aside
first, on as many processors as there are, and put in place when all of it is there, a new folder in one go: a theme
that is wrong, a full disk or a kill leaves the old site. The record is written before, with what is to come, and after,
with what is, so that the next build finishes the work and leaves nothing over.
"""

from __future__ import annotations

import gc
import os
import re
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set
from contextlib import suppress
from pathlib import Path
from time import perf_counter
from typing import Literal, TypeVar

import msgspec

from briefgen.crew import Crew
from briefgen.laps import Laps
from briefgen.problem import Problem
from briefgen.site import answers
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
MANY = 250
"""Pieces whose making is shared out; starting processes takes longer than making fewer."""
SHARE = 16
"""Pieces that a process is given at once."""

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)

T = TypeVar("T")
R = TypeVar("R")


class Piece(msgspec.Struct, frozen=True):
    """A file of the site: `path` is below its root, with slashes; `make` gives its bytes, the same for the same key.

    `kind` is how it is counted: the name of its template, "pictures" and the like. `foretell` is called while the piece
    before this one is made, and may begin with it.
    """

    path: str
    key: bytes
    make: Callable[[], bytes]
    kind: str = "files"
    foretell: Callable[[], None] | None = None


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


class Staged(msgspec.Struct, frozen=True):
    """A piece that was made, in so many seconds: whether its file `differs` from what stands, and how it looks."""

    number: int
    seconds: float
    differs: bool
    size: int
    changed: int


Fate = Literal["stays", "goes", "amiss"]
"""What becomes of a file that is no piece: it stays as it is, or goes; or there ought to be none."""


class Amiss(Exception):  # noqa: N818 - nothing is wrong
    """Not all is as it has to be where only some of the pieces are known."""


def write(
    pieces: Iterable[Piece],
    *,
    out: Path,
    cache: Path,
    crew: Crew | None = None,
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
        with laps.lap("compared") as lap:
            before = read_record(file)
            paths, todo, record = _plan(pieces, before, out)
            if fate:
                staying = _staying(before, paths, fate, None if stands and stands(file) else out)
                record |= staying
                paths |= staying.keys()
            lap.items, lap.kind = len(paths), "files"
        gone = tuple(path for path in sorted(before) if path not in paths and is_plain(path))
        stage = out / STAGE
        _unstage(stage)  # what a build that was killed left of it
        if os.path.lexists(out / AHEAD):
            (out / AHEAD).unlink()
        if not todo and not gone:
            return Written(0, len(record), 0, record)
        stage.mkdir()
        try:
            with laps.lap("made") as lap:
                staged = [*_staged(todo, out, crew)]
                lap.items, lap.kind = len(staged), "files"
                for each in staged:
                    laps.made(todo[each.number].kind, each.seconds)
            with laps.lap("put in place") as lap:
                changed = tuple(todo[each.number].path for each in staged if each.differs)
                lap.items, lap.kind = len(changed), "files"
                _announce(changed, before, file)
                early = _in_the_way(gone, paths)
                removed = sum(_remove(out, path) for path in early)
                _put_in_place(changed, stage, out)
                for each in staged:
                    piece = todo[each.number]
                    record[piece.path] = standing(each.size, each.changed, piece.key)
                heirs = {_folded(path): path for path in paths} if gone else {}
                removed += sum(_remove(out, path, heirs.get(_folded(path))) for path in gone if path not in early)
                write_record(file, record)
        finally:
            _unstage(stage)
    except OSError as error:
        where = str(error.filename or out)
        message = f"cannot write the site: {error.strerror or error}; see that the folder is writable and not full"
        raise Problem(where, message, code="cannot-write") from error
    return Written(len(changed), len(record) - len(changed), removed, record, len(todo), changed, gone)


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
    with crew.start(_nothing, (), False) as executor:
        yield from executor.map(work, items, chunksize=share)


def _nothing() -> None:
    """What a crew needs that has only its items to work on."""


def clear(out: Path, cache: Path) -> None:
    """Remove what earlier builds wrote to `out`. Raises Problem as `write` does."""
    write((), out=out, cache=cache)


def _plan(pieces: Iterable[Piece], before: Record, out: Path) -> tuple[Set[str], list[Piece], dict[str, str]]:
    """(the paths of all pieces, those to be made, the record of those that stand)."""
    paths: set[str] = set()
    taken: set[str] = set()
    todo: list[Piece] = []
    record: dict[str, str] = {}
    root = str(out)
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
            todo.append(piece)
    return paths, todo, record


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


def _staged(todo: Sequence[Piece], out: Path, crew: Crew | None) -> Iterator[Staged]:
    """Every piece made, and put on the stage where it differs from what stands."""
    _refuse((piece.path for piece in todo), out)
    root = str(out)
    if crew is None or len(todo) < MANY or not crew.forks():
        for number, piece in enumerate(todo):
            if number + 1 < len(todo) and (foretell := todo[number + 1].foretell):
                foretell()
            yield _stage(number, piece, root)
        return
    gc.freeze()  # what is shared with the processes is left alone
    try:
        with crew.start(_begin_aside, (todo, root), True) as executor:
            _begin(todo, root)
            shares = {start: executor.submit(_stage_share, start) for start in range(0, len(todo), SHARE)}
            mine: dict[int, list[Staged]] = {}
            for start, share in reversed(shares.items()):  # they begin at the front, this process at the end
                if not share.cancel():
                    break
                mine[start] = _stage_from(start)
            for start, share in shares.items():
                if start in mine:
                    yield from mine[start]
                else:
                    staged, told = share.result()
                    answers.hear(told)
                    yield from staged
    finally:
        gc.unfreeze()
        _begin((), root)


_share: tuple[Sequence[Piece], str] = (), ""
"""What is worked on."""


def _begin(todo: Sequence[Piece], out: str) -> None:
    global _share
    _share = todo, out


def _begin_aside(todo: Sequence[Piece], out: str) -> None:
    gc.disable()
    answers.news()
    _begin(todo, out)


def _stage_share(start: int) -> tuple[list[Staged], dict[str, str]]:
    """What is staged from there on, and what a process of the crew was told for it."""
    return _stage_from(start), answers.news()


def _stage_from(start: int) -> list[Staged]:
    todo, out = _share
    return [_stage(number, todo[number], out) for number in range(start, min(start + SHARE, len(todo)))]


def _stage(number: int, piece: Piece, out: str) -> Staged:
    begun = perf_counter()
    content = piece.make()
    took = perf_counter() - begun
    target = f"{out}/{piece.path}"
    try:
        found = os.lstat(target)
        if found.st_size == len(content) and not os.path.islink(target):
            with open(target, "rb") as file:
                if file.read() == content:
                    return Staged(number, took, False, found.st_size, found.st_mtime_ns)
    except OSError:
        pass  # as most often, there is none
    made = _put_aside(f"{out}/{STAGE}/{piece.path}", content)
    return Staged(number, took, True, made.st_size, made.st_mtime_ns)


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


def _put_aside(path: str, content: bytes) -> os.stat_result:
    """Write a new file; how it looks then. Most pages have a folder of their own, so it is made before it is missed."""
    folder = os.path.dirname(path)
    try:
        os.mkdir(folder)
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)
    file = os.open(path, _NEW, 0o666)  # takes two thirds of the time of what buffers
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(file, left) :]
        return os.fstat(file)
    finally:
        os.close(file)


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


def _unstage(stage: Path) -> None:
    """Remove the stage, where a finished build leaves nothing but folders."""
    if not stage.is_symlink():
        with suppress(OSError):
            for folder, *_ in os.walk(stage, topdown=False):
                os.rmdir(folder)
    if os.path.lexists(stage):
        import shutil  # what few builds need

        shutil.rmtree(stage, ignore_errors=True)


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
    _refuse([path], root)
    return root / path


def _refuse(paths: Iterable[str], root: Path) -> None:
    """Raise Problem for a path that would lead out of `root`, or a link on the way."""
    there: set[str] = set()
    missing: set[str] = set()
    for path in paths:
        if not is_plain(path):
            raise Problem(path, "this path would leave the site's folder; rename the page", code="bad-path")
        for folder in _above(path):
            if folder in missing:
                break
            if folder in there:
                continue
            place = f"{root}/{folder}"
            try:
                found = os.lstat(place)
            except OSError:  # and nothing below it is there
                missing.add(folder)
                break
            if stat.S_ISLNK(found.st_mode):
                raise Problem(place, "this is a link, and might lead out of the site; remove it", code="not-ours")
            there.add(folder)


def _folded(path: str) -> str:
    """What two paths share that are one file where case does not count."""
    return path.casefold()
