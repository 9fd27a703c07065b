"""Where briefs come from: each has a source of its own."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from briefgen.briefs.address import contradict, same_page
from briefgen.checking.subject import Entry, Finding, Shelf, Subject
from briefgen.model import Article, Source

Key = tuple[str, ...]


def no_source(subject: Subject) -> Iterator[Finding]:
    """A brief that names nothing it rests on."""
    source = subject.brief.source
    if not (source.url or source.path or source.guid or source.publisher):
        yield Finding(("source",), "no source; write its url, or the publisher of what has no address")


def same_source(shelf: Shelf) -> Iterator[Finding]:
    """Two briefs of one article."""
    first: dict[Key, Entry] = {}
    for entry in shelf.entries:
        standing = next((first[key] for key in keys(entry.source) if key in first), None)
        if standing and not contradict(entry.source, standing.source):
            message = f"{standing.path} is a brief of the same article; keep one of them"
            yield Finding(("source",), message, entry.path)
        for key in keys(entry.source):
            first.setdefault(key, entry)


def keys(source: Source | Article) -> Iterator[Key]:
    """What makes two sources one article, the surest first.

    Some pages name their site's address as their own, so one without a path says nothing.
    """
    if source.guid:
        yield "guid", source.guid
    if source.url and urlsplit(source.url).path.strip("/"):
        yield "url", same_page(source.url)
    if source.path and source.title:
        yield "path", source.path, source.title
    if source.sha256:
        yield "sha256", source.sha256
