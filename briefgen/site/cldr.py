"""How languages write dates and numbers, by the Unicode CLDR; `dates` and `words` ask it what they do not know yet."""

from __future__ import annotations

import datetime
import os
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

from briefgen.site.dates import SKELETONS, day

HERE = Path("/etc/localtime")


def _find_zone() -> None:
    """Babel wants to know the name of the local time zone, which pytz looks for in some hundred files; by that of the
    file that has the zone itself neither is asked for. Where that is no good Babel goes its own way."""
    if "TZ" in os.environ or not HERE.is_file():
        return
    os.environ["TZ"] = str(HERE)
    try:
        import babel.localtime  # noqa: F401
    except Exception:  # whatever comes of reading what is no such file
        pass
    finally:
        del os.environ["TZ"]


_find_zone()

from babel import Locale, UnknownLocaleError  # noqa: E402
from babel.dates import DateTimePattern, format_interval, match_skeleton, parse_pattern  # noqa: E402
from babel.numbers import format_decimal  # noqa: E402


def date(iso: str, language: str) -> str:
    """ "2021-02-19" as "19 Feb 2021", "2021-02" as "Feb 2021"; what is no date stays as it is."""
    start, _, end = iso.partition("/")
    try:
        if not end:
            return _shown(SKELETONS[len(start)], day(start), language)
        if len(start) == len(end):
            return str(format_interval(day(start), day(end), SKELETONS[len(start)], locale=locale(language)))
    except (KeyError, ValueError):
        return iso
    return f"{date(start, language)} – {date(end, language)}"


def month(iso: str, language: str) -> str:
    """ "2021-02" or a day in it as "February 2021"."""
    try:
        return _shown("yMMMM", day(iso[:7]), language)
    except ValueError:
        return iso


def _shown(skeleton: str, shown: datetime.date, language: str) -> str:
    """What Babel's `format_skeleton` gives, which looks for the pattern anew each time."""
    return str(_pattern(skeleton, language).apply(shown, locale(language)))


@cache
def _pattern(skeleton: str, language: str) -> DateTimePattern:
    """How a language orders the parts of a skeleton, or of the nearest one that it has. Raises KeyError for none."""
    known = locale(language).datetime_skeletons
    nearest = skeleton if skeleton in known else match_skeleton(skeleton, known)
    return parse_pattern(known[nearest or skeleton])


def direction(language: str) -> str:
    """ "rtl" for a language that is written from right to left, else "ltr"."""
    return str(locale(language).text_direction)


def language_name(language: str, shown_in: str) -> str:
    """ "ar" as "Arabic"; an unknown tag stays as it is."""
    try:
        return Locale.parse(language, sep="-").get_display_name(locale(shown_in)) or language
    except (UnknownLocaleError, ValueError):
        return language


def number(n: str, language: str) -> str:
    """A number as a reader of `language` writes it: 12,345."""
    return str(format_decimal(Decimal(n), locale=locale(language)))


def plural(n: str, language: str) -> str:
    """The plural form that a number takes (Unicode CLDR, "Language Plural Rules")."""
    written = Decimal(n)
    return str(locale(language).plural_form(int(written) if written == int(written) else written))


@lru_cache(maxsize=256)
def locale(language: str) -> Locale:
    """CLDR's locale for a BCP 47 tag. English without a country is world English, which puts the day first."""
    try:
        return Locale.parse("en_001" if language == "en" else language, sep="_" if language == "en" else "-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_001")
