"""The value of each kind of date expression: a pattern, and a small function that reads its match.

Values are ISO 8601: a day, a month, a year, or a range ("over the weekend": weeks run Monday to Sunday), resolved
against the day of publication. Which of a sentence's expressions counts is not decided here.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from briefgen.dates import MONTHS, WEEKDAYS

# Capitalised, so that "may" and "march" are no months; weekdays in full, so that "Sun" and "Mon" are no days.
MONTH = "|".join(sorted((name.capitalize() for name in MONTHS), key=len, reverse=True))
DAY = "|".join(name.capitalize() for name in WEEKDAYS if name.endswith("day"))
NUMBERS = {
    word: number
    for number, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
} | {"a": 1, "an": 1, "couple of": 2, "a couple of": 2}
NUMBER = r"(?:\d{1,3}|a couple of|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
ORDINALS = {"final": 4, "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
# How many months ahead "in May" is still this year's, in a sentence that does not look back.
SOON = 4


def iso_range(first: date, last: date) -> str:
    return f"{first.isoformat()}/{last.isoformat()}"


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def month_of(day: date, months: int) -> str:
    """The month that lies `months` after the one of `day`, as YYYY-MM."""
    index = day.year * 12 + day.month - 1 + months
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def quarter(year: int, number: int) -> str:
    """A calendar quarter as a range of months."""
    first = 3 * number - 2
    return f"{year:04d}-{first:02d}/{year:04d}-{first + 2:02d}"


def valid_day(year: int, month: int, day: int) -> date | None:
    if 1 <= year <= 9999 and 1 <= day <= calendar.monthrange(year, month)[1]:
        return date(year, month, day)
    return None


def number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS.get(word.lower(), 1)


def nearest_day(today: date, month: int, day: int, ahead: bool | None) -> str | None:
    """A day and month without a year: this year's, unless that lies far off on the wrong side."""
    candidates = [d for year in (today.year - 1, today.year, today.year + 1) if (d := valid_day(year, month, day))]
    if not candidates:
        return None
    if ahead is False:
        over = [d for d in candidates if d <= today]
        return over[-1].isoformat() if over else None
    if ahead:
        coming = [d for d in candidates if d >= today]
        if coming and (coming[0] - today).days < 300:
            return coming[0].isoformat()
    return min(candidates, key=lambda d: abs((d - today).days) + (60 if d > today and not ahead else 0)).isoformat()


def weekday(match: re.Match[str], today: date, ahead: bool | None) -> str | None:
    """A weekday is the last one up to today, or the next one where the sentence looks ahead."""
    wanted = WEEKDAYS[match["day"].lower().rstrip(".")]
    mark = ((match["mark"] or "") + " " + (match["after"] or "")).lower()
    this_week = monday(today) + timedelta(days=wanted)
    if "next week" in mark:
        return (this_week + timedelta(days=7)).isoformat()
    if "last week" in mark:
        return (this_week - timedelta(days=7)).isoformat()
    back = (today.weekday() - wanted) % 7
    if "next" in mark or "coming" in mark:
        return (today + timedelta(days=(wanted - today.weekday()) % 7 or 7)).isoformat()
    if "last" in mark or "previous" in mark:
        return (today - timedelta(days=back or 7)).isoformat()
    if ahead and back:
        return (today + timedelta(days=7 - back)).isoformat()
    return (today - timedelta(days=back)).isoformat()


def month_day(match: re.Match[str], today: date, ahead: bool | None) -> str | None:
    month = MONTHS[match["month"].lower().rstrip(".")]
    day = int(match["dom"])
    if match["year"]:
        found = valid_day(int(match["year"]), month, day)
        return found.isoformat() if found else None
    last = match["to"] if "to" in match.re.groupindex else None
    begin = nearest_day(today, month, day, ahead)
    if begin and last and int(last) > day:
        end = valid_day(int(begin[:4]), month, int(last))
        return f"{begin}/{end.isoformat()}" if end else begin
    return begin


def month_alone(match: re.Match[str], today: date, ahead: bool | None) -> str | None:
    month = MONTHS[match["month"].lower().rstrip(".")]
    if match["year"]:
        return f"{int(match['year']):04d}-{month:02d}"
    mark = (match["mark"] or "").lower()
    year = today.year
    if "last" in mark:
        year -= 1 if month >= today.month else 0
    elif "next" in mark:
        year += 1 if month <= today.month else 0
    elif ahead or mark.strip() in ("by", "until"):
        year += 1 if month < today.month else 0
    elif month > today.month:
        year -= 0 if ahead is None and month - today.month <= SOON else 1
    return f"{year:04d}-{month:02d}"


def relative_unit(match: re.Match[str], today: date, ahead: bool | None) -> str | None:
    """ "last week", "this month", "next year"."""
    step = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}[match["which"].lower()]
    unit = match["unit"].lower()
    if unit == "week":
        first = monday(today) + timedelta(days=7 * step)
        return iso_range(first, first + timedelta(days=6))
    if unit == "weekend":
        return weekend(today, step)
    if unit == "month":
        return month_of(today, step)
    if unit == "quarter":
        index = today.year * 4 + (today.month - 1) // 3 + step
        return quarter(index // 4, index % 4 + 1)
    if unit == "year":
        return f"{today.year + step:04d}"
    season = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}.get(unit)
    if season is None:
        return None
    year = today.year + (step if step > 0 else 0)
    if step < 0 and season > today.month - 3:
        year -= 1
    return f"{year:04d}"


def weekend(today: date, step: int = 0) -> str:
    """The weekend of this week from Saturday on, before that the one that has been; `step` -1 or 1 for last or next."""
    saturday = monday(today) + timedelta(days=5)
    if step < 0 or (step == 0 and today < saturday):
        saturday -= timedelta(days=7)
    elif step > 0 and today >= saturday:
        saturday += timedelta(days=7)
    return iso_range(saturday, saturday + timedelta(days=1))


def ago(match: re.Match[str], today: date, ahead: bool | None) -> str | None:
    count, unit = number(match["count"]), match["unit"].lower().rstrip("s")
    return shift(today, -count, unit)


def hence(match: re.Match[str], today: date, ahead: bool | None) -> str | None:
    return shift(today, number(match["count"]), match["unit"].lower().rstrip("s"))


def shift(today: date, count: int, unit: str) -> str | None:
    if unit == "day":
        return (today + timedelta(days=count)).isoformat()
    if unit == "week":
        first = monday(today + timedelta(days=7 * count))
        return iso_range(first, first + timedelta(days=6))
    if unit == "month":
        return month_of(today, count)
    if unit == "year" and 1 <= today.year + count <= 9999:
        return f"{today.year + count:04d}"
    return None


def day_word(match: re.Match[str], today: date, ahead: bool | None) -> str | None:
    word = match["word"].lower()
    step = -1 if word in ("yesterday", "last night", "overnight") and word != "overnight" else 0
    step = 1 if word.startswith("tomorrow") else step
    return (today + timedelta(days=step)).isoformat()


def year_alone(match: re.Match[str], today: date, ahead: bool | None) -> str | None:
    return match["year"]


def year_span(match: re.Match[str], today: date, ahead: bool | None) -> str | None:
    return f"{match['first']}/{match['last']}" if match["first"] < match["last"] else None


def fiscal_year(match: re.Match[str], today: date, ahead: bool | None) -> str | None:
    """ "2024/25": two years running."""
    first = int(match["first"])
    last = int(match["last"]) if len(match["last"]) == 4 else first // 100 * 100 + int(match["last"])
    return f"{first:04d}/{last:04d}" if first < last <= first + 20 else None


def year_quarter(match: re.Match[str], today: date, ahead: bool | None) -> str | None:
    n = ORDINALS.get(match["nth"].lower()) or int(match["nth"][-1])
    year = int(match["year"]) if match["year"] else today.year
    if not match["year"] and 3 * n - 2 > today.month:
        year -= 0 if ahead else 1
    return quarter(year, n)


def end_of_year(match: re.Match[str], today: date, ahead: bool | None) -> str | None:
    return f"{today.year:04d}"


def year_half(match: re.Match[str], today: date, ahead: bool | None) -> str | None:
    """ "the first half of next year"."""
    which = match["which"].lower()
    year = int(which) if which.isdigit() else today.year + {"next": 1, "last": -1}.get(which.split()[0], 0)
    return f"{year:04d}-01/{year:04d}-06" if match["nth"].lower() == "first" else f"{year:04d}-07/{year:04d}-12"


def over_weekend(match: re.Match[str], today: date, ahead: bool | None) -> str | None:
    return weekend(today)


def decade(match: re.Match[str], today: date, ahead: bool | None) -> str | None:
    first = int(match["decade"])
    return f"{first:04d}/{first + 9:04d}"


# A value reads its match against the day of publication; `ahead` is None where the tense leaves the side open.
Value = Callable[[re.Match[str], date, bool | None], str | None]

# What every expression holds one of, in lower case. Most sentences hold none, and then no pattern is tried on them.
CLUE = re.compile("[a-z]+|19|20")
MONTH_NAMES, DAY_NAMES = frozenset(MONTHS), frozenset(DAY.lower().split("|"))
CENTURIES = frozenset(("19", "20"))
UNITS = frozenset("day days week weeks month months year years".split())
PERIODS = frozenset("week weekend month quarter year spring summer autumn fall winter".split())
DAY_WORDS = frozenset("yesterday today tomorrow tonight night overnight morning afternoon evening".split())

# (pattern, value, rank, clues): the lower rank is the better date of what a sentence reports.
PATTERNS: tuple[tuple[re.Pattern[str], Value, int, frozenset[str]], ...] = tuple(
    (re.compile(pattern.replace(r"\d", "[0-9]"), flags), value, rank, clues)
    for pattern, value, rank, flags, clues in (
        (
            rf"\b(?P<month>{MONTH})\.?\s(?P<dom>\d{{1,2}})(?:st|nd|rd|th)?(?:\s?[-–]\s?(?P<to>\d{{1,2}})\b)?(?:,?\s(?P<year>(?:19|20)\d\d))?(?!\d|[:%]|,\d)",
            month_day,
            0,
            0,
            MONTH_NAMES,
        ),
        (
            rf"\b(?P<dom>\d{{1,2}})(?:st|nd|rd|th)?(?:\s?[-–]\s?(?P<to>\d{{1,2}}))?\s(?:of\s)?(?P<month>{MONTH})\b\.?(?:,?\s(?P<year>(?:19|20)\d\d))?",
            month_day,
            0,
            0,
            MONTH_NAMES,
        ),
        (
            rf"\b(?P<mark>(?i:next|last|this|coming|previous)\s)?(?P<day>{DAY})\b(?!,?\s(?:{MONTH})\b|,\s\d)(?P<after>\s(?:of\s)?(?:next|last)\sweek)?",
            weekday,
            0,
            0,
            DAY_NAMES,
        ),
        (
            rf"\b(?P<mark>(?:last|next|this|in|since|until|by|early|late|mid|a|of|the|during|for|from|after|before|through)[\s-])(?P<month>{MONTH})\b(?!\.?\s\d{{1,2}}\b)\.?(?:,?\s(?:of\s)?(?P<year>(?:19|20)\d\d))?",
            month_alone,
            1,
            0,
            MONTH_NAMES,
        ),
        (rf"\b(?P<mark>)(?P<month>{MONTH})\b\.?,?\s(?:of\s)?(?P<year>(?:19|20)\d\d)\b", month_alone, 1, 0, MONTH_NAMES),
        (
            r"\b(?P<which>last|past|previous|this|next|coming)\s(?P<unit>week|weekend|month|quarter|year|spring|summer|autumn|fall|winter)\b(?!-)",
            relative_unit,
            1,
            re.I,
            PERIODS,
        ),
        (r"\b(?:over|at|on)\sthe\s(?:past\s)?weekend\b", over_weekend, 1, re.I, frozenset(["weekend"])),
        (
            rf"\b(?P<count>{NUMBER})\s(?P<unit>days?|weeks?|months?|years?)\s(?:ago|earlier)\b",
            ago,
            1,
            re.I,
            frozenset(["ago", "earlier"]),
        ),
        (
            rf"\b(?:in|within)\s(?P<count>{NUMBER})\s(?P<unit>days?|weeks?|months?)(?:['’]\s?time)?\b(?!\s(?:of|ago))",
            hence,
            4,
            re.I,
            UNITS,
        ),
        (
            r"\b(?P<word>yesterday|today|tomorrow|tonight|last night|overnight|this (?:morning|afternoon|evening))\b",
            day_word,
            0,
            re.I,
            DAY_WORDS,
        ),
        (
            r"\b(?P<nth>first|second|third|fourth|final|1st|2nd|3rd|4th|Q[1-4])[\s-]quarter(?:\s(?:of\s)?(?P<year>(?:19|20)\d\d))?\b",
            year_quarter,
            1,
            re.I,
            frozenset(["quarter"]),
        ),
        (r"\bQ(?P<nth>[1-4])\b(?:\s(?:of\s)?(?P<year>(?:19|20)\d\d))?", year_quarter, 1, 0, frozenset("q")),
        (r"\b(?:the )?end of (?:the|this) year\b", end_of_year, 1, re.I, frozenset(["end"])),
        (
            r"\b(?P<nth>first|second)\shalf\sof\s(?P<which>(?:this|next|last|the)\syear|(?:19|20)\d\d)\b",
            year_half,
            1,
            re.I,
            frozenset(["half"]),
        ),
        (r"\b(?P<first>(?:19|20)\d\d)[/–-](?P<last>(?:20)?\d\d)\b", fiscal_year, 2, 0, CENTURIES),
        (
            r"\b(?:between|from)\s(?P<first>(?:19|20)\d\d)\s(?:and|to|through)\s(?P<last>(?:19|20)\d\d)\b",
            year_span,
            2,
            0,
            CENTURIES,
        ),
        (
            r"\b(?i:in|since|of|during|by|from|until|early|late|mid|a|the|for|before|after|fiscal)[\s-](?P<year>(?:19|20)\d\d)\b(?!s|[-–/]\d|\.\d|,\d)",
            year_alone,
            2,
            0,
            CENTURIES,
        ),
        (r"\b(?:the|early|late|mid)[\s-](?P<decade>(?:19|20)\d0)s\b", decade, 3, 0, CENTURIES),
    )
)
