"""The pages of an actor: what each brief says of them, as of its date, and beside it what the register says."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import groupby

from briefgen.site.digests import TITLES, Digests
from briefgen.site.dossier import Appearance, Dossier
from briefgen.site.drawing import COLUMN, bars, months
from briefgen.site.evidence import proof
from briefgen.site.indexcard import digest_of
from briefgen.site.library import Library
from briefgen.site.linkeddata import WIKIDATA, dossier_data
from briefgen.site.links import host, web_link
from briefgen.site.ondemand import Later, OnDemand
from briefgen.site.page import Data, Page, framed, headline, iso_day, named, telling_aliases
from briefgen.site.paging import newest_first, pager, paths
from briefgen.site.settings import SiteSettings

COMPANIONS = 10
"""Others whom a dossier lists at most, those first who share most briefs."""

COMPANIONS_IN_ONE = 5
"""The same for an actor of one brief, those first whom it names first: all of them stand there."""

ROLES = 20

APPEARANCES = 30
"""Briefs on a page of a dossier."""

PLOTTED = 3
"""Dated briefs that are worth a picture."""

LONGEST_PLOT = 60
"""Months that a picture shows one by one; longer times are shown by years."""


def dossier_pages(settings: SiteSettings, library: Library, digests: Digests, dossier: Dossier) -> Iterator[Page]:
    parts = newest_first(dossier.appearances, APPEARANCES)
    at = paths(f"actors/{dossier.slug}", len(parts), from_the_end=True)
    front = digests.of_front(dossier)
    said = _said(dossier) if library.register.entries else None
    for index, (path, part) in enumerate(zip(at, parts, strict=True)):
        who = [said[each.filed.slug] for each in part] if said else None
        key = digest_of(front, index, len(at), digests.of_appearances(part), who)
        yield Page(path, "actor.html", key, partial(_page, settings, library, dossier, at, index, part))


def _page(
    settings: SiteSettings,
    library: Library,
    dossier: Dossier,
    at: Sequence[str],
    index: int,
    part: Sequence[Appearance],
) -> Data:
    said = cache(partial(_said, dossier))
    return framed(
        settings,
        at[index],
        dossier.name,
        _description(dossier),
        actor=_front(dossier, library, whole=not index),
        appearances=[_appearance(each, said) for each in part],
        pager=pager(at, index),
        linked_data=None if index else Later(partial(dossier_data, settings, dossier, at[0])),
    )


def _said(dossier: Dossier) -> Mapping[str, list[int]]:
    """Slug -> the numbers of the quotes of this actor in that brief."""
    said: dict[str, list[int]] = defaultdict(list)
    for each in dossier.statements:
        said[each.filed.slug].append(each.number)
    return said


def _front(dossier: Dossier, library: Library, *, whole: bool) -> OnDemand:
    """What the pages of a dossier say of the actor: the first one the `whole`, the others who it is."""
    return OnDemand(
        {
            **named(dossier),
            "briefs": dossier.briefs,
            "mentions": dossier.mentions if whole else 0,
            "first": iso_day(dossier.filed[-1]),
            "last": iso_day(dossier.filed[0]),
        },
        aliases=lambda: _aliases(dossier),
        roles=lambda: _roles(dossier)[:ROLES] if whole else [],
        desk=lambda: _desk(dossier) if whole else None,
        plot=lambda: _plot(dossier) if whole else None,
        companions=lambda: _companions(dossier, library) if whole else [],
    )


def _companions(dossier: Dossier, library: Library) -> list[Data]:
    if dossier.briefs == 1:
        cast = library.casts[dossier.filed[0].slug]
        shown = [(key, 1) for key in cast if key != dossier.key][:COMPANIONS_IN_ONE]
    else:
        shown = [(each.key, each.together) for each in dossier.companions[:COMPANIONS]]
    return [{**named(library.dossiers[key]), "together": together} for key, together in shown]


def latest_role(dossier: Dossier) -> Data | None:
    """The newest role that a brief states, with the day as of which it does."""
    newest = next((each for each in dossier.one_by_one() if each.actor.role), None)
    if newest is None:
        return None
    return {"role": newest.actor.role, "language": newest.filed.card.language, "last": iso_day(newest.filed)}


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
    titles = (each.card.title for each in dossier.filed[:TITLES])
    return "; ".join(filter(None, (role["role"] if role else "", *dict.fromkeys(titles))))


def _appearance(appearance: Appearance, said: Callable[[], Mapping[str, list[int]]]) -> OnDemand:
    """A brief: the role it states, what it quotes them with, and else the sentence that names them."""
    filed = appearance.filed

    def quotes() -> list[Data]:
        told = filed.told
        found = [told.quotes[number] for number in said()[filed.slug]]
        return [{"text": each.text, "evidence": proof(each.evidence, told.source.url, each.text)} for each in found]

    def evidence() -> list[Data]:
        return [] if said()[filed.slug] else proof(appearance.evidence[:1], filed.told.source.url)

    return OnDemand(
        {"brief": headline(filed), "role": appearance.actor.role},
        quotes=quotes,
        evidence=evidence,
    )


def _roles(dossier: Dossier) -> list[Data]:
    """Newest first; briefs in a row that state the same role are one entry, from `first` to `last`."""
    stated = [each for each in dossier.appearances if each.actor.role]
    roles = []
    for _, same in groupby(stated, key=lambda each: each.actor.role.casefold()):
        newest, *older = same
        roles.append(
            {
                "role": newest.actor.role,
                "language": newest.filed.card.language,
                "first": iso_day((older[-1] if older else newest).filed),
                "last": iso_day(newest.filed),
            }
        )
    return roles


def _plot(dossier: Dossier) -> Data | None:
    """Briefs a month, or a year where that is long: a picture, and what it shows in numbers."""
    days = sorted(day for each in dossier.filed if (day := iso_day(each)))
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
