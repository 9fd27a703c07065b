"""A brief that a person may have edited, and a new one of the same article -> one brief.

Field by field, and item by item in lists: what a person edited stays, what they did not is renewed, what they deleted
stays deleted, what they added stays. Where both changed a value the person's stays, and the other is told. How a
person's words are known is the matter of `made`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from operator import attrgetter
from typing import Any

import msgspec
from msgspec.structs import replace

from briefgen.briefs.made import (
    IDENTITY,
    LISTS,
    NOTHING,
    VALUES,
    WORDING,
    Made,
    alike,
    item_marks,
    likeness,
    make,
    value_mark,
)
from briefgen.briefs.pairing import pair, pair_renamed
from briefgen.fields import Kind
from briefgen.model import Actor, Brief, Photo

_Place = tuple[int | None, int | None]

REMEMBERED_ITEMS = 100
"""Items of a list whose marks are kept."""
ALIKE = 0.75
"""How alike two texts are, from 0 to 1, for the one to be a later wording of the other."""


class Other(msgspec.Struct, frozen=True):
    """What an article has come to say where a person had written something else.

    `where` is such as `actors[0].role`, `value` plain, `line` that of the person's value in the file.
    """

    where: str
    value: Any
    line: int | None = None


class Merged(msgspec.Struct):
    """The brief, for each list the place that each item had in the person's, what was not taken over, and the marks."""

    brief: Brief
    places: dict[str, tuple[int | None, ...]] = msgspec.field(default_factory=dict)
    others: list[Other] = msgspec.field(default_factory=list)
    made: Made = msgspec.field(default_factory=Made)


def merge(mine: Brief, theirs: Brief, made: Made) -> Merged:
    """`mine` is the person's, `theirs` the new one as its file would be read, `made` what `mine` was made as."""
    merged = Merged(mine)
    source: dict[str, Any] = {}
    values: dict[str, Any] = {}
    for name in VALUES:
        yours, new = attrgetter(name)(mine), attrgetter(name)(theirs)
        marks = (value_mark(name, mine), value_mark(name, theirs), made.value(name))
        record, _, key = name.rpartition(".")
        (source if record else values)[key] = _choose(name, VALUES[name], yours, new, marks, merged.others)
    lists = {name: _Items(name, mine, theirs, made) for name in LISTS}
    for name, items in lists.items():
        values[name], merged.places[name] = items.merge(merged.others)
    merged.brief = replace(mine, source=replace(mine.source, **source), **values)
    merged.made = _made(mine, theirs, made, lists)
    return merged


def _made(mine: Brief, theirs: Brief, made: Made, lists: Mapping[str, _Items]) -> Made:
    """What the merged brief was made as: the new brief, but for what is known to be the person's."""
    now = make(theirs, made.seen)
    values = {name: _mark_made(value_mark(name, mine), now.value(name), made.value(name)) for name in VALUES}
    marks = {name: items.marks() for name, items in lists.items()}
    return replace(
        now,
        values={name: mark for name, mark in values.items() if mark != NOTHING},
        items={name: tuple(item for item, _ in each) for name, each in marks.items() if each},
        likenesses={name: tuple(like for _, like in marks[name]) for name in WORDING if marks[name]},
    )


def _mark_made(mine: str, theirs: str, made: str) -> str:
    """The mark of what a value is made as now. A person's edit is theirs also while the article says the same."""
    return made if mine == theirs else theirs


def _choose(where: str, kind: Kind, yours: Any, new: Any, marks: tuple[str, str, str], others: list[Other]) -> Any:
    """`marks` are those of the person's value, of the new one and of what was made."""
    mine, theirs, made = marks
    if mine in (made, theirs):
        return new
    if theirs != made:
        others.append(Other(where, None if new is None else kind.write(new)))
    return yours


class _Items:
    """One list of a brief. An item is called by its place, in the person's list or in the new one."""

    def __init__(self, name: str, mine: Brief, theirs: Brief, made: Made) -> None:
        self.name = name
        self.mine: Sequence[Any] = getattr(mine, name)
        self.new: Sequence[Any] = getattr(theirs, name)
        self.made = made.items.get(name, ())
        self.likenesses = made.likenesses.get(name, ())
        self.my_marks = [item_marks(name, item) for item in self.mine]
        self.new_marks = [item_marks(name, item) for item in self.new]
        self.origins = self._origins()
        self.matches = self._matches()

    def merge(self, others: list[Other]) -> tuple[tuple[Any, ...], tuple[int | None, ...]]:
        """The items in their order, and the place of each in the person's list."""
        order = self._order()
        others += [Other(self.name, WORDING[self.name](self.new[match])) for match in self._reworded()]
        items: list[Any] = []
        for at, (place, match) in enumerate(order):
            if place is not None and match is not None:
                items.append(self._fields(f"{self.name}[{at}]", place, match, others))
            elif place is not None:
                items.append(self.mine[place])
            elif match is not None:
                items.append(self.new[match])
        return tuple(items), tuple(place for place, _ in order)

    def marks(self) -> list[tuple[tuple[str, ...], str]]:
        """What the items are made as now, each with its likeness: the new ones, and old ones of which a person's will
        is known, by an edit or by their absence, although the article no longer has them.
        """
        places = {match: place for place, match in self.matches.items()}
        found = []
        for match, new in enumerate(self.new_marks):
            like = likeness(self.name, self.new[match])
            if (place := places.get(match)) is None:
                found.append((new, like))
                continue
            made = self._marks_made(place)[1:]
            triples = zip_longest(self.my_marks[place][1:], new[1:], made, fillvalue=NOTHING)
            found.append(((new[0], *(_mark_made(*each) for each in triples)), like))
        now = {marks[0] for marks in self.new_marks}
        edited = {self.origins[place] for place in self.origins if place not in self.matches and self._stays(place)}
        for at, old in enumerate(self.made):
            if old[0] not in now and (at in edited or at not in self.origins.values()):
                found.append((old, self.likenesses[at] if at < len(self.likenesses) else NOTHING))
        return found[:REMEMBERED_ITEMS]

    def _fields(self, where: str, place: int, match: int, others: list[Other]) -> Any:
        """An item that both have, field by field."""
        mine, new = self.mine[place], self.new[match]
        marks = zip_longest(
            self.my_marks[place][1:], self.new_marks[match][1:], self._marks_made(place)[1:], fillvalue=NOTHING
        )
        chosen = {
            key: _choose(f"{where}.{key}", kind, getattr(mine, key), getattr(new, key), each, others)
            for (key, kind), each in zip(LISTS[self.name].fields.items(), marks, strict=False)
        }
        return replace(mine, **chosen)

    def _marks_made(self, place: int) -> tuple[str, ...]:
        """What a person's item was made as; nothing, if it is their own."""
        return self.made[self.origins[place]] if place in self.origins else ()

    def _origins(self) -> dict[int, int]:
        """What each of the person's items was made as."""
        found = pair(self.my_marks, self.made)
        mine = [place for place in range(len(self.mine)) if place not in found]
        left = [at for at in range(len(self.made)) if at not in found.values()]
        renamed = pair_renamed(
            [self.my_marks[place] for place in mine], [self.made[at] for at in left], tuple(LISTS[self.name].fields)
        )
        return found | {mine[place]: left[at] for place, at in renamed.items()}

    def _matches(self) -> dict[int, int]:
        """The new item for each of the person's: of the same name as it was made under, or a later wording of it."""
        made = [self._marks_made(place) or marks for place, marks in enumerate(self.my_marks)]
        found = pair(made, self.new_marks)
        known = {marks[0] for marks in self.made}
        for match, marks in enumerate(self.new_marks):
            if match not in found.values() and marks[0] not in known:
                left = [place for place in self.origins if place not in found]
                alike = next((place for place in left if self._alike(self.mine[place], self.new[match])), None)
                if alike is not None:
                    found[alike] = match
        return found

    def _alike(self, mine: Any, new: Any) -> bool:
        """Whether a new item is the person's in other words; pictures of two addresses are two."""
        if isinstance(mine, Actor):
            return mine.type == new.type and (new.name in mine.aliases or mine.name in new.aliases)
        if isinstance(mine, Photo) and mine.url and new.url:
            return False
        ours, theirs = (str(IDENTITY[self.name](item)) for item in (mine, new))
        return SequenceMatcher(None, ours, theirs, autojunk=False).ratio() >= ALIKE

    def _order(self) -> list[_Place]:
        """(place in the person's list, in the new one) of each item, in the new order or in one that a person made."""
        mine = [(place, self.matches.get(place)) for place in range(len(self.mine)) if self._stays(place)]
        gone = {marks[0] for marks in self.made}  # what was made once and is no longer there was deleted
        reworded = self._reworded()
        places = {match: place for place, match in self.matches.items()}
        new = [
            (places.get(match), match)
            for match, marks in enumerate(self.new_marks)
            if match in places or (marks[0] not in gone and match not in reworded)
        ]
        origins = [self.origins[place] for place, _ in mine if place in self.origins]
        return _weave(new, mine) if origins == sorted(origins) else _weave(mine, new)

    def _reworded(self) -> list[int]:
        """New items that are later wordings of what a person deleted."""
        known = {marks[0] for marks in self.made}
        now = {marks[0] for marks in self.new_marks}
        lost = [
            self.likenesses[at]
            for at, marks in enumerate(self.made)
            if at not in self.origins.values() and marks[0] not in now and at < len(self.likenesses)
        ]
        free = (match for match in range(len(self.new)) if match not in self.matches.values())
        return [
            match
            for match in free
            if self.new_marks[match][0] not in known
            and any(alike(likeness(self.name, self.new[match]), each) for each in lost)
        ]

    def _stays(self, place: int) -> bool:
        """Whether an item is in the new list, is a person's own, or was changed by a person."""
        unedited = self.my_marks[place] == self._marks_made(place) and not self.mine[place].extra
        return place in self.matches or not unedited


def _weave(main: Sequence[_Place], other: Sequence[_Place]) -> list[_Place]:
    """`main`, and what `other` has beyond it, each behind what it follows there."""
    woven, at = list(main), 0
    for each in other:
        if each in woven:
            at = woven.index(each) + 1
        else:
            woven.insert(at, each)
            at += 1
    return woven
