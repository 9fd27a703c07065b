"""The date of what a sentence reports, in ISO 8601, resolved against the day of publication.

A sentence may name several dates. The best expression wins, the first where two are as good: a day before a month, a
month before a year; when something was said, or is due, is the date only of a sentence that has no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from briefgen.extraction.dateforms import DATES, Form, Value, forms_in
from briefgen.extraction.grammar import CLOSED_CLASS
from briefgen.extraction.spans import iso_range
from briefgen.extraction.traits import bits_of_parts

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
LONGEST_LINK = 35
CLAUSE_MARK = re.compile(r"[,;:—–“”\"]")
SAYING = re.compile(
    r"\b(?:said|says|told|announced|reported|added|wrote|tweeted|testified|confirmed|declared|warned"
    r"|(?<!was )(?<!were )(?<!been )(?:released|published|issued))\b(?:\s(?:on|late|early|in|earlier))?\s$"
)
ISO = re.compile(r"[1-9][0-9]{3}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
# What was due by a day may lie on either side, whatever the tense.
DUE = re.compile(
    r"\b(?:by|until|before|for|to|ahead\sof|(?:later|earlier|sooner)\sthan)\s(?:an?\s|the\s)?(?:(?<=the\s)[a-z]+\son\s)?$"
)
# "three more than in 2022": what something is compared with, not when it was.
COMPARED = re.compile(r"\b(?<!later )(?<!earlier )(?<!sooner )(?:than|as)\s(?:in\s|on\s)?$")
RELATIVE = re.compile(r",\s(?:who|which|whose|where)\b[^,]*$")
# "As the fair opened Friday, …": the day of another event. "On Friday, …" is the sentence's own.
FRONTED = re.compile(
    r"(?:As|When|While|After|Before|Since|Once|Although|Though|In addition to|Besides|Despite)\s[^,]*$"
)
# "the Oct. 7 attacks": what happened then is over, whatever the verb.
OVER = re.compile(
    r"\s(?:attacks?|assault|massacre|killings?|murders?|shootings?|bombings?|blasts?|explosions?|raids?|strikes?|crash"
    r"|collapse|fires?|floods?|storm|earthquake|quake|coup|riots?|protests?|arrests?|invasion|incident|accident)\b"
)
# "the July 25 call", "the 2020 election": a date that is part of what something is called, not when it was told of …
CALLED = re.compile(
    r"(?:\b(?:the|an?|its|his|her|their|this|of|for|about|over|upcoming)|[’']s)\s(?:[A-Za-z-]+\s){0,2}$"
)
# … but for "during the 2024 fire", "after his May 7 speech".
DURING = re.compile(
    r"\b(?:in|during|since|at|after|before|from|following|until|by|throughout)\s(?:[\w’'.-]+\s){0,3}$", re.IGNORECASE
)
CALLED_NOUN = re.compile(r"\s([A-Za-z][\w-]+)")
# "condemned the move announced on Monday", "defended the budget approved by the board in April": another verb's date.
PARTICIPLES = frozenset(
    """announced approved passed signed imposed released published made held filed issued launched unveiled reached
    adopted ordered started begun taken given written sent opened introduced enacted""".split()
)
BROUGHT = re.compile(
    r"\b\w+(?:ed|ght|ld|id|ook|ave|oke|ame)\b.*\b(?:the|an?|its|his|her|their)\s(?:[a-z-]+\s){1,3}"
    rf"(?:{'|'.join(sorted(PARTICIPLES))})(?:\sby\s[^,;]{{2,40}}?)?\s(?:on\s|in\s|late\s|early\s)?$"
)
# What a date loses that tells only when something was said, or what is due; that opens with another event.
ATTRIBUTION = DEADLINE = 3
BESIDE = 2
# "spoke of Thursday's fight on Monday": what an event's day loses to the day of the telling.
OWNER = 1
POSSESSIVE = re.compile(r"[’']s\b")
# "Feb. 19 and March 12", "the first on Feb. 19 and the second on March 12".
JOINT = re.compile(
    r"\s?(?:and|to|–|through)(?:\s(?:the\s)?(?:first|second|third|other|another|last))?(?:\s(?:on|in))?\s?"
)
# "from 10 p.m. Aug. 9 to 6 a.m. the following morning".
OVERNIGHT = re.compile(r"\b(?:to|until|through|and)\b[^,;]{0,30}\bthe (?:following|next) (?:morning|day)\b")


class When(msgspec.Struct, frozen=True):
    """A date expression: its place in the text, its ISO 8601 value, and whether it is a deadline or a background.

    `other`: it dates, or names, something else that the sentence speaks of.
    """

    start: int
    end: int
    value: str
    rank: int = 0
    other: bool = False


def expressions(text: str, forms: tuple[Form, ...], today: date | None, past: bool = False) -> Iterator[When]:
    """Every date expression of a sentence in one of these forms, each with its value.

    None that needs the day of publication, where that is unknown.
    """
    day = today or date(2000, 1, 3)
    future = PLANNED if past else FUTURE
    for pattern, value, rank, _ in forms:
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
                beside = FRONTED.match(text, 0, match.start()) is not None
                other = names_other(text, match, before)
                owner = POSSESSIVE.match(text, match.end()) is not None and match.start() > 0
                worse = ATTRIBUTION * (aside or other) + BESIDE * beside + OWNER * owner
                yield When(match.start(), match.end(), found, rank + worse, other)


def safely(value: Value, match: re.Match[str], today: date, ahead: bool | None) -> str | None:
    """The value, or None where it lies beyond the years that ISO 8601 writes with four figures."""
    try:
        found = value(match, today, ahead)
    except (OverflowError, ValueError):
        return None
    return found if found and all(ISO.fullmatch(part) for part in found.split("/")) else None


def looks_back(text: str, match: re.Match[str]) -> bool:
    """True for "since August", "Monday's vote" and "the Oct. 7 attacks", over whatever the clause plans."""
    if "since" in text[max(0, match.start() - 6) : match.end()].lower():
        return True
    return text.startswith(("’s", "'s"), match.end()) or OVER.match(text, match.end()) is not None


def names_other(text: str, match: re.Match[str], before: str) -> bool:
    """True for the date of what is only spoken of: "the July 25 call", "the move announced on Monday"."""
    if not PARTICIPLES.isdisjoint(before.split()) and BROUGHT.search(before):
        return True
    noun = CALLED_NOUN.match(text, match.end())
    if noun is None or noun[1].lower() in CLOSED_CLASS or not any(map(str.isdigit, match.group())):
        return False
    if noun[1].endswith(("ed", "ing")) or OVER.match(text, match.end()):
        return False
    up_to = before + match.group()[:4] if match.group()[:4].lower() == "the " else before
    return CALLED.search(up_to) is not None and DURING.search(up_to) is None


def tells_when_said(text: str, match: re.Match[str]) -> bool:
    """True where the expression dates the saying, not what was said: "…, the institute reported Friday"."""
    before = text[max(0, match.start() - 30) : match.start()]
    return SAYING.search(before) is not None


def depends_on_nothing(match: re.Match[str]) -> bool:
    """True where the expression names its year itself."""
    names = match.re.groupindex
    return any(key in names and match[key] for key in ("year", "first", "decade"))


def find_when(text: str, today: date | None, *, past: bool = False) -> str | None:
    """The date of what a sentence reports, or None: the best expression, the first where two are as good.

    What the sentence tells in the `past` tense cannot lie ahead, so there a date to come is only a deadline.
    """
    return best_date(text, dates_in(text, bits_of_parts(text), today, past=past), today, past=past)


def dates_in(text: str, has: int, today: date | None, *, past: bool = False) -> list[When]:
    """The date expressions of a sentence with these traits from left to right, of those that overlap the first."""
    found: list[When] = []
    forms = forms_in(has & DATES)
    if not forms:
        return found
    for expression in sorted(expressions(text, forms, today, past), key=lambda w: (w.start, w.rank, -w.end)):
        if not found or expression.start >= found[-1].end:
            found.append(expression)
    return found


def best_date(text: str, found: list[When], today: date | None, *, past: bool = False) -> str | None:
    """Of the dates that a sentence names, that of what it reports."""
    if not found:
        return None
    ahead = today.isoformat() if past and today else "9999"
    best = min(found, key=lambda w: (w.rank + DEADLINE * (w.value[: len(ahead)] > ahead), w.start))
    return joined(text, found, best) or best.value


def joined(text: str, found: list[When], best: When) -> str | None:
    """Two days that "and" or "to" joins are one range: "Feb. 19 and March 12", "Aug. 9 to … the following morning"."""
    if len(best.value) != len("2021-02-19"):
        return None
    if OVERNIGHT.search(text, best.end, best.end + 60):
        return iso_range(day := date.fromisoformat(best.value), day + timedelta(days=1))
    following = next((w for w in found if w.start > best.end and w.rank == best.rank), None)
    if following is None or not JOINT.fullmatch(text, best.end, following.start):
        return None
    return (
        f"{best.value}/{following.value}"
        if best.value < following.value and len(following.value) == len(best.value)
        else None
    )
