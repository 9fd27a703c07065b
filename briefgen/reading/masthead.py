"""What stands over the body of a pasted page: the headline, who wrote it, when it came out, its address.

The headline is looked for from the body upwards. A page that prints its headline twice (once as the window's title,
"Headline | Site") gives it away; else it is the line nearest to the body that is long enough for one and is no
sentence, byline, date or button.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

import msgspec

from briefgen.agencies import find_agency
from briefgen.reading.byline import Byline, is_signature, is_writer, looks_like_byline, read_byline, read_dated_byline
from briefgen.reading.caption import gallery_position, opens_as_caption, split_caption
from briefgen.reading.chrome import is_aside, is_command, is_ending, is_notice
from briefgen.reading.lines import Line
from briefgen.reading.names import is_house
from briefgen.reading.scene import first_sentence
from briefgen.reading.timestamp import find_published, is_ago_line, is_bare_stamp, is_date_line, says_issued

MOST_CANDIDATES = 200
"""Lines over the body that are weighed as headlines; each is looked for in the whole page."""
LOOK_BACK = 60
"""Lines over the body behind which a headline is no less likely: boxes may stand between the two."""
DATE_REACH = 8
"""Lines over the headline in which a date line is looked for."""
HOUSE_WORDS = 6
"""The most words of an agency's or outlet's name in a line of its own."""

_URL = re.compile(r"https?://\S+")
_NO_HOUSE = re.compile(r"@|\b(?:special to|reporter|correspondent|editor|writer)\b", re.IGNORECASE)
_CLOCK = re.compile(r"\b\d{1,2}:\d\d ?(?:[ap]\.?m\b|GMT|UTC)", re.IGNORECASE)


class Masthead(msgspec.Struct, frozen=True):
    """`title_at` and `used` are places in the page's lines: the headline's, and those that must not be read as body.

    `house` is the agency or outlet at the byline.
    """

    title: str
    title_at: int
    authors: tuple[str, ...] = ()
    house: str | None = None
    published: date | None = None
    url: str | None = None
    used: frozenset[int] = frozenset()


def read_masthead(lines: Sequence[Line], body: range) -> Masthead:
    """The masthead of the article whose body `find_body` found."""
    at, title = _headline(lines, body)
    below = range(at + 1, _opening(lines, body) + 3)
    above = range(at - 1, max(-1, at - 1 - DATE_REACH), -1)
    stamps = [place for place in (*below, *above) if place < len(lines) and _is_stamp(lines[place])]
    byline, signed = _signed(lines, below, stamps)
    house = byline.house
    under = signed[0] + 1 if signed else len(lines)
    if not house and under < len(lines) and _is_house_line(lines[under]):
        house = lines[under].text
        if _opens(lines[signed[0]]) or not find_agency(house):  # else it may be a picture's credit too
            signed.append(under)
    texts = [lines[place].text for place in stamps if _is_dated(lines[place])]
    published = find_published(texts) or find_published(_stamps_behind(lines, body))
    url = next((line.text for line in lines[: body[0]] if _URL.fullmatch(line.text)), None)
    return Masthead(title, at, byline.authors, house, published, url, frozenset((at, *stamps, *signed)))


def _opening(lines: Sequence[Line], body: range) -> int:
    """The place of the body's first paragraph: the captions of a gallery may stand before it, and the byline between
    the two.
    """
    return next((place for place in body if lines[place].prose and not _is_between(lines[place])), body[0])


def _signed(lines: Sequence[Line], below: range, stamps: Sequence[int]) -> tuple[Byline, list[int]]:
    """The byline, and the places of the lines that sign the story, the first of them the one that was read."""
    below = range(below.start, min(below.stop, len(lines)))
    dated = {place: read_dated_byline(lines[place].text) for place in stamps if place in below}
    signed = {place: dated.get(place) or read_byline(lines[place].text) for place in below if _opens(lines[place])}
    signed |= {place: byline for place, byline in dated.items() if byline.authors}
    if not signed:  # no "By": a name beside the date, or over the name of its house
        beside = [place + step for place in dated for step in (-1, -2, 1)] + [*below[:2]]
        beside += [place for place in below if place + 1 in below and _is_house_line(lines[place + 1])]
        first = next((place for place in beside if place in below and _signs(lines[place])), None)
        signed = {} if first is None else {first: read_byline(lines[first].text)}
    read = next((place for place in sorted(signed) if signed[place].authors), None)
    if read is None:
        return Byline(), []
    return signed[read], [read, *(place for place in signed if place != read)]


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
            - 2.0 * (not long_enough and is_writer(line.text))
            - 2.0 * (line.words < 6 and line.text.isupper())  # a section's name, or a byline without its "By"
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
    if (
        is_ending(text)
        or is_notice(text)
        or is_command(text)
        or looks_like_byline(text)
        or _is_stamp(line)
        or text.count("|") > 1
    ):
        return False
    return (
        not (is_aside(text) and line.words < 5)
        and not (line.prose and line.words > 20)
        and split_caption(text)[1] is None
    )


def _opens(line: Line) -> bool:
    return looks_like_byline(line.text)


def _is_dated(line: Line) -> bool:
    return is_date_line(line, signed=_opens(line)) and not _is_caption(line.text)


def _is_stamp(line: Line) -> bool:
    """A date line, or one that says how long ago it was."""
    return is_ago_line(line) or _is_dated(line)


def _is_between(line: Line) -> bool:
    return _is_caption(line.text) or _is_stamp(line)


def _is_caption(text: str) -> bool:
    return opens_as_caption(text) or split_caption(text)[1] is not None


def _stamps_behind(lines: Sequence[Line], body: range) -> list[str]:
    """Date lines at the end of the body and just behind it that say they are of publication."""
    behind = lines[max(body[0], body[-1] - 1) : body[-1] + 4]
    return [line.text for line in behind if is_bare_stamp(line.text) and says_issued(line.text)]


def _signs(line: Line) -> bool:
    """Names, or an agency's, alone in a line."""
    house = find_agency(line.text)
    return (is_signature(line.text) and not line.prose) or (house is not None and house.kind == "agency")


def _is_house_line(line: Line) -> bool:
    known = find_agency(line.text)
    named = not (line.sentence or is_aside(line.text) or _NO_HOUSE.search(line.text))
    fits = named and line.words <= HOUSE_WORDS and line.small < 0.4
    return fits and (known.kind in ("agency", "outlet") if known else line.words > 1 and is_house(line.text))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
