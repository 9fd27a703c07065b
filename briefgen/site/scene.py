"""What the page of a brief shows beside the brief itself: as whom the site knows its actors, where its topics and its
publisher lead, and which briefs are near.

All of it is plain values that can be kept. With the scene of a brief at hand its page is made anew when somebody has
edited its words, and of no other brief anything need be known for that.
"""

from collections.abc import Collection

import msgspec

from briefgen.model import EntityType
from briefgen.site.dossier import Dossier, Filed


class Known(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An actor as the site knows them, whatever the brief calls them; `wikidata` is the item that the register has."""

    name: str
    slug: str
    type: EntityType
    wikidata: str | None


def known_as(dossier: Dossier) -> Known:
    return Known(dossier.name, dossier.slug, dossier.type, dossier.entry.wikidata if dossier.entry else None)


class Link(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A topic, and where its page lies."""

    name: str
    slug: str


class Headline(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Another brief as a line in a list (`page.headline`)."""

    title: str
    slug: str
    day: str | None
    language: str
    hold: str | None


Place = tuple[str, tuple[int, ...]]
"""A brief that is near, by its slug, and the numbers of what both have: actors by their places in this brief, counted
from 0, and behind them its topics."""


class Neighbour(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A brief that is near, and what both have, as in `Place`."""

    headline: Headline
    shared: tuple[int, ...]


class Scene(msgspec.Struct, frozen=True, array_like=True):
    """`actors` are those of the brief in its own order; `speakers` tells for each quote which of them says it, -1 for
    none, where a register has a word in that, and is None where the brief alone has. `publisher` is a slug."""

    actors: tuple[Known, ...]
    speakers: tuple[int, ...] | None
    topics: tuple[Link, ...]
    publisher: str | None
    near: tuple[Neighbour, ...]

    def __reduce__(self) -> tuple[object, ...]:
        """Copied packed, as that is sooner done."""
        return unpack, (pack(self),)

    def speaker(self, filed: Filed, number: int) -> int | None:
        """The number of the actor who says the quote of this number; None where that is not known."""
        said_by = filed.card.quotes[number][1] if self.speakers is None else self.speakers[number]
        return said_by if said_by >= 0 else None

    def shared(self, neighbour: Neighbour) -> list[str]:
        """The names of what a near brief has in common with this one."""
        found = len(self.actors)
        return [(self.actors[each] if each < found else self.topics[each - found]).name for each in neighbour.shared]

    def names(self, slugs: Collection[str]) -> bool:
        """Whether one of these briefs is near."""
        return any(each.headline.slug in slugs for each in self.near)

    @property
    def places(self) -> list[Place]:
        """What is near."""
        return [(each.headline.slug, each.shared) for each in self.near]


pack = msgspec.msgpack.Encoder().encode
_scene_of = msgspec.msgpack.Decoder(Scene).decode


def unpack(scene: bytes) -> Scene:
    """Raises msgspec.DecodeError."""
    return _scene_of(scene)
