"""Dates of other languages, put the English way for `briefgen.dates`: "samedi 14 mars 2026" -> "14 March 2026".

The names of months and days are Babel's (Unicode CLDR). They are loaded at the first text that may hold such a date,
since most texts hold none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from briefgen.dates import MONTHS

LANGUAGES = ("fr", "de", "es", "pt", "it", "nl", "sv", "da", "nb")
_ENGLISH = {number: name.title() for name, number in reversed(MONTHS.items())}
_DATE = re.compile(
    r"(?:\b(?P<weekday>[^\W\d_][\w-]{1,13})\.?,? (?:den |dem )?)?"
    r"\b(?P<day>\d{1,2})(?:er|º|°|\.)? (?:de )?(?P<month>[^\W\d_]{3,12})\.?,? (?:de )?(?P<year>[12]\d{3})(?!\d)"
)


def put_in_english(text: str) -> str:
    """`text` with its dates as English writes them; the name of a weekday before a date is left out."""
    return _DATE.sub(_english, text)


def _english(match: re.Match[str]) -> str:
    name = match["month"].lower()
    number = MONTHS.get(name) or _months().get(name)
    if number is None:
        return match[0]
    before = match[0][: match.start("day") - match.start()]
    if (match["weekday"] or "").lower() in _weekdays():
        before = ""
    return f"{before}{match['day']} {_ENGLISH[number]} {match['year']}"


@cache
def _months() -> dict[str, int]:
    """1 to 12 for a month's name or abbreviation, in lower case and without the full stop."""
    return {name: number for names in _names("months") for number, name in names}


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(name for names in _names("days") for _, name in names)


def _names(kind: str) -> Iterator[list[tuple[int, str]]]:
    from babel import Locale

    for language in LANGUAGES:
        forms = getattr(Locale.parse(language), kind)["format"]
        for width in ("wide", "abbreviated"):
            yield [(number, name.lower().rstrip(".")) for number, name in forms[width].items()]
