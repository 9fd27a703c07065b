"""What cannot all be so in a register: errors that name both lines, since only a person can say which is wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from briefgen.fields import Findings
from briefgen.register.entry import Entry, SameAs
from briefgen.register.register import Register, fold

CODE = "contradiction"


def find_contradictions(register: Register, findings: Findings) -> None:
    """Report names that two entries claim, circles, names joined and kept apart, and whatever else cannot be so."""
    for claims in register.claims.values():
        _claimed_twice(claims, findings)
    _circles(register, findings)
    _kept_apart(register, findings)
    for entry in register.entries:
        _dates(entry, findings)
    _one_item_twice(register, findings)


def _claimed_twice(claims: list[tuple[SameAs, Entry]], findings: Findings) -> None:
    for pair in combinations(claims, 2):
        (one, first), (other, second) = sorted(pair, key=lambda each: each[0].line)
        if first is second or one.type != other.type or not _overlap(one, other):
            continue
        owners = [entry for claim, entry in ((one, first), (other, second)) if fold(claim.name) == fold(entry.key)]
        if len(owners) == 2:
            message = f"{second.key} is {first.key} of line {one.line} in other letters; put both into one entry"
        elif owners:
            theirs = first if owners[0] is second else second
            message = (
                f"{other.name} is same_as {theirs.key} and has an entry of its own, lines {one.line} and {other.line}; "
                "put both into one entry"
            )
        else:
            where = f" in {shared}" if (shared := ", ".join(sorted({*one.briefs} & {*other.briefs}))) else ""
            message = (
                f"{other.name} cannot be both {second.key} and {first.key} (line {one.line}){where}; "
                "keep one of the two, or say under briefs: where it is which"
            )
        findings.wrong(other.line, message, code=CODE)


def _overlap(one: SameAs, other: SameAs) -> bool:
    """Whether neither counts before the other somewhere."""
    return bool({*one.briefs} & {*other.briefs}) or not (one.briefs or other.briefs)


def _circles(register: Register, findings: Findings) -> None:
    """Entries that are each said to be the next one, and the last the first, in whatever briefs."""
    ways: dict[str, list[tuple[str, SameAs]]] = defaultdict(list)
    for name, claims in register.claims.items():
        if name in register.by_key:
            for claim, entry in claims:
                if fold(entry.key) != name:
                    ways[name].append((fold(entry.key), claim))
    for circle in _closed(ways):
        first, last = circle[0], circle[-1]
        if any(not (claim.briefs or claim.type) for claim in circle):
            continue  # a plain claim of what has an entry is said already
        message = f"{last.name} comes back to itself by way of line {first.line}; take one same_as out of the circle"
        findings.wrong(last.line, message, code=CODE)


def _closed(ways: dict[str, list[tuple[str, SameAs]]]) -> Iterator[list[SameAs]]:
    """The claims along each circle, each circle once: a walk in depth that stops at what it has seen through."""
    done: set[str] = set()
    for start in ways:
        path: list[str] = [start]
        along: list[SameAs] = []
        left = [iter(ways[start])]
        while left:
            step = next(left[-1], None)
            if step is None:
                left.pop()
                done.add(path.pop())
                if along:
                    along.pop()
            elif step[0] in path:
                circle = [*along, step[1]][path.index(step[0]) :]
                yield sorted(circle, key=lambda claim: claim.line)
            elif step[0] not in done:
                path.append(step[0])
                along.append(step[1])
                left.append(iter(ways.get(step[0], ())))


def _kept_apart(register: Register, findings: Findings) -> None:
    for entry in register.entries:
        for other in entry.not_same_as:
            if fold(other.name) == fold(entry.key):
                message = f"{entry.key} cannot be kept apart from itself (line {entry.line}); for two of one name, "
                findings.wrong(other.line, message + "give one an entry with same_as and briefs:", code=CODE)
            for claim in _joining(register, entry, other.name):
                first, second = sorted((claim.line, other.line))
                message = f"{entry.key} is same_as and not_same_as {other.name} (line {first}); keep one of the two"
                findings.wrong(second, message, code=CODE)


def _joining(register: Register, entry: Entry, other: str) -> Iterator[SameAs]:
    """The claims by which the entry and the other name are one in all briefs."""
    theirs = register.by_key.get(fold(other))
    for claimant, name in ((entry, other), (theirs, entry.key)):
        for claim in claimant.same_as if claimant else ():
            if fold(claim.name) == fold(name) and not claim.briefs:
                yield claim


def _dates(entry: Entry, findings: Findings) -> None:
    for role in entry.roles:
        if role.since and role.until and role.since[: len(role.until)] > role.until[: len(role.since)]:
            message = f"{role.role} ends in {role.until}, before it begins in {role.since}; mend since or until"
            findings.wrong(role.line, message, code=CODE)


def _one_item_twice(register: Register, findings: Findings) -> None:
    known: dict[str, Entry] = {}
    for entry in register.entries:
        if entry.wikidata and (first := known.setdefault(entry.wikidata, entry)) is not entry:
            message = f"{entry.wikidata} is {first.key} (line {first.line}) already; one item is one actor"
            findings.wrong(entry.line, message, code=CODE)
