"""What links to what: the briefs in order, and a dossier for everybody who acts in them.

Two mentions are one actor when name and type agree but for case; people of the same name are never told apart, and
different names never joined, without an editor's word, which the register of actors holds. All orders are total, so
the same briefs give the same library whatever order they come in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from briefgen.model import Actor, Brief, EntityType, Quote
from briefgen.problem import Problem
from briefgen.register import ActorKey, Entry, Register, fold
from briefgen.slug import slugify, unique


@dataclass(frozen=True, slots=True)
class Filed:
    """A brief and its address. `day` is the brief's date, or for want of it the source's."""

    slug: str
    brief: Brief

    @property
    def day(self) -> date | None:
        return self.brief.date or self.brief.source.published


@dataclass(frozen=True, slots=True)
class Appearance:
    """An actor as one brief has them: `actor.role` is what it says as of `filed.day`.

    Of several names that the register makes one, `actor` has the first, with what the brief says under all of them.
    """

    filed: Filed
    actor: Actor


@dataclass(frozen=True, slots=True)
class Statement:
    """Something an actor is quoted with in a brief."""

    filed: Filed
    quote: Quote


@dataclass(frozen=True, slots=True)
class Companion:
    """Another actor, and how many briefs name both."""

    key: ActorKey
    together: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that the briefs hold on one actor, newest first, and what the register does: its `entry`.

    `name` is the entry's, or else as the newest brief has it; `briefs` and `mentions` are counts.
    """

    key: ActorKey
    slug: str
    name: str
    type: EntityType
    aliases: tuple[str, ...]
    briefs: int
    mentions: int
    appearances: tuple[Appearance, ...]
    statements: tuple[Statement, ...]
    companions: tuple[Companion, ...]
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Library:
    """`briefs` newest first, undated ones last; `dossiers` by key, the most named first."""

    briefs: tuple[Filed, ...]
    dossiers: Mapping[ActorKey, Dossier]
    register: Register

    def key(self, filed: Filed, actor: Actor) -> ActorKey:
        """Whose dossier an actor of this brief belongs to."""
        return self.register.resolve(actor.name, actor.type, filed.slug)


def speaker_of(quote: Quote, filed: Filed, register: Register) -> Actor | None:
    """The actor of this brief who says it: by full name, else by an alias that only one of them has.

    Aliases are those of the brief and the names that the register has for the actor.
    """
    if quote.speaker is None:
        return None
    spoken = fold(quote.speaker)

    def key(actor: Actor) -> ActorKey:
        return register.resolve(actor.name, actor.type, filed.slug)

    def also_called(actor: Actor) -> tuple[str, ...]:
        entry = register.entry(key(actor)) if register.entries else None
        return actor.aliases + entry.names if entry else actor.aliases

    named = [actor for actor in filed.brief.actors if fold(actor.name) == spoken]
    if not named:
        named = [actor for actor in filed.brief.actors if spoken in map(fold, also_called(actor))]
    return named[0] if len(set(map(key, named))) == 1 else None


def catalogue(briefs: Iterable[tuple[str, Brief]], register: Register | None = None) -> Library:
    """The library of (slug, brief) pairs. Raises Problem where two slugs would be one address."""
    register = register or Register()
    filed = _newest_first(_file(briefs))
    appearances: dict[ActorKey, list[Appearance]] = defaultdict(list)
    statements: dict[ActorKey, list[Statement]] = defaultdict(list)
    together: dict[ActorKey, Counter[ActorKey]] = defaultdict(Counter)
    for each in filed:
        acting: dict[ActorKey, list[Actor]] = defaultdict(list)
        for actor in each.brief.actors:
            acting[register.resolve(actor.name, actor.type, each.slug)].append(actor)
        for key, named in acting.items():
            appearances[key].append(Appearance(each, _united(named)))
            together[key].update(acting.keys() - {key})
        for quote in each.brief.quotes:
            if speaker := speaker_of(quote, each, register):
                said_by = register.resolve(speaker.name, speaker.type, each.slug)
                statements[said_by].append(Statement(each, quote))

    slugs = _addresses(appearances)
    dossiers = [
        _dossier(key, slugs[key], appearances[key], statements.get(key, ()), together[key], register.entry(key))
        for key in appearances
    ]
    dossiers.sort(key=lambda each: (-each.briefs, -each.mentions, each.key))
    return Library(tuple(filed), {each.key: each for each in dossiers}, register)


def _united(named: Sequence[Actor]) -> Actor:
    """One actor whom a brief lists under several names, as the first of them."""
    first, *others = named
    if not others:
        return first
    return replace(
        first,
        role=next((actor.role for actor in named if actor.role), ""),
        aliases=(*first.aliases, *(alias for other in others for alias in (other.name, *other.aliases))),
        mentions=sum(actor.mentions for actor in named),
        evidence=tuple(dict.fromkeys(each for actor in named for each in actor.evidence)),
    )


def _file(briefs: Iterable[tuple[str, Brief]]) -> list[Filed]:
    named: dict[str, str] = {}
    filed = []
    for name, brief in briefs:
        slug = slugify(name)
        if slug in named:
            message = f"{named[slug]!r} and {name!r} would be one page, briefs/{slug}/; rename one of the files"
            raise Problem(name, message, code="same-page")
        named[slug] = name
        filed.append(Filed(slug, brief))
    return filed


def _newest_first(filed: Iterable[Filed]) -> list[Filed]:
    by_slug = sorted(filed, key=lambda each: each.slug)
    return sorted(by_slug, key=lambda each: each.day or date.min, reverse=True)


def _addresses(appearances: Mapping[ActorKey, Sequence[Appearance]]) -> dict[ActorKey, str]:
    """A slug for each actor. Who was there first has the plain one, so that a new brief moves no old address."""

    def first_seen(key: ActorKey) -> tuple[date, str, ActorKey]:
        oldest = min(appearances[key], key=lambda each: (each.filed.day or date.max, each.filed.slug))
        return oldest.filed.day or date.max, oldest.filed.slug, key

    slugs: dict[ActorKey, str] = {}
    taken: set[str] = set()
    for key in sorted(appearances, key=first_seen):
        slugs[key] = unique(slugify(key[0]), taken)
        taken.add(slugs[key])
    return slugs


def _dossier(
    key: ActorKey,
    slug: str,
    appearances: Sequence[Appearance],
    statements: Sequence[Statement],
    together: Counter[ActorKey],
    entry: Entry | None,
) -> Dossier:
    name = entry.shown if entry else appearances[0].actor.name
    called = [alias for each in reversed(appearances) for alias in (*each.actor.aliases, each.actor.name)]
    aliases = {fold(alias): alias for alias in (*called, *(entry.names if entry else ()))}
    aliases.pop(fold(name), None)
    return Dossier(
        key=key,
        slug=slug,
        name=name,
        type=key[1],
        aliases=tuple(aliases[folded] for folded in sorted(aliases)),
        briefs=len(appearances),
        mentions=sum(each.actor.mentions for each in appearances),
        appearances=tuple(appearances),
        statements=tuple(statements),
        companions=tuple(Companion(other, count) for other, count in sorted(together.items(), key=_most_first)),
        entry=entry,
    )


def _most_first(counted: tuple[ActorKey, int]) -> tuple[int, ActorKey]:
    return -counted[1], counted[0]
