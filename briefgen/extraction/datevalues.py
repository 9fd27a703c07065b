"""The value of each kind of date expression: a small function that reads a match of its form.

Values are ISO 8601: a day, a month, a year, or a range, resolved against the day of publication. `ahead` is True where
the clause plans, False where it tells what is over, None where it leaves the side open.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from briefgen.dates import MONTHS, WEEKDAYS
from briefgen.extraction.spans import iso_range, monday, month_of, quarter, shift, valid_day, weekend

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
# A weekday this many days ago needs no "last".
FRESH = 2
HOLIDAYS = {
    "new year's day": (1, 1),
    "valentine's day": (2, 14),
    "may day": (5, 1),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
}
NAMED = re.compile(r"[A-Z][a-z]+\s$")
# Games have quarters, too.
GAME = re.compile(r"\b[0-9]{1,3}-[0-9]{1,3}\b|\b(?:halftime|touchdowns?|yards|outscored|jumper|fouls|quarterback)\b")


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
    if "last" in mark or "previous" in mark:  # who writes "last" of a day or two ago means the week before
        return (today - timedelta(days=back if back > FRESH else back + 7)).isoformat()
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


def holiday(match: re.Match[str], today: date, ahead: bool | None) -> str | None:
    month, day = HOLIDAYS[match["name"].lower().replace("’", "'")]
    return nearest_day(today, month, day, ahead)


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
    elif ahead or mark.strip() == "by" or (ahead is None and mark.strip() == "until"):
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


def ago(match: re.Match[str], today: date, ahead: bool | None) -> str | None:
    count, unit = number(match["count"]), match["unit"].lower().rstrip("s")
    return shift(today, -count, unit)


def hence(match: re.Match[str], today: date, ahead: bool | None) -> str | None:
    return shift(today, number(match["count"]), match["unit"].lower().rstrip("s"))


def day_word(match: re.Match[str], today: date, ahead: bool | None) -> str | None:
    word = match["word"].lower()
    step = -1 if word in ("yesterday", "last night", "overnight") and word != "overnight" else 0
    step = 1 if word.startswith("tomorrow") else step
    return (today + timedelta(days=step)).isoformat()


def year_alone(match: re.Match[str], today: date, ahead: bool | None) -> str | None:
    """ "in 2029"; but "the Coast Act of 2029" is a name."""
    named = match.group().lower().startswith("of") and NAMED.search(match.string, 0, match.start())
    return None if named else match["year"]


def year_span(match: re.Match[str], today: date, ahead: bool | None) -> str | None:
    return f"{match['first']}/{match['last']}" if match["first"] < match["last"] else None


def year_span_from(match: re.Match[str], today: date, ahead: bool | None) -> str | None:
    """ "from this year to 2035"."""
    first = today.year + {"next": 1, "last": -1}.get(match["which"].lower(), 0)
    return f"{first:04d}/{match['until']}" if first < int(match["until"]) else None


def month_span(match: re.Match[str], today: date, ahead: bool | None) -> str | None:
    """ "from April to June", "between January 2028 and March 2030"."""
    first, last = (MONTHS[match[key].lower().rstrip(".")] for key in ("from", "to"))
    if match["begin"] and match["year"]:
        return f"{match['begin']}-{first:02d}/{match['year']}-{last:02d}" if match["begin"] < match["year"] else None
    year = int(match["year"]) if match["year"] else today.year - (last > today.month and ahead is False)
    return f"{year - (first > last):04d}-{first:02d}/{year:04d}-{last:02d}"


def fiscal_year(match: re.Match[str], today: date, ahead: bool | None) -> str | None:
    """ "2024/25": two years running."""
    first = int(match["first"])
    last = int(match["last"]) if len(match["last"]) == 4 else first // 100 * 100 + int(match["last"])
    return f"{first:04d}/{last:04d}" if first < last <= first + 20 else None


def year_quarter(match: re.Match[str], today: date, ahead: bool | None) -> str | None:
    if GAME.search(match.string):
        return None
    n = ORDINALS.get(match["nth"].lower()) or int(match["nth"][-1])
    year = int(match["year"]) if match["year"] else today.year
    if not match["year"] and 3 * n - 2 > today.month:
        year -= 0 if ahead else 1
    return quarter(year, n)


def end_of_year(match: re.Match[str], today: date, ahead: bool | None) -> str | None:
    return f"{today.year:04d}"


def end_of_month(match: re.Match[str], today: date, ahead: bool | None) -> str | None:
    """ "the end of the month", "the end of next month"."""
    return month_of(today, {"next": 1, "last": -1}.get(match["which"].lower(), 0))


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
