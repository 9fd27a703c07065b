"""The vocabulary that every stage shares: frozen records, no behaviour.

`reading` makes an `Article`, `extraction` turns it into a `Brief`, `briefs` keeps that in a Markdown file and `site`
renders it. Records are frozen so that a stage can hand them on without fear, and hold tuples so that they compare
and hash by value. Annotations are types here and no texts (`from __future__ import annotations`): what packs and
unpacks these records would have to compile each of them first, whenever the program starts.
"""

from datetime import date
from typing import Literal

import msgspec

EntityType = Literal["person", "organization", "place"]
Day = date
Status = Literal["draft", "published"]
Extra = tuple[tuple[str, object], ...]
"""Keys of a person's own and what they hold: text, whole numbers, booleans, None, lists and dicts of these."""

PLACE = frozenset({"path", "line", "block"})
"""The fields of a record that say where it was read."""


class Located(msgspec.Struct, frozen=True, eq=False):
    """A record that knows where it was read, which counts for nothing when two are compared."""

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and isinstance(other, Located) and self._said == other._said

    def __hash__(self) -> int:
        return hash(self._said)

    @property
    def _said(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.__struct_fields__ if name not in PLACE)


class Dateline(msgspec.Struct, frozen=True):
    """Where a story was filed: the capitals before its first sentence.

    `place` and `agency` are as printed ("ISLAMABAD", "AP"); a story marked with its agency alone has no place.
    `text` is the whole dateline as it opens the first paragraph, dash included ("ISLAMABAD (AP) — ").
    """

    place: str | None
    agency: str | None = None
    text: str = ""
    extra: Extra = ()


class PhotoPerson(msgspec.Struct, frozen=True):
    """Somebody whom a caption names, and where they stand ("left", "second from right"), if it says so."""

    name: str
    position: str | None = None
    extra: Extra = ()


class Photo(msgspec.Struct, frozen=True):
    """A picture as its caption and credit line describe it.

    `credit` is the credit as printed, without brackets or the word "Photo"; `photographer`, `provider` and `via`
    (the distributor) are its parts, `licence` the licence that it names ("CC BY-SA 4.0"). `flags` are of "handout",
    "pool", "file", "courtesy", "stringer", "illustration", "video". `taken` is ISO 8601: a day, a month or a year.
    `number` and `of` are its place in a gallery ("1 / 3").
    """

    caption: str = ""
    credit: str | None = None
    photographer: str | None = None
    provider: str | None = None
    via: str | None = None
    licence: str | None = None
    taken: str | None = None
    place: str | None = None
    people: tuple[PhotoPerson, ...] = ()
    flags: tuple[str, ...] = ()
    url: str | None = None
    file: str | None = None
    number: int | None = None
    of: int | None = None
    extra: Extra = ()


class Article(msgspec.Struct, frozen=True):
    """One news article, clean of its page.

    `paragraphs` are the body as printed, the dateline still in front of the first. `published` is the day of
    publication; `published_inferred` says that no date was printed and another one (a caption's) stands in for it.
    `path` is the source as the user named it, `sha256` the digest of its bytes, `guid` its feed's or wire's identifier.
    """

    title: str
    paragraphs: tuple[str, ...]
    path: str = ""
    sha256: str = ""
    url: str | None = None
    guid: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: Day | None = None
    published_inferred: bool = False
    language: str = "en"
    dateline: Dateline | None = None
    topics: tuple[str, ...] = ()
    photos: tuple[Photo, ...] = ()


class Evidence(msgspec.Struct, frozen=True):
    """Where the article says it: `quote` is verbatim from body paragraph `paragraph`, counted from 0."""

    paragraph: int
    quote: str
    extra: Extra = ()


class Actor(msgspec.Struct, frozen=True):
    """A person, organisation or government that acts, speaks, decides or is acted on.

    `name` is the fullest form in the article, without title; `role` is in the article's words and as of its date;
    `rule` names the extraction rule that found the actor, `mentions` counts how often the article names it.
    """

    name: str
    type: EntityType
    role: str = ""
    aliases: tuple[str, ...] = ()
    mentions: int = 0
    rule: str = ""
    evidence: tuple[Evidence, ...] = ()
    extra: Extra = ()


class KeyFact(msgspec.Struct, frozen=True):
    """A sentence that stands on its own. `when` is ISO 8601: a day, month, year, or a `start/end` range."""

    text: str
    when: str | None = None
    rule: str = ""
    evidence: tuple[Evidence, ...] = ()
    extra: Extra = ()


class Quote(msgspec.Struct, frozen=True):
    """A direct quotation and who said it; `speaker` is None where the article does not name them."""

    speaker: str | None
    text: str
    evidence: tuple[Evidence, ...] = ()
    extra: Extra = ()


class Name(msgspec.Struct, frozen=True):
    """A person, organisation or place that the article names, key or not."""

    name: str
    type: EntityType
    aliases: tuple[str, ...] = ()


class Source(msgspec.Struct, frozen=True):
    """The article that a brief was made from."""

    path: str = ""
    title: str = ""
    url: str | None = None
    guid: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: Day | None = None
    published_inferred: bool = False
    sha256: str = ""
    extra: Extra = ()


class Correction(msgspec.Struct, frozen=True):
    """What was wrong in a brief that readers had seen, in a person's words, and the day it was put right."""

    date: Day
    text: str
    extra: Extra = ()


class Extractor(Located, frozen=True, eq=False):
    """A plug-in of the extraction as a site names it, with its options; `path` and `line` are where it does."""

    name: str
    options: tuple[tuple[str, str], ...] = ()
    path: str = "briefgen.yml"
    line: int = 0


class Brief(msgspec.Struct, frozen=True):
    """What an editor keeps of an article. `summary`, `background` and `watch` are Markdown.

    `notice` is what a reader must know of how the brief was made, such as that its language has no rules yet.
    `status`, `publish` (the day before which it is kept back) and `corrections` are a person's alone. `extra` here and
    in the records within holds keys that briefgen does not know. `made` holds what was made by rule, as `briefs.made`
    writes it; `edited` names the fields that a person changed since, and is None where nothing is known of that.
    """

    title: str
    source: Source
    date: Day | None = None
    language: str = "en"
    notice: str = ""
    topics: tuple[str, ...] = ()
    dateline: Dateline | None = None
    summary: str = ""
    background: str = ""
    watch: str = ""
    actors: tuple[Actor, ...] = ()
    key_facts: tuple[KeyFact, ...] = ()
    quotes: tuple[Quote, ...] = ()
    photos: tuple[Photo, ...] = ()
    names: tuple[Name, ...] = ()
    status: Status = "published"
    publish: Day | None = None
    corrections: tuple[Correction, ...] = ()
    extra: Extra = ()
    made: str = ""
    edited: tuple[str, ...] | None = None
