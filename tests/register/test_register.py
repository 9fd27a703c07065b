from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from briefgen.fields import Findings
from briefgen.model import EntityType
from briefgen.register import ActorKey, Entry, Register, SameAs, read_register
from briefgen.register.contradictions import find_contradictions


def register(text: str) -> Register:
    findings = Findings("actors.yml")
    found = read_register(text, findings)
    assert found is not None, findings.problems
    return found


def test_without_a_word_a_name_means_itself() -> None:
    assert Register().resolve("DORA  Quill", "person") == ("dora quill", "person")


def test_a_name_under_same_as_means_the_entry_in_every_brief() -> None:
    asked = register("Calder Group: {same_as: [Calder]}")
    assert asked.resolve("CALDER", "organization", "any") == ("calder group", "organization")


def test_an_alias_joins_nobody() -> None:
    assert register("Ada Renn: {aliases: [Renn]}").resolve("Renn", "person") == ("renn", "person")


def test_an_entry_joins_names_but_no_types() -> None:
    asked = register("Calder Group: {same_as: [Calder]}")
    assert asked.resolve("Calder", "person") == ("calder group", "person")


def test_the_type_of_the_register_holds_whatever_a_brief_says() -> None:
    asked = register("Quillory: {type: organization, same_as: [Quillory Inc]}")
    assert {asked.resolve(name, "place") for name in ("Quillory", "Quillory Inc")} == {("quillory", "organization")}


def test_a_name_can_be_joined_for_one_type_alone() -> None:
    asked = register("Calder Group: {same_as: [{name: Calder, type: organization}]}")
    assert asked.resolve("Calder", "organization")[0] == "calder group"
    assert asked.resolve("Calder", "person")[0] == "calder"


def test_two_people_of_one_name_are_told_apart_by_brief() -> None:
    asked = register("Ada Renn:\nAda Renn (skipper): {same_as: [{name: Ada Renn, briefs: [ferry.md]}]}")
    assert asked.resolve("Ada Renn", "person", "ferry")[0] == "ada renn (skipper)"
    assert asked.resolve("Ada Renn", "person", "budget")[0] == "ada renn"


def test_who_means_another_in_a_brief_takes_their_names_along() -> None:
    asked = register(
        "Ada Renn: {same_as: [A. Renn]}\nAda Renn (skipper): {same_as: [{name: Ada Renn, briefs: [ferry]}]}"
    )
    assert asked.resolve("A. Renn", "person", "ferry")[0] == "ada renn (skipper)"


def test_the_word_for_a_brief_counts_before_that_for_a_type() -> None:
    asked = register("A: {same_as: [{name: X, type: person}]}\nB: {same_as: [{name: X, briefs: [b]}]}")
    assert [asked.resolve("X", "person", brief)[0] for brief in ("a", "b")] == ["a", "b"]


NAMES = st.sampled_from(["A", "B", "C", "D", "x", "y"])
TYPES: st.SearchStrategy[EntityType | None] = st.sampled_from([None, "person", "place"])
CLAIMS = st.builds(SameAs, NAMES, TYPES, st.lists(st.sampled_from(["one", "two"]), max_size=1).map(tuple))
ENTRIES = st.builds(
    Entry, st.sampled_from("ABCD"), type=TYPES, same_as=st.lists(CLAIMS, max_size=3).map(tuple), line=st.integers(1, 9)
)
KEYS: st.SearchStrategy[ActorKey] = st.tuples(NAMES, st.sampled_from(["person", "place", "organization"]))


@given(st.lists(ENTRIES, max_size=4, unique_by=lambda entry: entry.key), KEYS, st.sampled_from(["one", "two", "three"]))
def test_resolving_is_idempotent_and_ends(entries: list[Entry], key: ActorKey, brief: str) -> None:
    asked = Register(tuple(entries))
    findings = Findings("actors.yml")
    find_contradictions(asked, findings)
    assume(not findings.problems)
    meant = asked.resolve(*key, brief)
    assert asked.resolve(*meant, brief) == meant


@given(st.lists(ENTRIES, max_size=4, unique_by=lambda entry: entry.key), KEYS, st.randoms(use_true_random=False))
def test_the_order_of_entries_does_not_matter(entries: list[Entry], key: ActorKey, shuffle: object) -> None:
    asked = Register(tuple(entries))
    findings = Findings("actors.yml")
    find_contradictions(asked, findings)
    assume(not findings.problems)
    shuffle.shuffle(entries)  # type: ignore[attr-defined]
    assert Register(tuple(entries)).resolve(*key, "one") == asked.resolve(*key, "one")
