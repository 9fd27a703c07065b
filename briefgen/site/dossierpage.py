"""The pages of an actor: what each brief says of them, as of its date, and beside it what the register says."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import groupby

from briefgen.site.drawing import COLUMN, bars, months
from briefgen.site.evidence import proof
from briefgen.site.library import Appearance, Dossier, Library, Statement
from briefgen.site.linkeddata import WIKIDATA, dossier_data
from briefgen.site.links import host, web_link
from briefgen.site.page import Data, Page, headline, iso_day, named, telling_aliases
from briefgen.site.paging import listed, newest_first, paths
from briefgen.site.settings import SiteSettings

COMPANIONS = 10
"""Others whom a dossier lists at most, those first who share most briefs."""

ROLES = 20

APPEARANCES = 30
"""Briefs on a page of a dossier."""

PLOTTED = 3
"""Dated briefs that are worth a picture."""

LONGEST_PLOT = 60
"""Months that a picture shows one by one; longer times are shown by years."""


def dossier_pages(settings: SiteSettings, library: Library, dossier: Dossier) -> Iterator[Page]:
    said: dict[str, list[Statement]] = defaultdict(list)
    for each in dossier.statements:
        said[each.filed.slug].append(each)
    parts = newest_first(dossier.appearances, APPEARANCES)
    at = paths(f"actors/{dossier.slug}", len(parts), from_the_end=True)
    shown = [[_appearance(each, said.pop(each.filed.slug, [])) for each in part] for part in parts]
    front = {
        **named(dossier),
        "briefs": dossier.briefs,
        "aliases": _aliases(dossier),
        "mentions": dossier.mentions,
        "first": iso_day(dossier.appearances[-1].filed),
        "last": iso_day(dossier.appearances[0].filed),
        "roles": _roles(dossier)[:ROLES],
        "desk": _desk(dossier),
        "plot": _plot(dossier),
        "companions": [
            {**named(library.dossiers[each.key]), "together": each.together} for each in dossier.companions[:COMPANIONS]
        ],
    }
    later = {**front, "mentions": 0, "roles": [], "desk": None, "plot": None, "companions": []}
    pages = listed(settings, "actor.html", at, shown, "appearances", dossier.name, description=_description(dossier))
    for number, made in enumerate(pages):
        linked = None if number else dossier_data(settings, dossier, made.path)
        yield Page(made.path, made.template, {**made.data, "actor": later if number else front, "linked_data": linked})


def latest_role(dossier: Dossier) -> Data | None:
    """The newest role that a brief states, with the day as of which it does."""
    newest = next((each for each in dossier.appearances if each.actor.role), None)
    if newest is None:
        return None
    return {"role": newest.actor.role, "language": newest.filed.brief.language, "last": iso_day(newest.filed)}


def _aliases(dossier: Dossier) -> list[str]:
    """Of a person, without those that are a part of the name."""
    return telling_aliases(dossier.name, dossier.aliases) if dossier.type == "person" else list(dossier.aliases)


def _desk(dossier: Dossier) -> Data | None:
    """What the register says, which is the desk's word and no brief's. Roles as it has them, the newest first."""
    entry = dossier.entry
    if entry is None:
        return None
    links = [("Wikidata", f"{WIKIDATA}{entry.wikidata}")] if entry.wikidata else []
    if homepage := web_link(entry.homepage):
        links.insert(0, (host(homepage), homepage))
    roles = sorted(entry.roles, key=lambda role: (role.until or "9999", role.since or ""), reverse=True)
    return {
        "note": entry.note,
        "roles": [{"role": each.role, "since": each.since, "until": each.until} for each in roles],
        "links": [{"name": name, "url": url} for name, url in links],
        "extra": dict(entry.extra),
    }


def _description(dossier: Dossier) -> str:
    """For lists of pages elsewhere, in words of the briefs: the newest role, and the newest headlines."""
    role = latest_role(dossier)
    titles = (each.filed.brief.title for each in dossier.appearances[:3])
    return "; ".join(filter(None, (role["role"] if role else "", *dict.fromkeys(titles))))


def _appearance(appearance: Appearance, said: list[Statement]) -> Data:
    """A brief: the role it states, what it quotes them with, and else the sentence that names them."""
    actor, filed = appearance.actor, appearance.filed
    url = filed.brief.source.url
    return {
        "brief": headline(filed),
        "role": actor.role,
        "quotes": [
            {"text": each.quote.text, "evidence": proof(each.quote.evidence, url, each.quote.text)} for each in said
        ],
        "evidence": [] if said else proof(actor.evidence[:1], url),
    }


def _roles(dossier: Dossier) -> list[Data]:
    """Newest first; briefs in a row that state the same role are one entry, from `first` to `last`."""
    stated = [each for each in dossier.appearances if each.actor.role]
    roles = []
    for _, same in groupby(stated, key=lambda each: each.actor.role.casefold()):
        newest, *older = same
        roles.append(
            {
                "role": newest.actor.role,
                "language": newest.filed.brief.language,
                "first": iso_day((older[-1] if older else newest).filed),
                "last": iso_day(newest.filed),
            }
        )
    return roles


def _plot(dossier: Dossier) -> Data | None:
    """Briefs a month, or a year where that is long: a picture, and what it shows in numbers."""
    days = sorted(day for each in dossier.appearances if (day := iso_day(each.filed)))
    if len(days) < PLOTTED:
        return None
    columns = months(days[0], days[-1])
    if len(columns) > LONGEST_PLOT:
        columns = sorted({month[:4] for month in columns})
    counts = Counter(day[: len(columns[0])] for day in days)
    return {
        "path": bars([counts[each] for each in columns]),
        "width": COLUMN * len(columns),
        "counts": [(each, counts[each]) for each in columns if counts[each]],
        "first": columns[0],
        "last": columns[-1],
    }
