import pytest

from briefgen.reading.dateline import parse_dateline


@pytest.mark.parametrize(
    ("paragraph", "place", "agency"),
    [
        ("SKARNE – The ferries are back", "SKARNE", None),
        ("PORT AMBER (AP) — The harbor froze", "PORT AMBER", "AP"),
        ("SKARNE, May 3 (Reuters) - The harbor froze", "SKARNE", "Reuters"),
        ("SKARNE/THE COVE, June 9 (Reuters) - The harbor froze", "SKARNE/THE COVE", "Reuters"),
        ("OLDHAVEN, N.Y. (AP) — The harbor froze", "OLDHAVEN, N.Y.", "AP"),
        ("SKARNE, Oct 3 — The harbor froze", "SKARNE", None),
        ("(CNN) Mayor Jo Roe left", None, "CNN"),
        ("(Reuters) - Shares fell", None, "Reuters"),
    ],
)
def test_a_dateline_gives_place_and_agency(paragraph: str, place: str | None, agency: str | None) -> None:
    dateline = parse_dateline(paragraph)
    assert dateline is not None
    assert (dateline.place, dateline.agency) == (place, agency)
    assert paragraph.startswith(dateline.text)


@pytest.mark.parametrize(
    "paragraph",
    [
        "NATO ministers met on Friday.",
        "HARBOR TOLLS: The mayor said",
        "I – for one – disagree.",
        "A ferry (the old one) left.",
        "",
    ],
)
def test_a_sentence_that_opens_in_capitals_is_no_dateline(paragraph: str) -> None:
    assert parse_dateline(paragraph) is None
