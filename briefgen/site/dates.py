"""Dates as a reader sees them, from ISO 8601 and as precise as that is: a day, a month, a year or a range of these."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from briefgen.site.answers import answer

SKELETONS = {4: "y", 7: "yMMM", 10: "yMMMd"}
"""Length of an ISO 8601 date -> the parts that are shown (Unicode CLDR date skeletons)."""


@lru_cache(maxsize=16384)
def show_date(iso: str, language: str) -> str:
    """ "2021-02-19" as "19 Feb 2021", "2021-02" as "Feb 2021"; what is no date stays as it is."""
    return answer("date", iso, language)


@lru_cache(maxsize=4096)
def show_month(iso: str, language: str) -> str:
    """ "2021-02" or a day in it as "February 2021"."""
    return answer("month", iso, language)


def is_date(iso: str) -> bool:
    """Whether `iso` may stand in the `datetime` of a `<time>` element: a day, a month or a year, no range."""
    return len(iso) in SKELETONS and _is_date(iso)


@lru_cache(maxsize=16384)
def _is_date(iso: str) -> bool:
    try:
        return bool(day(iso))
    except ValueError:
        return False


@lru_cache(maxsize=256)
def direction(language: str) -> str:
    """ "rtl" for a language that is written from right to left, else "ltr"."""
    return answer("direction", language)


@lru_cache(maxsize=256)
def language_name(language: str, shown_in: str) -> str:
    """ "ar" as "Arabic"; an unknown tag stays as it is."""
    return answer("language_name", language, shown_in)


def day(iso: str) -> date:
    """The first day of an ISO 8601 date. Raises ValueError."""
    return date.fromisoformat(iso + "-01-01"[len(iso) - 4 :])
