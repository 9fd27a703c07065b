"""What is shown now, and what the pages that are open need to hear of it.

A page tells which address it stands at, the digest of what it shows and the build it came from. Whether it is out of
date is answered from that and from what would be served now, so a page that slept, or that an earlier server served,
learns as much as one that listened all the time.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from briefgen.serving import address, excerpt
from briefgen.serving.answer import WAITING, digest, read
from briefgen.serving.outcome import Outcome, Site

MANY = 500
"""Changed files beside the pages that are told one by one; beyond that, a page takes all of its own to have changed."""


class _Open(msgspec.Struct, frozen=True, eq=False):
    """A page that is open at an address, and the build it knew when it began to listen."""

    at: str
    known: str


class Stage:
    """The site that is shown, and its problems; any number of threads may ask, one shows."""

    def __init__(self, root: Path) -> None:
        """`root` is the folder that the paths of problems are relative to."""
        self.site: Site | None = None
        self.problems: list[dict[str, Any]] = []
        self._root = root
        self._run = secrets.token_hex(4)
        self._number = 0
        self._changed: dict[str, int] = {}
        self._newest: tuple[str, int] | None = None
        self._open: dict[str, _Open] = {}
        self._news = threading.Condition()
        self._closed = False

    @property
    def build(self) -> str:
        """What is shown now, by a name that no other server has: "RUN.NUMBER"."""
        return f"{self._run}.{self._number}"

    def show(self, outcome: Outcome) -> None:
        """Show what a rebuild came to."""
        problems = [excerpt.told(each, self._root) for each in outcome.problems if each.severity == "error"]
        with self._news:
            self._number += 1
            self.problems = problems
            self.site = outcome.site or self.site
            self._changed |= dict.fromkeys(_beside_pages((*outcome.changed, *outcome.gone)), self._number)
            if outcome.newest and self.site:
                self._newest = address.address_of(self.site, outcome.newest), self._number
            self._news.notify_all()

    def close(self) -> None:
        """Let whoever waits go."""
        with self._news:
            self._closed = True
            self._news.notify_all()

    @contextmanager
    def watching(self, at: str, known: str = "", tab: str = "") -> Iterator[None]:
        """Know that a page at this address is open, for as long as the block runs, and which build it knows.

        `tab` is the browser's window with it, in which it takes the place of another page.
        """
        page = _Open(at, known)
        key = tab or str(id(page))
        with self._news:
            self._open[key] = page
            self._news.notify_all()
        try:
            yield
        finally:
            with self._news:
                if self._open.get(key) is page:
                    del self._open[key]

    def open_paths(self) -> frozenset[str]:
        """The files of the site that open pages show."""
        with self._news:
            return frozenset(filter(None, map(self._path, self._open.values())))

    def wait_for_pages(self, changed: Collection[str], seconds: float) -> None:
        """Wait, at most that long, until the open pages of these files have come to know what is shown now."""
        with self._news:
            build = self.build
            self._news.wait_for(
                lambda: (
                    self._closed
                    or not any(each.known != build and self._path(each) in changed for each in self._open.values())
                ),
                seconds,
            )

    def _path(self, page: _Open) -> str | None:
        found = address.find(self.site, page.at) if self.site else None
        return found.path if isinstance(found, address.Found) else None

    def wait(self, known: str, seconds: float) -> bool:
        """Wait until something else than the build `known` is shown, at most that long; False once this is closed."""
        with self._news:
            self._news.wait_for(lambda: self._closed or self.build != known, seconds)
            return not self._closed

    def news(self, at: str, page: str, known: str) -> dict[str, Any]:
        """What a page at the address `at` has to hear, which shows the digest `page` and knows of the build `known`.

        `stale` says that it would be another page now; `changed` are the addresses of the files beside the pages that
        are new, None for any; `problems` are all errors; `newest` is where what was saved last shows, with a name.
        """
        with self._news:
            build, site, problems, newest = self.build, self.site, self.problems, self._newest
            changed = self._since(known)
        return {
            "build": build,
            "stale": self._stale(site, at, page),
            "changed": None
            if changed is None or site is None
            else [address.address_of(site, each) for each in changed],
            "problems": problems,
            "newest": {"address": newest[0], "name": f"{self._run}.{newest[1]}"} if newest else None,
        }

    def _since(self, known: str) -> Sequence[str] | None:
        run, _, number = known.partition(".")
        if run != self._run or not number.isdecimal():
            return None
        found = [path for path, changed in self._changed.items() if changed > int(number)]
        return found if len(found) <= MANY else None

    @staticmethod
    def _stale(site: Site | None, at: str, page: str) -> bool:
        if site is None:
            return page != digest(WAITING)
        found = address.find(site, at)
        if isinstance(found, address.Moved):
            found = address.find(site, found.address)
        if not isinstance(found, address.Found):
            return True
        content = read(site.folder, found.path)
        return content is not None and page != digest(content)


def _beside_pages(paths: Iterable[str]) -> Iterable[str]:
    return (path for path in paths if not path.endswith(".html"))
