"""A proposal: the actors that are one, why, and what to paste into actors.yml."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

import msgspec
from msgspec.structs import replace

from briefgen.model import EntityType
from briefgen.proposals.candidate import Candidate, Fit
from briefgen.register import ActorKey, Entry, Register, SameAs, writing
from briefgen.site.library import Library


class Proposal(msgspec.Struct, frozen=True):
    """`others` are `actor` by the rules of these `reasons`, (rule, name, reason); `briefs` is how many have them all.

    `entry` is what the register would say. Where it has an entry already, `standing` is that one.
    """

    actor: Candidate
    others: tuple[Candidate, ...]
    reasons: tuple[tuple[str, str, str], ...]
    entry: Entry
    standing: Entry | None = None

    @property
    def briefs(self) -> int:
        return len(self.actor.slugs.union(*(each.slugs for each in self.others)))

    @property
    def lines(self) -> tuple[str, ...]:
        """What to paste: a line, or below an entry that stands in a block the keys that are new."""
        return writing.lines(self.entry, self.standing)

    @property
    def place(self) -> str:
        """Where to paste it; empty for anywhere."""
        return writing.place(self.entry, self.standing)


def proposals_of(groups: Iterable[tuple[Fit, ...]], library: Library) -> list[Proposal]:
    """What to write so that each group of fits is one actor."""
    types = Counter(key for key, _ in library.dossiers)
    return [_proposal(group, types) for group in groups]


def _proposal(group: tuple[Fit, ...], types: Counter[str]) -> Proposal:
    members = {each.key: each for fit in group for each in (fit.lesser, fit.fuller)}
    actor = max(members.values(), key=lambda each: _standing(each, group))
    others = tuple(each for key, each in sorted(members.items()) if key != actor.key)
    entry = actor.entry or Entry(actor.name)
    joined = [SameAs(each.name, each.type if types[each.key[0]] > 1 else None) for each in others]
    reasons: dict[ActorKey, tuple[str, str, str]] = {}
    for fit in sorted(group, key=lambda fit: (fit.fuller.key != actor.key and fit.lesser.key != actor.key, fit.rule)):
        for one in (fit.lesser, fit.fuller):
            if one.key != actor.key:
                reasons.setdefault(one.key, (fit.rule, one.name, fit.reason))
    said = tuple(reasons[each.key] for each in others)
    return Proposal(actor, others, said, replace(entry, same_as=(*entry.same_as, *joined)), actor.entry)


def _standing(candidate: Candidate, group: tuple[Fit, ...]) -> tuple[object, ...]:
    """What makes one name canonical: an entry, then that it is a whole name, then how many briefs have it."""
    short = any(fit.lesser is candidate and fit.short for fit in group)
    dossier = candidate.dossier
    fullness = len(candidate.name) if candidate.type == "person" else -len(candidate.name)
    return bool(candidate.entry), not short, dossier.briefs, dossier.mentions, fullness, candidate.key


def type_proposals(candidates: Iterable[Candidate], taken: AbstractSet[ActorKey], register: Register) -> list[Proposal]:
    """Names that some briefs take for an organisation and others for a place, where no brief has both."""
    same: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        same.setdefault(candidate.key[0], []).append(candidate)
    found = []
    for each in same.values():
        kinds = {one.type for one in each}
        if kinds == {"organization", "place"} and taken.isdisjoint(one.key for one in each):
            other, actor = sorted(each, key=lambda one: (one.dossier.briefs, one.dossier.mentions, one.type))
            if other.slugs.isdisjoint(actor.slugs):
                found.append(_typed(actor, other, register.by_key.get(actor.key[0])))
    return found


def _typed(actor: Candidate, other: Candidate, standing: Entry | None) -> Proposal:
    words: dict[EntityType, str] = {"organization": "an organization", "place": "a place", "person": "a person"}
    reason = f"{words[actor.type]} in some briefs and {words[other.type]} in others"
    entry = replace(standing or Entry(actor.name), type=actor.type)
    return Proposal(actor, (other,), (("type", other.name, reason),), entry, standing)
