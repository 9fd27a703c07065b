"""What rules look at: a brief beside its article, and all briefs of a site side by side."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

import msgspec

from briefgen.briefs.lines import Where
from briefgen.briefs.release import Hold
from briefgen.model import Article, Brief, EntityType, Source
from briefgen.register import Register


class Finding(msgspec.Struct, frozen=True):
    """One thing that a rule has found. `path` is the file, which a rule of one brief need not say."""

    where: Where
    message: str
    path: str = ""


class Origin(msgspec.Struct, frozen=True):
    """The article of a brief where its file still stands.

    `missing` says why there is no article in the file; `changed` that the file has changed since.
    """

    path: str
    article: Article | None = None
    missing: str = ""
    changed: bool = False


class Subject(msgspec.Struct, frozen=True):
    """One brief. `pictures` are the files of its photos that are there, `media` the names that could be meant.

    `limit` is the number that the running rule has been given.
    """

    brief: Brief
    today: date
    origin: Origin | None = None
    pictures: Collection[str] = ()
    media: Collection[str] = ()
    limit: int = 0


class Cast(msgspec.Struct, frozen=True):
    """An actor as one brief has them; `number` counts from 0."""

    number: int
    name: str
    type: EntityType
    role: str


class Link(msgspec.Struct, frozen=True):
    """A link within the site, as written in the text of a brief."""

    href: str
    line: int


class Entry(msgspec.Struct, frozen=True):
    """What the rules of the whole site ask of a brief. `name` is its file's, without the ending; `hold` why it is kept
    off the site, if it is.
    """

    path: str
    name: str
    source: Source
    day: date | None = None
    hold: Hold | None = None
    cast: tuple[Cast, ...] = ()
    links: tuple[Link, ...] = ()


class Addresses(msgspec.Struct, frozen=True):
    """What can be linked to: the paths of the site's files, and the anchors of those pages that links ask for.

    `base` is the path of the site's root on its server, with slashes around.
    """

    paths: Collection[str] = ()
    anchors: Mapping[str, Collection[str]] = msgspec.field(default_factory=dict)
    base: str = "/"
    url: str | None = None


class Shelf(msgspec.Struct, frozen=True):
    """All briefs that can be read, in the order of their paths; `whole` if these are all that there are.

    `register` is None for one with errors.
    """

    entries: tuple[Entry, ...]
    addresses: Addresses = msgspec.field(default_factory=Addresses)
    register: Register | None = msgspec.field(default_factory=Register)
    whole: bool = True
