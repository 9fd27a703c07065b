from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model import Actor, Brief, EntityType, Quote, Source
from briefgen.problem import Problem
from briefgen.register import Entry, Register, SameAs
from briefgen.site.dossier import Filed
from briefgen.site.library import Library, catalogue, speaker_of

Briefs = list[tuple[str, Brief]]


def brief(*actors: Actor, day: int | None = None, quotes: tuple[Quote, ...] = ()) -> Brief:
    return Brief("A title", Source(), date=date(2031, 3, day) if day else None, actors=actors, quotes=quotes)


def person(name: str, role: str = "", aliases: tuple[str, ...] = (), type: EntityType = "person") -> Actor:
    return Actor(name, type, role=role, aliases=aliases, mentions=1)


def slugs(library: Library) -> list[str]:
    return [filed.slug for filed in library.briefs]


def test_briefs_are_newest_first_and_undated_ones_last() -> None:
    library = catalogue([("b", brief()), ("old", brief(day=1)), ("a", brief(day=2)), ("c", brief(day=2))])
    assert slugs(library) == ["a", "c", "old", "b"]


def test_the_same_name_in_other_letters_is_one_actor() -> None:
    library = catalogue([("one", brief(person("DORA Quill"), day=1)), ("two", brief(person("Dora  quill"), day=2))])
    (dossier,) = library.dossiers.values()
    assert (dossier.briefs, dossier.slug, dossier.name) == (2, "dora-quill", "Dora  quill")
    assert [each.filed.slug for each in dossier.appearances] == ["two", "one"]


def test_the_same_name_of_another_type_is_another_actor() -> None:
    library = catalogue([("one", brief(person("Weir"), person("Weir", type="place")))])
    assert sorted(each.slug for each in library.dossiers.values()) == ["weir", "weir-2"]


def test_a_new_brief_does_not_move_an_old_address() -> None:
    old = ("old", brief(person("Weir", type="place"), day=1))
    new = ("new", brief(person("Weir"), day=2))
    assert catalogue([new, old]).dossiers["weir", "place"].slug == "weir"


def test_a_dossier_counts_who_appears_with_whom() -> None:
    a, b, c = person("A"), person("B"), person("C")
    library = catalogue([("one", brief(a, b, c)), ("two", brief(a, b))])
    assert [(each.key[0], each.together) for each in library.dossiers["a", "person"].companions] == [("b", 2), ("c", 1)]


def test_quotes_go_to_who_speaks_by_name_or_alias() -> None:
    quotes = (Quote("Brandt", "One."), Quote("halla brandt", "Two."), Quote("Nobody", "Three."), Quote(None, "Four."))
    library = catalogue([("one", brief(person("Halla Brandt", aliases=("Brandt",)), quotes=quotes))])
    said = library.dossiers["halla brandt", "person"].statements
    assert [each.quote.text for each in said] == ["One.", "Two."]


def test_an_alias_of_two_actors_names_neither() -> None:
    cast = (person("Ada Renn", aliases=("Renn",)), person("Bo Renn", aliases=("Renn",)))
    told = brief(*cast, quotes=(Quote("Renn", "Yes."),))
    assert speaker_of(0, Filed.of("told", told), Register()) is None


def test_two_files_of_one_address_are_refused() -> None:
    with pytest.raises(Problem, match="briefs/river-act/") as refused:
        catalogue([("River Act", brief()), ("river-act", brief())])
    assert refused.value.code == "same-page"


def test_order_does_not_matter(briefs: Briefs) -> None:
    shuffled = list(briefs)
    random.Random(1).shuffle(shuffled)
    one, other = catalogue(briefs), catalogue(shuffled)
    assert one == other
    assert list(one.dossiers) == list(other.dossiers)


def test_names_that_the_register_joins_have_one_dossier() -> None:
    register = Register((Entry("Ada Renn", aliases=("the skipper",), same_as=(SameAs("A. Renn"),)),))
    pairs = [
        ("one", brief(person("Ada Renn", aliases=("Renn",)), day=1)),
        ("two", brief(person("A. Renn", role="skipper"), day=2, quotes=(Quote("the Skipper", "Aye."),))),
    ]
    library = catalogue(pairs, register)
    (dossier,) = library.dossiers.values()
    assert (dossier.key, dossier.name, dossier.slug) == (("ada renn", "person"), "Ada Renn", "ada-renn")
    assert dossier.aliases == ("A. Renn", "Renn", "the skipper")
    assert [each.actor.name for each in dossier.appearances] == ["A. Renn", "Ada Renn"]
    assert [each.quote.text for each in dossier.statements] == ["Aye."]


def test_a_brief_that_has_two_names_of_one_actor_is_listed_once() -> None:
    register = Register((Entry("Orr Athletic", same_as=(SameAs("Athletic"),)),))
    club = (person("Athletic", type="organization"), person("Orr Athletic", role="champion", type="organization"))
    library = catalogue([("one", brief(*club, person("Ada")))], register)
    dossier = library.dossiers["orr athletic", "organization"]
    assert (dossier.briefs, dossier.mentions, len(dossier.appearances)) == (1, 2, 1)
    assert (dossier.appearances[0].actor.name, dossier.appearances[0].actor.role) == ("Athletic", "champion")
    assert [each.key[0] for each in dossier.companions] == ["ada"]


def test_a_name_of_the_register_that_two_actors_share_names_neither_in_a_quote() -> None:
    register = Register((Entry("Ada Renn", aliases=("Renn",)), Entry("Bo Renn", aliases=("Renn",))))
    said = (Quote("Renn", "Yes."),)
    told = Filed.of("told", brief(person("Ada Renn"), person("Bo Renn"), quotes=said))
    alone = Filed.of("alone", brief(person("Ada Quill"), person("Bo Renn"), quotes=said))
    assert speaker_of(0, told, register) is None
    assert speaker_of(0, alone, register) == 1


def test_two_people_of_one_name_have_two_dossiers() -> None:
    skipper = Entry("Ada Renn (skipper)", name="Ada Renn", same_as=(SameAs("Ada Renn", briefs=("ferry",)),))
    pairs = [("ferry", brief(person("Ada Renn"))), ("budget", brief(person("Ada Renn")))]
    dossiers = catalogue(pairs, Register((skipper,))).dossiers.values()
    assert {(each.slug, each.name, each.briefs) for each in dossiers} == {
        ("ada-renn", "Ada Renn", 1),
        ("ada-renn-skipper", "Ada Renn", 1),
    }


NAMES = st.sampled_from(["Ada", "ADA", "Bo", "Çem", "Дора", "?", "!"])
ACTORS = st.builds(person, NAMES, type=st.sampled_from(["person", "organization", "place"]))
BRIEFS = st.lists(st.builds(lambda actors, day: brief(*actors, day=day), st.lists(ACTORS), st.integers(1, 28)))


@given(BRIEFS, st.randoms(use_true_random=False))
def test_every_actor_has_one_dossier_and_one_address(made: list[Brief], shuffle: random.Random) -> None:
    pairs = [(f"brief-{number}", each) for number, each in enumerate(made)]
    library = catalogue(pairs)
    assert sum(len(each.appearances) for each in library.dossiers.values()) == sum(
        len({(actor.name.casefold(), actor.type) for actor in each.actors}) for each in made
    )
    assert len({each.slug for each in library.dossiers.values()}) == len(library.dossiers)
    shuffle.shuffle(pairs)
    assert catalogue(pairs) == library


@given(BRIEFS, st.randoms(use_true_random=False))
def test_a_register_leaves_the_library_independent_of_the_order_of_briefs(
    made: list[Brief], shuffle: random.Random
) -> None:
    register = Register((Entry("Ada", type="person", same_as=(SameAs("Bo"), SameAs("?", briefs=("brief-1",)))),))
    pairs = [(f"brief-{number}", each) for number, each in enumerate(made)]
    library = catalogue(pairs, register)
    shuffle.shuffle(pairs)
    assert catalogue(pairs, register) == library
    for each in library.briefs:
        assert all(library.key(each, actor) in library.dossiers for actor in each.brief.actors)
