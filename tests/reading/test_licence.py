from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.reading.caption import read_caption
from briefgen.reading.credit import parse_credit
from briefgen.reading.licence import part_licence

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent.parent / "data/reading/licences.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_licence_is_a_part_of_its_own(row: list[str]) -> None:
    line, *want = row
    credit = parse_credit(line)
    parts = (credit.photographer, credit.provider, credit.via, credit.licence)
    assert tuple(part or "" for part in parts) == tuple(want)


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("Mara Lind via Wikimedia Commons (CC BY-SA 4.0)", "", "Mara Lind via Wikimedia Commons (CC BY-SA 4.0)"),
        ("(Mara Lind/CC BY 2.0)", "", "Mara Lind/CC BY 2.0"),
        ("Photo: Mara Lind (CC0)", "", "Mara Lind (CC0)"),
        ("(CC BY 2.0)", "", "CC BY 2.0"),
        ("The pier in Skarne (CC BY 4.0)", "The pier in Skarne", "CC BY 4.0"),
    ],
)
def test_a_caption_ends_where_its_credit_with_a_licence_begins(text: str, caption: str, credit: str) -> None:
    photo = read_caption(f"Crews wait at the pier. {text}")
    assert (photo.caption, photo.credit) == (f"Crews wait at the pier. {caption}".strip(), credit)
    assert photo.licence and photo.licence in credit


def test_a_sentence_of_the_public_domain_is_no_credit() -> None:
    assert read_caption("Crews wait. Marland puts its maps in the public domain").credit is None


@given(
    st.lists(st.sampled_from(["CC", "BY", "-", "SA", "4.0", "(", ")", ",", "via", "Lind", "GFDL", "by"])).map(" ".join)
)
def test_a_licence_stands_in_the_line_as_it_is_given(line: str) -> None:
    rest, licence = part_licence(line)
    assert licence in line if licence else rest == line


def test_a_long_line_of_licences_is_read_in_one_pass() -> None:
    rest, licence = part_licence("cc, " * 50_000)
    assert (rest.strip(" /"), licence) == ("", "cc")
