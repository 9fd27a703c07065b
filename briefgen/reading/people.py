"""Whom a caption shows: names, and who stands where.

Captions are written to rule (AP Stylebook, "captions"): the first sentence names the people, each with a place in the
frame ("left", "second from right") or in a row from left to right. Only that sentence is read, and a name only where
it stands in a form that captions keep for those in the picture. The forms are the patterns below, one after another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.model import PhotoPerson
from briefgen.reading.names import NAME_PATTERN, is_title, name_words, person_name
from briefgen.reading.scene import first_sentence

# "FILE - ", "In this photo released by the Port Office, ": not yet the scene.
_OPENING = re.compile(
    r"(?:FILE(?: PHOTO)? ?[-–—:] ?)?"
    r"(?:In (?:this|an?) [^.]{0,80}?\b(?:photo|photograph|image|picture|video|frame|still)\b[^,]{0,120}"
    r"(?:, \d{4}\b[^,]{0,120})?, )?"
)
_POSITION = (
    r"(?P<position>(?:(?:far|front|back|top|bottom|upper|lower|center|centre) )?"
    r"(?:left|right|center|centre|front|rear|foreground|background|top|bottom)"
    r"|(?:second|third|fourth|fifth|2nd|3rd|4th|5th) (?:from )?(?:the )?(?:left|right)|[LRC])"
)
# "Jo Roe, left,", "Jo Roe, 34, at right.", "Jo Roe (L)"
_STANDING = re.compile(
    rf"(?P<name>{NAME_PATTERN})(?:, (?:\d{{1,3}}, )?| \()(?:at )?{_POSITION}(?=[,);.]|$| (?:and|with)\b)"
)
# "From left, Jo Roe, Ann Lee and Bo Ek stand on the pier"
_ROW = re.compile(
    rf"(?:^|(?<=[\s(,:]))(?:[Ff]rom left(?: to right)?|[Ll]eft to right|\(?L[-–]R\)?|\(?L to R\)?)"
    rf"[:,)]{{0,2}} (?:are )?(?P<names>{NAME_PATTERN}[^;:]{{0,300}})"
)
_ROW_BETWEEN = re.compile(r",\s+(?:and\s+)?|\s+and\s+|\s+with\s+")
_ROW_END = re.compile(
    r"\s(?:in|at|during|on|as|after|before|outside|near|pose|stand|arrive|attend|walk|speak|meet|take|sit|watch|\w+ing)\b"
)

_MEETING = (
    r"(?:appear|arrive|attend|celebrate|chat|confer|dance|dine|joke|march|meet|perform|play|pose|sit|speak|stand|talk"
    r"|train|walk|work|shake|hands)(?:s|es)?"
)
_GREETING = r"(?:congratulate|embrace|greet|hug|kiss|receive|thank|welcome)(?:s|es)?"
_SHOWN: tuple[re.Pattern[str], ...] = (
    # the caption's first words: "Jo Roe waves", "Jo Roe, the mayor,"
    re.compile(
        rf"^(?:[\w.'’-]{{1,40}}['’]s )?(?P<name>{NAME_PATTERN})"
        r"(?= [a-z]{3,20}s\b|, (?:the|at|a|an|in|who|seen|pictured|shown)\b)"
    ),
    re.compile(rf"^(?P<name>{NAME_PATTERN}) and (?P<other>{NAME_PATTERN})(?= (?:{_MEETING}|{_GREETING})\b)"),
    # beside somebody: "celebrates with Jo Roe", "greets Jo Roe", "…, left, and Jo Roe"
    re.compile(rf"\b{_MEETING}(?: \w{{1,20}})? (?:with|alongside|beside|next to) (?P<name>{NAME_PATTERN})"),
    re.compile(rf"\b{_GREETING} (?P<name>{NAME_PATTERN})"),
    re.compile(rf", {_POSITION}, and (?P<name>{NAME_PATTERN})"),
    # behind a role in small letters: "party leader Jo Roe"
    re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(name_words('title')))}) (?P<name>{NAME_PATTERN})"),
)
_RUN = re.compile(NAME_PATTERN)
# "supporters of President Jo Roe" do not show him.
_ABSENT = re.compile(r"\b(?:(?<!front )of|for|against|about|like)(?: [a-z]{2,20})? $")


def find_people(caption: str) -> tuple[PhotoPerson, ...]:
    """Those whom the first sentence shows, in its order, without titles, each with a position where it gives one."""
    sentence = first_sentence(caption)
    sentence = sentence[_OPENING.match(sentence).end() :]  # type: ignore[union-attr]  # it matches the empty string too
    found: dict[str, tuple[int, str | None]] = {}
    for run, at, position in _mentions(sentence):
        run = run if run.endswith(("Jr.", "Sr.")) else run.rstrip(".")
        name = person_name(run, mononym=position is not None)
        if not name or name.endswith(("'s", "’s", "s'", "s’")) or _ABSENT.search(sentence[max(0, at - 40) : at]):
            continue
        first, known = found.get(name, (at, None))
        found[name] = (min(first, at), known or position)
    in_order = sorted(found.items(), key=lambda each: each[1][0])
    return tuple(PhotoPerson(name, position) for name, (_, position) in in_order)


def _mentions(sentence: str) -> Iterator[tuple[str, int, str | None]]:
    """(run of words that may end in a name, where it starts, position)."""
    for match in _STANDING.finditer(sentence):
        yield match["name"], match.start("name"), _position(match["position"])
    for match in _ROW.finditer(sentence):
        names = match["names"]
        end = _ROW_END.search(names)
        parts = [each.strip(" .") for each in _ROW_BETWEEN.split(names[: end.start()] if end else names)]
        row = [each for each in parts if person_name(each)]
        for place, each in enumerate(row):
            yield each, match.start("names") + place, _row_position(place, len(row))
    for pattern in _SHOWN:
        for match in pattern.finditer(sentence):
            for group in ("name", "other"):
                if run := match.groupdict().get(group):
                    yield run, match.start(group), None
    for match in _RUN.finditer(sentence):
        if any(map(is_title, match[0].split()[:-1])):
            yield match[0], match.start(), None


def _position(printed: str) -> str:
    return {"L": "left", "R": "right", "C": "center"}.get(printed, printed)


def _row_position(place: int, count: int) -> str:
    if place == 0:
        return "left"
    if place == count - 1:
        return "right"
    if count == 3:
        return "center"
    return f"{('second', 'third', 'fourth', 'fifth')[place - 1]} from left" if place < 5 else "right of center"
