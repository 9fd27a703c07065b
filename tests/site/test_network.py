from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from briefgen.model import Actor, Brief, Source
from briefgen.site.drawing import arc
from briefgen.site.library import catalogue
from briefgen.site.network import MOST_ACTORS, MOST_PAIRS, network


def brief(*names: str) -> Brief:
    return Brief("A title", Source(), actors=tuple(Actor(name, "person", mentions=1) for name in names))


def briefs(*casts: tuple[str, ...]) -> list[tuple[str, Brief]]:
    return [(f"b-{number}", brief(*cast)) for number, cast in enumerate(casts)]


def test_pairs_are_counted_and_the_closest_come_first() -> None:
    found = network(catalogue(briefs(("Ada", "Bo"), ("Ada", "Bo"), ("Bo", "Cem"), ("Dora",))))
    assert [({pair.first.name, pair.second.name}, pair.together) for pair in found.pairs] == [
        ({"Ada", "Bo"}, 2),
        ({"Bo", "Cem"}, 1),
    ]
    assert [each.name for each in found.actors] == ["Ada", "Bo", "Cem"]


def test_groups_of_company_are_not_mixed() -> None:
    found = network(catalogue(briefs(("A", "X"), ("B", "Y"), ("X", "C"), ("Y", "D"), ("A", "C"))))
    names = "".join(each.name for each in found.actors)
    assert {*names[:3]} == {"A", "C", "X"}


def test_the_picture_is_bounded_however_many_there_are() -> None:
    casts = [tuple(f"N{(start + step) % 200}" for step in range(12)) for start in range(200)]
    found = network(catalogue(briefs(*casts)))
    assert len(found.actors) <= MOST_ACTORS
    assert 0 < len(found.pairs) <= MOST_PAIRS


CASTS = st.lists(st.lists(st.sampled_from("ABCDEFGH"), max_size=4).map(tuple), max_size=12)


@given(CASTS, st.randoms(use_true_random=False))
def test_the_same_briefs_make_the_same_picture_in_any_order(
    casts: list[tuple[str, ...]], chance: random.Random
) -> None:
    made = briefs(*casts)
    found = network(catalogue(made))
    seats = [each.key for each in found.actors]
    assert {pair.first.key for pair in found.pairs} | {pair.second.key for pair in found.pairs} == {*seats}
    assert all(seats.index(pair.first.key) < seats.index(pair.second.key) for pair in found.pairs)
    chance.shuffle(made)
    assert network(catalogue(made)) == found


def test_the_longest_arc_fills_the_picture() -> None:
    assert arc(0, 4, 4) == "M0 5C131 5 131 45 0 45"
    assert arc(2, 3, 4) == "M0 25C45 25 45 35 0 35"
