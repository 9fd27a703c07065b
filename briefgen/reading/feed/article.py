"""An entry of a feed -> an article.

The body is the longest of the entry's texts, its photos those in the texts and those that the feed names in fields. A
picture of which nothing is said counts only where there is no other: it is nearly always the first one in another size.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from briefgen.agencies import find_agency
from briefgen.model import Article, Photo
from briefgen.reading.byline import parse_byline
from briefgen.reading.caption import read_caption
from briefgen.reading.dateline import parse_dateline
from briefgen.reading.feed.entry import Entry, Picture, absolute, is_marked
from briefgen.reading.html.blocks import read_blocks
from briefgen.reading.html.frames import find_frames, source
from briefgen.reading.html.limits import read_markup
from briefgen.reading.html.page import parse_page
from briefgen.reading.html.photos import read_frame
from briefgen.reading.language import find_language

# What feed makers put behind every entry (WordPress: "The post TITLE appeared first on SITE.").
_FOOT = re.compile(r"^The post .{1,500} (?:appeared first|first appeared) on ", re.IGNORECASE)
_AVATARS = ("gravatar.com/avatar/",)
_BETWEEN = re.compile(r"\s[-–—|»:•·]\s")


class _Body(msgspec.Struct, frozen=True):
    paragraphs: tuple[str, ...] = ()
    photos: tuple[Photo, ...] = ()

    @property
    def words(self) -> int:
        return sum(len(paragraph.split()) for paragraph in self.paragraphs)


def read_entry(entry: Entry, path: str) -> Article | None:
    """The article of an entry; None for one with neither title nor text. Raises Problem for hostile HTML in it."""
    bodies = [_read_body(html, entry, path) for html in entry.bodies]
    paragraphs = max(bodies, key=lambda body: body.words, default=_Body()).paragraphs
    title = " ".join(_read_body(entry.title, entry, path).paragraphs) if is_marked(entry.title) else entry.title
    if not title and not paragraphs:
        return None
    return Article(
        title=title or paragraphs[0],
        paragraphs=paragraphs,
        url=entry.url,
        sha256=_digest(entry),
        guid=entry.guid,
        publisher=_publisher(entry.publisher),
        authors=tuple(dict.fromkeys(name for line in entry.authors for name in parse_byline(line))),
        published=entry.published,
        language=entry.language.partition("-")[0].strip().lower() or find_language(paragraphs),
        dateline=next(filter(None, map(parse_dateline, paragraphs[:3])), None),
        topics=tuple(dict.fromkeys(entry.topics)),
        photos=_distinct([photo for body in bodies for photo in body.photos], entry.pictures),
    )


def _read_body(html: str, entry: Entry, path: str) -> _Body:
    """The paragraphs of an entry's HTML and the photos in it."""
    if not html.strip():
        return _Body()
    markup = read_markup(html, path)
    if not markup.text.strip():
        return _Body()
    page = parse_page(markup, path)
    photos: list[Photo] = []
    used = set(page.root.iter("figure", "aside"))
    for frame in find_frames(page.root.iter("*")):
        if photo := read_frame(frame):
            used.add(frame.element)
            address = source(frame.picture) if frame.picture is not None else None
            photos.append(replace(photo, url=absolute(address, entry.url or "") if address else None))
    paragraphs = [
        block.text
        for block in read_blocks(page.root)
        if used.isdisjoint((block.element, *block.element.iterancestors())) and not _FOOT.match(block.text)
    ]
    return _Body(tuple(paragraphs), tuple(photos))


def _distinct(shown: Iterable[Photo], named: Iterable[Picture]) -> tuple[Photo, ...]:
    """Each photo once: of several sizes of a picture with the same words, the widest."""
    photos = list(shown)
    photos += [
        replace(read_caption(picture.caption, picture.credit or None), url=picture.url)
        for picture in sorted(named, key=lambda each: -each.width)
        if not any(avatar in picture.url for avatar in _AVATARS)
    ]
    told = [photo for photo in photos if photo.caption or photo.credit]
    found: dict[tuple[str, str, str], Photo] = {}
    for photo in told or photos:
        address = (photo.url or "").partition("?")[0]
        found.setdefault((address, photo.caption, photo.credit or ""), photo)
    return tuple(found.values())


def _digest(entry: Entry) -> str:
    """The SHA-256 of what the entry says, whatever other entries come and go beside it."""
    pictures = (text for picture in entry.pictures for text in (picture.url, picture.caption, picture.credit))
    return hashlib.sha256("\0".join((entry.title, *entry.bodies, *pictures)).encode("utf-8", "replace")).hexdigest()


def _publisher(title: str | None) -> str | None:
    """The publisher that a feed's title names: "World - The Daily Bugle" has the section in front or behind."""
    parts = _BETWEEN.split(title) if title else []
    return next((part.strip() for part in parts if find_agency(part)), title)
