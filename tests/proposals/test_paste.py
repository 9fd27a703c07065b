from __future__ import annotations

import random
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from briefgen import yamltext, yamltree
from briefgen.fields import Findings
from briefgen.model import Actor, Brief, Source
from briefgen.proposals import propose
from briefgen.register import read_register
from briefgen.register.writing import flow
from briefgen.site.library import catalogue

TEXT = st.text() | st.text("aÉ '\"#:,-{}[]&*!|>%@`\n\t\x85\u2028\U0001f600~0")
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**6), 10**6) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("aÉ:#- "), inner, max_size=3),
    max_leaves=6,
)


@given(VALUES)
def test_what_is_written_is_read_back(value: Any) -> None:
    assert yamltree.plain(yamltext.parse(flow(value), "actors.yml")) == value


NAMES = st.sampled_from(
    [
        *("Bohdan Velensky", "Bohdan Velenskyy", "Bohdan Velenskiy", "Velensky", "B. Velensky", "Boris Velensky"),
        *("Kenneth Marrow", "Kenneth F. Marrow", "Kenneth G. Marrow", "Kenneth Marrow Jr.", "Marrow", "KENNETH MARROW"),
        *("Agency for Northern Sea Tides", "ANST", "A.N.S.T.", "Quillory", "Quillory Ltd.", "The Quillory", "no: name"),
    ]
)
ROLES = st.sampled_from(["", "president of Karvia", "president", "head of the coast guard"])
TYPES = st.sampled_from(["person", "person", "organization", "place"])
ACTORS = st.builds(Actor, NAMES, TYPES, role=ROLES, aliases=st.sampled_from([(), ("ANST",), ("Marrow",)]))
BRIEFS = st.lists(st.lists(ACTORS, max_size=3, unique_by=lambda each: each.name), max_size=8)


def written(made: list[list[Actor]]) -> list[tuple[str, Brief]]:
    return [
        (f"brief-{number}", Brief("A title", Source(), date=date(2031, 3, 1), actors=tuple(actors)))
        for number, actors in enumerate(made)
    ]


@given(BRIEFS)
def test_pasting_one_makes_one_actor_of_exactly_these(made: list[list[Actor]]) -> None:
    before = catalogue(written(made))
    for proposal in propose(before):
        register = read_register("\n".join(proposal.lines), Findings("actors.yml"))
        assert register is not None
        after = catalogue(written(made), register)
        merged = {proposal.actor.key, *(each.key for each in proposal.others)}
        for filed in before.briefs:
            for actor in filed.brief.actors:
                was = before.key(filed, actor)
                assert after.key(filed, actor) == (proposal.actor.key if was in merged else was)
            assert len(merged & {before.key(filed, actor) for actor in filed.brief.actors}) < 2


@given(BRIEFS)
def test_all_can_be_pasted_at_once(made: list[list[Actor]]) -> None:
    before = catalogue(written(made))
    proposals = propose(before)
    findings = Findings("actors.yml")
    register = read_register("\n".join(line for each in proposals for line in each.lines), findings)
    assert register is not None, findings.problems
    after = catalogue(written(made), register)
    assert len(after.dossiers) == len(before.dossiers) - sum(len(each.others) for each in proposals)


@given(BRIEFS, st.randoms(use_true_random=False))
def test_the_order_of_briefs_does_not_matter(made: list[list[Actor]], shuffle: random.Random) -> None:
    pairs = written(made)
    found = [each.lines for each in propose(catalogue(pairs))]
    shuffle.shuffle(pairs)
    assert [each.lines for each in propose(catalogue(pairs))] == found


@given(BRIEFS)
def test_no_two_given_names_are_made_one(made: list[list[Actor]]) -> None:
    for proposal in propose(catalogue(written(made))):
        names = {each.name for each in (proposal.actor, *proposal.others)}
        assert not ({"Boris Velensky"} & names and {name for name in names if name.startswith("Bohdan")})
        assert not {"Kenneth F. Marrow", "Kenneth G. Marrow"} <= names
