"""The front page: the newest brief with its facts, the briefs behind it, and who is named most this month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain, groupby, takewhile

from briefgen.model import EntityType
from briefgen.site.dossier import Dossier, Filed
from briefgen.site.dossierpage import latest_role
from briefgen.site.front import words
from briefgen.site.library import Library
from briefgen.site.page import Data, brief_line, links, named
from briefgen.site.photodata import thumbnail
from briefgen.site.pictures import Picture, Shot
from briefgen.site.shelves import Shelves

FRONT = 19
"""Briefs on the home page, the lead among them."""

MOST_NAMED = 7
"""Actors of each type that the home page names, and topics."""

TYPES: tuple[EntityType, ...] = ("person", "organization", "place")

CAST = 4
"""Actors that a story names at most."""


def front(library: Library, topics: Shelves, pictures: Mapping[Shot, Picture]) -> Data:
    """All that the front page shows (`front.front_page`)."""
    stories = [_story(each, library, pictures, leads=not number) for number, each in enumerate(library.briefs[:FRONT])]
    month = stories[0]["day"][:7] if stories and stories[0]["day"] else None
    return {
        "lead": stories[0] if stories else None,
        "days": [
            {"day": day, "briefs": list(same)} for day, same in groupby(stories[1:], key=lambda each: each["day"])
        ],
        "month": month,
        "most_named": [
            {"type": kind, "actors": of_type[:MOST_NAMED]}
            for kind in TYPES
            if (of_type := [each for each in _most_named(library, month) if each["type"] == kind])
        ],
        "topics": [{"name": each.name, "slug": each.slug, "briefs": len(each.briefs)} for each in topics.values()][
            :MOST_NAMED
        ],
        "total": {"briefs": len(library.briefs), "actors": len(library.dossiers)},
    }


def _story(filed: Filed, library: Library, pictures: Mapping[Shot, Picture], *, leads: bool) -> Data:
    """A brief as a story on a front page: the actors are the first of the brief's own order."""
    brief = filed.brief
    keys = library.casts[filed.slug]
    return {
        **brief_line(filed),
        "publisher": brief.source.publisher,
        "actors": links(keys[:CAST], library),
        "more_actors": max(0, len(keys) - CAST),
        "photo": thumbnail(brief.photos, pictures),
        **words(brief, leads=leads),
    }


def _most_named(library: Library, month: str | None) -> list[Data]:
    """Who is in most briefs of a month, which is the newest, or of all briefs where none is dated."""
    of_month = takewhile(lambda each: month is None or each.card.day.startswith(month), library.briefs)
    counts = Counter(chain.from_iterable(library.casts[each.slug] for each in of_month))

    def most(dossier: Dossier) -> tuple[int, int, str]:
        return -counts[dossier.key], -dossier.briefs, dossier.slug

    return [
        {**named(each), "briefs": counts[each.key], "latest": latest_role(each)}
        for each in _first(sorted((library.dossiers[key] for key in counts), key=most))
    ]


def _first(dossiers: Iterable[Dossier]) -> list[Dossier]:
    """No more of a type than are shown."""
    seen: Counter[str] = Counter()
    kept = []
    for each in dossiers:
        seen[each.type] += 1
        if seen[each.type] <= MOST_NAMED:
            kept.append(each)
    return kept
