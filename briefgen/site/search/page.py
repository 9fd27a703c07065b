"""The page that people search on, and the lists that do without."""

from __future__ import annotations

from briefgen.site.library import Library
from briefgen.site.machinepages import SEARCH
from briefgen.site.page import Data, Page, iso_day, page
from briefgen.site.search import INDEX
from briefgen.site.search.records import EVERY, parts
from briefgen.site.settings import SiteSettings
from briefgen.site.shelves import Shelves

CHOICES = 40
"""Actors that the form suggests: the most named ones. Every other can be typed."""

SHELVES = 200
"""Topics, and sources, that the form offers: the fullest. The lists of them lead to every other."""


def search_page(settings: SiteSettings, library: Library, topics: Shelves, publishers: Shelves) -> Page:
    days = sorted(day for each in library.briefs if (day := iso_day(each)))
    names = dict.fromkeys(dossier.name for dossier in library.dossiers.values())
    return page(
        settings,
        SEARCH,
        "search.html",
        title="",
        search={
            "parts": [f"{INDEX}/{part.number}/" for part in parts(library)],
            "actors": list(names)[:CHOICES],
            "topics": _choices(topics),
            "sources": _choices(publishers),
            "first": days[0] if days else None,
            "last": days[-1] if days else None,
            "briefs": len(library.briefs),
            "every": EVERY,
        },
    )


def _choices(shelves: Shelves) -> list[Data]:
    """By name; `key` is what the index knows them by."""
    fullest = sorted([*shelves.values()][:SHELVES], key=lambda each: each.key)
    return [{"key": each.key, "name": each.name} for each in fullest]
