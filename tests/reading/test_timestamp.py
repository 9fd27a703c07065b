from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.reading.timestamp import find_published, is_bare_stamp


@pytest.mark.parametrize(
    "line",
    [
        "Published January 17, 2026 4:40 p.m.",
        "Updated March 11, 2026 5:30 p.m.",
        "Published 9:05 a.m. Monday, March 23, 2026",
        "March 4, 2026 at 10:52 p.m.",
        "Mar 3, 2024, 10:15 IST | Updated 2 hours ago",
        "3 March 2024",
        "10:52 p.m.",
    ],
)
def test_a_line_of_day_hour_and_labels_is_a_bare_stamp(line: str) -> None:
    assert is_bare_stamp(line)


@pytest.mark.parametrize(
    "line",
    [
        "The vote is due on March 4, 2026.",
        "By Ada Quill, March 4, 2026",
        "Published under: Ferries",
        "It may pass.",
        "",
    ],
)
def test_a_line_that_says_more_is_no_bare_stamp(line: str) -> None:
    assert not is_bare_stamp(line)


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["Updated March 11, 2026", "Published March 9, 2026"], date(2026, 3, 9)),
        (["Updated at 5:30 p.m. on Wednesday, March 11, 2026"], date(2026, 3, 11)),
        (["Published March 9, 2026 | Updated March 11, 2026"], date(2026, 3, 9)),
        (["March 10, 2026", "March 2, 2026"], date(2026, 3, 10)),
        (["Updated March 11, 2026", "March 10, 2026"], date(2026, 3, 10)),
        (["by Ada Quill November 21, 202501747"], date(2025, 11, 21)),
        (["NEWSAPR 28, 2024 10:00 AM"], date(2024, 4, 28)),
        (["2 hours ago"], None),
    ],
)
def test_publication_counts_before_no_label_before_a_change(lines: list[str], day: date | None) -> None:
    assert find_published(lines) == day


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_is_read_behind_its_label(day: date) -> None:
    line = f"Published {day:%B} {day.day}, {day.year} 4:40 p.m."
    assert is_bare_stamp(line)
    assert find_published([line]) == day
