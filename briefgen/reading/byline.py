"""The byline: who wrote the story.

"By MARY ROE and JOHN DOE, Associated Press" -> ("MARY ROE", "JOHN DOE"). Names stay as printed; an outlet behind a
name is not one of them, and an agency counts as an author only when it stands alone ("By The Associated Press").
"""

from __future__ import annotations

import re

from briefgen.agencies import find_agency
from briefgen.reading.names import name_words

_BY = re.compile(r"^\s*(?:written\s+|story\s+|reporting\s+)?by[:\s]\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\s{0,5}(?:,\s*and\s|\band\b|&|,|;|\||·|•|/)\s*", re.IGNORECASE)
# Buttons beside a name, glued to it by the paste ("Jo RoeTwitter").
_GLUED = re.compile(r"(?<=[a-z])(?:Twitter|Facebook|Email|Follow|Contact|Share|LinkedIn|Instagram)\b.{0,80}$")
_NOT_A_NAME = re.compile(
    r"\d|@|\b(?:editor|correspondent|reporter|writer|staff|columnist|desk|bureau|chief|contributor|analyst|producer"
    r"|follow|published|updated|posted|with|min|read)\b",
    re.IGNORECASE,
)


def parse_byline(line: str) -> tuple[str, ...]:
    """The authors that a byline names, with or without its "By", in order."""
    line = _GLUED.sub("", _BY.sub("", line))
    parts = [part for part in _BETWEEN.split(line) if part.strip()]
    names = [part.strip(" .—–-") for part in parts if not _NOT_A_NAME.search(part)]
    people = [name for name in names if name and not find_agency(name) and not _is_house(name)]
    return tuple(dict.fromkeys(people or names[:1]))


def _is_house(name: str) -> bool:
    return not name_words("organisation").isdisjoint(name.lower().split())


def looks_like_byline(line: str) -> bool:
    """Whether `line` opens as a byline does: "By" and a name."""
    match = _BY.match(line)
    return bool(
        match and len(line) <= 160 and len(line.split()) <= 22 and line[match.end() : match.end() + 1].isupper()
    )
