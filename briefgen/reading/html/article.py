"""One page -> one article: the parts that the other modules read, put together."""

from __future__ import annotations

from briefgen.model import Article, Photo
from briefgen.problem import Problem
from briefgen.reading.dateline import parse_dateline
from briefgen.reading.html.authors import clean_authors, is_name_alone
from briefgen.reading.html.body import read_body
from briefgen.reading.html.charset import decode_page
from briefgen.reading.html.imageobjects import own_photo, with_told_credits
from briefgen.reading.html.limits import check_size, read_markup
from briefgen.reading.html.metadata import Metadata
from briefgen.reading.html.page import Page, parse_page
from briefgen.reading.html.photos import read_photos
from briefgen.reading.html.repairs import repair
from briefgen.reading.language import find_language, voters

FEWEST_WORDS = 20
"""A page with fewer words of body than this holds no article."""


def read_article(data: bytes, path: str) -> Article:
    """The article of a page. Raises Problem as `briefgen.reading.html.read` says."""
    check_size(data, path)
    page = parse_page(read_markup(decode_page(data, path), path), path)
    told = Metadata(page)
    body = repair(read_body(page.root, told.headlines, told.authors))
    shown = read_photos(page.root, body, told.url)
    text = [block for block in body.text if block.element not in shown.used]
    if sum(block.words for block in text) < FEWEST_WORDS:
        raise Problem(
            path,
            "no article found: the page holds menus, notices or a consent form; save the article's own page,"
            " once the browser shows its text",
            code="no-article",
        )
    paragraphs = tuple(block.text for block in text)
    authors = told.authors
    if is_name_alone(paragraphs[0]) and told.is_house(authors):
        authors, paragraphs = clean_authors(paragraphs[:1]), paragraphs[1:]
    return Article(
        title=told.title or paragraphs[0],
        paragraphs=paragraphs,
        url=told.url,
        publisher=told.publisher,
        authors=authors,
        published=told.published,
        language=_language(paragraphs, told.language),
        dateline=next(filter(None, map(parse_dateline, paragraphs[:3])), None),
        topics=told.topics,
        photos=_photos(shown.photos, page, told),
    )


def _photos(shown: tuple[Photo, ...], page: Page, told: Metadata) -> tuple[Photo, ...]:
    """The photos that are printed, else the one that the head describes."""
    own = own_photo(told.article)
    return with_told_credits(shown, page.things) if shown or own is None else (own,)


def _language(paragraphs: tuple[str, ...], declared: str | None) -> str:
    """The declared language, unless the text is plainly in another; templates declare theirs for any text."""
    return declared if declared and declared not in voters() else find_language(paragraphs, declared or "en")
