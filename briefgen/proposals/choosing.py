"""Of all that fits, what may be proposed: nothing that a brief or a person speaks against, and nothing doubtful.

A short name that fits two full ones which do not fit each other is nobody's; so is a spelling between two others. What
remains is brought together, and a group is dropped whole if any two of it cannot be one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from briefgen.proposals.candidate import Candidate, Fit
from briefgen.proposals.names import letters, name_words, one_letter_apart, person_name, sound
from briefgen.register import ActorKey, told_apart

Pair = frozenset[ActorKey]


def choose(fits: Iterable[Fit]) -> list[tuple[Fit, ...]]:
    """The fits that stand, grouped by actor: every fit of a group joins two of the same actors."""
    by_pair: dict[Pair, Fit] = {}
    for fit in fits:
        pair = frozenset((fit.lesser.key, fit.fuller.key))
        if pair not in by_pair or (fit.backed and not by_pair[pair].backed):
            by_pair[pair] = fit
    possible = {pair: fit for pair, fit in by_pair.items() if not spoken_against(fit.lesser, fit.fuller)}
    doubtful = _doubtful(possible)
    standing = [fit for pair, fit in possible.items() if fit.backed and pair not in doubtful]
    return [group for group in _groups(standing) if _can_be_one(group)]


def spoken_against(one: Candidate, other: Candidate) -> bool:
    """Whether a brief has both as two, or a person has told them apart."""
    return not one.slugs.isdisjoint(other.slugs) or told_apart(one.entry, one.names, other.entry, other.names)


def _doubtful(possible: Mapping[Pair, Fit]) -> set[Pair]:
    """The fits of those that fit two which do not fit each other."""
    choices: dict[ActorKey, list[tuple[ActorKey, Pair]]] = defaultdict(list)
    for pair, fit in possible.items():
        choices[fit.lesser.key].append((fit.fuller.key, pair))
        if fit.alike:
            choices[fit.fuller.key].append((fit.lesser.key, pair))
    doubtful: set[Pair] = set()
    for chosen in choices.values():
        if any(frozenset((one, other)) not in possible for (one, _), (other, _) in combinations(chosen, 2)):
            doubtful.update(pair for _, pair in chosen)
    return doubtful


def _groups(fits: Iterable[Fit]) -> list[tuple[Fit, ...]]:
    groups: dict[ActorKey, list[Fit]] = {}
    for fit in fits:
        joined = {id(group): group for key in (fit.lesser.key, fit.fuller.key) if (group := groups.get(key))}
        merged = [*(each for group in joined.values() for each in group), fit]
        for each in merged:
            groups[each.lesser.key] = groups[each.fuller.key] = merged
    return [tuple(group) for group in {id(group): group for group in groups.values()}.values()]


def _can_be_one(group: Iterable[Fit]) -> bool:
    members = {each.key: each for fit in group for each in (fit.lesser, fit.fuller)}.values()
    return not any(
        spoken_against(one, other) or (one.type == "person" and _given_names_differ(one, other))
        for one, other in combinations(members, 2)
    )


def _given_names_differ(one: Candidate, other: Candidate) -> bool:
    return not any(_one_given_name(a, b) for a in one.names for b in other.names)


def _one_given_name(one: str, other: str) -> bool:
    """Whether the two may have one given name: the same in other letters, an initial of it, or none at all."""
    first, second = person_name(one).given, person_name(other).given
    if not first or not second or letters(one) == letters(other):
        return True
    if sorted(name_words(one)) == sorted(name_words(other)):
        return True
    a, b = first[0], second[0]
    shorter, longer = sorted((a, b), key=len)
    return sound(a) == sound(b) or one_letter_apart(a, b) or (len(shorter) == 1 and longer.startswith(shorter))
