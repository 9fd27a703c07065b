"""The dated facts of all briefs in the order of time, as precisely as each is dated."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.model import KeyFact
from briefgen.site.library import Filed, Library


@dataclass(frozen=True, slots=True)
class Entry:
    """A dated fact, and its number in its brief, counted from 1."""

    when: str
    fact: KeyFact
    filed: Filed
    number: int

    @property
    def year(self) -> str:
        return self.when[:4]

    @property
    def month(self) -> str:
        """ "2026-03", or "2026" of a fact that is dated by its year alone."""
        return self.when.partition("/")[0][:7]


def chronicle(library: Library) -> list[Entry]:
    """Every dated fact once, the newest first; a year stands before its months, a month before its days.

    Briefs that tell the same fact in the same words on the same day tell it once: the oldest of them is named.
    """
    told: dict[tuple[str, str], Entry] = {}
    for filed in library.briefs:
        for number, fact in enumerate(filed.brief.key_facts, 1):
            if fact.when:
                told[fact.when, fact.text] = Entry(fact.when, fact, filed, number)
    return sorted(told.values(), key=lambda each: (each.when, each.filed.slug, -each.number), reverse=True)
