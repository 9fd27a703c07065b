import pytest

from briefgen.reading.byline import looks_like_byline, parse_byline, read_byline, read_dated_byline


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By ADA QUILL and BRAM OSEI, Associated Press", ("Ada Quill", "Bram Osei")),
        ("By Ada Quill", ("Ada Quill",)),
        ("By Ada Quill, The Marland Courier", ("Ada Quill",)),
        ("By Marland Press Service", ("Marland Press Service",)),
        ("By The Associated Press", ("The Associated Press",)),
        ("Ada Quill, staff writer", ("Ada Quill",)),
        ("By Ada QuillTwitter", ("Ada Quill",)),
        ("By Ada Quill  Follow", ("Ada Quill",)),
        ("By Ada QuillStaff Writer", ("Ada Quill",)),
        ("By Ada Quill1, Bram Osei2", ("Ada Quill", "Bram Osei")),
        ("By KIM HYE-RIN", ("Kim Hye-rin",)),
        ("By Kim Hye-rin and Noor Osei", ("Kim Hye-rin", "Noor Osei")),
        ("Ada Quill and AP", ("Ada Quill", "AP")),
        ("By Ada Quill in Skarne, Marland, and Bram Osei", ("Ada Quill", "Bram Osei")),
        ("By Globe Staff", ("Globe Staff",)),
    ],
)
def test_a_byline_gives_its_authors(line: str, authors: tuple[str, ...]) -> None:
    assert parse_byline(line) == authors


@pytest.mark.parametrize(
    ("line", "house"),
    [
        ("Ada Quill | Globe Press", "Globe Press"),
        ("By Ada Quill, The Marland Courier", "The Marland Courier"),
        ("By Globe Press Staff", "Globe Press"),
        ("By Ada Quill", None),
    ],
)
def test_a_byline_names_its_house(line: str, house: str | None) -> None:
    assert read_byline(line).house == house


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ada Quill, March 3, 2024", ("Ada Quill",)),
        ("Ada Quill / globe.example / Sep 2, 2024, 17:07 IST", ("Ada Quill",)),
        ("By AQ, in News, Marland, Business · 31 Jan 2025, 20:02 · 0 Comments", ("AQ",)),
        ("By Ada Quill on Monday, November 18th, 2019", ("Ada Quill",)),
        ("Updated March 3, 2024", ()),
    ],
)
def test_a_line_with_a_date_gives_its_authors(line: str, authors: tuple[str, ...]) -> None:
    assert read_dated_byline(line).authors == authors


def test_by_opens_a_byline_only_in_front_of_a_name() -> None:
    assert looks_like_byline("BY ADA QUILL")
    assert not looks_like_byline("By then it was over")
