from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.dates import find_dates, month_number


@pytest.mark.parametrize(
    ("text", "spelled", "iso"),
    [
        ("on Friday, Feb. 19, 2021.", "Friday, Feb. 19, 2021", "2021-02-19"),
        ("Sept. 1, 2020", "Sept. 1, 2020", "2020-09-01"),
        ("19 February 2021", "19 February 2021", "2021-02-19"),
        ("the 2nd of May 2020", "2nd of May 2020", "2020-05-02"),
        ("day 2021-02-19", "2021-02-19", "2021-02-19"),
        ("at 2021-02-19T10:30:00Z", "2021-02-19T10:30:00Z", "2021-02-19"),
        ("a March 2019 treaty", "March 2019", "2019-03"),
        ("25/12/2020", "25/12/2020", "2020-12-25"),
        ("12/25/2020", "12/25/2020", "2020-12-25"),
        ("readMay 3, 20241:15 PM", "May 3, 2024", "2024-05-03"),
    ],
)
def test_a_date_is_found_where_it_is_spelled(text: str, spelled: str, iso: str) -> None:
    (found,) = find_dates(text)
    assert (text[found.start : found.end], found.iso) == (spelled, iso)


@pytest.mark.parametrize("text", ["01/06/2026", "February 30, 2021 x", "2021-13-01", "Friday", "in 2021", "may 2021x"])
def test_what_can_be_read_two_ways_or_not_at_all_is_no_day(text: str) -> None:
    assert all(found.day is None for found in find_dates(text))


def test_dates_stand_in_order_and_do_not_overlap() -> None:
    found = find_dates("From 1 May 2020 to June 2, 2021, then July 2022")
    assert [each.iso for each in found] == ["2020-05-01", "2021-06-02", "2022-07"]


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31)))
def test_every_day_of_the_calendar_is_read_back(day: date) -> None:
    for spelled in (day.isoformat(), f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%b} {day.year}"):
        assert [found.day for found in find_dates(f"x {spelled} x")] == [day]


def test_names_of_months_are_read_with_and_without_full_stop() -> None:
    assert (month_number("Sept."), month_number("march"), month_number("Mars")) == (9, 3, None)
