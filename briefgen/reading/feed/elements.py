"""The elements of a feed by the names that people know them by, whatever namespace a feed gives them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

Element = Any
"""An lxml element; the library has no types."""

# Namespaces as feeds write them, in lower case without a "/" or "#" at the end -> the prefix they are known by.
PREFIXES: dict[str, str] = {
    "": "",
    "http://www.w3.org/2005/atom": "",
    "http://purl.org/atom/ns": "",
    "http://purl.org/rss/1.0": "",
    "http://my.netscape.com/rdf/simple/0.9": "",
    "http://channel.netscape.com/rdf/simple/0.9": "",
    "http://backend.userland.com/rss2": "",
    "http://purl.org/rss/1.0/modules/content": "content:",
    "http://purl.org/dc/elements/1.1": "dc:",
    "http://purl.org/dc/elements/1.0": "dc:",
    "http://purl.org/dc/terms": "dcterms:",
    "http://search.yahoo.com/mrss": "media:",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns": "rdf:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
}


def name(element: Element) -> str:
    """An element's name with the usual prefix of its namespace ("media:credit"), none for RSS and Atom themselves."""
    namespace, _, local = element.tag.rpartition("}")
    prefix = PREFIXES.get(namespace[1:].lower().rstrip("/#"))
    if prefix is None:
        prefix = f"{element.prefix}:" if element.prefix else ""
    return f"{prefix}{local}"


def text_of(element: Element | None) -> str:
    """All the text in an element, white space collapsed."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def children(element: Element, *names: str) -> Iterator[Element]:
    """The children by these names, those of the first name first."""
    for wanted in names:
        yield from (each for each in element.iterchildren(etree.Element) if name(each) == wanted)


def first(element: Element, *names: str) -> str:
    """The text of the first child by these names that has any."""
    return next(filter(None, map(text_of, children(element, *names))), "")


def is_entry(element: Element) -> bool:
    """Whether an element is an entry, of RSS or of Atom."""
    return name(element) in ("item", "entry")
