"""What a caption says of the scene: the day and the place.

Captions are written to rule (AP Stylebook, "captions"): the first sentence names the people, then the place, then the
day ("…, in CITY, COUNTRY, Friday, Feb. 19, 2021."). Whom it shows is for `people.py`.
"""

from __future__ import annotations

import re

from briefgen.dates import WEEKDAY_PATTERN, FoundDate, find_dates
from briefgen.reading.names import UPPER_PATTERN, name_words

# Words that part a date from the moment of the picture: what follows is history.
_NOT_THE_MOMENT = re.compile(
    r"\b(?:since|until|before|after|from|by|between|due|scheduled for|began on)\s*$", re.IGNORECASE
)

_PART = rf"{UPPER_PATTERN}[\w.'’-]{{0,30}}"
_NAME = rf"{_PART}(?: (?:(?:al|bin|da|de|del|der|di|dos|el|la|le|of|the|van|von|y)[ -])?{_PART}){{0,4}}"
# "I" for "in" is what a lost letter leaves in many captions; a pronoun has no place name and comma behind it.
_IN = re.compile(
    rf"(?:^|(?<=[\s,]))(?:in|In|I|near|outside|at|over|off|on(?= the [a-z]{{4,10}} of )) (?:the )?"
    rf"(?:(?:city|coast|island|outskirts|town|village|port|province|region|shore|state|suburb) of )?"
    rf"(?=(?P<place>{_NAME}(?:, {_NAME}){{0,3}}))"
)
# "…leaves City, Country," in front of the date needs no preposition.
_PLACE_PAIR = re.compile(rf"(?<=[a-z] )(?P<place>{_NAME}(?:, {_NAME}){{1,3}}),?$")
_BEFORE_DATE = re.compile(
    rf",?\s*(?:(?:on|in|late|early|late in|early in)\s+)?(?:{WEEKDAY_PATTERN},?\s*)?$", re.IGNORECASE
)
_AFTER_DATE = re.compile(r"^,?\s+(?=(?:in|near|outside|at)\s)")

_SENTENCE = re.compile(r"(?<=[a-z\d)”\"])\.\s+(?=[^\W\d_a-z])")
_SHORTENED = re.compile(
    r"\b(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec|Adm|Amb|Brig|Capt|Cmdr|Col|Cpl|Det|Dr|Gen|Gov|Insp|Jr|Lt|Maj|Mr|Mrs|Ms|Mt|No"
    r"|Prof|Pvt|Rep|Rev|Sen|Sgt|Sr|St|Supt|vs|[A-Z])$"
)


def find_taken(caption: str) -> str | None:
    """The day the picture was taken (ISO 8601), or the month where the caption gives no day."""
    moment = _moment(caption)
    return moment.iso if moment else None


def find_place(caption: str) -> str | None:
    """Where it was taken, as printed ("Port Amber, Marland"): the place beside the date, else one at the first
    sentence's end.
    """
    moment = _moment(caption)
    if moment:
        before = caption[max(0, moment.start - 160) : moment.start]
        before = before[: _BEFORE_DATE.search(before).start()]  # type: ignore[union-attr]
        if place := _last_place(before):
            return place
        if pair := _PLACE_PAIR.search(before):
            return _trim(pair["place"])
        after = caption[moment.end : moment.end + 160]
        if (match := _AFTER_DATE.match(after)) and (found := _IN.match(after, match.end())):
            return _trim(found["place"])
    return _last_place(first_sentence(caption)[-160:].rstrip(". "))


def first_sentence(caption: str) -> str:
    """The caption up to its first full stop that ends a sentence (not one behind an abbreviated month or title)."""
    for match in _SENTENCE.finditer(caption):
        if not _SHORTENED.search(caption[max(0, match.start() - 8) : match.start()]):
            return caption[: match.start() + 1]
    return caption


def _moment(caption: str) -> FoundDate | None:
    """The date of the picture: the first full day, else the first month, that is not the date of something earlier."""
    dates = [
        each
        for each in find_dates(caption)
        if not _NOT_THE_MOMENT.search(caption[max(0, each.start - 30) : each.start])
    ]
    return next((each for each in dates if each.day), dates[0] if dates else None)


def _last_place(text: str) -> str | None:
    """The place that `text` ends with, behind its preposition."""
    for match in _IN.finditer(text):
        if match.end("place") >= len(text.rstrip(", ")):
            return _trim(match["place"])
    return None


def _trim(place: str) -> str:
    """A place without a weekday caught behind its last comma, or a full stop that ends the sentence."""
    parts = place.split(", ")
    while len(parts) > 1 and re.fullmatch(rf"(?i:{WEEKDAY_PATTERN})|(?:The|A|This).*", parts[-1]):
        parts.pop()
    last = parts[-1].removesuffix(".")
    if "." not in last and last.lower() not in name_words("region"):
        parts[-1] = last
    return ", ".join(parts)
