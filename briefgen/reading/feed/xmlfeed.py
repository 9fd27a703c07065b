"""RSS 0.9x, 1.0 and 2.0 and Atom -> entries.

Their elements are told apart by local names alone, since feeds mix the formats (`atom:link` in RSS, `dc:date`
everywhere). What an entry may call a thing stands in the tables here, the best name first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from briefgen.problem import Problem
from briefgen.reading.feed.document import parse
from briefgen.reading.feed.elements import Element, children, first, is_entry, name, text_of
from briefgen.reading.feed.entry import Entry, Feed, absolute, as_html, read_day
from briefgen.reading.feed.mediarss import read_pictures

BODIES = ("content:encoded", "content", "xhtml:body", "description", "summary")
PUBLISHED = (
    "pubDate",
    "published",
    "issued",
    "dc:date",
    "dcterms:issued",
    "dcterms:created",
    "created",
    "updated",
    "modified",
)
AUTHORS = ("author", "dc:creator", "dc:contributor")
TOPICS = ("category", "dc:subject")

_MAILBOX = re.compile(r"\S{1,200}@\S{1,200}\s{1,9}\((?P<after>[^()]{1,200})\)|(?P<before>[^<>@]{1,200})<[^<>]{0,200}>")


def read_xml(data: bytes, path: str) -> Feed:
    """The entries of an XML feed. Raises Problem `hostile-feed`, `not-feed`, `broken-feed` or `no-entries`."""
    root, flaw = parse(data, path)
    elements = list(filter(is_entry, root.iter(etree.Element)))
    if elements:
        channel = next((each for each in root.iter(etree.Element) if name(each) in ("channel", "feed")), root)
        return Feed(tuple(_entry(each, channel) for each in elements), flaw)
    if flaw:
        raise flaw
    if name(root).lower() not in ("rss", "rdf:rdf", "feed", "channel"):
        message = f"this XML is no feed (its first element is <{name(root)[:60]}>); expected RSS or Atom"
        raise Problem(path, message, code="not-feed")
    raise Problem(path, "the feed holds no entries", code="no-entries")


def _entry(item: Element, channel: Element) -> Entry:
    base = item.base or first(channel, "link") or ""
    guid = next(children(item, "guid", "id"), None)
    identifier = text_of(guid) or item.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about") or ""
    permanent = guid is None or guid.get("isPermaLink", "true") != "false"
    source = next(children(item, "source"), None)
    return Entry(
        title=first(item, "title", "dc:title", "media:title"),
        bodies=tuple(filter(None, (_html(each) for each in children(item, *BODIES)))),
        url=_link(item, base) or (absolute(identifier, "") if permanent else None),
        guid=identifier or None,
        publisher=first(item, "dc:publisher")
        or (source is not None and (first(source, "title") or (source.text or "").strip()))
        or first(channel, "title")
        or None,
        authors=tuple(_authors(item) or _authors(source) or _authors(channel)),
        published=next(filter(None, (read_day(text_of(each)) for each in children(item, *PUBLISHED))), None),
        language=first(item, "dc:language")
        or next(filter(None, (each.get("{http://www.w3.org/XML/1998/namespace}lang") for each in _upward(item))), "")
        or first(channel, "language", "dc:language"),
        topics=tuple(filter(None, (each.get("term") or text_of(each) for each in children(item, *TOPICS)))),
        pictures=tuple(read_pictures(item, base)),
    )


def _upward(item: Element) -> Iterator[Element]:
    yield item
    yield from item.iterancestors()


def _html(element: Element) -> str:
    """A text as HTML: escaped (RSS, Atom "html"), plain, or elements of its own (Atom "xhtml")."""
    if not len(element):
        return as_html((element.text or "").strip())
    for inner in element.iterdescendants(etree.Element):
        namespace, _, local = inner.tag.rpartition("}")
        if namespace and local.isalnum():
            inner.tag = local
    etree.cleanup_namespaces(element)
    whole: str = etree.tostring(element, encoding="unicode", method="html", with_tail=False)
    return whole[whole.index(">") + 1 : whole.rindex("<")]


def _link(item: Element, base: str) -> str | None:
    """The page of an entry: what a feed service moved aside, then RSS's link, then Atom's with `rel` alternate."""
    for element in children(item, "feedburner:origLink", "link"):
        if element.get("rel", "alternate") == "alternate":
            address = element.get("href") or text_of(element)
            if address and (found := absolute(address, element.base or base)):
                return found
    return None


def _authors(element: Element | None) -> list[str]:
    """The names of authors; of an address with a name in it ("jo@example.org (Jo Roe)"), the name."""
    found = []
    for author in children(element, *AUTHORS) if element is not None else ():
        text = first(author, "name") or ("" if len(author) else text_of(author))
        if "@" in text:
            match = _MAILBOX.search(text[:300])
            text = ((match["after"] or match["before"]) if match else "").strip(' "')
        if text:
            found.append(text)
    return found
