"""What was made by rule, in so few letters that a brief can carry it: so a person's words are told from ours.

The key `made`, last in the front matter, is written with the brief and renewed with it. It holds a mark of five
letters for each value as it was made: a value that no longer has its mark was edited, and an item whose marks are left
over was deleted. So a brief needs no second file; it can be renamed, copied, sent and kept in git like any other text.
A brief without the key is a person's throughout.

    made: 1 text=q3Zt0 seen=Xk2mA title=9fJ_c date=bQ81x source.path=k2Pqw actors=p1Lz0wE3rT.,mN5oPyU1io. summary=...

`text` marks the whole file but for this line, `seen` the texts of the article that the brief was made or renewed from.
`like.key_facts` and the like hold what an item in other words is known by, where it was deleted.

A value that was not there has no mark; in an item, whose marks are first that of what it is known by and then those of
its fields in their order, it has a dot.
"""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable, Mapping
from hashlib import blake2b
from json.encoder import encode_basestring
from operator import attrgetter
from typing import Any

import msgspec

from briefgen.briefs.schema import BRIEF, SOURCE
from briefgen.fields import TEXT, Kind, Many, Record, defaults
from briefgen.model import Brief, Source

FORMAT = "1"
LETTERS = 5
"""Of a mark: 30 bits, so that an edit goes unseen once in a billion."""
NOTHING = "."
REMEMBERED = 20
"""Texts of an article whose marks are kept."""
MARKS = re.compile(rf"\.|[A-Za-z0-9_-]{{{LETTERS}}}")
WORD = re.compile(r"\w+")
_JSON = json.JSONEncoder(ensure_ascii=False, default=str, separators=(",", ":"))
LIKENESSES = 8
"""Words that stand for a text; 12 bits of each are kept."""
LINE = "made: "
"""How the line that holds the marks opens."""

PERSONAL = frozenset({"status", "publish", "corrections", "made"})
"""Keys in which no article has a say."""

LISTS: Mapping[str, Record] = {
    name: kind.kind
    for name, kind in BRIEF.fields.items()
    if isinstance(kind, Many) and isinstance(kind.kind, Record) and name not in PERSONAL
}
"""What is told apart item by item: actors, key facts, quotes, photos."""

IDENTITY: Mapping[str, Callable[[Any], object]] = {
    "actors": lambda actor: actor.name,
    "key_facts": lambda fact: [each.quote for each in fact.evidence] or fact.text,
    "quotes": lambda quote: quote.text,
    "photos": lambda photo: photo.url or photo.file or photo.caption,
}
"""What an item is known by in another version of its article."""

WORDING: Mapping[str, Callable[[Any], str]] = {
    "key_facts": lambda fact: " ".join(each.quote for each in fact.evidence) or fact.text,
    "quotes": lambda quote: quote.text,
    "photos": lambda photo: "" if photo.url or photo.file else photo.caption,
}
"""The text of an item that may come in other words; names and addresses do not."""

VALUES: Mapping[str, Kind] = {
    **{name: kind for name, kind in BRIEF.fields.items() if name not in {*PERSONAL, *LISTS, "source"}},
    **{f"source.{name}": kind for name, kind in SOURCE.fields.items()},
    **dict.fromkeys(("summary", "background", "watch"), TEXT),
}
"""What is one thing each, a field of the source with a dot in its name."""


class Made(msgspec.Struct, frozen=True):
    """The marks of a brief as it was made: of `values` by name, of `items` by list and item.

    `likenesses` stand for the wording of each item of a list.
    """

    values: Mapping[str, str] = msgspec.field(default_factory=dict)
    items: Mapping[str, tuple[tuple[str, ...], ...]] = msgspec.field(default_factory=dict)
    likenesses: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    seen: tuple[str, ...] = ()
    text: str = ""

    def value(self, name: str) -> str:
        """The mark of one of VALUES."""
        return self.values.get(name, NOTHING)

    def __str__(self) -> str:
        parts = {"text": self.text, "seen": ",".join(self.seen), **self.values}
        parts |= {name: ",".join(map("".join, items)) for name, items in self.items.items()}
        parts |= {f"like.{name}": ",".join(likenesses) for name, likenesses in self.likenesses.items()}
        return " ".join([FORMAT, *(f"{name}={marks}" for name, marks in parts.items() if marks)])


def make(brief: Brief, seen: Iterable[str] = ()) -> Made:
    """The marks of a brief as it stands; `seen` are those of earlier texts of its article."""
    items = _items(brief)
    return Made(
        {name: found for name in VALUES if (found := value_mark(name, brief)) != NOTHING},
        items,
        {name: tuple(likeness(name, item) for item in getattr(brief, name)) for name in WORDING if name in items},
        tuple(dict.fromkeys((*seen, mark(brief.source.sha256))))[-REMEMBERED:],
    )


def read(line: str) -> Made | None:
    """What the key `made` holds; None for nothing, for what a later version wrote, and for what is damaged."""
    version, *parts = line.split() or [""]
    if version != FORMAT:
        return None
    held = {name: marks for name, equals, marks in (part.partition("=") for part in parts) if equals}
    if any(not MARKS.fullmatch(each[:LETTERS]) for name in LISTS if name in held for each in held[name].split(",")):
        return None
    return Made(
        {name: marks for name, marks in held.items() if name in VALUES},
        {name: tuple(tuple(MARKS.findall(each)) for each in held[name].split(",")) for name in LISTS if name in held},
        {name: tuple(held[f"like.{name}"].split(",")) for name in WORDING if f"like.{name}" in held},
        tuple(filter(None, held.get("seen", "").split(","))),
        held.get("text", ""),
    )


def edited(brief: Brief, made: Made) -> tuple[str, ...]:
    """The keys of what is not as it was made, `source` and each list as a whole."""
    items = _items(brief)
    values = (name.partition(".")[0] for name in VALUES if value_mark(name, brief) != made.value(name))
    lists = (name for name in LISTS if items.get(name) != made.items.get(name))
    return tuple(dict.fromkeys((*values, *lists)))


def _items(brief: Brief) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The marks of each item of the LISTS that hold any."""
    return {name: tuple(item_marks(name, item) for item in held) for name in LISTS if (held := getattr(brief, name))}


def value_mark(name: str, brief: Brief) -> str:
    """The mark of one of VALUES in a brief."""
    record, _, last = name.rpartition(".")
    return _mark(last, VALUES[name], attrgetter(name)(brief), defaults(Source if record else Brief))


def item_marks(name: str, item: Any) -> tuple[str, ...]:
    """The marks of an item of one of LISTS: of what it is known by, and of each of its fields."""
    table = LISTS[name]
    standing = defaults(table.type)
    marks = (_mark(key, kind, getattr(item, key), standing) for key, kind in table.fields.items())
    return (mark([name, IDENTITY[name](item)]), *marks)


def likeness(name: str, item: Any) -> str:
    """What the wording of an item shares with nearly the same words; NOTHING for one that has too few of them.

    For each of eight orders of all words the first one of the text, in two letters: as many of them agree as the two
    texts have words in common (Broder, "On the resemblance and containment of documents", 1997).
    """
    words = set(WORD.findall(WORDING[name](item).casefold())) if name in WORDING else set()
    if len(words) < LIKENESSES // 2:
        return NOTHING
    digests = [blake2b(word.encode("utf-8", "surrogatepass"), digest_size=2 * LIKENESSES).digest() for word in words]
    firsts = [min(digest[at : at + 2] for digest in digests) for at in range(0, 2 * LIKENESSES, 2)]
    return "".join(urlsafe_b64encode(first + b"\0").decode()[:2] for first in firsts)


def alike(one: str, other: str) -> bool:
    """Whether two likenesses are of nearly the same words: three quarters agree."""
    pairs = [(one[at : at + 2], other[at : at + 2]) for at in range(0, 2 * LIKENESSES, 2)]
    return NOTHING not in (one, other) and sum(a == b for a, b in pairs) >= LIKENESSES * 3 // 4


def _mark(name: str, kind: Kind, value: Any, standing: Mapping[str, object]) -> str:
    if value is None or (name in standing and value == standing[name]):
        return NOTHING
    written = kind.write(value)
    # As `mark` has it; an encoder for a text alone is made much quicker.
    return _letters(f'["{name}",{encode_basestring(written)}]') if type(written) is str else mark([name, written])


def mark(value: object) -> str:
    """Five letters that stand for plain data, of its JSON."""
    return _letters(_JSON.encode(value))


def unmarked(text: str) -> str:
    """A brief's file without the line of the key `made`."""
    start = 0 if text.startswith(LINE) else text.find(f"\n{LINE}") + 1
    end = text.find("\n", start) + 1
    return text[:start] + text[end:] if end and text.startswith(LINE, start) else text


def _letters(data: str) -> str:
    digest = blake2b(data.encode("utf-8", "surrogatepass"), digest_size=6).digest()
    return urlsafe_b64encode(digest).decode()[:LETTERS]
