"""Days, weeks, months and quarters as ISO 8601: a day, a month, a year, or a range with a slash.

Weeks run Monday to Sunday.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta


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


def weekend(today: date, step: int = 0) -> str:
    """The weekend of this week from Saturday on, before that the one that has been; `step` -1 or 1 for last or next."""
    saturday = monday(today) + timedelta(days=5)
    if step < 0 or (step == 0 and today < saturday):
        saturday -= timedelta(days=7)
    elif step > 0 and today >= saturday:
        saturday += timedelta(days=7)
    return iso_range(saturday, saturday + timedelta(days=1))


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
