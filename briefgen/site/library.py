"""What links to what: the briefs in order, and a dossier for everybody who acts in them.

Two mentions are one actor when name and type agree but for case; people of the same name are never told apart, and
different names never joined, without an editor's word, which the register of actors holds. All orders are total, so
the same briefs give the same library whatever order they come in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import chain

import msgspec

from briefgen.briefs.packed import Told
from briefgen.model import Brief, EntityType, Evidence, Quote
from briefgen.problem import Problem
from briefgen.register import ActorKey, Entry, Register, fold
from briefgen.site.indexcard import Cast, IndexCard, index_card
from briefgen.site.speakers import Called, speaker
from briefgen.slug import are_slugs, slugify, unique

LATER = "9999"
"""Stands behind the days that are known."""


class Filed(msgspec.Struct, frozen=True, eq=False):
    """A brief's address and its index card; the brief itself is fetched from wherever it lies by `take`.

    `hold` marks one that only a preview shows: "draft", or the ISO day before it is out. `tell` fetches, sooner, what
    the brief tells of its actors.
    """

    slug: str
    card: IndexCard
    hold: str | None
    take: Callable[[], Brief]
    tell: Callable[[], Told | Brief]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Filed) and self._shown == other._shown

    def __hash__(self) -> int:
        return hash((self.slug, self.card.digest, self.hold))

    @property
    def _shown(self) -> tuple[str, IndexCard, str | None]:
        return self.slug, self.card, self.hold

    @classmethod
    def of(cls, slug: str, brief: Brief) -> Filed:
        """A brief that is in hand."""
        card = index_card(brief)
        hold = "draft" if brief.status == "draft" else card.publish or None
        return cls(slug, card, hold, lambda: brief, lambda: brief)

    @property
    def brief(self) -> Brief:
        return self.take()

    @property
    def told(self) -> Told | Brief:
        """What the brief tells of its actors."""
        return self.tell()

    @property
    def day(self) -> date | None:
        """The brief's date, or for want of it the source's."""
        return date.fromisoformat(self.card.day) if self.card.day else None


Casts = Mapping[str, Sequence[ActorKey]]
"""Slug -> the actors of the brief, in its own order and each once."""

Doubles = Mapping[str, Mapping[ActorKey, Sequence[int]]]
"""Slug -> the places that each actor has in the brief, of those briefs alone that have one twice: under two names that
the register makes one."""


class Appearance(msgspec.Struct, frozen=True, gc=False):
    """An actor as one brief has them: `actor.role` is what it says as of `filed.day`.

    Of several names that the register makes one, `actor` has the first, with what the brief says under all of them;
    `numbers` are their places in the brief.
    """

    filed: Filed
    actor: Cast
    numbers: tuple[int, ...]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Where the article names them."""
        actors = self.filed.told.actors
        return tuple(dict.fromkeys(each for number in self.numbers for each in actors[number].evidence))


class Statement(msgspec.Struct, frozen=True, gc=False):
    """Something an actor is quoted with in a brief: the quote of this number, counted from 0."""

    filed: Filed
    number: int

    @property
    def quote(self) -> Quote:
        return self.filed.told.quotes[self.number]


class Acting(msgspec.Struct):
    """An actor while the briefs are gone through: as the newest has the name, mentioned so often, and in which."""

    key: ActorKey
    name: str
    mentions: int = 0
    filed: list[Filed] = msgspec.field(default_factory=list)


class Companion(msgspec.Struct, frozen=True, gc=False):
    """Another actor, and how many briefs name both."""

    key: ActorKey
    together: int


class Dossier(msgspec.Struct, frozen=True, dict=True):
    """Everything that the briefs hold on one actor, newest first, and what the register does: its `entry`.

    `name` is the entry's, or else as the newest brief has it; `mentions` is a count; `filed` are the briefs that have
    them. `casts` and `doubles` are the library's. What only the dossier's own page shows is worked out when it is asked
    for.
    """

    key: ActorKey
    slug: str
    name: str
    mentions: int
    filed: tuple[Filed, ...]
    statements: tuple[Statement, ...]
    entry: Entry | None
    casts: Casts
    doubles: Doubles

    @property
    def type(self) -> EntityType:
        return self.key[1]

    @property
    def briefs(self) -> int:
        """How many briefs have them."""
        return len(self.filed)

    @cached_property
    def appearances(self) -> tuple[Appearance, ...]:
        return tuple(self.one_by_one())

    def one_by_one(self) -> Iterator[Appearance]:
        """The appearances, for who asks for the first of them alone."""
        return map(self._appearance, self.filed)

    def _appearance(self, filed: Filed) -> Appearance:
        cast, doubles = filed.card.cast, self.doubles.get(filed.slug)
        if doubles:
            numbers = doubles[self.key]
            return Appearance(filed, united([cast[number] for number in numbers]), tuple(numbers))
        number = self.casts[filed.slug].index(self.key)
        return Appearance(filed, cast[number], (number,))

    @cached_property
    def aliases(self) -> tuple[str, ...]:
        called = [alias for each in reversed(self.appearances) for alias in (*each.actor.aliases, each.actor.name)]
        aliases = {fold(alias): alias for alias in (*called, *(self.entry.names if self.entry else ()))}
        aliases.pop(fold(self.name), None)
        return tuple(aliases[folded] for folded in sorted(aliases))

    @cached_property
    def companions(self) -> tuple[Companion, ...]:
        """Who else is in these briefs, those of most of them first."""
        together = Counter(chain.from_iterable(self.casts[each.slug] for each in self.filed))
        del together[self.key]
        return tuple(Companion(other, count) for other, count in sorted(together.items(), key=_most_first))


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


def united(named: Sequence[Cast]) -> Cast:
    """One actor whom a brief lists under several names, as the first of them."""
    first, *others = named
    if not others:
        return first
    return msgspec.structs.replace(
        first,
        role=next((actor.role for actor in named if actor.role), ""),
        aliases=(*first.aliases, *(alias for other in others for alias in (other.name, *other.aliases))),
        mentions=sum(actor.mentions for actor in named),
        stated=b"".join(actor.stated for actor in named),
        said=b"".join(actor.said for actor in named),
    )


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


def _most_first(counted: tuple[ActorKey, int]) -> tuple[int, ActorKey]:
    return -counted[1], counted[0]
