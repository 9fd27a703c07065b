"""Which item of one list is which of another, by their marks: those that say most of the same go together.

An item's marks are first that of what it is known by, then one for each of its fields. Several items may be known by
the same, such as two facts of one sentence; so the pairs that have most fields in common are made first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefgen.briefs.made import NOTHING

Marks = tuple[str, ...]


def pair(left: Sequence[Marks], right: Sequence[Marks]) -> dict[int, int]:
    """Places in `left` -> places in `right` of items that are known by the same."""
    by_name: dict[str, list[int]] = {}
    for place, marks in enumerate(right):
        by_name.setdefault(marks[0], []).append(place)
    pairs = ((one, other) for one, marks in enumerate(left) for other in by_name.get(marks[0], ()))
    return _best(pairs, left, right)


def pair_renamed(left: Sequence[Marks], right: Sequence[Marks], fields: Sequence[str]) -> dict[int, int]:
    """The same for items that are known by something else now: same evidence and half of the rest, or most of all."""
    places = ((one, other) for one in range(len(left)) for other in range(len(right)))
    return _best((each for each in places if _renamed(left[each[0]], right[each[1]], fields)), left, right)


def _best(pairs: Iterable[tuple[int, int]], left: Sequence[Marks], right: Sequence[Marks]) -> dict[int, int]:
    """Of pairs of places each place once, those first whose items have most in common."""
    found: dict[int, int] = {}
    for one, other in sorted(pairs, key=lambda each: (-_common(left[each[0]], right[each[1]]), each)):
        if one not in found and other not in found.values():
            found[one] = other
    return found


def _common(one: Marks, other: Marks) -> int:
    return sum(a == b for a, b in zip(one[1:], other[1:], strict=False))


def _renamed(mine: Marks, made: Marks, fields: Sequence[str]) -> bool:
    same = {key: yours == old for key, yours, old in zip(fields, mine[1:], made[1:], strict=False) if old != NOTHING}
    share = sum(same.values()) / len(same) if same else 0.0
    return share >= 0.75 or (share >= 0.5 and same.get("evidence", False))
