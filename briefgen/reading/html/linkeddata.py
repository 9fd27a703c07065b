"""JSON-LD (schema.org): the objects that a page's scripts hold, flat, and what their fields say.

Pages write the same field as a text, an object with a name, or a list of either, put objects into objects and into
`@graph`, escape text twice, and break their JSON with line breaks inside strings; all of that is read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

Thing = dict[str, Any]

ARTICLES = re.compile(r"(?:\w{0,30}Article|BlogPosting|LiveBlogPosting|Report|Review|Recipe)")
"""The schema.org types of what is an article on a page."""
DEEPEST = 12
MOST = 3000
"""Objects of one page that are looked at."""

_TAG = re.compile(r"<[^<>]{1,300}>")


def read_things(scripts: Iterable[str]) -> tuple[Thing, ...]:
    """The objects in the scripts, each with those inside it behind it. Broken scripts are passed over."""
    found: list[Thing] = []
    for script in scripts:
        try:
            document = json.loads(script.strip().removesuffix(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _walk(document, DEEPEST):
            if len(found) >= MOST:
                break
            found.append(thing)
    return tuple(found)


def types(thing: Thing) -> tuple[str, ...]:
    """The names of an object's types, without their namespace."""
    return tuple(each.rsplit("/", 1)[-1] for each in listed(thing.get("@type")) if isinstance(each, str))


def is_article(thing: Thing) -> bool:
    """Whether an object describes an article."""
    return any(ARTICLES.fullmatch(each) for each in types(thing))


def text(value: object) -> str:
    """A field as plain text: entities resolved, tags dropped; empty for what is no text."""
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    if isinstance(value, list) and value:
        return text(value[0])
    return " ".join(_TAG.sub("", unescape(unescape(value))).split()) if isinstance(value, str) else ""


def names(value: object) -> tuple[str, ...]:
    """The names in a field: of texts, of objects with a name, and of lists of both."""
    found = [text(each) for each in listed(value)]
    return tuple(dict.fromkeys(each for each in found if each))


def listed(value: object) -> list[Any]:
    """A field's values as a list; a missing one is empty."""
    return value if isinstance(value, list) else [] if value is None else [value]


def _walk(value: object, deep: int) -> Iterator[Thing]:
    if deep < 0:
        return
    if isinstance(value, dict):
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in inner:
        if isinstance(each, dict | list):
            yield from _walk(each, deep - 1)
