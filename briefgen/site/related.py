"""Which briefs are near to one: those that share its actors and topics, the rare ones most of all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from math import log

import msgspec

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


class Near(msgspec.Struct, array_like=True, frozen=True):
    """A brief near to another by its slug, and what both have: the rarest first."""

    slug: str
    actors: tuple[ActorKey, ...]
    topics: tuple[str, ...]


class Held(msgspec.Struct, frozen=True):
    """The briefs that one tie holds together, by their places, the newest first; and what it weighs."""

    order: Sequence[int]
    seats: frozenset[int]
    weight: int

    @classmethod
    def of(cls, order: Sequence[int]) -> Held:
        return cls(order, frozenset(order), round(PRECISION / log(len(order))))


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
    def _held(self) -> Mapping[Tie, Held]:
        """What each actor or topic holds together."""
        seats = self._seats
        held: dict[Tie, Held] = {
            key: Held.of([seats[filed.slug] for filed in each.filed])
            for key, each in self.library.dossiers.items()
            if 1 < each.briefs <= COMMONPLACE
        }
        for topic, shelf in self.topics.items():
            if 1 < len(shelf.briefs) <= COMMONPLACE:
                held[topic] = Held.of([seats[filed.slug] for filed in shelf.briefs])
        return held

    @cached_property
    def _digests(self) -> Mapping[Tie, bytes]:
        """A digest of which briefs each tie holds together, with their days, which order them among all others."""
        briefs = [f"{each.card.day} {each.slug}" for each in self.library.briefs]
        return {
            tie: short("\n".join((str(tie), *[briefs[seat] for seat in held.order])).encode(errors="replace"))
            for tie, held in self._held.items()
        }

    def _of(self, slug: str, topics: Iterable[str]) -> tuple[list[ActorKey], list[str]]:
        """The actors and the topics that tie a brief to others, of each the rarest first."""
        held = self._held
        actors = [key for key in self.library.casts[slug] if key in held]
        actors.sort(key=lambda tie: (len(held[tie].order), tie))
        shelves = [key for key in {*map(fold, topics)} if key in held]
        shelves.sort(key=lambda tie: (len(held[tie].order), tie))
        return actors, shelves

    def key(self, actors: Iterable[ActorKey], topics: Iterable[str]) -> bytes:
        """A key of what `related` gives for a brief that has these, and of the places where what is shared stands."""
        digests = self._digests
        return b"".join([*[digests.get(key, b"-") for key in actors], *[digests.get(key, b"-") for key in topics]])

    def related(self, slug: str, topics: Iterable[str], limit: int = NEAREST) -> list[Near]:
        """The briefs nearest to this one, the newer first where two are as near.

        What is shared counts 1 / log of how many briefs have it, so that rare company weighs most (Adamic and Adar,
        "Friends and neighbors on the Web", 2003). Weights are whole numbers, so their sums are the same in any order.
        """
        held, own = self._held, self._seats[slug]
        actors, shelves = self._of(slug, topics)
        ties = [*[held[key] for key in actors], *[held[key] for key in shelves]]
        several = _several(ties)
        several.discard(own)
        weights = dict.fromkeys(several, 0)
        for tie in ties:
            for seat in several & tie.seats:
                weights[seat] += tie.weight
        number = len(self.library.briefs)
        # One whole number for each, weight before seat: sorting these takes a third of what pairs do.
        ranks = [seat - weight * number for seat, weight in weights.items()]
        for tie in ties:
            # What shares a single thing is farther than all the newer ones that share it too: few of these are enough.
            newest = tie.order[: limit + 1]
            ranks += [seat - tie.weight * number for seat in newest if seat not in several and seat != own]
        nearest = sorted(ranks)[:limit]
        return [self._near(each % number, actors, shelves) for each in nearest]

    @cached_property
    def _theirs(self) -> Mapping[int, frozenset[Tie]]:
        """What the brief at a place may share with another."""
        briefs, casts = self.library.briefs, self.library.casts
        return Asked(lambda seat: frozenset([*casts[briefs[seat].slug], *map(fold, briefs[seat].card.topics)]))

    def _near(self, seat: int, actors: Iterable[ActorKey], topics: Iterable[str]) -> Near:
        theirs = self._theirs[seat]
        shared = tuple([key for key in actors if key in theirs])
        return Near(self.library.briefs[seat].slug, shared, tuple([key for key in topics if key in theirs]))


def _several(ties: Iterable[Held]) -> set[int]:
    """The places of briefs, one's own among them, that more than one of the ties holds."""
    several: set[int] = set()
    seen: set[int] = set()
    for tie in ties:
        several |= seen & tie.seats
        seen |= tie.seats
    return several
