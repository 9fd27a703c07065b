"""What stands over the body of a pasted page: the headline, who wrote it, when it came out, its address.

The headline is looked for from the body upwards. A page that prints its headline twice (once as the window's title,
"Headline | Site") gives it away; else it is the line nearest to the body that is long enough for one and is no
sentence, byline or date.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from briefgen.agencies import find_agency
from briefgen.dates import find_dates
from briefgen.reading.byline import looks_like_byline, parse_byline
from briefgen.reading.caption import gallery_position, split_caption
from briefgen.reading.chrome import is_aside, is_ending, is_notice
from briefgen.reading.lines import Line
from briefgen.reading.names import is_person
from briefgen.reading.scene import first_sentence

MOST_CANDIDATES = 200
"""Lines over the body that are weighed as headlines; each is looked for in the whole page."""
LOOK_BACK = 60
"""Lines over the body behind which a headline is no less likely: boxes may stand between the two."""
DATE_REACH = 8
"""Lines over the headline and into the body in which a date line is looked for."""

_URL = re.compile(r"https?://\S+")
_ISSUED = re.compile(r"\b(?:published|posted|first published|created|issued|released|date)\b", re.IGNORECASE)
_CLOCK = re.compile(r"\b\d{1,2}:\d\d ?(?:[ap]\.?m\b|GMT|UTC)", re.IGNORECASE)
_BUTTON = re.compile(r"\b(?:text|size|email|address|how|we|you|your|the|now|all|a|for)\b", re.IGNORECASE)
_BAR = re.compile(r"\s*[|·•]\s*")
_AGO = re.compile(r"\b\d+ (?:min|minute|hour|day|week|month|year)s? ago\b", re.IGNORECASE)
_UPDATED = re.compile(r"\b(?:updated|modified|last)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Masthead:
    """`title_at` and `used` are places in the page's lines: the headline's, and those that must not be read as body."""

    title: str
    title_at: int
    authors: tuple[str, ...] = ()
    published: date | None = None
    url: str | None = None
    used: frozenset[int] = frozenset()


def read_masthead(lines: Sequence[Line], body: range) -> Masthead:
    """The masthead of the article whose body `find_body` found."""
    at, title = _headline(lines, body)
    reach = range(max(0, at - DATE_REACH), min(len(lines), body[0] + 3))
    dated = [place for place in reach if place != at and _is_date_line(lines[place])]
    stamps = [place for place in reach if place != at and _is_stamp(lines[place])]
    signed = [place for place in reach if place > at and looks_like_byline(lines[place].text)]
    signed += [place for place in stamps if place > at and parse_dated_byline(lines[place].text)]
    if not signed:
        beside = [place + step for place in stamps for step in (-1, -2, 1)] + [at + 1, at + 2]
        signed = [place for place in beside if at < place < len(lines) and _signs(lines[place])][:1]
    authors: tuple[str, ...] = ()
    for place in sorted(set(signed)):
        text = lines[place].text
        authors = authors or (parse_dated_byline(text) if place in stamps else parse_byline(text))
    url = next((line.text for line in lines[: body[0]] if _URL.fullmatch(line.text)), None)
    return Masthead(title, at, authors, _published(lines, dated), url, frozenset((at, *stamps, *signed)))


def parse_dated_byline(line: str) -> tuple[str, ...]:
    """The authors in a line that holds the date too ("By Jo Roe, March 3, 2024", "Jo Roe · The Globe · Posted: …")."""
    for part in _BAR.split(line):
        if looks_like_byline(part):
            return parse_byline(part)
    found = find_dates(line)
    head = line[: found[0].start] if found else line
    head = re.split(
        r"[|·•]|\s[-–—]\s|,? in (?=[A-Z])|\b(?:published|posted|updated|on)\b", head, maxsplit=1, flags=re.IGNORECASE
    )[0].strip(" ,")
    return parse_byline(head) if looks_like_byline(head) or _names_one(head) else ()


def _headline(lines: Sequence[Line], body: range) -> tuple[int, str]:
    fits = [_may_be_headline(line) for line in lines[: body[-1]]]
    over = [place for place in range(body[0]) if fits[place]]
    candidates = over[-MOST_CANDIDATES:] or [place for place in body[:-1] if fits[place] and not lines[place].prose][:3]
    if not candidates:  # no headline: the first sentence stands in for it, and stays in the body
        return body[0] - 1, first_sentence(lines[body[0]].text)
    texts = [_plain(line.text) for line in lines]
    counts = Counter(texts)
    longer = "\n".join(text for text in counts if len(text) < 300)

    def worth(place: int) -> float:
        line, text = lines[place], texts[place]
        long_enough = line.words > 3
        after = lines[place + 1 : place + 5]
        above = [fits[each] and lines[each].words > 4 for each in range(max(0, place - 4), place)]
        return (
            # printed again: alone, or within a longer line ("Headline | Site", "Share this story: Headline")
            3.0 * (long_enough and longer.count(text) > 1)
            + 1.0 * (long_enough and counts[text] > 1)
            + min(line.words, 10) * 0.25
            - 2.0 * text.endswith(".")
            - 0.5 * (line.run > 12)
            - 0.04 * min(body[0] - place, LOOK_BACK)
            # a standfirst under the headline, not the last of a list of headlines
            - 1.5 * (any(above[-2:]) and not all(above))
            + 2.5 * (long_enough and any(_is_stamp(each) or looks_like_byline(each.text) for each in after))
            - 2.0 * (not long_enough and _is_name(line))
        )

    at = max(candidates, key=worth)
    return at, lines[at].text


def _may_be_headline(line: Line) -> bool:
    text = line.text
    if (
        not 2 <= line.words <= 32
        or len(text) > 220
        or gallery_position(text)
        or _URL.fullmatch(text)
        or _CLOCK.search(text)
    ):
        return False
    if is_ending(text) or is_notice(text) or looks_like_byline(text) or _is_stamp(line) or text.count("|") > 1:
        return False
    return (
        not (is_aside(text) and line.words < 5)
        and not (line.prose and line.words > 20)
        and split_caption(text)[1] is None
    )


def _is_date_line(line: Line) -> bool:
    found = find_dates(line.text)
    if not found or not found[0].day or line.words > 40 or line.prose or split_caption(line.text)[1] is not None:
        return False
    return bool(_ISSUED.search(line.text) or _UPDATED.search(line.text)) or line.words - 4 * len(found) <= 9


def _is_stamp(line: Line) -> bool:
    """A date line, or one that says how long ago it was."""
    ago = _AGO.search(line.text) and (_ISSUED.search(line.text) or _UPDATED.search(line.text) or line.words <= 4)
    return bool(ago and line.words <= 40) or _is_date_line(line)


def _published(lines: Sequence[Line], dated: Sequence[int]) -> date | None:
    """The day of the date line that says it is of publication, else of one that does not say it is of a change."""
    for wanted in (_ISSUED, re.compile("")):
        for place in dated:
            text = lines[place].text
            for found in find_dates(text):
                before = text[: found.start]
                if found.day and wanted.search(before) and not _UPDATED.search(before[-25:]):
                    return found.day
    return next((found.day for place in dated for found in find_dates(lines[place].text) if found.day), None)


def _signs(line: Line) -> bool:
    """A name, or an agency's, alone in a line beside the date."""
    house = find_agency(line.text)
    return _is_name(line) or (house is not None and house.kind == "agency")


def _is_name(line: Line) -> bool:
    return _names_one(line.text)


def _names_one(text: str) -> bool:
    words = text.split()
    return (
        len(words) <= 4
        and is_person(text)
        and not is_aside(text)
        and not _BUTTON.search(text)
        and not re.search(r"[^\w\s.'’-]", text)
    )


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
