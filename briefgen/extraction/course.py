"""Dates that follow the story's course: "two days later", "the day after the crash", "the following morning".

They count from the day that the story told of last, or from the day that it gave an event: after "the Oct. 13
attack", "the attack" is a day. "Their release came hours after the exchange" tells when the exchange was, for the
release is what the story is about.
"""

from __future__ import annotations

import re
from datetime import date

from briefgen.extraction.datevalues import NUMBER, number
from briefgen.extraction.spans import shift
from briefgen.extraction.traits import bits
from briefgen.extraction.when import When

DAY = len("2021-02-19")
UNIT = r"(?P<unit>hours?|minutes?|days?|weeks?|months?|years?)"
COUNT = rf"(?P<count>{NUMBER}|(?:a\s)?few|several|some|just|barely)?\s?"
# "two days later", "hours earlier", "a week afterwards".
LATER = re.compile(rf"\b{COUNT}{UNIT}\s(?P<side>later|earlier|before(?=[,.])|afterwards?)\b", re.IGNORECASE)
# "the following morning", "the previous day", "the same evening", "the next year".
NEXT = re.compile(
    r"\b[Tt]h(?:e\s(?P<side>following|next|previous|same)|at)\s(?P<unit>day|morning|afternoon|evening|night|week|month|year)\b"
)
# "the day after the attack", "two weeks before the vote".
AFTER = re.compile(
    rf"\b(?:[Tt]he\s|{COUNT}){UNIT}\s(?P<side>after|before)\s(?:the\s)?(?P<event>[a-z]+)\b", re.IGNORECASE
)
# "came hours after …": the sentence dates what came first.
CAME = re.compile(rf"\bc(?:ame|omes)\s(?:just\s|barely\s|over\s)*{COUNT}{UNIT}\s(?P<side>after)\b", re.IGNORECASE)
AT = re.compile(r"\b(?:[Dd]uring|[Ii]n|[Aa]t|[Ff]ollowing|[Aa]fter)\sthe\s(?:[a-z]+\s)?(?P<event>[a-z]+)\b")
OPENING = re.compile(r"(?:The|That|This)\s(?:[a-z]+\s)?(?P<event>[a-z]+)\b")
DATED_NOUN = re.compile(r"\s([a-z]{4,})\b")
NOUN_DATED = re.compile(r"\b[Tt]he\s(?:[a-z]+\s)?([a-z]{4,})\son\s$")
HOURS = ("hour", "minute", "day", "morning", "afternoon", "evening", "night")

# The traits of a sentence without which none of the patterns but those of events can match.
SPANS = bits("hour day week month year night".split())
ORDER, TURNS = bits(["order"]), bits(["order", "turn"])


class Course:
    """The days that one article has told of: the last one, and those of its events."""

    def __init__(self) -> None:
        self.last: str | None = None
        self.events: dict[str, str] = {}
        """Noun -> the day of what it names: "attack"."""

    def note(self, text: str, found: list[When]) -> None:
        """Keep the days of the events that a sentence names with one: "the Oct. 13 attack", "the vote on Monday"."""
        for when in found:
            if len(when.value) != DAY:
                continue
            behind = DATED_NOUN.match(text, when.end) if text[: when.start].endswith(("the ", "The ")) else None
            before = NOUN_DATED.search(text[: when.start])
            for noun in (match[1] for match in (behind, before) if match):
                self.events.setdefault(singular(noun), when.value)

    def date(self, text: str, has: int, event: str | None) -> str | None:
        """The date, or None, of a sentence with these traits that gives none but by the story's course.

        `event` is the story's own day.
        """
        spans = has & SPANS and has & TURNS
        if not spans and not self.events:
            return None
        if spans and has & ORDER:
            came = CAME.search(text) if event else None
            if came and event:
                return moved(event, came["count"], came["unit"], -1)
            after = AFTER.search(text) if self.events else None
            if after and (day := self.events.get(singular(after["event"].lower()))):
                return moved(day, after["count"], after["unit"], 1 if after["side"].lower() == "after" else -1)
            later = LATER.search(text) if self.last else None
            if later and self.last:
                side = 1 if later["side"].lower() in ("later", "afterward", "afterwards") else -1
                return moved(self.last, later["count"], later["unit"], side)
        following = NEXT.search(text) if spans and self.last else None
        if following and self.last:
            return beside(self.last, following["side"] or "same", following["unit"])
        at = OPENING.match(text) or AT.search(text)
        return self.events.get(singular(at["event"])) if at else None


def singular(noun: str) -> str:
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def moved(day: str, count: str | None, unit: str, side: int) -> str | None:
    """The date that lies a count of units from the day: hours later is the same day, "a few days" nobody can say."""
    unit = unit.lower().rstrip("s")
    if unit in ("hour", "minute"):
        return day
    if count is not None and count.lower() in ("few", "a few", "several", "some", "just", "barely"):
        return None
    return shift(date.fromisoformat(day), side * (number(count) if count else 1), unit)


def beside(day: str, side: str, unit: str) -> str | None:
    """The following, previous or same day, week, month or year."""
    step = {"following": 1, "next": 1, "previous": -1, "same": 0}[side.lower()]
    return shift(date.fromisoformat(day), step, "day" if unit in HOURS else unit)
