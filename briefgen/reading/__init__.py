"""Reading: the bytes of a source -> the articles in it.

A source is told apart by its content, never by its file name. `KINDS` is the whole list: each row asks one question
of the bytes and names the reader for those that answer yes; the first row that does wins. A new kind of source is a
new module and a new row, and since a source may hold many articles (a feed, an archive), every reader gives an
iterator.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace

from briefgen.model import Article
from briefgen.reading import ninjs, text

__all__ = ["KINDS", "read"]

Sniffer = Callable[[bytes], bool]
Reader = Callable[[bytes, str], Iterator[Article]]

KINDS: tuple[tuple[Sniffer, Reader], ...] = (
    (ninjs.sniff, ninjs.read),
    (text.sniff, text.read),
)


def read(data: bytes, path: str) -> Iterator[Article]:
    """Yield the articles of one source, each with `path` and the SHA-256 of `data` set.

    Raises Problem, at the first item asked for, when the bytes are no source we can read.
    """
    reader = next(reader for sniffs, reader in KINDS if sniffs(data))
    digest = hashlib.sha256(data).hexdigest()
    for article in reader(data, path):
        yield replace(article, path=path, sha256=digest)
