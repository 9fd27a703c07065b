"""A source of many articles -> a source for each page of an archive and each entry of a feed.

Sources come apart here, before the work is handed out: an archive may be larger than any memory, a page behind an
entry is fetched by the one process that knows when its server was last asked, and what an entry of a feed is known by
stands in the feed, so that nothing is fetched or converted a second time.
"""

from __future__ import annotations

import io
import traceback
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext

from msgspec.structs import replace

from briefgen.commands.conversion import LARGEST, Outcome, too_large, unreadable
from briefgen.commands.sources import Fetch, Source
from briefgen.model import Article
from briefgen.problem import Problem
from briefgen.reading import feed, read, warc

Knows = Callable[[Article], bool]
"""Whether an article has been converted before."""


def open_source(source: Source, knows: Knows, fetch: Fetch | None = None) -> Iterator[Source | Outcome]:
    """The source itself, or what a source of many holds, in order; an Outcome for each part that needs no converting.

    `fetch` gets the pages of entries of which a feed has only the beginning; None leaves them alone. Raises nothing.
    """
    try:
        with _opened(source) as file:
            head = file.peek()
            if warc.sniff(head):
                yield from _pages(file, source)
            elif source.file and not _may_be_feed(head):
                yield source
            else:
                yield from _whole(file, source, knows, fetch)
    except OSError as error:
        yield Outcome(source.path, problem=unreadable(source.path, error))
    except Exception:
        yield Outcome(source.path, fault=traceback.format_exc())


def _opened(source: Source) -> AbstractContextManager[io.BufferedReader]:
    if source.stream:
        return nullcontext(source.stream)
    if source.file:
        return source.file.open("rb")
    return io.BufferedReader(io.BytesIO(source.data))


def _may_be_feed(head: bytes) -> bool:
    """By the first bytes; a JSON Feed says that it is one anywhere in it."""
    return feed.sniff(head) or head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def _pages(file: io.BufferedReader, source: Source) -> Iterator[Source | Outcome]:
    for page in warc.read_pages(file, source.path):
        if isinstance(page, Problem):
            yield Outcome(page.path, problem=page, part=True)
        else:
            yield Source(page.path, page=page)


def _whole(file: io.BufferedReader, source: Source, knows: Knows, fetch: Fetch | None) -> Iterator[Source | Outcome]:
    data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        yield Outcome(source.path, problem=too_large(source.path))
    elif not feed.sniff(data):
        yield source if source.file else replace(source, stream=None, data=data)
    else:
        try:
            for entry in read(data, source.path):
                yield _entry(entry, knows, fetch)
        except Problem as problem:
            yield Outcome(source.path, problem=problem, part=True)


def _entry(entry: Article, knows: Knows, fetch: Fetch | None) -> Source | Outcome:
    if knows(entry):
        return Outcome(entry.path, known=1, part=True)
    if fetch and entry.url and feed.is_teaser(entry):
        try:
            page = fetch(entry.url)
        except Problem as problem:
            return Outcome(entry.url, problem=problem, part=True)
        return Source(entry.url, data=page.data, entry=entry)
    if entry.paragraphs:
        return Source(entry.path, entry=entry)
    way_out = "convert with --fetch to read the page" if entry.url else "and no address of a page"
    message = f"“{entry.title[:80]}” has only a headline{';' if entry.url else ','} {way_out}"
    return Outcome(entry.path, note=Problem(entry.path, message, code="headline-only", severity="note"), part=True)
