"""Absolute dates in English news text: the names of months and weekdays, and the dates a text spells out.

Months and their abbreviations are AP style ("Feb.", "Sept."; AP Stylebook, "months") and what other desks write
("Sep"). A date in figures is read only if it can be read one way: ISO 8601, or a slash date with a part above 12.
What is relative to a publication day ("Friday", "last week") is no business of this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import msgspec

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
"""Month names and abbreviations, lower case and without the full stop -> 1 to 12."""

WEEKDAYS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            ("monday", "mon"),
            ("tuesday", "tues", "tue"),
            ("wednesday", "wed"),
            ("thursday", "thurs", "thur", "thu"),
            ("friday", "fri"),
            ("saturday", "sat"),
            ("sunday", "sun"),
        )
    )
    for name in names
}
"""Weekday names and abbreviations, lower case and without the full stop -> 0 (Monday) to 6, as datetime counts them."""


class FoundDate(msgspec.Struct, frozen=True):
    """A date in a text: `text[start:end]` spells it, `iso` is it as a day, a month or a year (ISO 8601)."""

    start: int
    end: int
    iso: str

    @property
    def day(self) -> date | None:
        """The day, or None when the text gives only a month."""
        return date.fromisoformat(self.iso) if len(self.iso) == 10 else None


def _names(table: dict[str, int]) -> str:
    return "|".join(sorted(table, key=len, reverse=True))


MONTH_PATTERN = rf"(?:{_names(MONTHS)})\b\.?"
WEEKDAY_PATTERN = rf"(?:{_names(WEEKDAYS)})\b\.?"
DAY_PATTERN = rf"(?i:{MONTH_PATTERN} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {MONTH_PATTERN}(?: \d{{4}})?)(?!\d)"
"""A month and a day, in either order, with or without the year; for patterns that hold dates. No groups."""

_WEEKDAY = rf"(?:\b{WEEKDAY_PATTERN},? )?"
# The month may stand glued to a small letter before it ("readMay 3, 2024").
_MONTH = rf"(?:\b|(?-i:(?<=[a-z])(?=[A-Z])))(?P<month>{MONTH_PATTERN})"
# A page may lose the space between the year and the hour ("20241:15 PM").
_YEAR = r"(?P<year>[12]\d{3})(?!\d(?!\d?:\d\d))"
_TIME = r"[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?"
_ORDINAL = r"(?:st|nd|rd|th)?\b"

# In order of trust: of two readings that overlap, the one that starts first counts, then the higher row.
_FORMS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<![\d/.-])(?P<year>[12]\d{{3}})-(?P<month>\d\d)-(?P<day>\d\d)(?:{_TIME})?(?![\d-])",
        rf"{_WEEKDAY}{_MONTH} ?(?P<day>\d{{1,2}}){_ORDINAL},? {{0,2}}{_YEAR}",
        rf"{_WEEKDAY}\b(?P<day>\d{{1,2}}){_ORDINAL}(?: of)? {_MONTH},? {_YEAR}",
        rf"\b(?P<day>\d{{1,2}})-{_MONTH}-{_YEAR}",
        rf"{_MONTH},? (?:of )?{_YEAR}",
        r"(?<![\d/.-])(?P<first>\d{1,2})([/.])(?P<second>\d{1,2})\2(?P<year>[12]\d{3})(?![\d/])",
        r"(?<![\d/.-])(?P<year>[12]\d{3})/(?P<month>\d\d)/(?P<day>\d\d)(?![\d/])",
    )
)


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """The absolute dates that `text` spells out, in order and without overlaps.

    A day that the calendar does not have (30 February) is no date, nor is 01/06/2026, which two countries read two
    ways.
    """
    found: list[FoundDate] = []
    end = 0
    for date_ in sorted(_readings(text), key=lambda each: (each.start, -each.end)):
        if date_.start >= end:
            found.append(date_)
            end = date_.end
    return tuple(found)


def month_number(name: str) -> int | None:
    """1 to 12 for a month as printed ("Sept.", "march"), None for another word."""
    return MONTHS.get(name.lower().rstrip("."))


def _readings(text: str) -> Iterator[FoundDate]:
    for form in _FORMS:
        for match in form.finditer(text):
            if iso := _iso(match):
                yield FoundDate(match.start(), match.end(), iso)


def _iso(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    if "first" in parts:
        return _unambiguous(int(parts["first"]), int(parts["second"]), int(parts["year"]))
    month = month_number(parts["month"]) or int(parts["month"])
    if "day" not in parts:
        return f"{int(parts['year']):04d}-{month:02d}"
    return _day(int(parts["year"]), month, int(parts["day"]))


def _unambiguous(first: int, second: int, year: int) -> str | None:
    if first == second or second > 12:
        return _day(year, first, second)
    return _day(year, second, first) if first > 12 else None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
