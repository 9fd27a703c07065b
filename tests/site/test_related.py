from __future__ import annotations

import random
from collections import Counter
from datetime import date
from math import log

from hypothesis import given
from hypothesis import strategies as st

from briefgen.model import Actor, Brief, Source
from briefgen.site.library import Library, catalogue
from briefgen.site.related import Ties
from briefgen.site.shelves import by_topic

Briefs = list[tuple[str, Brief]]


def brief(*actors: str, day: int = 1, topics: tuple[str, ...] = ()) -> Brief:
    named = tuple(Actor(name, "person", mentions=1) for name in actors)
    return Brief("A title", Source(), date=date(2031, 3, day), actors=named, topics=topics)


def near(library: Library, slug: str, limit: int = 4) -> list[tuple[str, list[str]]]:
    """What is near to a brief, and what they share."""
    this = next(each for each in library.briefs if each.slug == slug)
    topics = by_topic(library)
    found = Ties(library, topics).related(slug, this.card.topics, limit)
    return [
        (each.slug, [library.dossiers[key].name for key in each.actors] + [topics[key].name for key in each.topics])
        for each in found
    ]


def test_rare_company_relates_briefs_more_than_common_company() -> None:
    library = catalogue(
        [
            ("this", brief("Common", "Rare", day=1)),
            ("rare", brief("Rare", day=2)),
            *((f"common-{n}", brief("Common", day=n)) for n in range(3, 9)),
        ]
    )
    assert near(library, "this", 3) == [("rare", ["Rare"]), ("common-8", ["Common"]), ("common-7", ["Common"])]


def test_a_shared_topic_relates_briefs_too_and_adds_to_shared_actors() -> None:
    library = catalogue(
        [
            ("this", brief("Ada", topics=("Ferries",))),
            ("both", brief("Ada", day=1, topics=("ferries",))),
            ("actor", brief("Ada", day=3)),
            ("topic", brief("Bo", day=2, topics=("Ferries",))),
        ]
    )
    assert near(library, "this") == [("both", ["Ada", "Ferries"]), ("actor", ["Ada"]), ("topic", ["Ferries"])]


def test_nothing_is_near_to_itself_or_without_a_tie() -> None:
    library = catalogue([("one", brief("Ada", "Ada")), ("two", brief("Bo"))])
    assert near(library, "one") == []


def test_what_is_in_every_brief_relates_none() -> None:
    library = catalogue([(f"n-{n}", brief("Ada")) for n in range(201)])
    assert near(library, "n-0") == []


def test_order_does_not_matter(briefs: Briefs) -> None:
    shuffled = list(briefs)
    random.Random(1).shuffle(shuffled)
    one, other = catalogue(briefs), catalogue(shuffled)
    assert [near(one, each.slug) for each in one.briefs] == [near(other, each.slug) for each in one.briefs]


LIBRARIES = st.lists(
    st.tuples(
        st.lists(st.sampled_from("ABCDEFG"), unique=True, max_size=4),
        st.integers(1, 28),
        st.lists(st.sampled_from(("Ferries", "ferries", "Courts")), unique=True, max_size=2),
    ),
    min_size=1,
    max_size=24,
)


@given(LIBRARIES, st.integers(1, 5))
def test_the_nearest_are_those_of_the_greatest_weight(
    drawn: list[tuple[list[str], int, list[str]]], limit: int
) -> None:
    library = catalogue(
        [
            (f"n-{number}", brief(*actors, day=day, topics=tuple(topics)))
            for number, (actors, day, topics) in enumerate(drawn)
        ]
    )
    shares = {
        each.slug: {*(actor.key for actor in each.card.cast), *(topic.lower() for topic in each.card.topics)}
        for each in library.briefs
    }
    having = Counter(share for each in shares.values() for share in each)
    for this in shares:
        weights = {
            other: sum(round(10**6 / log(having[share])) for share in shares[this] & shares[other])
            for other in shares
            if other != this
        }
        nearest = sorted((other for other in weights if weights[other]), key=lambda other: -weights[other])
        assert [slug for slug, _ in near(library, this, limit)] == nearest[:limit]
