"""What an entry of actors.yml may hold: the one table that reading walks.

The file is a mapping from names to entries. An entry is nothing, or a text (the actor's role), or these fields; keys
that a person adds are kept. A role and a joined name know no other keys: `brief: x` for `briefs: x` would silently
join a name everywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any, get_args
from urllib.parse import urlsplit

from briefgen.fields import TEXT, WHEN, WORD, WRONG, Findings, Many, Record, Value, one_of
from briefgen.model import EntityType
from briefgen.register.entry import Entry, NotSameAs, Role, SameAs
from briefgen.slug import slugify
from briefgen.yamltext import Node


@dataclass(frozen=True, slots=True)
class Placed(Record):
    """A record that knows its line, so that what only shows when entries are compared can still name it."""

    def read(self, node: Node, where: str, findings: Findings) -> Any:
        value = Record.read(self, node, where, findings)
        return value if value is WRONG else replace(value, line=node.line)


def _moment(text: str) -> str:
    if "/" in text:
        raise ValueError(text)
    return str(WHEN.convert(text))


def _item(text: str) -> str:
    """A Wikidata item by its number, or by its address."""
    found = re.fullmatch(r"(?:https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/)?(Q[1-9][0-9]{0,14})", text.strip())
    if not found:
        raise ValueError(text)
    return found[1]


def _homepage(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s\\]+", text) or not urlsplit(text).hostname:
        raise ValueError(text)
    return text


def _brief(text: str) -> str:
    """The slug of a brief that is named by its slug or its file."""
    name = PurePosixPath(WORD.convert(text)).name
    return slugify(re.sub(r"\.(md|markdown)$", "", name, flags=re.IGNORECASE))


MOMENT = Value(_moment, "a date; write 2021-02-19, 2021-02 or 2021", WHEN.dump)
WIKIDATA = Value(_item, "a Wikidata item; write its number, such as Q42")
HOMEPAGE = Value(_homepage, "an address; write https://example.org/")
BRIEFS = Many(Value(_brief, "a brief; write its file name, such as ferry-capsizes.md"))
TYPE = one_of(get_args(EntityType))

ROLE = Placed(Role, {"role": WORD, "since": MOMENT, "until": MOMENT}, short="role")

SAME_AS = Placed(SameAs, {"name": WORD, "type": TYPE, "briefs": BRIEFS}, short="name")

NOT_SAME_AS = Placed(NotSameAs, {"name": WORD}, short="name")

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
)
