"""Which briefs are near to one: those that share its actors and topics, the rare ones most of all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from math import log
from typing import NamedTuple

from briefgen.register import ActorKey
from briefgen.site.indexcard import short
from briefgen.site.library import Library
from briefgen.site.ondemand import Asked
from briefgen.site.shelves import Shelves, fold

COMMONPLACE = 200
"""An actor or topic of more briefs than this relates none of them: it would tie everything to everything."""

NEAREST = 4

PRECISION = 10**6
"""What a weight of 1 counts."""

Tie = ActorKey | str
"""An actor, or the key of a topic."""


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

    @cached_property
    def _seats(self) -> Mapping[str, int]:
        """Slug -> the brief's place among all, the newest first."""
        return {each.slug: number for number, each in enumerate(self.library.briefs)}

    @cached_property
    def _held(self) -> Mapping[Tie, Sequence[int]]:
        """Actor or topic -> the places of its briefs."""
        seats = self._seats
        held: dict[Tie, Sequence[int]] = {
            key: [seats[seen.filed.slug] for seen in each.appearances]
            for key, each in self.library.dossiers.items()
            if 1 < each.briefs <= COMMONPLACE
        }
        for topic, shelf in self.topics.items():
            if 1 < len(shelf.briefs) <= COMMONPLACE:
                held[topic] = [seats[filed.slug] for filed in shelf.briefs]
        return held

    @cached_property
    def _digests(self) -> Mapping[Tie, bytes]:
        """A digest of which briefs each tie holds together, with their days, which order them among all others."""
        briefs = [f"{each.card.day} {each.slug}" for each in self.library.briefs]
        return {
            tie: short("\n".join((str(tie), *[briefs[seat] for seat in held])).encode(errors="replace"))
            for tie, held in self._held.items()
        }

    def _of(self, slug: str, topics: Iterable[str]) -> list[Tie]:
        """The ties of a brief, actors first, of these the rarest."""
        held = self._held
        found: list[Tie] = [key for key in self.library.casts[slug] if key in held]
        found.sort(key=lambda tie: (len(held[tie]), tie))
        shelves: list[Tie] = [key for key in {*map(fold, topics)} if key in held]
        shelves.sort(key=lambda tie: (len(held[tie]), tie))
        return found + shelves

    def key(self, slug: str, topics: Iterable[str]) -> bytes:
        """A key of what `related` gives for a brief."""
        digests = self._digests
        shelves = [digests[key] for key in map(fold, topics) if key in digests]
        return b"".join([*[digests[key] for key in self.library.casts[slug] if key in digests], *shelves])

    def related(self, slug: str, topics: Iterable[str], limit: int = NEAREST) -> list[Near]:
        """The briefs nearest to this one, the newer first where two are as near.

        What is shared counts 1 / log of how many briefs have it, so that rare company weighs most (Adamic and Adar,
        "Friends and neighbors on the Web", 2003). Weights are whole numbers, so their sums are the same in any order.
        """
        held = self._held
        ties = self._of(slug, topics)
        weights: dict[int, int] = {}
        for tie in ties:
            seats = held[tie]
            weight = round(PRECISION / log(len(seats)))
            for seat in seats:
                weights[seat] = weights.get(seat, 0) + weight
        weights.pop(self._seats[slug], None)
        number = len(self.library.briefs)
        # One whole number for each, weight before seat: sorting these takes a third of what pairs do.
        nearest = sorted([seat - weight * number for seat, weight in weights.items()])[:limit]
        return [self._near(each % number, ties) for each in nearest]

    @cached_property
    def _theirs(self) -> Mapping[int, frozenset[Tie]]:
        """What the brief at a place may share with another."""
        briefs, casts = self.library.briefs, self.library.casts
        return Asked(lambda seat: frozenset([*casts[briefs[seat].slug], *map(fold, briefs[seat].card.topics)]))

    def _near(self, seat: int, ties: Iterable[Tie]) -> Near:
        theirs = self._theirs[seat]
        shared = [tie for tie in ties if tie in theirs]
        return Near(
            self.library.briefs[seat].slug,
            tuple(tie for tie in shared if not isinstance(tie, str)),
            tuple(tie for tie in shared if isinstance(tie, str)),
        )
