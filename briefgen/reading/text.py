"""Pasted text -> an article.

What a person copies off a page comes with the page: menus over the headline, "Full Screen" and "1 / 3" over the
caption, links and a footer below. The stretch that holds the body is found first, then what stands over it, then the
photos; what is left is the body.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.dates import find_dates
from briefgen.model import Article
from briefgen.problem import Problem
from briefgen.reading.body import body_lines, find_body, is_spaced
from briefgen.reading.dateline import parse_dateline
from briefgen.reading.decoding import decode
from briefgen.reading.gallery import read_gallery
from briefgen.reading.lines import read_lines
from briefgen.reading.masthead import read_masthead

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
    gallery = read_gallery(lines, stretch, masthead.used)
    kept = [
        place
        for place in body_lines(lines, stretch, spaced)
        if place not in gallery.used and place not in masthead.used
    ]
    if sum(lines[place].words for place in kept) < FEWEST_WORDS:
        raise _no_article(path)
    paragraphs = tuple(lines[place].text for place in kept)
    dateline = next(filter(None, map(parse_dateline, paragraphs[:3])), None)
    # No date line: the dateline's day stands in, else a caption's.
    stand_ins = (dateline.text if dateline else "", *(photo.taken or "" for photo in gallery.photos))
    inferred = next((found.day for text in stand_ins for found in find_dates(text) if found.day), None)
    yield Article(
        title=masthead.title,
        paragraphs=paragraphs,
        url=masthead.url,
        authors=masthead.authors,
        published=masthead.published or inferred,
        published_inferred=masthead.published is None and inferred is not None,
        dateline=dateline,
        photos=gallery.photos,
    )


def _no_article(path: str) -> Problem:
    return Problem(
        path, "no article found: the text holds no paragraphs; paste the article's headline and body", code="no-article"
    )
