"""Waits until something is saved: by the system's word (watchdog), and by looking for itself now and then.

Events only say where to look, `Tree` says what changed. A sweep over everything catches what the system does not
report, and where that proves to be so (a network drive, a full table of inotify watches) sweeps come often.
"""

from __future__ import annotations

import logging
import os
import stat
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from time import monotonic

from watchdog import events
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

from briefgen.serving.burst import QUIET, Burst
from briefgen.serving.outcome import Places
from briefgen.serving.tree import Tree

SWEEP = 2.0
POLL = 0.5
"""Seconds between sweeps, where the system reports changes and where it does not."""
LONGEST_WAIT = 0.2 if sys.platform == "win32" else SWEEP
"""Windows does not hear Ctrl-C while it waits."""
SHARE = 20
"""A sweep is followed by so many times its length without one, so that it never takes more of a processor."""
MANY = 200
"""Named paths from which on a sweep is quicker than looking at each."""
EMPTY = 0.3
SETTLING = 2.0
"""Seconds to wait for the words of a file that was emptied, and for one that keeps changing."""

REPORTED = [
    events.FileCreatedEvent,
    events.FileModifiedEvent,
    events.FileMovedEvent,
    events.FileDeletedEvent,
    events.FileClosedEvent,
    events.DirCreatedEvent,
    events.DirMovedEvent,
    events.DirDeletedEvent,
]
CLOSES = sys.platform == "linux"
"""Whether the system says when a file that was written is closed."""

_Number = tuple[int, int]

logging.getLogger("watchdog").addHandler(logging.NullHandler())


class Watch(events.FileSystemEventHandler):
    """Watches some places. `say` is told, once, where the system does not report what changes."""

    def __init__(self, places: Places, *, poll: bool = False, say: Callable[[str], None]) -> None:
        self._say = say
        self._news = threading.Condition()
        self._burst = Burst()
        self._heard: set[str] = set()
        self._suspects: set[str] = set()
        self._closed = False
        self._interval = POLL if poll else SWEEP
        self._observer: BaseObserver | None = None if poll else Observer()
        self._watched: dict[tuple[str, bool], tuple[ObservedWatch, _Number]] = {}
        self.places = places
        self._tree = Tree(places)
        self._swept = self._rest = 0.0

    def start(self) -> None:
        """Let the system report from now on. What changed since this was made is the first to be told."""
        if self._observer:
            self._observer.start()
            self._attend()
            self._probe()

    def move(self, places: Places) -> None:
        """Watch other places from now on. What changed there before is not told."""
        self.places = places
        self._attend()
        self._tree = Tree(places)
        self._probe()

    def _probe(self) -> None:
        """Poll if the system watches fewer folders than there are: nothing else tells."""
        if self._observer and 0 < _inotify_watches() < sum(1 for _ in self._tree.folders()):
            self._poll("the system's table of watched folders is full (fs.inotify.max_user_watches)")

    def close(self) -> None:
        """End every wait."""
        with self._news:
            self._closed = True
            self._news.notify_all()
        if self._observer:
            self._observer.stop()

    def changes(self) -> frozenset[Path]:
        """Wait until files change, and give them once they are whole; none when this is closed."""
        while True:
            paths = self._gather()
            if paths is None:
                return frozenset()
            if found := self._found(paths):
                return found

    def is_due(self) -> bool:
        """Whether events have named files that can be looked at now."""
        due = self._burst.due()
        return due is not None and monotonic() >= due

    def meanwhile(self) -> frozenset[Path]:
        """The files that changed by the word of events up to now; does not wait."""
        with self._news:
            burst, self._burst = self._burst, Burst()
        return self._found(burst.paths) if burst.paths else frozenset()

    def _found(self, paths: set[str]) -> frozenset[Path]:
        """What changed of these, or of all where none are named."""
        found = self._sweep() if not paths or len(paths) > MANY else self._tree.look(paths)
        if found:
            found |= self._settle(found, twice=not paths or not CLOSES)
        if found or not paths:
            self._attend()
        return frozenset(map(Path, found))

    def on_any_event(self, event: events.FileSystemEvent) -> None:
        """What watchdog's threads call."""
        writing = CLOSES and event.event_type == events.EVENT_TYPE_MODIFIED
        with self._news:
            now = monotonic()
            for path in filter(None, map(os.fsdecode, (event.src_path, event.dest_path))):
                if self._tree.matters(path):
                    self._heard.add(path)
                    self._burst.add(path, now, writing=writing)
                    self._news.notify_all()

    def _gather(self) -> set[str] | None:
        """The paths of the next burst; none when it is time for a sweep; None when this is closed."""
        with self._news:
            while not self._closed:
                now = monotonic()
                due = self._burst.due()
                until = self._swept + self._rest if due is None else due
                if now >= until:
                    burst, self._burst = self._burst, Burst()
                    return burst.paths
                self._news.wait(min(until - now, LONGEST_WAIT))
            return None

    def _sweep(self) -> set[str]:
        begun = monotonic()
        with self._news:
            heard, self._heard = self._heard, set()
        found = self._tree.sweep()
        first, self._swept = not self._swept, monotonic()
        self._rest = max(self._interval, SHARE * (self._swept - begun))
        if unheard := _unheard(self._suspects, heard):
            self._poll(f"the system does not report changes such as that of {os.path.relpath(min(unheard))}")
        self._suspects = set() if first else _unheard(found, heard)
        return found

    def _settle(self, found: set[str], *, twice: bool) -> set[str]:
        """Look again until what changed is whole: not empty, not being written, and with `twice` the same two times."""
        begun = monotonic()
        more = set[str]()
        while (past := monotonic() - begun) < SETTLING:
            empty = past < EMPTY and any(map(self._tree.is_empty, found))
            if not empty and not twice:
                break
            with self._news:
                self._news.wait_for(lambda: self._closed, QUIET[0])
                written = twice and bool(self._burst.paths)
            again = self._tree.look((self._gather() or set()) if written else found)
            more |= again
            twice = twice and bool(again or written)
        return more

    def _poll(self, why: str) -> None:
        if self._interval > POLL:
            self._interval = self._rest = POLL
            self._say(f"{why}; looking at every file every {POLL} s instead, as --poll does")

    def _attend(self) -> None:
        """Let the system report from every folder that is there, and from none that went or was put in its place."""
        if not self._observer:
            return
        wanted = {key: number for key in _to_watch(self.places) if (number := _number(key[0]))}
        for key, (watch, number) in list(self._watched.items()):
            if wanted.get(key) != number:
                del self._watched[key]
                self._observer.unschedule(watch)
        try:
            for key in wanted.keys() - self._watched.keys():
                path, deep = key
                watch = self._observer.schedule(self, path, recursive=deep, event_filter=REPORTED)
                self._watched[key] = watch, wanted[key]
        except OSError as error:
            self._poll(f"the system cannot watch every folder ({error.strerror or error})")


def _to_watch(places: Places) -> Iterator[tuple[str, bool]]:
    """(folder, whether with all below it): each place, and where it would appear."""
    for folder in places.folders:
        yield str(folder.absolute()), True
    for place in (*places.folders, *places.files):
        above = place.absolute().parent
        while not above.is_dir() and above != above.parent:
            above = above.parent
        yield str(above), False


def _number(path: str) -> _Number | None:
    """By which a folder is known from another one in its place."""
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if stat.S_ISDIR(found.st_mode) else None


def _unheard(found: set[str], heard: set[str]) -> set[str]:
    """The files that no event named, nor any folder that they lie in."""
    return {path for path in found if path not in heard and heard.isdisjoint(map(str, Path(path).parents))}


def _inotify_watches() -> int:
    """How many folders Linux watches for this process; 0 where that is not known (proc(5), "fdinfo")."""
    number = 0
    with suppress(OSError):
        for each in Path("/proc/self/fd").iterdir():
            with suppress(OSError):
                if str(each.readlink()) == "anon_inode:inotify":
                    number += Path("/proc/self/fdinfo", each.name).read_text().count("inotify wd:")
    return number
