"""Topics and sources: a list of all, and for each its briefs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from heapq import nsmallest
from itertools import chain

from briefgen.register import ActorKey
from briefgen.site.digests import Digests
from briefgen.site.library import Library
from briefgen.site.page import Data, Page, iso_day, links
from briefgen.site.paging import brief_rows, in_order, listed, newest_first, paths, plain_rows
from briefgen.site.settings import SiteSettings
from briefgen.site.shelves import Shelf, Shelves
from briefgen.site.touched import Touched

SHELVES_PER_PAGE = 300
BRIEFS_PER_PAGE = 60
NAMED = 12
"""Actors that the page of a topic names: those in most of its briefs."""


def topics_pages(
    settings: SiteSettings, library: Library, digests: Digests, topics: Shelves, touched: Touched | None = None
) -> Iterator[Page]:
    """The list of topics and their pages, or the pages that are `touched`."""
    if not touched:
        yield from _list(settings, "topics", topics)
    for topic in _reached(topics, touched):
        yield from _shelf(settings, "topics", topic, digests, actors=links(_most_named(topic, library), library))


def sources_pages(
    settings: SiteSettings, digests: Digests, publishers: Shelves, touched: Touched | None = None
) -> Iterator[Page]:
    """The list of sources and their pages, or the pages that are `touched`."""
    if not touched:
        yield from _list(settings, "sources", publishers)
    for each in _reached(publishers, touched):
        yield from _shelf(settings, "sources", each, digests, actors=[])


def _reached(shelves: Shelves, touched: Touched | None) -> Iterator[Shelf]:
    return (each for each in shelves.values() if not touched or touched.listed(each.briefs))


def _most_named(topic: Shelf, library: Library) -> list[ActorKey]:
    counts = Counter(chain.from_iterable(library.casts[filed.slug] for filed in topic.briefs))
    return nsmallest(NAMED, counts, key=lambda key: (-counts[key], key))


def _list(settings: SiteSettings, kind: str, shelves: Shelves) -> Iterator[Page]:
    rows: list[Data] = [
        {"name": each.name, "slug": each.slug, "briefs": len(each.briefs), "last": iso_day(each.briefs[0])}
        for each in shelves.values()
    ]
    parts = in_order(rows, SHELVES_PER_PAGE)
    # Below the folder of the list itself "2" may be a topic.
    at = [f"{kind}/index.html", *paths(f"all-{kind}", len(parts))[1:]]
    yield from listed(settings, f"{kind}.html", at, parts, plain_rows("shelves"), "", total=len(rows), kind=kind)


def _shelf(settings: SiteSettings, kind: str, shelf: Shelf, digests: Digests, **data: object) -> Iterator[Page]:
    parts = newest_first(shelf.briefs, BRIEFS_PER_PAGE)
    at = paths(f"{kind}/{shelf.slug}", len(parts), from_the_end=True)
    about = {"name": shelf.name, "slug": shelf.slug, "briefs": len(shelf.briefs)}
    template = {"topics": "topic.html", "sources": "source.html"}[kind]
    yield from listed(settings, template, at, parts, brief_rows(digests), shelf.name, shelf=about, kind=kind, **data)
