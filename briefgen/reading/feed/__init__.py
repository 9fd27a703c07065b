"""A news feed -> an article for each entry: RSS 0.9x, 1.0 and 2.0, Atom, JSON Feed.

The formats say the same things under other names, so each has a reader that gives `Entry` records, and one place makes
articles of those. XML is read by libxml2 with entities and network off: it is linear and says what is wrong, where the
usual feed library runs for a minute over 50 KB made for it and answers broken feeds with nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.model import Article
from briefgen.problem import Problem

__all__ = ["is_teaser", "read", "sniff"]

LARGEST = 32 * 1024 * 1024
"""Bytes of a feed."""
TEASER = 60
"""Words; an entry with fewer stands for an article and does not hold one."""

_HEAD = 4096
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_FIRST_TAG = re.compile(rb"<([A-Za-z_][\w:.-]{0,60})")
_ROOTS = frozenset([b"rss", b"rdf", b"feed", b"channel"])
_JSON_FEED = re.compile(rb'"version"\s{0,9}:\s{0,9}"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version')
_MORE = re.compile(
    r"(?:\[?(?:…|\.\.\.)\]?|\b(?:read|see|find out|learn) (?:more|on|the full (?:story|article))"
    r"|\b(?:continue|keep) reading\b.{0,200}|\bfull (?:story|article|coverage))[\s.:»→›>\])]{0,9}$",
    re.IGNORECASE,
)


def sniff(data: bytes) -> bool:
    """Whether `data` is a JSON Feed, or XML of any kind but a page; which XML is a feed is for `read` to say."""
    head = data[:_HEAD].replace(b"\0", b"").lstrip(b"\xff\xfe\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{"):
        return bool(_JSON_FEED.search(data))
    first = _FIRST_TAG.search(_COMMENT.sub(b"", head)) if head.startswith(b"<") else None
    name = first[1].lower().rpartition(b":")[2] if first else b""
    return name in _ROOTS or (head.startswith(b"<?xml") and name != b"html")


def read(data: bytes, path: str) -> Iterator[Article]:
    """Yield an article for each entry, in the feed's order; one whose feed has no text for it has no paragraphs.

    Raises Problem `too-large`, `hostile-feed`, `not-feed` or `no-entries` before the first; `broken-feed`, or what was
    wrong with one entry, behind the last, for a feed that could be read only in part.
    """
    from briefgen.reading.feed.article import read_entry
    from briefgen.reading.feed.jsonfeed import read_json
    from briefgen.reading.feed.xmlfeed import read_xml

    if len(data) > LARGEST:
        message = f"the feed is {len(data) / 1024**2:.0f} MB (at most {LARGEST // 1024**2} MB)"
        raise Problem(path, message, code="too-large")
    is_json = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    feed = (read_json if is_json else read_xml)(data, path)
    flaw = feed.flaw
    found = False
    for entry in feed.entries:
        try:
            article = read_entry(entry, path)
        except Problem as problem:
            message = f"the entry “{' '.join(entry.title.split())[:80]}” was left out: {problem.message}"
            flaw = flaw or Problem(path, message, code=problem.code)
        else:
            if article:
                found = True
                yield article
    if flaw:
        raise flaw
    if not found:
        raise Problem(path, "the feed's entries hold neither headlines nor text", code="no-entries")


def is_teaser(article: Article) -> bool:
    """Whether a feed gave only the beginning of an article, whose page (`article.url`) has the rest."""
    words = sum(len(paragraph.split()) for paragraph in article.paragraphs)
    return words < TEASER or bool(_MORE.search(article.paragraphs[-1][-300:]))
