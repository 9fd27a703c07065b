"""What the pages of a site are made of: briefs that are filed, and a dossier for everybody who acts in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import chain

import msgspec

from briefgen.briefs.packed import Told
from briefgen.model import Brief, EntityType, Evidence, Quote
from briefgen.register import ActorKey, Entry, fold
from briefgen.site.indexcard import Cast, IndexCard, index_card

Casts = Mapping[str, Sequence[ActorKey]]
"""Slug -> the actors of the brief, in its own order and each once."""

Doubles = Mapping[str, Mapping[ActorKey, Sequence[int]]]
"""Slug -> the places that each actor has in the brief, of those briefs alone that have one twice: under two names that
the register makes one."""


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


def _most_first(counted: tuple[ActorKey, int]) -> tuple[int, ActorKey]:
    return -counted[1], counted[0]
