"""The pages that lead to other pages: home, all briefs, all actors, not found, and the sitemap for machines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from anyascii import anyascii

from briefgen.model import EntityType
from briefgen.site.dossierpage import latest_role
from briefgen.site.library import Dossier, Filed, Library
from briefgen.site.page import Data, Page, address, base_path, card, headline, iso_day, kicker, named, page
from briefgen.site.settings import SiteSettings

FRONT = 19
"""Briefs on the home page, the lead among them."""

MOST_NAMED = 7
"""Actors of each type that the home page names."""

LEAD_FACTS = 4

TYPES: tuple[EntityType, ...] = ("person", "organization", "place")


def home_page(settings: SiteSettings, library: Library) -> Page:
    front = [card(each, library) for each in library.briefs[:FRONT]]
    lead = {**front[0], "facts": _more_facts(library.briefs[0])} if front else None
    return page(
        settings,
        "index.html",
        "home.html",
        title=settings.site_name,
        description=settings.site_description,
        lead=lead,
        days=[{"day": day, "briefs": list(same)} for day, same in groupby(front[1:], key=lambda each: each["day"])],
        most_named=[
            {"type": kind, "actors": [_counted(each) for each in of_type[:MOST_NAMED]]}
            for kind in TYPES
            if (of_type := _of_type(kind, library.dossiers.values()))
        ],
        total={"briefs": len(library.briefs), "actors": len(library.dossiers)},
    )


def briefs_page(settings: SiteSettings, library: Library) -> Page:
    def month(filed: Filed) -> str | None:
        return filed.day.isoformat()[:7] if filed.day else None

    return page(
        settings,
        "briefs/index.html",
        "briefs.html",
        title="All briefs",
        months=[
            {"month": each, "briefs": [{**headline(filed), "kicker": kicker(filed)} for filed in same]}
            for each, same in groupby(library.briefs, key=month)
        ],
        total=len(library.briefs),
    )


def actors_page(settings: SiteSettings, library: Library) -> Page:
    return page(
        settings,
        "actors/index.html",
        "actors.html",
        title="Actors",
        types=[
            {"type": kind, "total": len(of_type), "initials": _by_initial(of_type)}
            for kind in TYPES
            if (of_type := _of_type(kind, library.dossiers.values()))
        ],
        total=len(library.dossiers),
    )


def not_found_page(settings: SiteSettings) -> Page:
    """The one page with links from the server's root: it is shown at whatever address was asked for."""
    found = page(settings, "404.html", "404.html", title="Page not found")
    return Page(found.path, found.template, {**found.data, "root": base_path(settings)})


def sitemap(settings: SiteSettings, library: Library, pages: Iterable[Page]) -> Page:
    """All pages but the error page (sitemaps.org 0.9), with the day of a brief as its last change."""
    changed = {f"briefs/{each.slug}/index.html": iso_day(each) for each in library.briefs}
    entries = [
        {"address": address(settings, each.path), "changed": changed.get(each.path)}
        for each in pages
        if each.path.endswith(".html") and each.path != "404.html"
    ]
    return Page("sitemap.xml", "sitemap.xml", {"entries": entries})


def _more_facts(filed: Filed) -> list[Data]:
    """The first key facts that the lead's summary does not hold already."""
    brief = filed.brief
    facts = [fact for fact in brief.key_facts if fact.text not in brief.summary]
    return [{"text": fact.text, "when": fact.when} for fact in facts[:LEAD_FACTS]]


def _of_type(kind: EntityType, dossiers: Iterable[Dossier]) -> list[Dossier]:
    return [each for each in dossiers if each.type == kind]


def _counted(dossier: Dossier) -> Data:
    return {**named(dossier), "briefs": dossier.briefs, "latest": latest_role(dossier)}


def _by_initial(dossiers: Sequence[Dossier]) -> list[Data]:
    """By letter; "the" at the front does not count, as in a library's catalogue."""

    def sorted_as(dossier: Dossier) -> tuple[str, str]:
        return anyascii(dossier.name).casefold().removeprefix("the "), dossier.slug

    def initial(dossier: Dossier) -> str:
        first = sorted_as(dossier)[0][:1].upper()
        return first if first.isalpha() else "#"

    in_order = sorted(dossiers, key=lambda each: (initial(each), *sorted_as(each)))
    return [
        {"initial": letter, "actors": [_counted(each) for each in same]} for letter, same in groupby(in_order, initial)
    ]
