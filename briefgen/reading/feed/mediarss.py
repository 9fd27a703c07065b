"""The pictures that a feed names in fields of its own: Media RSS (`media:content`, `media:group`) and enclosures.

Media RSS lets a caption or a credit stand in a `media:content`, in its group or in the entry, and the nearest counts
(Media RSS 1.5.1, "optional elements").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from briefgen.reading.feed.elements import Element, children, first, name, text_of
from briefgen.reading.feed.entry import Picture, absolute

_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|webp|avif|gif)$", re.IGNORECASE)


def read_pictures(item: Element, base: str) -> Iterator[Picture]:
    """The pictures of an entry, in its order; sizes of one picture follow each other."""
    summary = first(item, "description", "summary")
    for element in item.iterdescendants(etree.Element):
        kind = name(element)
        if kind in ("media:content", "enclosure") or (kind == "link" and element.get("rel") == "enclosure"):
            address = absolute(element.get("url") or element.get("href") or "", base)
            if address and _is_picture(element, address):
                width = element.get("width") or ""
                caption = _nearest(element, item, "media:description", "media:text")
                yield Picture(
                    address,
                    caption="" if caption == summary else caption,
                    credit=_nearest(element, item, "media:credit"),
                    width=int(width) if width.isascii() and width.isdecimal() and len(width) < 6 else 0,
                )


def _is_picture(element: Element, address: str) -> bool:
    """By what the feed says that it is; without a word, by the name of the file."""
    told = element.get("medium") or element.get("type")
    return told.startswith("image") if told else bool(_PICTURE_FILE.search(address.partition("?")[0]))


def _nearest(element: Element, item: Element, *names: str) -> str:
    """The text by these names in the element, else in those around it up to the entry. Several credits become parts
    of one.
    """
    for around in (element, *element.iterancestors()):
        if texts := dict.fromkeys(filter(None, map(text_of, children(around, *names)))):
            return "/".join(texts) if names == ("media:credit",) else next(iter(texts))
        if around is item:
            break
    return ""
