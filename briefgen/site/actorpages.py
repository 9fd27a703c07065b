"""The list of actors by type and initial: one page, or where there are many a page for each initial."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

from briefgen.model import EntityType
from briefgen.site.dossier import Dossier
from briefgen.site.dossierpage import latest_role
from briefgen.site.homepage import TYPES
from briefgen.site.indexcard import digest_of
from briefgen.site.library import Library
from briefgen.site.page import Data, Page, named, page
from briefgen.site.paging import Rows, in_order, listed, paths
from briefgen.site.settings import SiteSettings
from briefgen.slug import transliterated

ON_ONE_PAGE = 300
"""Actors that the list itself holds; of more, it holds the most named of each type and leads to the initials."""

MOST_NAMED = 40
PER_PAGE = 200


def actors_pages(settings: SiteSettings, library: Library) -> Iterator[Page]:
    of_type = {kind: [each for each in library.dossiers.values() if each.type == kind] for kind in TYPES}
    few = len(library.dossiers) <= ON_ONE_PAGE
    by_initial = {kind: [(each, list(same)) for each, same in _by_initial(of)] for kind, of in of_type.items()}
    yield page(
        settings,
        "actors/index.html",
        "actors.html",
        title="",
        types=[
            {
                "type": kind,
                "total": len(of),
                "most": [] if few else [counted(each) for each in of[:MOST_NAMED]],
                "initials": [
                    {
                        "initial": initial,
                        "total": len(same),
                        "href": None if few else _paths(kind, initial, same)[0],
                        "actors": [counted(each) for each in same] if few else [],
                    }
                    for initial, same in by_initial[kind]
                ],
            }
            for kind, of in of_type.items()
            if of
        ],
        total=len(library.dossiers),
    )
    for kind, groups in by_initial.items():
        for initial, same in () if few else groups:
            about = {"type": kind, "initial": initial, "total": len(same)}
            parts = in_order(same, PER_PAGE)
            yield from listed(settings, "initial.html", _paths(kind, initial, same), parts, ROWS, "", **about)


def counted(dossier: Dossier) -> Data:
    return {**named(dossier), "briefs": dossier.briefs, "latest": latest_role(dossier)}


ROWS: Rows[Dossier] = Rows(
    "actors",
    lambda part: [counted(each) for each in part],
    lambda part: digest_of([(each.name, each.slug, each.briefs, latest_role(each)) for each in part]),
)


def _paths(kind: EntityType, initial: str, actors: Sequence[Dossier]) -> list[str]:
    folder = f"directory/{kind}-{initial.lower() if initial.isalpha() else 'other'}"
    return paths(folder, len(in_order(actors, PER_PAGE)))


def _by_initial(dossiers: Collection[Dossier]) -> Iterable[tuple[str, Iterator[Dossier]]]:
    """By letter; "the" at the front does not count, as in a library's catalogue."""
    found = {each.key: _sorted_as(each) for each in dossiers}
    return groupby(sorted(dossiers, key=lambda each: found[each.key]), lambda each: found[each.key][0])


def _sorted_as(dossier: Dossier) -> tuple[str, str, str]:
    """The initial, the name as it is sorted, the slug."""
    name = transliterated(dossier.name).casefold().removeprefix("the ")
    first = name[:1].upper()
    return first if "A" <= first <= "Z" else "#", name, dossier.slug
