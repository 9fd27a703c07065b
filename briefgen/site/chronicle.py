"""The dated facts of all briefs in the order of time, as precisely as each is dated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

import msgspec

from briefgen.site.digests import Digests
from briefgen.site.dossier import Filed
from briefgen.site.indexcard import Dated, digest_of, short
from briefgen.site.library import Library


class Entry(msgspec.Struct, frozen=True):
    """A dated fact of a brief."""

    fact: Dated
    filed: Filed

    @property
    def when(self) -> str:
        return self.fact.when

    @property
    def number(self) -> int:
        """Its number in its brief, counted from 1."""
        return self.fact.number

    @property
    def month(self) -> str:
        """ "2026-03", or "2026" of a fact that is dated by its year alone."""
        return month_of(self.fact.when)


def month_of(when: str) -> str:
    return when.partition("/")[0][:7]


class Chronicle:
    """Every dated fact once, by month, the newest first; a year stands before its months, a month before its days.

    Briefs that tell the same fact in the same words on the same day tell it once: the oldest of them is named.
    """

    def __init__(self, library: Library) -> None:
        told: dict[str, list[Entry]] = defaultdict(list)
        for filed in library.briefs:
            for fact in filed.card.dated:
                told[month_of(fact.when)].append(Entry(fact, filed))
        self._told = told

    @cached_property
    def months(self) -> Mapping[str, list[Entry]]:
        """The newest month first."""
        return {month: _in_order(self._told[month]) for month in sorted(self._told, reverse=True)}

    def __iter__(self) -> Iterator[Entry]:
        for entries in self.months.values():
            yield from entries


def key_of(entries: Iterable[Entry], digests: Digests) -> bytes:
    """A key of what a list of entries shows."""
    lines, told = digests.lines, list(entries)
    return short(digest_of([each.fact for each in told]), *[lines[each.filed.slug] for each in told])


def _in_order(entries: Iterable[Entry]) -> list[Entry]:
    told = {(each.when, each.fact.text): each for each in entries}
    return sorted(told.values(), key=lambda each: (each.when, each.filed.slug, -each.fact.number), reverse=True)
