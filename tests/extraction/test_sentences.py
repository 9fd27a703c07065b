"""Sentences end where a reader ends them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.extraction.sentences import split_sentences

# One sentence a stroke.
SENTENCES = (
    "The bridge opened.|Nobody came.",
    "Gen. Osric Vane met Sen. Ada Quill in Port Lindow.|They talked.",
    "Dr. J. T. Abernethy and Mrs. K. Finch left.|Prof. Rusk stayed.",
    "It opened on Feb. 19 in St. Orrin.|Rain fell.",
    "The U.S. Navy sent a ship.|It came late.",
    "The ship came from the U.S.|It was late.",
    "The vote ended at 9 p.m. Friday.|Votes were counted.",
    "The vote ended at 9 p.m.|The count began.",
    "Calder Freight Lines Inc. lost 3.5 million crowns.|Its shares fell 1.25%.",
    "Edwin Farrow Jr. resigned.|He gave no reason.",
    "“It is over,” Quill said.|“We go home.”|She left.",
    "“It is over.”|Nobody answered.",
    "Is it over?|No!|Nobody knows…|Time will tell.",
    "She waited ... and waited.|Then she left.",
    "It cost £2.50 a head.|No. 4 Quay Street was full.",
    "It ended (they said.)|Nobody cheered.",
    "It began at lindow.org and ended there.|Fine.",
)


@pytest.mark.parametrize("marked", SENTENCES)
def test_a_paragraph_is_split_at_the_ends_of_its_sentences(marked: str) -> None:
    text = marked.replace("|", " ")
    assert [text[start:end] for start, end in split_sentences(text)] == marked.split("|")


def test_the_dateline_is_no_part_of_the_first_sentence() -> None:
    text = "LINDOW (AP) — The bridge opened. Nobody came."
    begin = text.index("The")
    spans = split_sentences(text, begin)
    assert [text[start:end] for start, end in spans] == ["The bridge opened.", "Nobody came."]


@given(st.text(st.sampled_from("Ab. !?…”’\")(—1\n'"), max_size=80), st.integers(0, 10))
def test_sentences_hold_every_word_once_and_in_order(text: str, begin: int) -> None:
    spans = split_sentences(text, begin)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text[begin:].split())
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
