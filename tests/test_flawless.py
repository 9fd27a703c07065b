from __future__ import annotations

import pytest

from briefgen import flawless
from briefgen.briefs.schema import ACTOR, DATELINE
from briefgen.fields import Free
from briefgen.flawless import Flawed
from briefgen.model import Actor, Dateline, Evidence


def test_a_table_reads_plain_data() -> None:
    read = flawless.reader(ACTOR)

    assert read(
        {
            "name": ("Odile Farrant",),
            "type": "person",
            "role": None,
            "aliases": "Farrant",
            "evidence": [{"paragraph": "2", "quote": "Farrant said."}, None],
            "wikidata": "7",
        }
    ) == Actor(
        "Odile Farrant",
        "person",
        aliases=("Farrant",),
        evidence=(Evidence(2, "Farrant said."),),
        extra=(("wikidata", 7),),
    )


def test_bare_text_stands_for_the_short_field() -> None:
    assert flawless.reader(DATELINE)("SANDMOOR") == Dateline("SANDMOOR")


@pytest.mark.parametrize(
    "data",
    [
        {"name": "Odile Farrant"},
        {"name": "Odile Farrant", "type": "ship"},
        {"name": ["Odile Farrant"], "type": "person"},
        {"name": "Odile Farrant", "type": "person", "mentions": ("many",)},
        {"name": "Odile Farrant", "type": "person", "alases": "x"},
        ["Odile Farrant"],
        "Odile Farrant",
    ],
)
def test_what_there_is_something_to_say_of_is_not_read(data: object) -> None:
    with pytest.raises(Flawed):
        flawless.reader(ACTOR)(data)


def test_a_kind_that_cannot_be_compiled_says_so() -> None:
    with pytest.raises(TypeError, match="Free cannot be compiled"):
        flawless.reader(Free())
