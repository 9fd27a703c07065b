"""The front page: the newest brief with its facts, the briefs behind it, and who is named most this month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain, groupby, takewhile

from briefgen.model import EntityType
from briefgen.site.dossier import Dossier, Filed
from briefgen.site.dossierpage import latest_role
from briefgen.site.library import Library
from briefgen.site.page import Data, Page, card, named, page
from briefgen.site.photodata import thumbnail
from briefgen.site.pictures import Picture, Shot
from briefgen.site.settings import SiteSettings
from briefgen.site.shelves import Shelves

FRONT = 19
"""Briefs on the home page, the lead among them."""

MOST_NAMED = 7
"""Actors of each type that the home page names, and topics."""

LEAD_FACTS = 4

TYPES: tuple[EntityType, ...] = ("person", "organization", "place")


def home_page(settings: SiteSettings, library: Library, topics: Shelves, pictures: Mapping[Shot, Picture]) -> Page:
    newest = library.briefs[:FRONT]
    front = [{**card(each, library), "photo": thumbnail(each.brief.photos, pictures)} for each in newest]
    lead = {**front[0], "facts": _more_facts(library.briefs[0])} if front else None
    month = front[0]["day"][:7] if front and front[0]["day"] else None
    return page(
        settings,
        "index.html",
        "home.html",
        title=settings.site_name,
        description=settings.site_description,
        lead=lead,
        days=[{"day": day, "briefs": list(same)} for day, same in groupby(front[1:], key=lambda each: each["day"])],
        month=month,
        most_named=[
            {"type": kind, "actors": of_type[:MOST_NAMED]}
            for kind in TYPES
            if (of_type := [each for each in _most_named(library, month) if each["type"] == kind])
        ],
        topics=[{"name": each.name, "slug": each.slug, "briefs": len(each.briefs)} for each in topics.values()][
            :MOST_NAMED
        ],
        total={"briefs": len(library.briefs), "actors": len(library.dossiers)},
    )


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


def _more_facts(filed: Filed) -> list[Data]:
    """The first key facts that the lead's summary does not hold already."""
    brief = filed.brief
    facts = [fact for fact in brief.key_facts if fact.text not in brief.summary]
    return [{"text": fact.text, "when": fact.when} for fact in facts[:LEAD_FACTS]]
