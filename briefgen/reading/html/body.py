"""The body of an article: where it stands is the library's word, which whole blocks it is made of is ours.

trafilatura gives the main text of a page, but no places in it; it cuts an article where a page spreads it over
several containers, and keeps headlines and links to other stories. So its text is laid over the page's own blocks: a
block is kept if the library kept its words. What is still wrong then is put right by `repairs.py`.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from briefgen.reading.html.blocks import Block, key, read_blocks

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SHORT = 24
"""Letters of a block up to which it must be a whole line of the library's text: "Share" stands within many."""
PROSE = 10
"""Words from which a block may be a paragraph by itself."""
LITTLE = 0.5
"""The share of a page's prose up to which the library has found little of it."""
FEWEST_PARAGRAPHS = 4
MOST = 0.6
"""So many paragraphs in one element, and that much of a page's prose, are an article by that alone."""
LARGE = 1_000_000
"""Characters of prose from which the library's slow second look is left out."""
MAIN = 0.2
"""The share of an article's text from which an element is one that holds it; some pages part a story over several."""


class Body(msgspec.Struct, frozen=True):
    """`blocks` are all the page's blocks in order, `kept` the places of those that are the article's text.

    `spine` are the elements that hold much of the article: what they are called says nothing of a block in them.
    `headlines` and `authors` are what else the page says of the article, as keys.
    """

    blocks: tuple[Block, ...]
    kept: tuple[int, ...]
    spine: frozenset[HtmlElement]
    headlines: frozenset[str]
    authors: frozenset[str]

    @property
    def text(self) -> tuple[Block, ...]:
        """The article's blocks, in order."""
        return tuple(self.blocks[place] for place in self.kept)

    def keep(self, places: Collection[int]) -> Body:
        """The same page with other blocks kept."""
        kept = tuple(sorted(places))
        return replace(self, kept=kept, spine=_spine(self.blocks, kept))

    def beside(self, element: HtmlElement) -> list[HtmlElement]:
        """An element and those around it, up to what holds much of the article."""
        found = []
        for each in (element, *element.iterancestors()):
            if each in self.spine:
                break
            found.append(each)
        return found


def read_body(root: HtmlElement, headlines: Collection[str], authors: Collection[str]) -> Body:
    """The body of the article of these headlines and authors, as the library finds it; empty where there is none."""
    blocks = read_blocks(root)
    kept = _overlay(blocks, _main_text(root, blocks)) or _densest(blocks)
    body = Body(blocks, (), frozenset(), frozenset(map(key, headlines)), frozenset(map(key, authors)))
    return body.keep(kept)


def _main_text(root: HtmlElement, blocks: Sequence[Block]) -> list[str]:
    """The lines of main text that the library finds; its slow second look is for pages where it finds little."""
    lines = _extract(root, fast=True)
    prose = sum(len(block.text) for block in blocks if block.words >= PROSE and block.linked < 0.5)
    if LITTLE * prose < sum(map(len, lines)) or prose > LARGE:
        return lines
    return _extract(root, fast=False) or lines


def _extract(root: HtmlElement, *, fast: bool) -> list[str]:
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it finds lacking is for us to say
    from trafilatura import bare_extraction

    found = bare_extraction(root, fast=fast, include_comments=False, include_tables=False, with_metadata=False)
    text = None if found is None or isinstance(found, dict) else found.text
    return [line.strip() for line in (text or "").split("\n") if line.strip()]


def _overlay(blocks: Sequence[Block], lines: Sequence[str]) -> list[int]:
    """The places of the blocks whose words are in `lines`."""
    keys = list(map(key, lines))
    whole, text, joined = set(keys), "\n".join(keys), "".join(keys)
    return [
        place
        for place, block in enumerate(blocks)
        if (short := key(block.text))
        and (short in whole or (len(short) > SHORT and (short in text or short in joined)))
    ]


def _densest(blocks: Sequence[Block]) -> list[int]:
    """The paragraphs of the innermost element that holds most prose, for a page in which the library finds nothing."""
    prose = [place for place, block in enumerate(blocks) if block.words >= PROSE and block.linked < 0.5]
    around = {place: list(blocks[place].element.iterancestors()) for place in prose}
    weights: Counter[HtmlElement] = Counter()
    for place in prose:
        weights.update(dict.fromkeys(around[place], blocks[place].words))
    most = MOST * sum(blocks[place].words for place in prose)
    dense = [each for places in around.values() for each in places if weights[each] > most]
    inner = max(dense, key=lambda each: len(list(each.iterancestors())), default=None)
    places = [place for place in prose if inner in around[place]]
    return places if len(places) >= FEWEST_PARAGRAPHS else []


def _spine(blocks: Sequence[Block], kept: Sequence[int]) -> frozenset[HtmlElement]:
    weights: Counter[HtmlElement] = Counter()
    for place in kept:
        element = blocks[place].element
        for each in (element, *element.iterancestors()):
            weights[each] += len(blocks[place].text)
    total = max(weights.values(), default=0)
    return frozenset(element for element, weight in weights.items() if weight > total * MAIN)
