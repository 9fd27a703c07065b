"""Pasted text -> an article.

What a person copies off a page comes with the page: menus over the headline, "Full Screen" and "1 / 3" over the
caption, links and a footer below. The stretch that holds the body is found first, then what stands over it, then the
photos; what is left is the body.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from briefgen.dates import find_dates
from briefgen.model import Article, Dateline, Photo
from briefgen.problem import Problem
from briefgen.reading.body import body_lines, find_body, is_spaced
from briefgen.reading.dateline import parse_dateline
from briefgen.reading.decoding import decode
from briefgen.reading.gallery import captions_above, read_gallery
from briefgen.reading.language import find_language
from briefgen.reading.lines import read_lines
from briefgen.reading.masthead import read_masthead
from briefgen.reading.publisher import find_publisher
from briefgen.reading.timestamp import is_bare_stamp

FEWEST_WORDS = 20
"""A page with fewer words of body than this holds no article."""


def sniff(data: bytes) -> bool:
    """Any bytes may be text; `read` refuses those that are not."""
    return True


def read(data: bytes, path: str) -> Iterator[Article]:
    """Yield the one article of a pasted page.

    Raises Problem `empty`, `not-text`, `not-utf8` or, for a page of menus and notices alone, `no-article`.
    """
    lines = read_lines(decode(data, path))
    spaced = is_spaced(lines)
    body = find_body(lines, spaced)
    if not body:
        raise _no_article(path)
    masthead = read_masthead(lines, body)
    stretch = range(masthead.title_at + 1, body[-1] + 1)
    above = captions_above(lines, masthead.title_at)
    gallery = read_gallery(lines, (*above, *stretch), masthead.used)
    kept = [
        place
        for place in body_lines(lines, stretch, spaced)
        if place not in gallery.used and place not in masthead.used and not is_bare_stamp(lines[place].text)
    ]
    if sum(lines[place].words for place in kept) < FEWEST_WORDS:
        raise _no_article(path)
    paragraphs = tuple(lines[place].text for place in kept)
    dateline = next(filter(None, map(parse_dateline, paragraphs[:3])), None)
    inferred = _stand_in(dateline, gallery.photos)
    footer = (line.text for line in lines[body[0] :])
    yield Article(
        title=masthead.title,
        paragraphs=paragraphs,
        url=masthead.url,
        publisher=find_publisher(masthead.house, dateline, footer, masthead.authors),
        authors=masthead.authors,
        language=find_language(paragraphs),
        published=masthead.published or inferred,
        published_inferred=masthead.published is None and inferred is not None,
        dateline=dateline,
        photos=gallery.photos,
    )


def _stand_in(dateline: Dateline | None, photos: Iterable[Photo]) -> date | None:
    """The day for a story without a date line: the dateline's, else that of the latest picture made for it."""
    filed = [found.day for found in find_dates(dateline.text if dateline else "") if found.day]
    taken = [found.day for photo in photos if "file" not in photo.flags for found in find_dates(photo.taken or "")]
    return filed[0] if filed else max(filter(None, taken), default=None)


def _no_article(path: str) -> Problem:
    return Problem(
        path, "no article found: the text holds no paragraphs; paste the article's headline and body", code="no-article"
    )
