"""What a page says of its article: headline, byline, date, language, address, publisher and topics.

Three places say it, in this order of trust: JSON-LD, the head's meta tags, and what is printed. None is right by
itself, so each value is held against the others or against what it must look like: search engines get another
headline than readers, an author field may hold the publisher, a date may be the print issue's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from briefgen.dates import find_dates
from briefgen.reading.html.address import host_of, join_address, split_address
from briefgen.reading.html.blocks import key, visible_text
from briefgen.reading.html.linkeddata import Thing, is_article, listed, names, text
from briefgen.reading.html.page import Page

if TYPE_CHECKING:
    pass

TITLES = ("og:title", "twitter:title", "dc.title", "headline", "title")
DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "pubdate",
    "publication_date",
    "article.published",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "date.release",
    "published_at",
    "publishdate",
)
AUTHORS = (
    "author",
    "article:author",
    "og:article:author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "cxenseparse:author",
    "dcterms.creator",
    "twitter:creator",
)
TOPICS = ("news_keywords", "article:tag", "keywords", "parsely-tags")
MOST_TOPICS = 10
LONGEST_TOPIC = 40
"""Characters; longer ones are phrases for search engines."""

_SITE = re.compile(r"\s+[|–—·•»-]\s+|\s*\|\s*")
_ISO_DAY = re.compile(r"\b([12]\d{3})-?(\d\d)-?(\d\d)(?!\d)")
_DAY_IN_URL = re.compile(r"/([12]\d{3})[/-](\d{1,2})[/-](\d{1,2})(?:/|-|\b)")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?=[-_]|$)")


class Metadata:
    """The metadata of one page; each value is worked out when it is asked for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        articles = [thing for thing in page.things if is_article(thing)]
        self.article: Thing = max(articles, key=_fullness, default={})

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The page's first-level headings as printed."""
        return tuple(dict.fromkeys(filter(None, map(visible_text, self.page.root.iter("h1")))))

    @cached_property
    def title(self) -> str:
        """The headline as readers see it; empty where the page has none."""
        head = next(self.page.root.iter("title"), None)
        window = " ".join((head.text or "").split()) if head is not None else ""
        told = [text(self.article.get("headline")), *filter(None, (self.page.meta(name) for name in TITLES))]
        told = [each for each in told if each]
        for heading in self.headings:
            if any(_same_headline(heading, each) for each in (*told, window)):
                return heading
        if told:
            return _without_site(told[0], self.publisher)
        return next(iter(self.headings), "") or _without_site(window, self.publisher)

    @property
    def headlines(self) -> tuple[str, ...]:
        """Every form of the headline that the page gives."""
        told = (self.title, *self.headings[:1], text(self.article.get("headline")), self.page.meta(*TITLES))
        return tuple(each for each in told if each)

    @cached_property
    def publisher(self) -> str | None:
        """Who publishes the page, by name; its host where no name is given."""
        named = names(self.article.get("publisher")) or names(self.article.get("sourceOrganization"))
        for name in (*named, self.page.meta("og:site_name", "application-name", "dc.publisher")):
            if name and len(name) <= 60 and not name.startswith(("http", "@")):
                return name
        return host_of(self.url)

    @cached_property
    def url(self) -> str | None:
        """The page's canonical address."""
        links = [
            link.get("href") for link in self.page.root.iter("link") if (link.get("rel") or "").lower() == "canonical"
        ]
        entity = self.article.get("mainEntityOfPage")
        entity = entity.get("@id") if isinstance(entity, dict) else entity
        told = (self.page.meta("og:url"), self.article.get("url"), entity, self.page.meta("twitter:url"))
        candidates = [each.strip() for each in (*links, *told) if isinstance(each, str) and each.strip()]
        whole = next((each for each in candidates if split_address(each).scheme in ("http", "https")), None)
        if whole is None or not candidates:
            return whole
        return join_address(whole, candidates[0])

    @cached_property
    def language(self) -> str | None:
        """The primary subtag (BCP 47), lower case."""
        told = (
            self.page.root.get("lang"),
            self.page.root.get("xml:lang"),
            text(self.article.get("inLanguage")),
            self.page.meta("og:locale", "content-language", "dc.language", "language"),
        )
        return next((match[0].lower() for each in told if each and (match := _LANGUAGE.match(each.strip()))), None)

    @cached_property
    def published(self) -> date | None:
        """The day of first publication, in the publisher's own time."""
        told = [self.article.get("datePublished"), self.article.get("dateCreated")]
        told += [each.get("datePublished") for each in self.page.things]
        told += [content for name in DATES for content in self.page.metas.get(name, ())]
        found = (day for each in told for value in listed(each) if isinstance(value, str) and (day := _day(value)))
        return next(found, None) or next(self._printed_days(), None) or self._found_day()

    def _printed_days(self) -> Iterator[date]:
        for element in self.page.root.iter("time", "relative-time"):
            if day := _day(element.get("datetime") or ""):
                yield day
        for element in self.page.root.iter():
            if element.get("itemprop") == "datePublished" and (
                day := _day(element.get("content") or visible_text(element))
            ):
                yield day
        if self.url and (match := _DAY_IN_URL.search(self.url)) and (day := _calendar(*match.groups())):
            yield day

    def _found_day(self) -> date | None:
        """The library's guess from whatever else the page prints."""
        from htmldate import find_date

        found = find_date(copy(self.page.root), original_date=True, extensive_search=False)
        return date.fromisoformat(found) if found else None

    @cached_property
    def authors(self) -> tuple[str, ...]:
        """Who wrote it, as printed."""
        from briefgen.reading.html.authors import clean_authors, houses, printed_authors

        field = self.article.get("author") or self.article.get("creator")
        told = clean_authors(names(field))
        if told and not all(self._is_house(each) for each in (*told, *houses(field))):
            return told
        in_head = (clean_authors(self.page.metas.get(name, ())) for name in AUTHORS)
        for found in (*in_head, printed_authors(self.page.root)):
            if found and not all(map(self._is_house, found)):
                return found
        return told or next((found for name in AUTHORS if (found := clean_authors(self.page.metas.get(name, ())))), ())

    def is_house(self, authors: tuple[str, ...]) -> bool:
        """Whether `authors` name nobody but the publisher, or nobody at all."""
        return all(map(self._is_house, authors))

    def _is_house(self, name: str) -> bool:
        """Whether an author's name is the publisher's."""
        host = host_of(self.url) or ""
        own = {key(self.publisher or ""), key(self.page.meta("og:site_name") or "")} - {""}
        return key(name) in own or any(key(name) in (key(host), key(part)) for part in host.split("."))

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """Section and keywords, the first of each in any case."""
        told = [*names(self.article.get("articleSection")), *filter(None, [self.page.meta("article:section")])]
        told += names(self.article.get("keywords")) or next(
            (self.page.metas[name] for name in TOPICS if name in self.page.metas), ()
        )
        found: dict[str, str] = {}
        for each in told:
            for topic in map(str.strip, re.split(r"[,;]", each)):
                if 1 < len(topic) <= LONGEST_TOPIC and ":" not in topic:
                    found.setdefault(key(topic), topic)
        return tuple(found.values())[:MOST_TOPICS]


def _fullness(thing: Thing) -> int:
    return sum(bool(thing.get(name)) for name in ("headline", "datePublished", "author", "publisher", "articleBody"))


def _same_headline(heading: str, told: str) -> bool:
    """Whether a printed heading is the headline that is told, but for a kicker, the site's name or some words."""
    one, other = key(heading), key(told)
    if len(one) < 8 or len(other) < 8:
        return False
    if one in other or other in one:
        return True
    words = set(re.findall(r"\w+", heading.casefold()))
    both = words & set(re.findall(r"\w+", told.casefold()))
    return len(both) * 2 >= len(words)


def _without_site(title: str, publisher: str | None) -> str:
    """A window's title without the name of the site behind its headline."""
    parts = _SITE.split(title)
    if len(parts) > 1 and (len(parts[-1].split()) <= 4 or (publisher and key(parts[-1]) == key(publisher))):
        return title[: title.rindex(parts[-1])].rstrip(" |–—·•»-")
    return title


def _day(value: str) -> date | None:
    if match := _ISO_DAY.search(value[:60]):
        return _calendar(*match.groups())
    return next((found.day for found in find_dates(value[:120]) if found.day), None)


def _calendar(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
