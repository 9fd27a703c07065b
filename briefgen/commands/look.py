"""One look at everything that a build is made of, to learn whether there is anything to do.

Nothing is read but names, sizes and times, and nothing imported that a look does without: where nothing has changed,
this is the whole build. Whether a file that looks different *is* different, its content decides, elsewhere.
"""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import contextmanager, suppress
from itertools import chain
from zlib import crc32

import briefgen
from briefgen.commands.forking import can_fork
from briefgen.files import FRESH, is_leftover, leads_down, stamp
from briefgen.home import ENVIRONMENT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from os import PathLike
    from pathlib import Path
    from typing import Any

Seen = dict[str, str]
"""Path -> how the file looks (`files.stamp`)."""
FORMAT = 4
MANY = 100_000
"""Bytes of a record from which on it pays to look at its files in a process of its own: some 900 of them."""
PYTHON = "python"
JUST_NOW = "fresh"
"""How a file looks that was written so recently."""
LIBRARIES = frozenset({"site-packages", "dist-packages"})
"""What the folders are called that packages are installed in; Debian has the second."""


class Root:
    """A file or a folder that is looked at: of a folder of "content" no leftovers and links, "all" that is in it, or
    the folder "itself", whose times tell whether something came or went."""

    __slots__ = ("kind", "path")

    def __init__(self, path: str, kind: str = "all") -> None:
        self.path = path
        self.kind = kind

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Root) and (self.path, self.kind) == (other.path, other.kind)

    def __hash__(self) -> int:
        return hash((self.path, self.kind))


def look(root: Root) -> Seen:
    """How the files below a folder look, or the one file; nothing for what is not there."""
    seen: Seen = {}
    try:
        if root.kind == "itself" or not os.path.isdir(root.path):
            seen[root.path] = stamp(os.stat(root.path))
            return seen
    except OSError:
        return seen
    content = root.kind == "content"
    folders = [root.path]
    while folders:
        folder = folders.pop()
        within = os.path.join(folder, "")
        with suppress(OSError), _opened(folder) as entries:
            for entry in entries:
                if content and is_leftover(entry.name):
                    continue
                path = within + entry.name
                if entry.is_file(follow_symlinks=False):
                    seen[path] = _stamp_of(entry)
                elif _leads_on(entry, path, content):
                    folders.append(path)
                elif not content and not entry.is_dir(follow_symlinks=False):
                    seen[path] = _stamp_of(entry)
    return seen


@contextmanager
def _opened(folder: str) -> Iterator[Iterator[os.DirEntry[str]]]:
    """What is in a folder; by its number, where there are such, the way to each entry is short."""
    if os.scandir not in os.supports_fd:
        with os.scandir(folder) as entries:
            yield entries
        return
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with os.scandir(number) as entries:
            yield entries
    finally:
        os.close(number)


def _leads_on(entry: os.DirEntry[str], path: str, content: bool) -> bool:
    """Whether an entry is a folder to look into; of content none that is a link."""
    try:
        if entry.name == "__pycache__" or not entry.is_dir(follow_symlinks=not content):
            return False
    except OSError:  # a link that leads round to itself
        return False
    if not entry.is_symlink():
        return True
    from pathlib import Path

    return leads_down(Path(path))


def _stamp_of(entry: os.DirEntry[str]) -> str:
    try:
        return stamp(entry.stat())
    except OSError:  # a link that leads nowhere, a file that is gone meanwhile
        return "-"


class Sight:
    """What is `seen` at the roots, and when looking `began` (ns). `about` says what else the build depends on."""

    def __init__(self, roots: tuple[Root, ...], about: Mapping[str, str]) -> None:
        self.roots = roots
        self.about = about
        self.began = time.time_ns()
        self.seen = [look(root) for root in roots]

    def again(self, root: Root) -> None:
        """Look at one root anew, where a build has written itself."""
        self.seen[self.roots.index(root)] = look(root)

    def of(self, root: Root) -> Seen:
        """How the files at one root look, but for those that have to be looked into whatever they look like."""
        return self._lasting(self.seen[self.roots.index(root)])

    def _lasting(self, seen: Seen) -> Seen:
        since = str(self.began - FRESH)
        fresh = [path for path, how in seen.items() if how > since]
        return seen | dict.fromkeys(fresh, JUST_NOW) if fresh else seen

    def text(self) -> str:
        """All of it as text, but for how those files look that were written just now: they will have to be looked into
        again. Neither names nor looks are empty, or have a NUL in them."""
        return _as_text(map(self._lasting, self.seen))


_GROUP = "\0\0"


def _as_text(every: Iterable[Seen]) -> str:
    return _GROUP.join(map(_text_of, every))


def _text_of(seen: Seen) -> str:
    return "\0".join(chain.from_iterable(seen.items()))


def _seen_in(text: str) -> Seen | None:
    """What a text tells of a root; None for one that tells nothing whole."""
    parts = text.split("\0") if text else []
    return None if len(parts) % 2 else dict(zip(parts[::2], parts[1::2], strict=True))


def others(told: str, sight: Sight) -> Mapping[int, Seen | None]:
    """The roots that look different from what a text tells, whatever the order, by number; and how they looked then."""
    texts = told.split(_GROUP)
    if len(texts) != len(sight.seen):
        return dict.fromkeys(range(len(sight.seen)))
    found = {}
    for number, (text, seen) in enumerate(zip(texts, sight.seen, strict=True)):
        if text != _text_of(seen) and (then := _seen_in(text)) != seen:
            found[number] = then
    return found


class Memo:
    """What a build that found everything as it is now has done, and said: its note's `head`, and the `text` of what it
    saw. Raises ValueError, KeyError, TypeError for what is no such head."""

    def __init__(self, head: Mapping[str, Any], text: str) -> None:
        if head["format"] != FORMAT:
            raise ValueError(head["format"])
        self.about: Mapping[str, str] = head["about"]
        self.roots = tuple(Root(*map(str, root)) for root in head["roots"])
        self.since, self.until = head["days"]
        if not isinstance(self.since, str) or not isinstance(self.until, str):
            raise TypeError(head["days"])
        self.said: Sequence[Sequence[Any]] = head["said"]
        self.counts: Mapping[str, int] = head["counts"]
        folder, record, how = head["output"]
        self.output: tuple[str, str, str] = folder, record, how
        digest, number = head["program"]
        self._program: tuple[bytes, int] = bytes.fromhex(digest), int(number)
        self._text = text
        self._compared: tuple[Sight, Mapping[int, Seen | None]] | None = None

    def holds(self, sight: Sight, today: str, output: Output) -> bool:
        """Whether a build would find nothing changed: neither what goes in, nor what came out."""
        if self.about != sight.about or not self._is_due(today):
            return False
        same = self._text == _as_text(sight.seen) or not self._others(sight)  # most often all is in the old order, too
        return same and output.stands()

    def edited(self, sight: Sight, today: str) -> dict[str, tuple[str, str]] | None:
        """Of the files at the first root that look different, how they looked and how they look, if nothing else is
        other than it was that a build is made of: none came or went there."""
        if self.about != sight.about or self.roots != sight.roots or not self._is_due(today):
            return None
        different = self._others(sight)
        then, now = different.get(0), sight.seen[0]
        if then is None or len(different) > 1 or then.keys() != now.keys():
            return None
        return {path: (then[path], how) for path, how in sight.of(self.roots[0]).items() if then[path] != now[path]}

    def _is_due(self, today: str) -> bool:
        """Whether what the last build showed is what one of today shows."""
        return self.since <= today and (not self.until or today < self.until)

    def program(self, sight: Sight) -> bytes | None:
        """The digest of the program that made the build, if this one looks the same: it stands at the last roots."""
        if self.about.get(PYTHON) != sight.about.get(PYTHON):
            return None
        digest, number = self._program
        stands = len(sight.seen) - number
        return digest if all(other < stands for other in self._others(sight)) else None

    def _others(self, sight: Sight) -> Mapping[int, Seen | None]:
        if self._compared is None or self._compared[0] is not sight:
            self._compared = sight, others(self._text, sight)
        return self._compared[1]


def since(file: str | PathLike[str], moment: int) -> bool:
    """Whether a file may have changed since that moment (ns); gone it has."""
    try:
        return os.stat(file).st_ctime_ns >= moment - FRESH
    except OSError:
        return True


def about(config: str | PathLike[str], **options: object) -> dict[str, str]:
    """What a build depends on beside files: where the site and the program lie, options of the command, and the
    environment."""
    set_there = {name: value for name, value in sorted(os.environ.items()) if name.startswith(ENVIRONMENT)}
    given = {name: str(value) for name, value in options.items() if value}
    place = os.path.dirname(briefgen.__file__)
    running = json.dumps([sys.prefix, sys.version, sys.getfilesystemencoding(), place, *libraries()])
    return {"config": os.path.abspath(config), "environment": json.dumps(set_there), PYTHON: running, **given}


def libraries() -> list[str]:
    """The folders that packages are installed in, as Python looks for them."""
    return [*dict.fromkeys(each for each in sys.path if os.path.basename(each) in LIBRARIES and os.path.isdir(each))]


def memo_file(cache: str | PathLike[str], about: Mapping[str, str]) -> str:
    """Where the note of the last build lies that depended on this, whichever Python made it."""
    asked = json.dumps({**about, PYTHON: ""}, sort_keys=True)
    return f"{cache}/look-{crc32(asked.encode(errors='surrogateescape')):08x}.txt"


def keep(
    cache: str | PathLike[str],
    sight: Sight,
    *,
    days: tuple[str, str],
    said: Iterable[Sequence[Any]],
    counts: Mapping[str, int],
    output: tuple[str, str],
    program: tuple[str, int],
) -> None:
    """Note what a build has done. `days` are that since when it would do the same, and that on which it would not, each
    empty for none; `output` are the folder of the site, and the record of what was written there; `program` is a digest
    of the program in hexadecimal digits, and at how many roots it stands, the last ones."""
    file = memo_file(cache, sight.about)
    head = {
        "format": FORMAT,
        "about": sight.about,
        "roots": [[root.path, root.kind] for root in sight.roots],
        "days": days,
        "said": [*said],
        "counts": counts,
        "output": (*output, stamp(os.stat(output[1]))),
        "program": program,
    }
    aside = f"{file}.{os.getpid()}.tmp"
    try:
        with open(aside, "w", encoding="utf-8", errors="surrogateescape", newline="\n") as out:
            out.write(json.dumps(head) + "\n" + sight.text())
        os.replace(aside, file)
    except OSError:
        with suppress(OSError):
            os.unlink(aside)
        raise


def recall(cache: str | PathLike[str], about: Mapping[str, str]) -> Memo | None:
    """The last build's note; None where there is none, or none that can be read."""
    file = memo_file(cache, about)
    try:
        with open(file, encoding="utf-8", errors="surrogateescape", newline="\n") as lines:
            head = json.loads(lines.readline())
            text = lines.read()
        return Memo(head, text)
    except (OSError, ValueError, KeyError, TypeError):
        return None


class Output:
    """The files of a site, as the `record` of the build that wrote them has them, which looked like `how` then.

    Many are looked at by a process of their own, while this one looks elsewhere; it ends when the block does.
    """

    def __init__(self, folder: str, record: str, how: str) -> None:
        self.folder = folder
        self.record = record
        self.how = how
        self._stands: bool | None = None
        self._child = self._looking() if _many(record) else None

    def __enter__(self) -> Output:
        return self

    def __exit__(self, *_: object) -> None:
        if self._child:
            self.stands()

    def stands(self) -> bool:
        """Whether every file of it is as the record has it, and no other build, such as one with drafts, has written
        there since: then the record looks as it did."""
        if self._stands is None:
            child, self._child = self._child, None
            try:
                self._stands = self._look() if child is None else os.waitpid(child, 0)[1] == 0
            except ChildProcessError:  # whoever started us wants to hear of no child's end, and no more do we
                self._stands = self._look()
        return self._stands

    def stands_by(self, record: Path) -> bool:
        """Whether every file is as this record has it."""
        try:
            return str(record) == self.record and stamp(os.stat(record)) == self.how and self.stands()
        except OSError:
            return False

    def _look(self) -> bool:
        try:
            if stamp(os.stat(self.record)) != self.how:
                return False
            folder = self.folder
            for how, path in standings(self.record):
                found = os.lstat(f"{folder}/{path}")
                if not how.startswith(f"{found.st_size} {found.st_mtime_ns} "):
                    return False
        except (OSError, ValueError):
            return False
        return True

    def _looking(self) -> int:
        """A process that ends with 0 if the output stands."""
        child = os.fork()
        if child == 0:
            ended = 1
            try:
                self.record = os.path.abspath(self.record)
                os.chdir(self.folder)  # a short way to every file
                self.folder = "."
                ended = 0 if self._look() else 1
            finally:  # Ctrl-C too is for the parent
                os._exit(ended)
        return child


def _many(record: str) -> bool:
    """Whether so many files stand in a record that two processors are quicker, where a process can be forked."""
    try:
        many = os.stat(record).st_size >= MANY
    except OSError:
        return False
    return many and (os.cpu_count() or 1) > 1 and can_fork()


def standings(record: str) -> Iterator[list[str]]:
    """(how it stands, path) of each file in a record (`site.record`)."""
    with open(record, encoding="utf-8", errors="surrogateescape", newline="\n") as lines:
        for line in lines.read().split("\n")[1:-1]:
            yield line.split("\t", 1)
