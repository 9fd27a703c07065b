"""What rules look at: a brief beside its article, and all briefs of a site side by side."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from briefgen.briefs.release import Hold
from briefgen.model import Article, Brief, EntityType, Source

Where = tuple[str | int, ...] | int
"""A place in a brief: keys and numbers from 0 that lead there, or the line itself."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule has found. `path` is the file, which a rule of one brief need not say."""

    where: Where
    message: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """The article of a brief where its file still stands.

    `missing` says why there is no article in the file; `changed` that the file has changed since.
    """

    path: str
    article: Article | None = None
    missing: str = ""
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """One brief. `pictures` are the files of its photos that are there, `media` the names that could be meant.

    `limit` is the number that the running rule has been given.
    """

    brief: Brief
    today: date
    origin: Origin | None = None
    pictures: Collection[str] = ()
    media: Collection[str] = ()
    limit: int = 0


@dataclass(frozen=True, slots=True)
class Cast:
    """An actor as one brief has them; `number` counts from 0."""

    number: int
    name: str
    type: EntityType
    role: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link within the site, as written in the text of a brief."""

    href: str
    line: int


@dataclass(frozen=True, slots=True)
class Entry:
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


@dataclass(frozen=True, slots=True)
class Addresses:
    """What can be linked to: the paths of the site's files, and the anchors of those pages that links ask for.

    `base` is the path of the site's root on its server, with slashes around.
    """

    paths: Collection[str] = ()
    anchors: Mapping[str, Collection[str]] = field(default_factory=dict)
    base: str = "/"
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Shelf:
    """All briefs that can be read, in the order of their paths."""

    entries: tuple[Entry, ...]
    addresses: Addresses = field(default_factory=Addresses)
