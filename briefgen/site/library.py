"""What links to what: the briefs in order, and a dossier for everybody who acts in them.

Two mentions are one actor when name and type agree but for case; people of the same name are never told apart, and
different names never joined, without an editor's word, which the register of actors holds. All orders are total, so
the same briefs give the same library whatever order they come in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from briefgen.model import Brief
from briefgen.problem import Problem
from briefgen.register import ActorKey, Register
from briefgen.site.dossier import Casts, Dossier, Filed, Statement
from briefgen.site.speakers import Called, speaker
from briefgen.slug import are_slugs, slugify, unique

LATER = "9999"
"""Stands behind the days that are known."""


class Acting(msgspec.Struct):
    """An actor while the briefs are gone through: as the newest has the name, mentioned so often, and in which."""

    key: ActorKey
    name: str
    mentions: int = 0
    filed: list[Filed] = msgspec.field(default_factory=list)


class Library(msgspec.Struct, frozen=True):
    """`briefs` newest first, undated ones last; `dossiers` by key, the most named first."""

    briefs: tuple[Filed, ...]
    dossiers: Mapping[ActorKey, Dossier]
    register: Register
    casts: Casts

    def key(self, filed: Filed, actor: Called) -> ActorKey:
        """Whose dossier an actor of this brief belongs to."""
        return self.register.resolve(actor.name, actor.type, filed.slug)


def speaker_of(number: int, filed: Filed, register: Register) -> int | None:
    """The number of the actor who says the quote of this number in a brief; None where that is not known."""
    spoken, said_by = filed.card.quotes[number]
    if register.entries:
        return speaker(spoken, filed.card.cast, register, filed.slug)
    return said_by if said_by >= 0 else None


def catalogue(briefs: Iterable[tuple[str, Brief]], register: Register | None = None) -> Library:
    """The library of (slug, brief) pairs. Raises Problem where two slugs would be one address."""
    return arrange((Filed.of(name, brief) for name, brief in briefs), register)


def arrange(briefs: Iterable[Filed], register: Register | None = None) -> Library:
    """The library of briefs, each under its file's name. Raises Problem where two names would be one address."""
    register = register or Register()
    filed = _newest_first(_file(briefs))
    acting: dict[ActorKey, Acting] = {}
    statements: dict[ActorKey, list[Statement]] = defaultdict(list)
    casts: dict[str, Sequence[ActorKey]] = {}
    doubles: dict[str, dict[ActorKey, list[int]]] = {}
    for each in filed:
        keys = []
        twice = False
        for actor in each.card.cast:
            key = register.resolve(actor.name, actor.type, each.slug) if register.entries else (actor.key, actor.type)
            found = acting.get(key)
            if found is None:
                found = acting[key] = Acting(key, actor.name)
            found.mentions += actor.mentions
            if found.filed and found.filed[-1] is each:
                twice = True
            else:
                found.filed.append(each)
            keys.append(found.key)  # one object for one actor, which is found again sooner
        casts[each.slug] = keys
        if twice:
            places: dict[ActorKey, list[int]] = {}
            for number, key in enumerate(keys):
                places.setdefault(key, []).append(number)
            doubles[each.slug] = places
            casts[each.slug] = [*places]
        for number in range(len(each.card.quotes)):
            said_by = speaker_of(number, each, register)
            if said_by is not None:
                statements[keys[said_by]].append(Statement(each, number))

    slugs = _addresses(acting)
    dossiers = []
    for key, found in acting.items():
        entry = register.entry(key) if register.entries else None
        name = entry.shown if entry else found.name
        said = tuple(statements.get(key, ()))
        dossiers.append(Dossier(key, slugs[key], name, found.mentions, tuple(found.filed), said, entry, casts, doubles))
    dossiers.sort(key=lambda each: (-each.briefs, -each.mentions, each.key))
    return Library(tuple(filed), {each.key: each for each in dossiers}, register, casts)


def _file(briefs: Iterable[Filed]) -> list[Filed]:
    briefs = [*briefs]
    names = [each.slug for each in briefs]
    if len({*names}) == len(names) and are_slugs(names):
        return briefs
    named: dict[str, str] = {}
    filed = []
    for each in briefs:
        name, slug = each.slug, slugify(each.slug)
        if slug in named:
            message = f"{named[slug]!r} and {name!r} would be one page, briefs/{slug}/; rename one of the files"
            raise Problem(name, message, code="same-page")
        named[slug] = name
        filed.append(each if slug == name else msgspec.structs.replace(each, slug=slug))
    return filed


def _newest_first(filed: Iterable[Filed]) -> list[Filed]:
    by_slug = sorted(filed, key=lambda each: each.slug)
    return sorted(by_slug, key=lambda each: each.card.day, reverse=True)


def _addresses(acting: Mapping[ActorKey, Acting]) -> dict[ActorKey, str]:
    """A slug for each actor. Who was there first has the plain one, so that a new brief moves no old address."""

    def first_seen(key: ActorKey) -> tuple[str, str, ActorKey]:
        found = acting[key].filed
        dated = len(found)
        while dated and not found[dated - 1].card.day:
            dated -= 1
        if not dated:
            return LATER, found[0].slug, key
        oldest = found[dated - 1].card.day
        while dated > 1 and found[dated - 2].card.day == oldest:
            dated -= 1
        return oldest, found[dated - 1].slug, key

    slugs: dict[ActorKey, str] = {}
    taken: set[str] = set()
    for key in sorted(acting, key=first_seen):
        slugs[key] = unique(slugify(key[0]), taken)
        taken.add(slugs[key])
    return slugs
