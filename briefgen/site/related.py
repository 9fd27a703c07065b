"""Which briefs are near to one: those that share its actors and topics, the rare ones most of all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import log

from briefgen.site.library import Dossier, Filed, Library
from briefgen.site.shelves import Shelf, Shelves, fold

COMMONPLACE = 200
"""An actor or topic of more briefs than this relates none of them: it would tie everything to everything."""


@dataclass(slots=True)
class Related:
    """A brief near to another, and what both have: the rarest first."""

    filed: Filed
    weight: float = 0.0
    actors: list[Dossier] = field(default_factory=list)
    topics: list[Shelf] = field(default_factory=list)


def related(library: Library, topics: Shelves, filed: Filed, limit: int = 4) -> list[Related]:
    """The briefs nearest to this one, the newer first where two are as near.

    What is shared counts 1 / log of how many briefs have it, so that rare company weighs most (Adamic and Adar,
    "Friends and neighbors on the Web", 2003).
    """
    near: dict[str, Related] = {}

    def of(briefs: Iterable[Filed], rarity: int) -> list[Related]:
        """The others among these briefs, heavier by what they share."""
        others = {each.slug: each for each in briefs if each.slug != filed.slug}
        for slug, other in others.items():
            near.setdefault(slug, Related(other)).weight += 1 / log(rarity)
        return [near[slug] for slug in others]

    dossiers = [library.dossiers[key] for key in {library.key(filed, actor) for actor in filed.brief.actors}]
    for dossier in sorted(dossiers, key=lambda each: (each.briefs, each.key)):
        if 1 < dossier.briefs <= COMMONPLACE:
            for each in of((seen.filed for seen in dossier.appearances), dossier.briefs):
                each.actors.append(dossier)
    shelves = [topics[key] for key in {fold(topic) for topic in filed.brief.topics} if key in topics]
    for shelf in sorted(shelves, key=lambda each: (len(each.briefs), each.key)):
        if 1 < len(shelf.briefs) <= COMMONPLACE:
            for each in of(shelf.briefs, len(shelf.briefs)):
                each.topics.append(shelf)
    newest_first = sorted(near.values(), key=lambda each: (_reversed(each.filed), each.filed.slug))
    groups: dict[float, list[Related]] = defaultdict(list)
    for other in newest_first:
        groups[round(other.weight, 9)].append(other)
    return [other for weight in sorted(groups, reverse=True) for other in groups[weight]][:limit]


def _reversed(filed: Filed) -> int:
    return -filed.day.toordinal() if filed.day else 0
