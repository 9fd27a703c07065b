"""Whose story it is: the house beside or under the byline, else the agency of the dateline, else the footer's.

A footer names whoever runs the page, an agency's byline whoever wrote the story; the nearer to the story, the better.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefgen.agencies import find_agency
from briefgen.model import Dateline
from briefgen.reading.names import is_person

_MARK = r"(?:©|\(c\)|\bcopyright\b)"
_COPYRIGHT = re.compile(rf"{_MARK}(?:[\s:]|{_MARK}){{0,6}}", re.IGNORECASE)
_YEARS = re.compile(r"(?:(?:19|20)\d\d)(?:\s?[-–]\s?(?:(?:19|20)\d\d|present))?[\s,.:–-]{0,3}(?:by\s)?", re.IGNORECASE)
_BEHIND = re.compile(
    r"\.?,?\s*(?:all rights? |rights reserved|terms\b|privacy\b|contact\b|powered by|[|•·©(]|\s[-–—]\s|\.\s|, an? "
    r"|(?:19|20)\d\d\b)",
    re.IGNORECASE,
)
MOST_WORDS = 6
"""A publisher's name of more words than this is a sentence."""


def find_publisher(
    house: str | None, dateline: Dateline | None, footer: Iterable[str], authors: tuple[str, ...]
) -> str | None:
    """The publisher of a story. `house` stands at the byline, `footer` are the page's lines from the body on.

    An agency of the dateline counts where it is known or spelled out: "MP" alone tells a reader nothing.
    """
    agency = dateline.agency if dateline else None
    if house or (agency and (find_agency(agency) or " " in agency)):
        return house or agency
    owners = (copyright_owner(line) for line in footer)
    return next((owner for owner in owners if owner and owner not in authors), None)


def copyright_owner(line: str) -> str | None:
    """The name in a copyright notice ("Copyright 2026 The Daily Bugle. All rights reserved." -> "The Daily Bugle")."""
    match = _COPYRIGHT.search(line[:200])
    if not match or match.start() > 40:
        return None
    rest = line[match.end() : match.end() + 120]
    dated = _YEARS.match(rest)
    name = rest[dated.end() :] if dated else rest
    if again := _COPYRIGHT.match(name):  # "© 2024 Copyright The Daily Bugle"
        name = name[again.end() :]
    end = _BEHIND.search(name)
    name = (name[: end.start()] if end else name).strip(" .,\t\xa0")
    if not name or not name[0].isupper() or name.startswith("Designed") or len(name.split()) > MOST_WORDS:
        return None
    # "© Jo Roe" and "Copyright Getty Images" without a year are a picture's
    return name if dated or not (is_person(name) or find_agency(name)) else None
