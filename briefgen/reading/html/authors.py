"""The byline of a page: the names in its author fields, and the names that stand under its headline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from briefgen.agencies import find_agency
from briefgen.reading.html.blocks import key, visible_text
from briefgen.reading.html.linkeddata import listed, names, types
from briefgen.reading.names import is_person

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST = 80
"""Characters of a name; more is a sentence about the writer."""

_BY = re.compile(r"^\s*(?:written by|story by|by|von|par|por|di|av|af|door|texte? de|text)[\s:]\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:,\s(?:and\s)?|;|\||\s(?:and|und|et|y|og|och|e|&)\s)\s*")
_NOT_A_NAME = re.compile(r"https?://|www\.|@|^\d|\b(?:updated|published|posted)\b", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\([^()]*\)$")
_DATED = re.compile(r"\s\d.{0,200}$")
_BYLINE = re.compile(r"(?:^|[^a-z])(?:byline|by-line|author|authors|autor|auteur|writer)(?:[^a-z]|$)", re.IGNORECASE)


def opens_as_byline(text: str) -> bool:
    """Whether a short text is "By" in some language and a name."""
    match = _BY.match(text)
    return match is not None and len(text) <= LONGEST and text[match.end() : match.end() + 1].isupper()


def is_name_alone(paragraph: str) -> bool:
    """Whether a paragraph is nothing but names of people, as some papers print the byline."""
    found = clean_authors([paragraph])
    return bool(found) and len(paragraph) <= LONGEST and paragraph[-1] not in ".!?:" and all(map(is_person, found))


def clean_authors(told: Iterable[str]) -> tuple[str, ...]:
    """The names in author fields: "By" dropped, lists parted, addresses left out, each once."""
    found: dict[str, str] = {}
    for each in told:
        parts = [_ASIDE.sub("", part).strip(" .,-–—·|") for part in _BETWEEN.split(_DATED.sub("", _BY.sub("", each)))]
        parts = [part for part in parts if part and len(part) <= LONGEST and not _NOT_A_NAME.search(part)]
        # "Jo Roe, Nairobi": behind a full name a single word is the place
        full = any(" " in part for part in parts)
        for name in parts:
            if not full or " " in name or find_agency(name):
                found.setdefault(key(name), name)
    return tuple(name for short, name in found.items() if short)


def houses(field: object) -> tuple[str, ...]:
    """The names in a JSON-LD author field that are of organisations."""
    return names(
        [
            each
            for each in listed(field)
            if isinstance(each, dict) and any("Organization" in kind for kind in types(each))
        ]
    )


def printed_authors(root: HtmlElement) -> tuple[str, ...]:
    """The people in the first element that is marked as the author or the byline and names any."""
    for marked in (_by_relation, _by_class):
        for element in marked(root):
            text = visible_text(element)
            if len(text) <= 200:
                people = [name for name in clean_authors([text]) if is_person(name)]
                if people:
                    return tuple(people)
    return ()


def _by_relation(root: HtmlElement) -> Iterator[HtmlElement]:
    for element in root.iter():
        if "author" in (element.get("rel") or "").split() or "author" in (element.get("itemprop") or "").split():
            yield element


def _by_class(root: HtmlElement) -> Iterator[HtmlElement]:
    for element in root.iter("a", "address", "div", "p", "span", "li", "strong"):
        if _BYLINE.search(element.get("class") or ""):
            yield element
