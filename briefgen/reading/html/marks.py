"""What the names in a page's markup say: which elements call themselves a caption, a credit, a list of other stories.

Class names, identifiers and test marks are words run together in many ways ("figCaption__credit", "image-source").
The words that mark an element as of a kind are in `marks.tsv`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST = 400
"""Characters of names that are looked at."""

_NONE: frozenset[str] = frozenset()
_ATTRIBUTES = ("class", "id", "itemprop", "data-testid", "data-component", "data-qa", "data-type", "data-caption")
_WORD = re.compile(r"[^\W\d_A-Z]+|[A-Z][^\W\d_A-Z]*")
# "has-caption" speaks of something inside.
_HAS = re.compile(r"(?<!\S)(?:has|with|without|no|is|show|hide|toggle)(?=[-_A-Z])\S{1,80}")


@cache
def table() -> dict[str, tuple[tuple[str, ...], frozenset[str]]]:
    """Kind -> the words that mark it anywhere in a name, and those that must stand alone."""
    lines = Path(__file__).with_name("marks.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    words: dict[tuple[str, str], list[str]] = {}
    for kind, how, listed in rows:
        words.setdefault((kind, how), []).extend(listed.split())
    return {
        kind: (tuple(words.get((kind, "within"), ())), frozenset(words.get((kind, "alone"), ()))) for kind, _ in words
    }


def marks(element: HtmlElement) -> frozenset[str]:
    """The kinds that an element's own names mark it as."""
    told = element.attrib
    return kinds(" ".join([told[name] for name in _ATTRIBUTES if name in told])[:LONGEST]) if told else _NONE


def marked(element: HtmlElement, kind: str) -> bool:
    """Whether an element's own names mark it as of `kind`."""
    return kind in marks(element)


@lru_cache(maxsize=16384)
def kinds(names: str) -> frozenset[str]:
    """The kinds that names of elements speak of."""
    names = _HAS.sub("", names)
    lower = names.lower()
    words = {word.lower() for word in _WORD.findall(names)}
    return frozenset(
        kind
        for kind, (within, alone) in table().items()
        if any(part in lower for part in within) or not words.isdisjoint(alone)
    )
