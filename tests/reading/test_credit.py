import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.reading.credit import looks_like_credit, parse_credit

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent.parent / "data/reading/credits.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
WORDS = [
    "Ada",
    "Quill",
    "AP",
    "Photo",
    "/",
    "via",
    "Getty Images",
    "(",
    ")",
    "Photo:",
    ",",
    "File",
    "for",
    "|",
    "©",
    "ß",
    "CC BY-SA 4.0",
    "public domain",
    "by",
]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_credit_line_is_read_into_its_parts(row: list[str]) -> None:
    line, *want = row
    credit = parse_credit(line)
    parts = (credit.credit, credit.photographer, credit.provider, credit.via, ",".join(credit.flags))
    assert tuple(part or "" for part in parts) == tuple(want)


@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)))
def test_no_part_of_a_credit_holds_a_word_that_the_line_does_not(line: str) -> None:
    credit = parse_credit(line)
    printed = set(re.findall(r"\w+", re.sub("[\u00ad\u200b-\u200d\u2060\ufeff]", "", line).casefold()))
    for part in (credit.credit, credit.photographer, credit.provider, credit.via, credit.licence):
        assert {word.casefold() for word in re.findall(r"\w+", (part or "").casefold())} <= printed


@pytest.mark.parametrize("line", ["He said that the talks had failed.", "Who is it?", "", "x" * 300])
def test_a_sentence_does_not_look_like_a_credit(line: str) -> None:
    assert not looks_like_credit(line)


@pytest.mark.parametrize("line", ["VIA /", "via", "/", "()", "Photo:", "via via via"])
def test_a_line_of_separators_is_read_without_a_fault(line: str) -> None:
    assert parse_credit(line).photographer is None


def test_a_label_alone_is_no_sure_credit() -> None:
    assert not parse_credit("Photo").sure
    assert not parse_credit("").sure
