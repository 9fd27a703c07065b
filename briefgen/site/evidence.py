"""What proves a claim, as a page shows it: the paragraph, the way to the very sentence, and no word twice.

A quotation stands in a page once: where the claim itself is verbatim, or a key fact of the page shows the sentence, the
evidence names the place alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from briefgen.model import Brief, Evidence
from briefgen.site.links import excerpt, sentence_link
from briefgen.site.page import Data


def proof(found: Iterable[Evidence], url: str | None, shown: str = "") -> list[Data]:
    """Where the source says it: the paragraph's number (from 1, as people count), the way there, and `quote`.

    `quote` is at most 25 words, and empty where `shown`, the text of the claim, holds it already.
    """
    return [
        {
            "paragraph": each.paragraph + 1,
            "quote": "" if each.quote.strip() in shown else excerpt(each.quote),
            "see": None,
            "url": sentence_link(url, each.quote),
        }
        for each in found
    ]


class ProofsOfActors:
    """The evidence of a brief's actors, counted from 1: all of it worked out when something of it is asked for."""

    def __init__(self, brief: Brief) -> None:
        self._brief = brief

    def of(self, number: int) -> list[Data]:
        """The evidence of an actor."""
        return self._found[number - 1]

    def lead_to(self, number: int) -> bool:
        """Whether the evidence of another actor leads to this one's."""
        return f"actor-{number}" in self._places

    @cached_property
    def _found(self) -> list[list[Data]]:
        return proofs_of_actors(self._brief)

    @cached_property
    def _places(self) -> frozenset[str | None]:
        return frozenset(each["see"] for found in self._found for each in found)


def proofs_of_actors(brief: Brief) -> list[list[Data]]:
    """The evidence of each actor. `see` is where the page shows the sentence already: "fact-2" or "actor-1"."""
    seen: dict[str, str] = {}
    for number, fact in enumerate(brief.key_facts, 1):
        for each in fact.evidence:
            if each.quote.strip() in fact.text:
                seen.setdefault(each.quote, f"fact-{number}")
    shown = []
    for number, actor in enumerate(brief.actors, 1):
        found = proof(actor.evidence, brief.source.url)
        for each, data in zip(actor.evidence, found, strict=True):
            place = seen.setdefault(each.quote, f"actor-{number}")
            if place != f"actor-{number}":
                data |= {"quote": "", "see": place}
        shown.append(found)
    return shown
