"""Reading: the bytes of a source -> the articles in it.

A source is told apart by its content, never by its file name. `KINDS` is the whole list: each row asks one question
of the bytes and names the reader for those that answer yes; the first row that does wins. A new kind of source is a
new module and a new row, and since a source may hold many articles (a feed, an archive), every reader gives an
iterator.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from briefgen.model import Article
from briefgen.problem import Problem
from briefgen.reading import feed, html, ninjs, text, warc

__all__ = ["KINDS", "read", "read_stream"]

Sniffer = Callable[[bytes], bool]
Reader = Callable[[bytes, str], Iterator[Article]]

KINDS: tuple[tuple[Sniffer, Reader], ...] = (
    (warc.sniff, warc.read),
    (feed.sniff, feed.read),
    (ninjs.sniff, ninjs.read),
    (html.sniff, html.read),
    (text.sniff, text.read),
)


def read(data: bytes, path: str) -> Iterator[Article]:
    """Yield the articles of one source, each with `path` and the SHA-256 of `data` set, or those of its record.

    Raises Problem: before the first article when the bytes are no source we can read, behind the last for what could
    not be read of a source of many.
    """
    reader = next(reader for sniffs, reader in KINDS if sniffs(data))
    digest = hashlib.sha256(data).hexdigest()
    for article in reader(data, path):
        yield replace(article, path=article.path or path, sha256=article.sha256 or digest)


def read_stream(file: io.BufferedReader, path: str) -> Iterator[Article | Problem]:
    """Yield the articles of a source of any size, and in their place a Problem for each part that cannot be read.

    An archive is read record by record, in the memory of one page; any other source is read whole. Raises OSError.
    """
    if not warc.sniff(file.peek()):
        yield from _told(read(file.read(), path))
        return
    for page in warc.read_pages(file, path):
        yield from [page] if isinstance(page, Problem) else _told(warc.read_page(page))


def _told(articles: Iterator[Article]) -> Iterator[Article | Problem]:
    try:
        yield from articles
    except Problem as problem:
        yield problem
