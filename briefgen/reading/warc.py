"""A web archive (WARC, ISO 28500; plain or gzip) -> the articles in it.

Records are read one after the other, each at most once and never more of one than a page may have, so an archive of
any size needs the memory of one page. The standard library does it all: the two libraries for WARC end without a word
where an archive is cut off, and a crawl that lost its end must not look like one that had none.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import socket
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

import msgspec
from msgspec.structs import replace

from briefgen.model import Article
from briefgen.problem import Problem
from briefgen.reading import html

if TYPE_CHECKING:
    from email.message import Message

LARGEST = 10 * 1024 * 1024
"""Bytes of a page, as archived and decoded."""
PIECE = 64 * 1024
PAGES = ("text/html", "application/xhtml+xml")

_GZIP = b"\x1f\x8b"
_LONGEST_LINE = 1024


class ArchivedPage(msgspec.Struct, frozen=True):
    """An HTML page as its server sent it. `path` is the archive and the number of the record, from 1: "x.warc#3"."""

    path: str
    url: str
    data: bytes


def sniff(data: bytes) -> bool:
    """Whether `data` opens as a WARC does, compressed or not."""
    if data.startswith(_GZIP):
        try:
            data = zlib.decompressobj(wbits=31).decompress(data[:PIECE], 5)
        except zlib.error:
            return False
    return data.startswith(b"WARC/")


def read(data: bytes, path: str) -> Iterator[Article]:
    """Yield the articles of an archive. Raises Problem, behind the last, for what could not be read.

    For an archive that is not in memory there is `read_pages`.
    """
    problems: list[Problem] = []
    for page in read_pages(io.BufferedReader(io.BytesIO(data)), path):
        try:
            if isinstance(page, Problem):
                raise page
            yield from read_page(page)
        except Problem as problem:
            problems.append(problem)
    if problems:
        others = f" (and {len(problems) - 1} more records were not read)" if len(problems) > 1 else ""
        raise Problem(problems[0].path, problems[0].message + others, code=problems[0].code)


def read_page(page: ArchivedPage) -> Iterator[Article]:
    """Yield the article of an archived page, with the archive's address where the page names none of its own."""
    digest = hashlib.sha256(page.data).hexdigest()
    for article in html.read(page.data, page.path):
        yield replace(article, path=page.path, sha256=digest, url=article.url or page.url or None)


def read_pages(file: io.BufferedReader, path: str) -> Iterator[ArchivedPage | Problem]:
    """Yield the HTML pages that were answered with 200, in order, and a Problem for each that cannot be read.

    Raises nothing: where the archive itself is cut off or broken, the last item is a Problem that says at which byte.
    """
    for number, record in enumerate(_records(file, path), start=1):
        try:
            page = record if isinstance(record, Problem) else _page(record, f"{path}#{number}")
        except Problem as problem:
            yield problem
        else:
            if page:
                yield page


class _Record(msgspec.Struct, frozen=True):
    """`block` is as much of the record's content as a page may have, `length` what the record says that it has."""

    fields: Message
    block: bytes
    length: int


def _records(file: io.BufferedReader, path: str) -> Iterator[_Record | Problem]:
    import http.client  # here and below, since any other source does without

    number = 0
    stream = cast(io.BufferedIOBase, gzip.GzipFile(fileobj=file)) if file.peek(2)[:2] == _GZIP else file
    try:
        while line := stream.readline(_LONGEST_LINE):
            if not line.strip():
                continue
            if not line.startswith(b"WARC/"):
                raise ValueError("no record begins there")
            fields = http.client.parse_headers(stream)
            length = _length(fields, stream)
            block = _take(stream, min(length, LARGEST))
            for start in range(len(block), length, PIECE):
                _take(stream, min(PIECE, length - start))
            yield _Record(fields, block, length)
            number += 1
    except (EOFError, OSError, zlib.error, http.client.HTTPException, ValueError) as error:
        what = "is cut off" if isinstance(error, EOFError) else f"is broken ({error})"
        place = f" at byte {file.tell():,}" if file.seekable() else ""
        yield Problem(path, f"the archive {what}{place}, behind {number:,} whole records", code="broken-archive")


def _length(fields: Message, stream: io.BufferedIOBase) -> int:
    told = (fields["Content-Length"] or "").strip()
    if told.isascii() and told.isdecimal() and len(told) < 16:
        return int(told)
    raise ValueError("a record without a length") if stream.read(1) else EOFError


def _take(stream: io.BufferedIOBase, size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data


class _Answered:
    """What http.client wants of a socket: a file of what it received."""

    def __init__(self, received: io.BytesIO) -> None:
        self.received = received

    def makefile(self, mode: str) -> io.BytesIO:
        return self.received


def _page(record: _Record, path: str) -> ArchivedPage | None:
    """The page in a record, None for a record that holds none."""
    import http.client

    from briefgen.reading.httpbody import TooLarge, settle_charset, undo_encoding, unknown_encoding

    block = record.block
    if record.fields["WARC-Type"] != "response" or not block.startswith(b"HTTP/"):
        return None
    url = (record.fields["WARC-Target-URI"] or "").strip("<> ")
    received = io.BytesIO(b"HTTP/1.1" + block[block.find(b" ") :])  # http.client knows no HTTP/2, which crawlers write
    response = http.client.HTTPResponse(cast(socket.socket, _Answered(received)))
    try:
        response.begin()
    except (http.client.HTTPException, ValueError) as error:
        raise Problem(path, f"the HTTP header of {url} is broken ({error})", code="broken-record") from None
    content_type = response.headers.get("Content-Type", "")
    kind = content_type.partition(";")[0].strip().lower()
    if response.status != 200 or kind not in PAGES:
        return None
    raw = received.getvalue()[received.tell() :]
    try:
        body = response.read() if response.chunked else raw
    except http.client.IncompleteRead as cut:
        body = cut.partial or raw  # no chunks at all: archivers keep the header when they undo what it names
    encoding = response.headers.get("Content-Encoding", "")
    if (unknown := unknown_encoding(encoding)) and not html.sniff(body):
        message = f"{url} is encoded with {unknown[:40]}, which cannot be undone (for br: pip install brotli)"
        raise Problem(path, message, code="encoded")
    try:
        if record.length > len(block):
            raise TooLarge
        body = undo_encoding(body, encoding, LARGEST)
    except TooLarge:
        message = f"{url} is larger than a page may be ({LARGEST // 1024**2} MB)"
        raise Problem(path, message, code="too-large") from None
    return ArchivedPage(path, url, settle_charset(body, content_type))
