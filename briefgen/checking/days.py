"""Days that are missing or cannot be right: still to come, or before what they belong to.

What a fact says of a day to come is news, not a mistake; and a brief that is kept back may bear the day it comes out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from briefgen.briefs.lines import Where
from briefgen.checking.subject import Finding, Subject

UNDATED = "no day was found; write date: 2021-02-19 below the title, the day of the article; the page says Undated"


def undated(subject: Subject) -> Iterator[Finding]:
    """A brief without a day, whose article has none either."""
    if not (subject.brief.date or subject.brief.source.published):
        yield Finding(("title",), UNDATED)


def future_date(subject: Subject) -> Iterator[Finding]:
    """A brief, an article, a photo or a correction of a day to come."""
    brief, today = subject.brief, subject.today
    dated: list[tuple[Where, date | None, date]] = [
        (("date",), brief.date, max(today, brief.publish or today)),
        (("source", "published"), brief.source.published, today),
    ]
    dated += [(("photos", n, "taken"), _start(photo.taken), today) for n, photo in enumerate(brief.photos)]
    dated += [(("corrections", n, "date"), each.date, today) for n, each in enumerate(brief.corrections)]
    for where, day, latest in dated:
        if day and day > latest:
            yield Finding(where, f"{day} is still to come; today is {today}")


def early_correction(subject: Subject) -> Iterator[Finding]:
    """A correction from before there was anything to correct."""
    brief = subject.brief
    for number, correction in enumerate(brief.corrections):
        if brief.date and correction.date < brief.date:
            message = f"the correction is of {correction.date}, before the brief's own date, {brief.date}"
            yield Finding(("corrections", number, "date"), message)


def _start(when: str | None) -> date | None:
    """The first day of an ISO 8601 day, month, year or range of these."""
    start = (when or "").partition("/")[0]
    return date.fromisoformat(start + "-01-01"[len(start) - 4 :]) if start else None
