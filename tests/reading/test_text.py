from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefgen.model import Article, PhotoPerson
from briefgen.problem import Problem
from briefgen.reading import read

DATA = Path(__file__).parent.parent / "data/reading"
LINES = [
    "Home",
    "Share",
    "1 / 3",
    "By Ada Quill",
    "March 3, 2024",
    "Related stories",
    "",
    "(AP Photo/Ada Quill)",
    "Photo: Ada Quill",
    "A ferry leaves in Port Amber, Marland, Jan. 3, 2023. (AP Photo/Ada Quill)",
    "The man said he was going to the town hall to see her, and nobody doubted that he would come back.",
    "PORT AMBER (AP) — The assembly voted on Friday to mend the bridge that the winter storms had broken.",
    "Ferry talks resume as two neighbours weigh a treaty",
]


def article(name: str) -> Article:
    (found,) = read((DATA / name).read_bytes(), name)
    return found


@pytest.mark.parametrize("name", ["pasted.txt", "pasted-one-newline.txt"])
def test_a_pasted_page_gives_its_article_and_nothing_of_the_page(name: str) -> None:
    found = article(name)
    assert found.title == "Ferry talks resume as Marland and Ostrava weigh a new treaty"
    assert found.authors == ("Ada Quill", "Bram Osei")
    assert (found.published, found.published_inferred) == (date(2024, 3, 3), False)
    assert found.dateline is not None
    assert (found.dateline.place, found.dateline.agency) == ("PORT AMBER, Marland", "AP")
    assert [paragraph.split()[0] for paragraph in found.paragraphs] == ["PORT", '"We', "The", "A", "Marland's", "Talks"]
    (photo,) = found.photos
    assert (photo.number, photo.of, photo.credit) == (2, 4, "Marland Port Office via AP")
    assert photo.people == (PhotoPerson("Ines Calder", "left"), PhotoPerson("Lena Moss"))


def test_an_agencys_page_gives_its_writers_its_house_and_its_day() -> None:
    found = article("pasted-agency.txt")
    assert (found.authors, found.publisher) == (("Ada Quill", "Bram Osei"), "Globe Press")
    assert (found.published, found.published_inferred) == (date(2024, 3, 3), False)
    assert [paragraph.split()[0] for paragraph in found.paragraphs] == ["PORT", '"We', "The", "Talks"]


def test_without_a_date_line_the_latest_picture_that_is_no_file_photo_gives_the_day() -> None:
    text = (DATA / "pasted-agency.txt").read_text(encoding="utf-8")
    text = text.replace("Published 9:15 a.m. Sunday, March 3, 2024", "").replace("Sept. 3, 2023", "April 3, 2024")
    (found,) = read(text.encode(), "x.txt")
    assert (found.published, found.published_inferred) == (date(2024, 3, 2), True)


@pytest.mark.parametrize(
    "stamp", ["Published March 3, 2024 4:40 p.m.", "Updated March 3, 2024 5:30 p.m.", "March 3, 2024 at 10:52 p.m."]
)
def test_a_stamp_is_the_day_and_no_paragraph(stamp: str) -> None:
    text = (DATA / "pasted-agency.txt").read_text(encoding="utf-8")
    (found,) = read(text.replace("Published 9:15 a.m. Sunday, March 3, 2024", stamp).encode(), "x.txt")
    assert (found.published, found.published_inferred) == (date(2024, 3, 3), False)
    assert len(found.paragraphs) == 4


def test_a_newsletter_box_on_a_page_without_blank_lines_is_no_paragraph() -> None:
    text = (DATA / "pasted-agency.txt").read_text(encoding="utf-8").replace("\n\n", "\n")
    (found,) = read(text.encode(), "x.txt")
    assert [paragraph.split()[0] for paragraph in found.paragraphs] == ["PORT", '"We', "The", "Talks"]


def test_without_a_date_line_the_captions_day_stands_in_and_is_marked() -> None:
    text = (DATA / "pasted.txt").read_text(encoding="utf-8").replace("Published March 3, 2024 9:15 a.m.", "")
    (found,) = read(text.encode(), "x.txt")
    assert (found.published, found.published_inferred) == (date(2024, 3, 2), True)


def test_an_address_in_a_line_of_its_own_is_the_articles() -> None:
    text = "https://example.org/ferry\n" + (DATA / "pasted.txt").read_text(encoding="utf-8")
    (found,) = read(text.encode(), "x.txt")
    assert found.url == "https://example.org/ferry"


def test_a_paragraph_wrapped_over_lines_is_one_paragraph() -> None:
    text = (
        "Ferry talks resume in Marland\n\n"
        "The assembly voted on Friday to mend the bridge that the winter\n"
        "storms had broken, and to pay for it out of the harbor tolls.\n\n"
        "Work is due to begin in the spring, once the ice on the river\n"
        "has gone and the two governments have signed.\n"
    )
    (found,) = read(text.encode(), "x.txt")
    assert [len(paragraph.split()) for paragraph in found.paragraphs] == [25, 22]
    assert "winter storms" in found.paragraphs[0]


def test_a_text_without_a_headline_keeps_its_first_paragraph() -> None:
    (found,) = read(f"{LINES[11]}\n\n{LINES[10]}\n".encode(), "x.txt")
    assert found.paragraphs == (LINES[11], LINES[10])
    assert found.title


@given(st.one_of(st.text(max_size=400), st.lists(st.sampled_from(LINES), max_size=30).map("\n".join)))
@example("\n".join(LINES))
def test_every_paragraph_stands_in_the_text_or_the_text_is_refused(text: str) -> None:
    try:
        data = text.encode()
        found = list(read(data, "x.txt"))
    except (Problem, UnicodeEncodeError):
        return
    whole = " ".join(text.split())
    for each in found:
        assert all(" ".join(paragraph.split()) in whole for paragraph in each.paragraphs)
        assert each.paragraphs
