"""A saved or fetched web page -> the article in it.

Where the article stands is for a library to say (trafilatura: the best body text of those measured); what it leaves
out or does badly is ours: the head's metadata held against what is printed, whole paragraphs instead of half, and
every photo with its caption and its credit. The parser is loaded with the first page, so that a program that reads
none starts fast. Nothing here opens an address.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from briefgen.model import Article

__all__ = ["read", "sniff"]

_HEAD = 4096
_SPACE = b" \t\r\n\f"
_HTML = re.compile(
    rb"<(?:!doctype\s{1,9}html|(?:html|head|body|title|meta|link|script|style|main|article|section|header|div|p|h1|h2"
    rb"|figure|img|span|table|ul|a)[\s/>])",
    re.IGNORECASE,
)
_OTHER = re.compile(rb"<(?:rss|feed|rdf:RDF|sitemapindex|urlset)[\s>]", re.IGNORECASE)


def sniff(data: bytes) -> bool:
    """Whether `data` opens as a page or a piece of one does: with markup, and with a tag of HTML's own."""
    head = data[:_HEAD]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.replace(b"\0", b"")[2:]
    head = head.removeprefix(codecs.BOM_UTF8).lstrip(_SPACE)
    return head.startswith(b"<") and bool(_HTML.search(head)) and not _OTHER.search(head)


def read(data: bytes, path: str) -> Iterator[Article]:
    """Yield the one article of a page.

    Raises Problem `empty`, `not-text`, `too-large` or `hostile-html` (see `limits`), or `no-article` for a page of
    menus, of a consent form or of a paywall alone.
    """
    from briefgen.reading.html.article import read_article

    yield read_article(data, path)
