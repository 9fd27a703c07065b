"""The date of what a sentence reports, in ISO 8601, resolved against the day of publication.

A sentence may name several dates. The best expression wins, the first where two are as good: a day before a month, a
month before a year; when something was said, or is due, is the date only of a sentence that has no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from briefgen.extraction.datevalues import CLUE, PATTERNS, Value

FUTURE = re.compile(
    r"\b(?:will|would|should|due|scheduled|expected|expects?|plans?|planned|set to|is to|are to|until|upcoming|next"
    r"|deadline|ahead of|starting|begins?|slated|going to|intends?|on track)\b",
    re.IGNORECASE,
)
# In a sentence that tells what happened, only these look ahead: "until Tuesday" does not.
PLANNED = re.compile(
    r"\b(?:will|would|should|due|deadline|scheduled|expected|set to|(?:is|are|was|were) to|next)\b", re.IGNORECASE
)
# What of the sentence before an expression can make it look ahead: its own clause, no further.
LONGEST_CLAUSE = 70
# And what of it can be a preposition with its article.
LONGEST_LINK = 20
CLAUSE_MARK = re.compile(r"[,;:—–“”\"]")
SAYING_ON = re.compile(
    r"\b(?:said|says|told|announced|reported|added|wrote|tweeted|testified|confirmed|declared|warned)\b"
    r"(?:\s(?:on|late|early|in|earlier))?\s$"
)
ISO = re.compile(r"[1-9][0-9]{3}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
# What was due by a day may lie on either side, whatever the tense.
DUE = re.compile(r"\b(?:by|until|before|for|to)\s(?:an?\s|the\s)?$")
# "three more than in 2022": what something is compared with, not when it was.
COMPARED = re.compile(r"\b(?:than|as)\s(?:in\s|on\s)?$")
RELATIVE = re.compile(r",\s(?:who|which|whose|where)\b[^,]*$")
# What a date loses where it tells only when something was said, or what is due.
ATTRIBUTION = DEADLINE = 3


@dataclass(frozen=True, slots=True)
class When:
    """A date expression: its place in the text, its ISO 8601 value, and whether it is a deadline or a background."""

    start: int
    end: int
    value: str
    rank: int = 0


def expressions(text: str, today: date | None, past: bool = False) -> Iterator[When]:
    """Every date expression of a sentence with its value; none where the day of publication is needed and unknown."""
    clues = set(CLUE.findall(text.lower()))
    day = today or date(2000, 1, 3)
    future = PLANNED if past else FUTURE
    for pattern, value, rank, needed in PATTERNS:
        if needed.isdisjoint(clues):
            continue
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - LONGEST_CLAUSE) : match.start()]
            nearest = before[-LONGEST_LINK:]
            over = looks_back(text, match)
            planned = not over and future.search(CLAUSE_MARK.split(before)[-1]) is not None
            back = over or (past and not DUE.search(nearest))
            ahead = True if planned else False if back else None
            found = None if COMPARED.search(nearest) else safely(value, match, day, ahead)
            if found and (today or depends_on_nothing(match)):
                aside = tells_when_said(text, match) or bool(RELATIVE.search(before))
                yield When(match.start(), match.end(), found, rank + ATTRIBUTION * aside)


def safely(value: Value, match: re.Match[str], today: date, ahead: bool | None) -> str | None:
    """The value, or None where it lies beyond the years that ISO 8601 writes with four figures."""
    try:
        found = value(match, today, ahead)
    except (OverflowError, ValueError):
        return None
    return found if found and all(ISO.fullmatch(part) for part in found.split("/")) else None


def looks_back(text: str, match: re.Match[str]) -> bool:
    """True for "since August" and "Monday's vote", which are over whatever the clause plans."""
    return "since" in text[max(0, match.start() - 6) : match.end()].lower() or text.startswith(
        ("’s", "'s"), match.end()
    )


def tells_when_said(text: str, match: re.Match[str]) -> bool:
    """True where the expression dates the saying, not what was said: "…, the institute reported Friday"."""
    return SAYING_ON.search(text[max(0, match.start() - 30) : match.start()]) is not None


def depends_on_nothing(match: re.Match[str]) -> bool:
    """True where the expression names its year itself."""
    names = match.re.groupindex
    return any(key in names and match[key] for key in ("year", "first", "decade"))


def find_when(text: str, today: date | None, *, past: bool = False) -> str | None:
    """The date of what a sentence reports, or None: the best expression, the first where two are as good.

    What the sentence tells in the `past` tense cannot lie ahead, so there a date to come is only a deadline.
    """
    found: list[When] = []
    for expression in sorted(expressions(text, today, past), key=lambda w: (w.start, w.rank, -w.end)):
        if found and expression.start < found[-1].end:
            continue
        found.append(expression)
    if not found:
        return None
    ahead = today.isoformat() if past and today else "9999"
    best = min(found, key=lambda w: (w.rank + DEADLINE * (w.value[: len(ahead)] > ahead), w.start))
    return joined(text, found, best) or best.value


def joined(text: str, found: list[When], best: When) -> str | None:
    """Two days that "and" or "to" joins are one range: "Feb. 19 and March 12"."""
    following = next((w for w in found if w.start > best.end and w.rank == best.rank), None)
    if following is None or text[best.end : following.start].strip() not in ("and", "to", "–", "through"):
        return None
    days = len(best.value) == len(following.value) == len("2021-02-19")
    return f"{best.value}/{following.value}" if days and best.value < following.value else None
