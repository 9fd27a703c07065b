"""Dates as a reader sees them, from ISO 8601 and as precise as that is: a day, a month, a year or a range of these."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_interval, format_skeleton

SKELETONS = {4: "y", 7: "yMMM", 10: "yMMMd"}
"""Length of an ISO 8601 date -> the parts that are shown (Unicode CLDR date skeletons)."""


@lru_cache(maxsize=16384)
def show_date(iso: str, language: str) -> str:
    """ "2021-02-19" as "19 Feb 2021", "2021-02" as "Feb 2021"; what is no date stays as it is."""
    start, _, end = iso.partition("/")
    try:
        if not end:
            return str(format_skeleton(SKELETONS[len(start)], _day(start), locale=locale(language)))
        if len(start) == len(end):
            return str(format_interval(_day(start), _day(end), SKELETONS[len(start)], locale=locale(language)))
    except (KeyError, ValueError):
        return iso
    return f"{show_date(start, language)} – {show_date(end, language)}"


@lru_cache(maxsize=4096)
def show_month(iso: str, language: str) -> str:
    """ "2021-02" or a day in it as "February 2021"."""
    try:
        return str(format_skeleton("yMMMM", _day(iso[:7]), locale=locale(language)))
    except ValueError:
        return iso


def is_date(iso: str) -> bool:
    """Whether `iso` may stand in the `datetime` of a `<time>` element: a day, a month or a year, no range."""
    return len(iso) in SKELETONS and _is_date(iso)


@lru_cache(maxsize=16384)
def _is_date(iso: str) -> bool:
    try:
        return bool(_day(iso))
    except ValueError:
        return False


@lru_cache(maxsize=256)
def direction(language: str) -> str:
    """ "rtl" for a language that is written from right to left, else "ltr"."""
    return str(locale(language).text_direction)


@lru_cache(maxsize=256)
def language_name(language: str, shown_in: str) -> str:
    """ "ar" as "Arabic"; an unknown tag stays as it is."""
    try:
        return Locale.parse(language, sep="-").get_display_name(locale(shown_in)) or language
    except (UnknownLocaleError, ValueError):
        return language


@lru_cache(maxsize=256)
def locale(language: str) -> Locale:
    """CLDR's locale for a BCP 47 tag. English without a country is world English, which puts the day first."""
    try:
        return Locale.parse("en_001" if language == "en" else language, sep="_" if language == "en" else "-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_001")


def _day(iso: str) -> date:
    return date.fromisoformat(iso + "-01-01"[len(iso) - 4 :])
