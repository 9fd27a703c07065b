"""Who appears with whom: the actors with most company, in an order that keeps company short, and the arcs between them.

The picture is a list of names with an arc from one to another for each pair, so it can be read and followed on a
telephone, and is bounded however many actors a site has. Nothing in it is left to chance.
"""

from __future__ import annotations

from collections import defaultdict

import msgspec

from briefgen.register import ActorKey
from briefgen.site.dossier import Dossier
from briefgen.site.library import Library

MOST_ACTORS = 40
MOST_PAIRS = 100
ENOUGH = 20
"""Pairs of two briefs or more that make a picture by themselves; with fewer, a single brief joins a pair."""

SWEEPS = 30
"""Rounds of putting each actor at the middle of its company: more change little."""


class Pair(msgspec.Struct, frozen=True):
    """Two actors, the one that stands first in the picture first, and how many briefs name both."""

    first: Dossier
    second: Dossier
    together: int


class Network(msgspec.Struct, frozen=True):
    """The actors in the order of the picture, and the pairs, the closest first."""

    actors: tuple[Dossier, ...]
    pairs: tuple[Pair, ...]


def network(library: Library) -> Network:
    """The closest pairs of the most named actors; actors without company among these are left out."""
    named = [each for each in library.dossiers.values() if each.type != "place"][: MOST_ACTORS * 2]
    known = {each.key for each in named}
    ties = {
        (min(each.key, other.key), max(each.key, other.key)): other.together
        for each in named
        for other in each.companions
        if other.key in known
    }
    closest = sorted(
        ties.items(), key=lambda tie: (-tie[1], *(-library.dossiers[key].briefs for key in tie[0]), tie[0])
    )
    firm = [tie for tie in closest if tie[1] > 1]
    if len(firm) >= ENOUGH:
        closest = firm
    chosen: dict[tuple[ActorKey, ActorKey], int] = {}
    seats: dict[ActorKey, None] = {}
    for (one, other), together in closest:
        both = {**seats, one: None, other: None}
        if len(both) <= MOST_ACTORS and len(chosen) < MOST_PAIRS:
            seats = both
            chosen[one, other] = together
    order = _arrange(list(seats), chosen)
    seat = {key: number for number, key in enumerate(order)}
    pairs = []
    for (one, other), together in chosen.items():
        first, second = sorted((one, other), key=seat.__getitem__)
        pairs.append(Pair(library.dossiers[first], library.dossiers[second], together))
    return Network(tuple(library.dossiers[key] for key in order), tuple(pairs))


def _arrange(keys: list[ActorKey], ties: dict[tuple[ActorKey, ActorKey], int]) -> list[ActorKey]:
    """The keys with each group of company by itself, the largest first, and close company side by side."""
    company: dict[ActorKey, dict[ActorKey, int]] = defaultdict(dict)
    for (one, other), together in ties.items():
        company[one][other] = company[other][one] = together
    order: list[ActorKey] = []
    for group in _groups(keys, company):
        seat = {key: float(number) for number, key in enumerate(group)}
        for _ in range(SWEEPS):
            middle = {
                key: (seat[key] + sum(seat[other] * weight for other, weight in company[key].items()))
                / (1 + sum(company[key].values()))
                for key in group
            }
            seat = {key: float(number) for number, key in enumerate(sorted(group, key=lambda key: (middle[key], key)))}
        order += sorted(group, key=seat.__getitem__)
    return order


def _groups(keys: list[ActorKey], company: dict[ActorKey, dict[ActorKey, int]]) -> list[list[ActorKey]]:
    """The keys that are joined by company, in the order of a walk through it; the largest group first."""
    groups: list[list[ActorKey]] = []
    seen: set[ActorKey] = set()
    for key in keys:
        if key in seen:
            continue
        group, todo = [], [key]
        while todo:
            each = todo.pop(0)
            if each not in seen:
                seen.add(each)
                group.append(each)
                todo += sorted(company[each], key=lambda other: (-company[each][other], other))
        groups.append(group)
    return sorted(groups, key=lambda group: -len(group))
