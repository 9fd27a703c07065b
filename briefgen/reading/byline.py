"""The byline: who wrote the story, and for which house.

"By MARY ROE and JOHN DOE, Associated Press" -> Mary Roe and John Doe, of the Associated Press. Capitals are put in a
name's case. An agency counts as an author where it stands alone ("By The Associated Press") or is joined to a writer by
"and"; behind a comma or a bar it is the house.
"""

from __future__ import annotations

import re

import msgspec

from briefgen.agencies import find_agency
from briefgen.reading.chrome import is_aside
from briefgen.reading.names import is_house, is_person, name_case
from briefgen.reading.timestamp import before_date

_BY = re.compile(r"^\s*(?:written\s+|story\s+|reporting\s+)?by[:\s]\s*", re.IGNORECASE)
# The "by" of other languages, and the "and" that joins two writers behind it.
_ABROAD = {"par": "et", "von": "und", "por": "y|e", "di": "e", "av": "och|og", "af": "og", "door": "en"}
_BY_ABROAD = re.compile(rf"^\s*({'|'.join(_ABROAD)})[:\s]\s*(?=\w)", re.IGNORECASE)
_BETWEEN = re.compile(r"\s{0,5}(,\s*and\s|\band\b|&|,|;|\||·|•|/)\s*", re.IGNORECASE)
_BAR = re.compile(r"\s*[|·•]\s*|\s/\s")
_PLACED = re.compile(r"(?:^|\s)in (?=[A-Z])")
_DATED = re.compile(
    r"[|·•]|\s[-–—/]\s|\b(?:published|posted|updated|on|publiée?|veröffentlicht|publicado|pubblicato)\b"
    r"|\s(?:le|am|el|il|den)\s*$",
    re.IGNORECASE,
)
# What a paste glues to a name: a button ("Jo RoeTwitter"), a job ("Jo RoeStaff Writer"), a footnote's mark.
_GLUED = re.compile(
    r"(?<=[a-z])\s{0,3}(?:Twitter|Facebook|Email|Follow|Contact|Share|LinkedIn|Instagram)\b.{0,80}$"
    r"|(?<=[a-z]{3})(?=[A-Z])[A-Za-z ]{0,30}(?:Writer|Reporter|Columnist|Correspondent|Editor)$"
)
_FOOTNOTE = re.compile(r"(?<=[a-z])\d(?=,|$|\s)")
_NO_NAME = re.compile(r"\d|@|\b(?:follow|published|updated|posted|min|read)\b", re.IGNORECASE)
_JOB = re.compile(
    r"\b(?:editor|correspondent|reporter|writer|staff|columnist|desk|bureau|chief|contributor|analyst|producer|with)\b",
    re.IGNORECASE,
)
_STAFF = re.compile(r"\s+staff$", re.IGNORECASE)  # "By Daily Globe Staff"
_BUTTON = re.compile(r"\b(?:text|size|email|address|how|we|you|your|the|now|all|a|for)\b", re.IGNORECASE)


class Byline(msgspec.Struct, frozen=True):
    """The authors in their order, and the agency or outlet that the line names beside them."""

    authors: tuple[str, ...] = ()
    house: str | None = None


def read_byline(line: str) -> Byline:
    """What a byline says, with or without its "By"."""
    line = _FOOTNOTE.sub("", _GLUED.sub("", _BY.sub("", _put_in_english(line))))
    first, *rest = _BETWEEN.split(line)
    parts = [("", first), *zip(rest[::2], rest[1::2], strict=True)]
    people: list[str] = []
    houses: list[str] = []
    others: list[str] = []
    placed = False  # behind "in PLACE", what is no full name is more of the place
    for joint, part in parts:
        name, *where = _PLACED.split(part, maxsplit=1)
        name = name.strip(" .—–-")
        known = find_agency(name)
        if not name or _NO_NAME.search(name) or (placed and not where and not is_person(name)):
            pass
        elif known and people and joint.strip(", ").lower() in ("and", "&"):
            people.append(name)
        elif known or is_house(name):
            houses.append(name)
        elif _JOB.search(name):
            others.append(name)
        else:
            people.append(name_case(name) if is_person(name) else name)
        placed = placed or bool(where)
    authors = people or houses[:1] or others[:1]
    house = _STAFF.sub("", houses[0]) if houses else None
    return Byline(tuple(dict.fromkeys(authors)), house)


def parse_byline(line: str) -> tuple[str, ...]:
    """The authors that a byline names, with or without its "By", in order."""
    return read_byline(line).authors


def read_dated_byline(line: str) -> Byline:
    """The byline in a line that holds the date too ("By Jo Roe, March 3, 2024", "Jo Roe · The Globe · Posted: …")."""
    line = _put_in_english(line)
    for part in _BAR.split(line):
        if looks_like_byline(part):
            return read_byline(_DATED.split(before_date(part), maxsplit=1)[0])
    head = _DATED.split(before_date(line), maxsplit=1)[0].strip(" ,")
    signed = looks_like_byline(head) or is_signature(_PLACED.split(head, maxsplit=1)[0])
    return read_byline(head) if signed else Byline()


def looks_like_byline(line: str) -> bool:
    """Whether `line` opens as a byline does: "By" and a name."""
    line = _put_in_english(line)
    match = _BY.match(line)
    return bool(
        match and len(line) <= 160 and len(line.split()) <= 22 and line[match.end() : match.end() + 1].isupper()
    )


def _put_in_english(line: str) -> str:
    """A byline of another language with "By" and "and". Only in front of a full name: "Di" and "Von" are names too."""
    match = _BY_ABROAD.match(line)
    if not match or len(line) > 160:
        return line
    signed = re.sub(rf"\s(?:{_ABROAD[match[1].lower()]})\s", " and ", line[match.end() :])
    head = _DATED.split(before_date(signed), maxsplit=1)[0]
    first = _BETWEEN.split(head, maxsplit=1)[0].strip()
    return f"By {signed}" if " " in first and is_writer(first) else line


def is_signature(line: str) -> bool:
    """Whether `line` holds nothing but writers' names, and their house at most behind a bar or an "and"."""
    first, *rest = _BETWEEN.split(line)
    joined = list(zip(rest[::2], rest[1::2], strict=True))
    return (
        len(line) <= 120
        and is_writer(first)
        and all(is_writer(part) or (is_house(part) and "," not in joint) for joint, part in joined)
    )


def is_writer(text: str) -> bool:
    """Whether `text` is a person's name and not the wording of a button."""
    return (
        len(text.split()) <= 4
        and is_person(text)
        and not is_aside(text)
        and not _BUTTON.search(text)
        and not re.search(r"[^\w\s.'’-]", text)
    )
