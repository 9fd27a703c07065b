"""What a caption says of the scene: the day, the place, and who stands where.

Captions are written to rule (AP Stylebook, "captions"): the first sentence names the people from left to right, then
the place, then the day ("…, in CITY, COUNTRY, Friday, Feb. 19, 2021."). Only that first sentence is read for people,
and people only where their name stands in a form that captions keep for those in the picture.
"""

from __future__ import annotations

import re

from briefgen.dates import WEEKDAY_PATTERN, FoundDate, find_dates
from briefgen.model import PhotoPerson
from briefgen.reading.names import name_words, person_name

# Words that part a date from the moment of the picture: what follows is history.
_NOT_THE_MOMENT = re.compile(
    r"\b(?:since|until|before|after|from|by|between|due|scheduled for|began on)\s*$", re.IGNORECASE
)

_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_PART = rf"{_UPPER}[\w.'’-]{{0,30}}"
_NAME = rf"{_PART}(?: (?:(?:al|bin|da|de|del|der|di|dos|el|la|le|of|the|van|von|y)[ -])?{_PART}){{0,4}}"
# "I" for "in" is what a lost letter leaves in many captions; a pronoun has no place name and comma behind it.
_IN = re.compile(
    rf"(?:^|(?<=[\s,]))(?:in|In|I|near|outside|at|over|off) (?:the )?"
    rf"(?:(?:city|town|village|port|province|region|state|suburb) of )?"
    rf"(?=(?P<place>{_NAME}(?:, {_NAME}){{0,3}}))"
)
_BEFORE_DATE = re.compile(
    rf",?\s*(?:(?:on|in|late|early|late in|early in)\s+)?(?:{WEEKDAY_PATTERN},?\s*)?$", re.IGNORECASE
)
_AFTER_DATE = re.compile(r"^,?\s+(?=(?:in|near|outside|at)\s)")

_POSITION = (
    r"(?P<position>(?:(?:far|front|back|top|bottom|upper|lower|center|centre) )?"
    r"(?:left|right|center|centre|front|rear|foreground|background|top|bottom)"
    r"|(?:second|third|fourth|fifth|2nd|3rd|4th|5th) from (?:the )?(?:left|right)|[LRC])"
)
_STANDING = re.compile(rf"(?P<name>{_NAME})(?:, (?:\d{{1,3}}, )?| \(){_POSITION}(?=[,);.]| (?:and|with)\b)")
_ROW = re.compile(
    rf"(?:^|(?<=[\s(,:]))(?:[Ff]rom left(?: to right)?|[Ll]eft to right|\(?L[-–]R\)?|\(?L to R\)?)"
    rf"[:,)]{{0,2}} (?:are )?(?P<names>{_NAME}[^;:]{{0,300}})"
)
_ROW_BETWEEN = re.compile(r",\s+(?:and\s+)?|\s+and\s+|\s+with\s+")
_ROW_END = re.compile(
    r"\s(?:in|at|during|on|as|after|before|outside|near|pose|stand|arrive|attend|walk|speak|meet|take|sit|watch|\w+ing)\b"
)
_SENTENCE = re.compile(r"(?<=[a-z\d)”\"])\.\s+(?=[^\W\d_a-z])")
_SHORTENED = re.compile(
    r"\b(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec|St|Gen|Sen|Gov|Rep|Rev|Dr|Mr|Mrs|Ms|Jr|Sr|Lt|Col|Maj|Capt|Sgt|Prof|No|vs|[A-Z])$"
)
_TITLED = re.compile(rf"{_PART}(?: {_PART}){{1,8}}")
_FIRST = re.compile(
    rf"(?:^|(?<=[:–—-] ))(?:[\w.'’-]{{1,40}}['’]s )?(?P<run>{_NAME})"
    r"(?= [a-z]{3,20}s\b|, (?:the|at|a|an|in|who|seen|pictured|shown)\b)"
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
        if place := _last_place(before[: _BEFORE_DATE.search(before).start()]):  # type: ignore[union-attr]
            return place
        after = caption[moment.end : moment.end + 160]
        if (match := _AFTER_DATE.match(after)) and (found := _IN.match(after, match.end())):
            return _trim(found["place"])
    return _last_place(first_sentence(caption)[-160:].rstrip(". "))


def find_people(caption: str) -> tuple[PhotoPerson, ...]:
    """Those whom the first sentence shows, in its order, without titles, each with a position where it gives one."""
    sentence = first_sentence(caption)
    found: dict[str, tuple[int, str | None]] = {}

    def add(run: str, at: int, position: str | None) -> None:
        name = person_name(run)
        if name and (name not in found or found[name][1] is None):
            found[name] = (found[name][0] if name in found else at, position)

    for match in _STANDING.finditer(sentence):
        add(match["name"], match.start(), _position(match["position"]))
    for match in _ROW.finditer(sentence):
        names = match["names"]
        end = _ROW_END.search(names)
        row = [
            each for each in _ROW_BETWEEN.split(names[: end.start()] if end else names) if person_name(each.strip(" ."))
        ]
        for place, each in enumerate(row):
            add(each.strip(" ."), match.start() + place, _row_position(place, len(row)))
    for match in _FIRST.finditer(sentence):
        add(match["run"], match.start(), None)
    for match in _TITLED.finditer(sentence):
        words = match[0].split()
        titled = any(word.lower().rstrip(".") in name_words("title") for word in words[:-1])
        if titled and not words[-1].endswith(("'s", "’s", "s'", "s’")):
            add(match[0], match.start(), None)
    return tuple(
        PhotoPerson(name, position) for name, (_, position) in sorted(found.items(), key=lambda each: each[1][0])
    )


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


def _position(printed: str) -> str:
    return {"L": "left", "R": "right", "C": "center"}.get(printed, printed)


def _row_position(place: int, count: int) -> str:
    if place == 0:
        return "left"
    if place == count - 1:
        return "right"
    return (
        "center"
        if count == 3
        else f"{('second', 'third', 'fourth', 'fifth')[place - 1]} from left"
        if place < 5
        else "right of center"
    )
