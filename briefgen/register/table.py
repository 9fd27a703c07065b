"""What an entry of actors.yml may hold: the one table that reading walks.

The file is a mapping from names to entries. An entry is nothing, or a text (the actor's role), or these fields; keys
that a person adds are kept. A role and a joined name know no other keys: `brief: x` for `briefs: x` would silently
join a name everywhere.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any, get_args

from msgspec.structs import replace

from briefgen.fields import MOMENT, TEXT, WORD, WRONG, Entries, Findings, Many, Record, Value, one_of
from briefgen.model import EntityType
from briefgen.register.entry import Entry, NotSameAs, Role, SameAs
from briefgen.slug import slugify
from briefgen.yamltree import Node

ITEM = r"(?:https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/)?(Q[1-9][0-9]{0,14})"
WEB = r"https?://(?:[^\s\\/?#@]*@)?(?:[^\s\\/?#@:\[\]]+|\[[0-9A-Fa-f]*:[0-9A-Fa-f:.]+\])(?::[0-9]*)?(?:[/?#][^\s\\]*)?"
"""An address with a host: RFC 3986, 3.2.2, but that all letters and signs of other scripts may stand unescaped."""


class Placed(Record, frozen=True):
    """A record that knows its line, so that what only shows when entries are compared can still name it."""

    def read(self, node: Node, where: str, findings: Findings) -> Any:
        value = Record.read(self, node, where, findings)
        return value if value is WRONG else replace(value, line=node.line)


def _item(text: str) -> str:
    """A Wikidata item by its number, or by its address."""
    found = re.fullmatch(ITEM, text.strip())
    if not found:
        raise ValueError(text)
    return found[1]


def _homepage(text: str) -> str:
    if not re.fullmatch(WEB, text):
        raise ValueError(text)
    return text


def _brief(text: str) -> str:
    """The slug of a brief that is named by its slug or its file."""
    name = PurePosixPath(WORD.convert(text)).name
    return slugify(re.sub(r"\.(md|markdown)$", "", name, flags=re.IGNORECASE))


WIKIDATA = Value(
    _item, "a Wikidata item; write its number, such as Q42", schema={"type": "string", "pattern": rf"^\s*{ITEM}\s*$"}
)
HOMEPAGE = Value(
    _homepage, "an address; write https://example.org/", schema={"type": "string", "pattern": rf"^{WEB}$(?!\n)"}
)
BRIEFS = Many(Value(_brief, "a brief; write its file name, such as ferry-capsizes.md", schema=WORD.schema))
TYPE = one_of(get_args(EntityType))

ROLE = Placed(
    Role,
    {"role": WORD, "since": MOMENT, "until": MOMENT},
    short="role",
    about={
        "role": "What the actor is, in a few words.",
        "since": "The day, month or year since when.",
        "until": "The day, month or year until when.",
    },
)

SAME_AS = Placed(
    SameAs,
    {"name": WORD, "type": TYPE, "briefs": BRIEFS},
    short="name",
    about={
        "name": "A name that means this actor.",
        "type": "The type for which it does; without it, for all.",
        "briefs": "The briefs in which it does, by slug or file name; without it, in all.",
    },
)

NOT_SAME_AS = Placed(NotSameAs, {"name": WORD}, short="name", about={"name": "A name that means somebody else."})

ACTOR_ENTRY = Placed(
    Entry,
    {
        "name": WORD,
        "type": TYPE,
        "aliases": Many(WORD),
        "roles": Many(ROLE),
        "wikidata": WIKIDATA,
        "homepage": HOMEPAGE,
        "note": TEXT,
        "same_as": Many(SAME_AS),
        "not_same_as": Many(NOT_SAME_AS),
    },
    short="roles",
    open=True,
    about={
        "name": "What readers see, where the entry stands under another name.",
        "type": "What the actor is, whatever briefs take it for.",
        "aliases": "What the actor is also called. An alias joins nobody.",
        "roles": "What the actor is or was, as the desk has it.",
        "wikidata": "The actor's Wikidata item, such as Q42.",
        "homepage": "The actor's own address.",
        "note": "A word for readers, in Markdown.",
        "same_as": "Names that mean this actor.",
        "not_same_as": "Names that do not mean this actor, however alike.",
    },
)

ACTORS = Entries(ACTOR_ENTRY, "Ada Renn: {aliases: [Renn]}")
"""The whole file."""
