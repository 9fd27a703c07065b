"""Briefs put together by a word that they share: a topic, a publisher.

Two spellings that differ in case alone are one word. Who was there first has the plain address, so that a new brief
moves no old one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

import msgspec

from briefgen.site.dossier import Filed
from briefgen.site.library import LATER, Library
from briefgen.slug import slugify, unique


class Shelf(msgspec.Struct, frozen=True):
    """A word as the newest brief writes it, its address, and its briefs, newest first."""

    key: str
    slug: str
    name: str
    briefs: tuple[Filed, ...]


Shelves = Mapping[str, Shelf]
"""By `fold` of the word, the fullest first."""


def by_topic(library: Library) -> Shelves:
    return _shelve(library, lambda filed: filed.card.topics)


def by_publisher(library: Library) -> Shelves:
    return _shelve(library, lambda filed: (filed.card.publisher,))


@lru_cache(maxsize=2**16)
def fold(word: str) -> str:
    """What two spellings of one word share."""
    return " ".join(word.casefold().split())


def _shelve(library: Library, words: Callable[[Filed], Sequence[str]]) -> Shelves:
    briefs: dict[str, list[Filed]] = defaultdict(list)
    names: dict[str, str] = {}
    for filed in library.briefs:
        for word in words(filed):
            key = fold(word)
            held = briefs[key]
            if not held or held[-1] is not filed:  # once, however it is spelt
                held.append(filed)
                names.setdefault(key, word)
    briefs.pop("", None)
    slugs: dict[str, str] = {}
    taken: set[str] = set()
    for key in sorted(briefs, key=lambda key: _age(briefs[key][-1], key)):
        slugs[key] = unique(slugify(key), taken)
        taken.add(slugs[key])
    fullest = sorted(briefs, key=lambda key: (-len(briefs[key]), key))
    return {key: Shelf(key, slugs[key], names[key], tuple(briefs[key])) for key in fullest}


def _age(oldest: Filed, key: str) -> tuple[str, str, str]:
    return oldest.card.day or LATER, oldest.slug, key
