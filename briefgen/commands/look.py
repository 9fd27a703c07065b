"""One look at everything that a build is made of, to learn whether there is anything to do.

Nothing is read but names, sizes and times, and nothing imported that a look does without: where nothing has changed,
this is the whole build. Whether a file that looks different *is* different, its content decides, elsewhere.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from briefgen.commands.forking import can_fork
from briefgen.files import FRESH, is_leftover, leads_down, stamp
from briefgen.home import ENVIRONMENT

FORMAT = 3
MANY = 200_000
"""Bytes of a record from which on it pays to look at its files in a process of its own: some 1,500 of them."""
JUST_NOW = "fresh"
"""How a file looks that was written so recently."""

Seen = dict[str, str]
"""Path -> how the file looks: size, times and number (stat.h)."""


class Root(NamedTuple):
    """A file or a folder that is looked at: of a folder of "content" no leftovers and links, "all" that is in it, or
    the folder "itself", whose times tell whether something came or went."""

    path: str
    kind: str = "all"


def look(root: Root) -> Seen:
    """How the files below a folder look, or the one file; nothing for what is not there."""
    seen: Seen = {}
    try:
        if root.kind == "itself" or not os.path.isdir(root.path):
            seen[root.path] = stamp(os.stat(root.path))
            return seen
    except OSError:
        return seen
    folders = [root.path]
    content = root.kind == "content"
    while folders:
        try:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    if content and is_leftover(entry.name):
                        continue
                    linked = not content and entry.is_symlink() and entry.is_dir() and leads_down(Path(entry.path))
                    if linked or entry.is_dir(follow_symlinks=False):
                        if entry.name != "__pycache__":
                            folders.append(entry.path)
                    elif not content or entry.is_file(follow_symlinks=False):
                        seen[entry.path] = _stamp_of(entry)
        except OSError:
            continue
    return seen


def _stamp_of(entry: os.DirEntry[str]) -> str:
    try:
        return stamp(entry.stat())
    except OSError:  # a link that leads nowhere
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
        return {path: JUST_NOW if self._fresh(how) else how for path, how in self.seen[self.roots.index(root)].items()}

    def _fresh(self, how: str) -> bool:
        return how != "-" and int(how.split(" ")[2]) >= self.began - FRESH

    def text(self) -> str:
        """All of it; the same text for the same sight."""
        return "\0".join(part for seen in self.seen for path in sorted(seen) for part in (path, seen[path]))

    def lasting(self) -> Sight:
        """The sight without files that were written just now: these will have to be looked into again."""
        self.seen = [self.of(root) for root in self.roots]
        return self


class Memo(NamedTuple):
    """What a build that found everything as it is now has done, and said."""

    about: Mapping[str, str]
    roots: tuple[Root, ...]
    days: tuple[str, str]
    said: tuple[Sequence[Any], ...]
    counts: Mapping[str, int]
    output: tuple[str, str, str]
    text: str

    def holds(self, sight: Sight, today: str, output: Output) -> bool:
        """Whether a build would find nothing changed: neither what goes in, nor what came out."""
        since, until = self.days
        if self.about != sight.about or today < since or (until and today >= until):
            return False
        return sight.text() == self.text and output.stands()


def since(file: Path, moment: int) -> bool:
    """Whether a file may have changed since that moment (ns); gone it has."""
    try:
        return os.stat(file).st_ctime_ns >= moment - FRESH
    except OSError:
        return True


def about(config: Path, **options: object) -> dict[str, str]:
    """What a build depends on beside files: where the site lies, options of the command, and the environment."""
    set_there = {name: value for name, value in sorted(os.environ.items()) if name.startswith(ENVIRONMENT)}
    given = {name: str(value) for name, value in options.items() if value}
    return {"config": os.path.abspath(config), "environment": json.dumps(set_there), **given}


def memo_file(cache: Path, about: Mapping[str, str]) -> str:
    """Where the note of the last build lies that depended on this."""
    return f"{cache}/look-{crc32(json.dumps(about, sort_keys=True).encode(errors='surrogateescape')):08x}.txt"


def keep(
    cache: Path,
    sight: Sight,
    *,
    days: tuple[str, str],
    said: Iterable[Sequence[Any]],
    counts: Mapping[str, int],
    output: tuple[str, str],
) -> None:
    """Note what a build has done. `days` are that since when it would do the same, and that on which it would not, each
    empty for none; `output` are the folder of the site, and the record of what was written there."""
    file = memo_file(cache, sight.about)
    head = {
        "format": FORMAT,
        "about": sight.about,
        "roots": [[root.path, root.kind] for root in sight.roots],
        "days": days,
        "said": [*said],
        "counts": counts,
        "output": (*output, stamp(os.stat(output[1]))),
    }
    aside = f"{file}.{os.getpid()}.tmp"
    try:
        with open(aside, "w", encoding="utf-8", errors="surrogateescape", newline="\n") as out:
            out.write(json.dumps(head) + "\n" + sight.lasting().text())
        os.replace(aside, file)
    except OSError:
        with suppress(OSError):
            os.unlink(aside)
        raise


def recall(cache: Path, about: Mapping[str, str]) -> Memo | None:
    """The last build's note; None where there is none, or none that can be read."""
    file = memo_file(cache, about)
    try:
        with open(file, encoding="utf-8", errors="surrogateescape", newline="\n") as lines:
            head = json.loads(lines.readline())
            text = lines.read()
        if head["format"] != FORMAT:
            return None
        roots = tuple(Root(*root) for root in head["roots"])
        since, until = head["days"]
        folder, record, how = head["output"]
        said = tuple(head["said"])
        return Memo(head["about"], roots, (since, until), said, head["counts"], (folder, record, how), text)
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
            for path, size, time_ns in stamps(self.record):
                found = os.lstat(f"{self.folder}/{path}")
                if found.st_mtime_ns != time_ns or found.st_size != size:
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


def stamps(record: str) -> Iterator[tuple[str, int, int]]:
    """(path, size, time of change in ns) of each file in a record."""
    with open(record, encoding="utf-8", errors="surrogateescape", newline="\n") as lines:
        for line in lines.read().split("\n")[1:-1]:
            size, time_ns, _, path = line.split(" ", 3)
            yield path, int(size), int(time_ns)
