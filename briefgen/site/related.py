"""Which briefs are near to one: those that share its actors and topics, the rare ones most of all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from heapq import nsmallest
from math import log
from typing import NamedTuple

from briefgen.register import ActorKey
from briefgen.site.indexcard import short
from briefgen.site.library import Library
from briefgen.site.shelves import Shelves, fold

COMMONPLACE = 200
"""An actor or topic of more briefs than this relates none of them: it would tie everything to everything."""

NEAREST = 4


class Near(NamedTuple):
    """A brief near to another by its slug, and what both have: the rarest first."""

    slug: str
    actors: tuple[ActorKey, ...]
    topics: tuple[str, ...]


class Ties:
    """What ties the briefs of a library to one another: actors and topics that are not commonplace."""

    def __init__(self, library: Library, topics: Shelves) -> None:
        self.library = library
        self.topics = topics
        self.seat = {each.slug: number for number, each in enumerate(library.briefs)}

    @cached_property
    def actors(self) -> Mapping[ActorKey, Sequence[str]]:
        """Key -> the slugs of the briefs that have the actor."""
        return {
            key: [seen.filed.slug for seen in each.appearances]
            for key, each in self.library.dossiers.items()
            if 1 < each.briefs <= COMMONPLACE
        }

    @cached_property
    def shelves(self) -> Mapping[str, Sequence[str]]:
        """Key -> the slugs of the briefs on the topic."""
        return {
            key: [filed.slug for filed in each.briefs]
            for key, each in self.topics.items()
            if 1 < len(each.briefs) <= COMMONPLACE
        }

    @cached_property
    def _groups(self) -> Mapping[ActorKey | str, bytes]:
        """A digest of which briefs each tie holds together, and of their days, by which they are ordered."""
        days = {each.slug: each.card.day for each in self.library.briefs}
        groups: dict[ActorKey | str, Sequence[str]] = dict(self.actors.items())
        groups.update(self.shelves)
        return {
            tie: short(repr(tie).encode(errors="replace"), "\n".join([slug + days[slug] for slug in held]).encode())
            for tie, held in groups.items()
        }

    def key(self, slug: str, topics: Sequence[str]) -> bytes:
        """A key of what `related` gives for a brief."""
        groups = self._groups
        ties: list[ActorKey | str] = [*self.library.casts[slug], *map(fold, topics)]
        return short(slug.encode(), *[groups[tie] for tie in ties if tie in groups])

    def related(self, slug: str, topics: Sequence[str], limit: int = NEAREST) -> list[Near]:
        """The briefs nearest to this one, the newer first where two are as near.

        What is shared counts 1 / log of how many briefs have it, so that rare company weighs most (Adamic and Adar,
        "Friends and neighbors on the Web", 2003).
        """
        weights: dict[str, float] = defaultdict(float)
        actors: dict[str, list[ActorKey]] = defaultdict(list)
        shelves: dict[str, list[str]] = defaultdict(list)
        acting = [key for key in self.library.casts[slug] if key in self.actors]
        for actor in sorted(acting, key=lambda key: (len(self.actors[key]), key)):
            held = self.actors[actor]
            weight = 1 / log(len(held))
            for other in held:
                weights[other] += weight
                actors[other].append(actor)
        on = {key for key in map(fold, topics) if key in self.shelves}
        for topic in sorted(on, key=lambda key: (len(self.shelves[key]), key)):
            held = self.shelves[topic]
            weight = 1 / log(len(held))
            for other in held:
                weights[other] += weight
                shelves[other].append(topic)
        weights.pop(slug, None)
        seat = self.seat
        nearest = nsmallest(limit, weights, key=lambda other: (-round(weights[other], 9), seat[other]))
        return [Near(other, tuple(actors[other]), tuple(shelves[other])) for other in nearest]
