"""Which pages an edit can reach, where it changes nothing by which briefs are listed, counted and linked.

A build goes through all pages of a site to learn by their keys which of them change. Most edits leave alone what ties
briefs to one another (`IndexCard.ties`): then the pages of other briefs and actors stand as they are, save those that
show the brief, and the build goes through these and the lists alone. All else is a reason to go through everything.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from briefgen.briefs.packed import DIGEST
from briefgen.register import ActorKey
from briefgen.site.cards import CARD
from briefgen.site.dossier import Filed
from briefgen.site.indexcard import digest_of, short
from briefgen.site.library import Library
from briefgen.site.memory import Ground, Memory, mark
from briefgen.site.search import INDEX
from briefgen.site.write import Fate

OWN = ("briefs/", "actors/", "archive/", "topics/", "all-topics/", "sources/", "all-sources/")
"""The folders of the pages of which only those that are touched are listed. What else lies in them is every time."""

SITEMAP = "sitemap"
"""What the names of files begin with that list all pages, and change with what ties briefs to one another."""

STRETCH = 64
"""Briefs whose marks are compared at once: in most edits all but one of them stand."""

_SEARCHED, _CARD = f"{INDEX}/", f"/{CARD}"


class Touched(msgspec.Struct, frozen=True):
    """What changed since the last build: `briefs` and the `actors` in them, and who `shows` these briefs, by slug; of
    some a list shows something else, a `line`."""

    briefs: frozenset[str]
    actors: frozenset[ActorKey]
    shows: frozenset[str]
    lines: frozenset[str] = frozenset()

    def listed(self, briefs: Iterable[Filed]) -> bool:
        """Whether a list of these briefs shows something else."""
        return bool(self.lines) and any(each.slug in self.lines for each in briefs)


def fate(path: str) -> Fate:
    """What becomes of a file that the last build wrote and that is not listed, or of one that is listed for the first
    time, where only what is touched is listed."""
    if path.endswith(".html"):  # as most do
        return "stays" if path.startswith(OWN) else "amiss"
    if path.startswith(_SEARCHED) or path.endswith(_CARD):
        return "goes"
    return "stays" if path.startswith(OWN) or (path.startswith(SITEMAP) and path.endswith(".xml")) else "amiss"


def ground_of(library: Library, about: Iterable[bytes], record: str = "") -> Ground:
    """What a build of this library stands on. `about` are digests of all else that its pages are made of."""
    briefs = "\n".join([f"{each.slug} {each.hold or ''}" for each in library.briefs]).encode()
    ties = [each.card.ties for each in library.briefs]
    register = digest_of(library.register.entries)
    marks = b"".join([mark(each.card) for each in library.briefs])
    return Ground(short(*about, register, briefs, *ties), marks, record)


def touched(before: Ground | None, now: Ground, library: Library, memory: Memory) -> Touched | None:
    """What differs from the last build; None where that is more than some briefs of which all ties stand."""
    if before is None or before.key != now.key or before.record != now.record or len(before.marks) != len(now.marks):
        return None
    digests, lines = changed_places(before.marks, now.marks, len(library.briefs))
    if len(digests) > len(library.briefs) // 4:
        return None
    briefs = frozenset(library.briefs[number].slug for number in digests)
    actors = frozenset(key for slug in briefs for key in library.casts[slug])
    retitled = frozenset(library.briefs[number].slug for number in lines)
    return Touched(briefs, actors, briefs | memory.near_to(retitled), retitled)


def changed_places(before: bytes, now: bytes, number: int) -> tuple[list[int], list[int]]:
    """The places of the briefs whose digests differ, and of those of which a list shows something else."""
    size = len(now) // number if number else 1
    stretch = STRETCH * size
    digests, lines = [], []
    for begin in range(0, len(now), stretch):
        end = min(begin + stretch, len(now))
        if before[begin:end] == now[begin:end]:
            continue
        for start in range(begin, end, size):
            if before[start : start + size] != now[start : start + size]:
                digests.append(start // size)
                if before[start + DIGEST : start + size] != now[start + DIGEST : start + size]:
                    lines.append(start // size)
    return digests, lines
