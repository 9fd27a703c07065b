from datetime import date
from pathlib import Path

import pytest
from babel.dates import format_date
from hypothesis import example, given
from hypothesis import strategies as st

from briefgen.model import Article, PhotoPerson
from briefgen.problem import Problem
from briefgen.reading import read
from briefgen.reading.byline import read_dated_byline
from briefgen.reading.foreigndate import LANGUAGES
from briefgen.reading.timestamp import find_published

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


@pytest.mark.parametrize(
    "between",
    [
        "",
        "WORLD",
        "Save\nShare",
        "Listen to this article 4 min",
        "5 min read",
        "Add Globe Press on Google",
        "Lesezeit: 4 Min.",
    ],
)
@pytest.mark.parametrize("menu", ["", "Globe Press world news today\n\n"])
def test_a_gallery_above_the_headline_is_read_and_no_button_is_the_title(menu: str, between: str) -> None:
    text = (DATA / "pasted-gallery-above.txt").read_text(encoding="utf-8").replace("BETWEEN", between)
    (found,) = read((menu + text).encode(), "x.txt")
    assert found.title == "Ferry talks resume as Marland and Ostrava weigh a new treaty"
    assert [(photo.credit, photo.number, photo.of) for photo in found.photos] == [
        ("Globe Photo/Jo Roe", 1, 3),
        ("Courtesy of the Moss family", 2, 3),
        (None, 3, 3),
    ]
    assert (found.authors, found.published) == (("Ada Quill", "Bram Osei"), date(2024, 3, 3))
    assert [paragraph.split()[0] for paragraph in found.paragraphs] == ["PORT", '"We', "The", "Talks"]


def test_a_credit_in_its_own_line_above_the_headline_goes_with_the_caption_above_it() -> None:
    text = (DATA / "pasted-agency.txt").read_text(encoding="utf-8")
    known = {photo.caption for each in read(text.encode(), "x.txt") for photo in each.photos}
    lead = "Lena van der Moss speaks to the press at the harbor office.\n(AP Photo/Jo Roe)\n\n"
    (found,) = read((lead + text).encode(), "x.txt")
    (photo,) = (photo for photo in found.photos if photo.caption not in known)
    assert (photo.caption, photo.credit) == (lead.splitlines()[0], "AP Photo/Jo Roe")


def test_a_caption_over_another_storys_headline_is_no_photo() -> None:
    text = (DATA / "pasted-agency.txt").read_text(encoding="utf-8")
    before = read(text.encode(), "x.txt")
    other = (
        "A barn burns in Skarne, Marland, Friday. (Globe Photo/Jo Roe)\nBarn fire in Skarne kills nine prize goats\n"
    )
    menu = "World\nPolitics\nSport\nWeather\n\n"
    (found,) = read((other + menu + text).encode(), "x.txt")
    assert [found.photos] == [each.photos for each in before]


@pytest.mark.parametrize(
    ("byline", "stamp"),
    [
        ("Par Ada Quill et Bram Osei", "Publié le 3 mars 2024 à 18h20"),
        ("Von Ada Quill und Bram Osei", "Veröffentlicht am 3. März 2024"),
        ("Por Ada Quill y Bram Osei", "Publicado el 3 de marzo de 2024"),
        ("Di Ada Quill e Bram Osei", "Pubblicato il 3 marzo 2024 alle 9:15"),
        ("Av Ada Quill och Bram Osei", "Publicerad 3 mars 2024 kl. 9:15"),
    ],
)
def test_byline_and_date_line_are_read_in_the_language_of_the_page(byline: str, stamp: str) -> None:
    text = (DATA / "pasted-agency.txt").read_text(encoding="utf-8")
    text = text.replace("By ADA QUILL and Bram Osei", byline).replace(
        "Published 9:15 a.m. Sunday, March 3, 2024", stamp
    )
    (found,) = read(text.encode(), "x.txt")
    assert (found.authors, found.published, found.published_inferred) == (
        ("Ada Quill", "Bram Osei"),
        date(2024, 3, 3),
        False,
    )
    assert len(found.paragraphs) == 4


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Par Ada Quill, le 3 mars 2024", ("Ada Quill",)),
        ("Von Ada Quill · 3. Mai 2024", ("Ada Quill",)),
        ("Von der Moss returns to the table · May 3, 2024", ()),
    ],
)
def test_a_foreign_by_counts_in_front_of_a_full_name_alone(line: str, authors: tuple[str, ...]) -> None:
    assert read_dated_byline(line).authors == authors


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)), st.sampled_from(LANGUAGES))
def test_a_day_as_a_language_writes_it_is_read(day: date, language: str) -> None:
    assert find_published([format_date(day, "long", locale=language)]) == day


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
