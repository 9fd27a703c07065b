"""What a person names on the command line -> the sources to read: files, whole folders, pages, or standard input.

Sources are found one by one, as they are asked for, so that a folder may hold any number of them.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

import msgspec

from briefgen import files
from briefgen.model import Article
from briefgen.problem import Problem
from briefgen.reading.warc import ArchivedPage

if TYPE_CHECKING:
    from briefgen.reading.fetch import Fetched, Fetcher

STDIN = "-"
WEB = ("http://", "https://")


class Fetch(Protocol):
    """What gets the page at an address. Raises Problem."""

    def __call__(self, url: str, /) -> Fetched: ...


class Source(msgspec.Struct, frozen=True):
    """One source: a file, a stream that can be read once, or the bytes of a page. `path` is how messages name it.

    `url` is the page's address. A source of many comes apart into sources for a `page` of an archive and an `entry` of
    a feed; the page that stands for an entry is in `data`. `known` are digests of what needs no converting any more.
    """

    path: str
    file: Path | None = None
    stream: io.BufferedReader | None = None
    data: bytes = b""
    url: str | None = None
    page: ArchivedPage | None = None
    entry: Article | None = None
    known: frozenset[str] = frozenset()

    @property
    def part(self) -> bool:
        """Whether it is one of many that came out of a source."""
        return self.page is not None or self.entry is not None

    def lies_in(self, folder: Path) -> bool:
        """Whether it is a file below the folder, or that file; the path has no links in it."""
        return self.file is not None and self.file.resolve().is_relative_to(folder)


def expand(names: Iterable[str], fetch: Fetch) -> Iterator[Source | Problem]:
    """The sources behind the names, folders searched to the bottom; a Problem for each name that leads nowhere."""
    for name in names:
        path = Path(name)
        if name == STDIN:
            yield Source(STDIN, stream=cast(io.BufferedReader, sys.stdin.buffer))
        elif name.startswith(WEB):
            yield _fetched(name, fetch)
        elif path.is_dir():
            found = False
            for file in files.walk(path):
                found = True
                yield Source(str(file), file)
            if not found:
                yield Problem(name, "there are no articles in this folder", code="empty-folder")
        elif path.is_file():
            yield Source(name, path)
        elif os.path.lexists(name):
            yield Problem(name, "neither a file nor a folder", code="not-a-file")
        else:
            yield Problem(name, "there is no such file", code="not-found")


def count(names: Iterable[str]) -> int:
    """How many sources `expand` will find."""
    folders = (Path(name) for name in names)
    return sum(sum(1 for _ in files.walk(path)) if path.is_dir() else 1 for path in folders)


def fetching(folder: Path | None = None) -> Fetch:
    """What fetches the pages of one run, one after the other, and keeps them in `folder` so that they need not be sent
    again. Loaded for the first page, since few runs fetch any.
    """

    @cache
    def fetcher() -> Fetcher:
        from briefgen.reading.fetch import Fetcher

        return Fetcher(cache=folder)

    return lambda url: fetcher().fetch(url)


def _fetched(url: str, fetch: Fetch) -> Source | Problem:
    try:
        page = fetch(url)
    except Problem as problem:
        return problem
    return Source(url, data=page.data, url=page.url)
