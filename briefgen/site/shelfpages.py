"""Topics and sources: a list of all, and for each its briefs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from briefgen.site.library import Library
from briefgen.site.page import Page, brief_line, iso_day, links
from briefgen.site.paging import in_order, listed, newest_first, paths
from briefgen.site.settings import SiteSettings
from briefgen.site.shelves import Shelf, Shelves

SHELVES_PER_PAGE = 300
BRIEFS_PER_PAGE = 60
NAMED = 12
"""Actors that the page of a topic names: those in most of its briefs."""


def topics_pages(settings: SiteSettings, library: Library, topics: Shelves) -> Iterator[Page]:
    yield from _list(settings, "topics", topics)
    for topic in topics.values():
        counts = Counter(
            key for filed in topic.briefs for key in {library.key(filed, actor) for actor in filed.brief.actors}
        )
        most = sorted(counts, key=lambda key: (-counts[key], key))[:NAMED]
        yield from _shelf(settings, "topics", topic, actors=links(most, library))


def sources_pages(settings: SiteSettings, publishers: Shelves) -> Iterator[Page]:
    yield from _list(settings, "sources", publishers)
    for each in publishers.values():
        yield from _shelf(settings, "sources", each, actors=[])


def _list(settings: SiteSettings, kind: str, shelves: Shelves) -> Iterator[Page]:
    rows = [
        {"name": each.name, "slug": each.slug, "briefs": len(each.briefs), "last": iso_day(each.briefs[0])}
        for each in shelves.values()
    ]
    parts = in_order(rows, SHELVES_PER_PAGE)
    # Below the folder of the list itself "2" may be a topic.
    at = [f"{kind}/index.html", *paths(f"all-{kind}", len(parts))[1:]]
    yield from listed(settings, f"{kind}.html", at, parts, "shelves", "", total=len(rows), kind=kind)


def _shelf(settings: SiteSettings, kind: str, shelf: Shelf, **data: object) -> Iterator[Page]:
    parts = [[brief_line(each) for each in part] for part in newest_first(shelf.briefs, BRIEFS_PER_PAGE)]
    at = paths(f"{kind}/{shelf.slug}", len(parts), from_the_end=True)
    about = {"name": shelf.name, "slug": shelf.slug, "briefs": len(shelf.briefs)}
    template = {"topics": "topic.html", "sources": "source.html"}[kind]
    yield from listed(settings, template, at, parts, "briefs", shelf.name, shelf=about, **data)
