from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefgen.briefs import made
from briefgen.briefs.markdown import parse_brief
from briefgen.briefs.renewal import new_file
from briefgen.model import Actor, Brief, Correction, Evidence, KeyFact, Source

BRIEF = Brief(
    "The lamp is lit",
    Source("lamp.txt", "The lamp is lit", publisher="Coastline Press", sha256="ab"),
    summary="The lamp of the lighthouse is lit.",
    actors=(Actor("Odile Farrant", "person", "mayor", evidence=(Evidence(1, "Mayor Odile Farrant"),)),),
    key_facts=(KeyFact("The lamp was lit.", "2026-06-05"), KeyFact("It was dark for two years.")),
)


def test_what_is_written_is_read_back() -> None:
    marks = made.make(BRIEF, seen=["Xk2mA"])

    assert made.read(str(marks)) == marks
    assert marks.seen[0] == "Xk2mA"


@pytest.mark.parametrize("line", ["", "2 title=abcde", "nonsense"])
def test_nothing_is_made_of_a_line_of_another_kind(line: str) -> None:
    assert made.read(line) is None


@given(st.text())
def test_any_line_is_read_without_an_error(line: str) -> None:
    made.read(line)
    made.read(f"1 {line}")


def test_a_new_file_is_unedited_and_says_so() -> None:
    text, brief = new_file(BRIEF, "x.md")

    assert brief.edited == ()
    assert parse_brief(text, "x.md") == brief


@pytest.mark.parametrize(
    ("old", "new", "edited"),
    [
        ("title: The lamp is lit\nsource", "title: The light is back\nsource", ("title",)),
        ("  role: mayor\n", "", ("actors",)),
        ("when: 2026-06-05", "when: 2026-06-04", ("key_facts",)),
        ("- text: It was dark for two years.\n", "", ("key_facts",)),
        ("publisher: Coastline Press", "publisher: CP", ("source",)),
        ("of the lighthouse", "of the tower", ("summary",)),
        ("title: The lamp is lit\nsource", "title:   'The lamp is lit'  # as printed\nsource", ()),
        ("\nmade:", "\nregion: north\nmade:", ()),
    ],
)
def test_a_file_tells_what_a_person_changed(old: str, new: str, edited: tuple[str, ...]) -> None:
    text, _ = new_file(BRIEF, "x.md")
    assert old in text

    assert parse_brief(text.replace(old, new), "x.md").edited == edited


def test_of_a_brief_by_hand_nothing_is_known() -> None:
    assert parse_brief("---\ntitle: Lamp\n---\n", "x.md").edited is None


def test_what_is_a_person_s_alone_is_no_edit() -> None:
    correction = Correction(date(2026, 6, 6), "It was lit on Friday.")
    brief = replace(BRIEF, status="draft", corrections=(correction,))

    assert made.edited(brief, made.make(BRIEF)) == ()


def test_no_more_texts_are_remembered_than_a_line_can_bear() -> None:
    assert len(made.make(BRIEF, seen=[f"{number:05}" for number in range(100)]).seen) == made.REMEMBERED


@given(st.lists(st.sampled_from(["made: ", "made:", "x", " ", "\n", "\n\n"])).map("".join))
def test_the_first_line_that_holds_marks_is_left_out(text: str) -> None:
    assert made.unmarked(text) == re.sub(r"^made: .*\n", "", text, count=1, flags=re.MULTILINE)
