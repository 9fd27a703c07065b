"""Actors whom two briefs describe differently, as far as the register does not say who is who.

Whom a brief means is asked of the register, so names that it joins are one actor here, and actors that it keeps apart
are not compared. Each difference is told once, at the later brief, with the line of the register that would settle it.
A register with errors says nothing of anybody, so no rule can: they wait until it is mended.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from unicodedata import combining, normalize

import msgspec
from msgspec.structs import replace

from briefgen.checking.subject import Cast, Entry, Finding, Shelf
from briefgen.register import ActorKey, Register, Role, SameAs, told_apart, writing
from briefgen.register import Entry as Registered
from briefgen.slug import slugify


class Seen(msgspec.Struct, frozen=True):
    """An actor in a brief; `who` is meant by the register, which has `known` of them."""

    entry: Entry
    actor: Cast
    who: ActorKey
    known: Registered | None


def actor_type(shelf: Shelf) -> Iterator[Finding]:
    """One name, a person here and an organisation there: two dossiers of what may be one actor."""
    for mine, other in _pairs(shelf, lambda each: _plain(each.who[0]), lambda each: each.who[1]):
        theirs = other.who[1]
        entry = _joining(other, mine, replace(_entry(other), type=theirs))
        yield _finding(
            mine,
            "type",
            f"{mine.actor.name} has the type {mine.who[1]} here and {theirs} in {other.entry.path}; let both agree, or",
            _line(shelf.register, entry),
        )


def actor_spelling(shelf: Shelf) -> Iterator[Finding]:
    """One actor in two spellings that case or accents alone tell apart."""

    def spelt(each: Seen) -> str:
        return each.known.key if each.known else normalize("NFC", each.actor.name)

    for mine, other in _pairs(shelf, lambda each: (_plain(each.who[0]), each.who[1]), spelt):
        one, joined = (mine, other) if mine.known else (other, mine)
        message = f"{mine.actor.name} is spelt {other.actor.name} in {other.entry.path}; spell them alike, or"
        yield _finding(mine, "name", message, _line(shelf.register, _joining(one, joined, _entry(one))))


def actor_role(shelf: Shelf) -> Iterator[Finding]:
    """Two roles on one day, of which neither is the other in more words, and no role that the register has then."""

    def same(each: Seen) -> Hashable | None:
        day = each.entry.day
        if not each.actor.role or not day or (each.known and any(_holds(role, str(day)) for role in each.known.roles)):
            return None
        return _plain(each.who[0]), each.who[1], day

    for mine, other in _pairs(shelf, same, lambda each: each.actor.role):
        role, their = mine.actor.role, other.actor.role
        ours, theirs = set(_plain(role).split()), set(_plain(their).split())
        if not ours <= theirs and not theirs <= ours:
            entry = _entry(other)
            line = _line(shelf.register, replace(entry, roles=(*entry.roles, Role(their))))
            message = f"{mine.actor.name} is “{role}” here and “{their}” in {other.entry.path} of the same day; if one,"
            yield _finding(mine, "role", message, f"{line}; if two, tell them apart there with briefs:")


def _finding(mine: Seen, key: str, message: str, settled: str) -> Finding:
    return Finding(("actors", mine.actor.number, key), f"{message} {settled}", mine.entry.path)


def _pairs(
    shelf: Shelf, same: Callable[[Seen], Hashable | None], says: Callable[[Seen], str]
) -> Iterator[tuple[Seen, Seen]]:
    """Of actors that are the `same`, each description that differs, with the first one, in another brief."""
    groups: dict[Hashable, dict[ActorKey, dict[str, Seen]]] = {}
    for each in _cast(shelf):
        key = same(each)
        if key is None:
            continue
        group, said = groups.setdefault(key, {}), says(each)
        if said in group.get(each.who, {}):
            continue
        others = [known for known in group.values() if not _apart(each, next(iter(known.values())))]
        told = any(said in known for known in others)
        standing = next(iter(others[0].values())) if others else each
        group.setdefault(each.who, {})[said] = each
        if not told and standing.entry is not each.entry:
            yield each, standing


def _cast(shelf: Shelf) -> Iterator[Seen]:
    register = shelf.register
    if register is None:
        return
    for entry in shelf.entries:
        slug = slugify(entry.name)
        for actor in entry.cast:
            who = register.resolve(actor.name, actor.type, slug)
            yield Seen(entry, actor, who, register.entry(who))


def _apart(one: Seen, other: Seen) -> bool:
    return one.who[0] != other.who[0] and told_apart(one.known, one.who[:1], other.known, other.who[:1])


def _entry(each: Seen) -> Registered:
    """The register's entry of an actor, or a new one."""
    return each.known or Registered(each.actor.name)


def _joining(one: Seen, other: Seen, entry: Registered) -> Registered:
    """The entry of one actor, with the other's name if that is another."""
    apart = one.who[0] != other.who[0]
    return replace(entry, same_as=(*entry.same_as, SameAs(other.actor.name))) if apart else entry


def _line(register: Register | None, entry: Registered) -> str:
    """What would settle it: "write Karvia: {type: place} in content/actors.yml"."""
    standing = next((each for each in register.entries if each.key == entry.key), None) if register else None
    lines = " and ".join(line.strip() for line in writing.lines(entry, standing))
    where = writing.place(entry, standing)
    return f"write {lines} in {register.path if register else ''}{where and f', {where}'}"


def _holds(role: Role, day: str) -> bool:
    """Whether a role of the register is held on a day; either may be a month or a year."""
    since, until = role.since or "", role.until or day
    return since <= day[: len(since)] and day[: len(until)] <= until


def _plain(text: str) -> str:
    """Without case, accents and spare blanks."""
    letters = normalize("NFD", text.casefold())
    return " ".join("".join(letter for letter in letters if not combining(letter)).split())
