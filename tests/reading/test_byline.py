import pytest

from briefgen.reading.byline import looks_like_byline, parse_byline


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By ADA QUILL and BRAM OSEI, Associated Press", ("ADA QUILL", "BRAM OSEI")),
        ("By Ada Quill", ("Ada Quill",)),
        ("By Ada Quill, The Marland Courier", ("Ada Quill",)),
        ("By Marland Press Service", ("Marland Press Service",)),
        ("By The Associated Press", ("The Associated Press",)),
        ("Ada Quill, staff writer", ("Ada Quill",)),
        ("By Ada QuillTwitter", ("Ada Quill",)),
    ],
)
def test_a_byline_gives_its_authors(line: str, authors: tuple[str, ...]) -> None:
    assert parse_byline(line) == authors


def test_by_opens_a_byline_only_in_front_of_a_name() -> None:
    assert looks_like_byline("BY ADA QUILL")
    assert not looks_like_byline("By then it was over")
