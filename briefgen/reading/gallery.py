"""The photos of a pasted page: captions that carry their credit, credits in a line of their own, and gallery counters
over them.

Only what stands between the headline and the end of the body is looked at, and the captions directly above the
headline, since thumbnails of other stories carry credits too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec
from msgspec.structs import replace

from briefgen.agencies import find_agency
from briefgen.dates import find_dates
from briefgen.model import Photo
from briefgen.reading.caption import gallery_position, opens_as_caption, read_caption, split_caption
from briefgen.reading.chrome import is_aside, is_button, is_command, is_notice
from briefgen.reading.credit import has_label, looks_like_credit, parse_credit
from briefgen.reading.lines import Line

LONGEST_RUN = 6
"""In a longer run of lines without a blank one, what stands beside a credit may be anything."""
SECTION_WORDS = 3
"""The most words of a section's name or a button between a gallery and the headline below it."""

_FULL_SCREEN = re.compile(r"^\W{0,3}full ?screen\W{0,3}(?=\w)", re.IGNORECASE)


class Gallery(msgspec.Struct, frozen=True):
    """The photos in page order, and the places of the lines that they are made of."""

    photos: tuple[Photo, ...]
    used: frozenset[int]


def read_gallery(lines: Sequence[Line], stretch: Iterable[int], taken: frozenset[int]) -> Gallery:
    """The photos in `stretch`; lines in `taken` are known to be something else."""
    photos: list[Photo] = []
    used: set[int] = set()
    position: tuple[int, int] | None = None
    captioned: int | None = None  # the last line that was a caption without a credit
    for place in stretch:
        text = lines[place].text
        if place in taken or place in used:
            continue
        if counter := _position(text):
            position = counter
            used.add(place)
            continue
        photo = None
        if is_credit_line(text):
            if captioned is not None and captioned == place - 1:
                photos[-1] = replace(read_caption(photos[-1].caption, text), number=photos[-1].number, of=photos[-1].of)
                used.add(place)
                continue
            beside = _caption_beside(lines, place, taken | used)
            used.update((place,) if beside is None else (beside, place))
            photo = read_caption(lines[beside].text if beside is not None else "", text)
        elif split_caption(text)[1] is not None or opens_as_caption(text) or (position and lines[place].prose):
            used.add(place)
            photo = read_caption(text)
            captioned = place if photo.credit is None else captioned
        if photo:
            if position and photo.number is None:
                photo = replace(photo, number=position[0], of=position[1])
            position = None
            photos.append(photo)
    return Gallery(_distinct(photos), frozenset(used))


def captions_above(lines: Sequence[Line], title_at: int) -> list[int]:
    """The places of the captions that stand directly above the headline, and of their counters.

    Only what is certain counts: a caption with a credit, or a paragraph under a counter. Any longer line but those and
    buttons ends it, since a headline there is another story's.
    """
    found: list[int] = []
    beside: int | None = None  # the caption of the credit that was met last
    for place in range(title_at - 1, -1, -1):
        text = lines[place].text
        if _position(text):
            found.extend([place] if found else [])  # a counter over no caption would count the body's first line
        elif place == beside:
            pass
        elif is_credit_line(text):
            beside = _caption_beside(lines, place, frozenset((title_at,)))
            if _is_counted(lines, place - 1):
                beside = None
                found.append(place)
            elif beside is not None and beside < place:
                found.append(place)
        elif _is_counted(lines, place) or all(split_caption(text)):
            found.append(place)
        elif not (is_button(text) or is_command(text) or lines[place].words <= SECTION_WORDS):
            break
    return found[::-1]


def _is_counted(lines: Sequence[Line], place: int) -> bool:
    """Whether a paragraph stands under a counter."""
    return place > 0 and lines[place].prose and _position(lines[place - 1].text) is not None


def is_credit_line(text: str) -> bool:
    """Whether a line is a credit alone: labelled or in brackets, of several parts, or a house's bare name."""
    if not looks_like_credit(text) or is_notice(text) or find_dates(text) or not parse_credit(text).sure:
        return False
    if has_label(text) or text.startswith(("(", "[", "（")):
        return True
    if house := find_agency(text):
        return house.kind != "platform" and len(text) > 2
    caption, credit = split_caption(text)
    return credit is None or sum(word[0].islower() for word in caption.split()) < 2


def _position(text: str) -> tuple[int, int] | None:
    """(number, of) of a counter, which may stand behind the button over the picture ("Full Screen 1 / 3")."""
    return gallery_position(_FULL_SCREEN.sub("", text))


def _caption_beside(lines: Sequence[Line], place: int, taken: frozenset[int]) -> int | None:
    """The caption of a credit that stands alone: the line below a bare one, else the one above, in the same run of
    lines.
    """
    line = lines[place]
    bare = not has_label(line.text) and not line.text.startswith(("(", "["))
    for beside in (place + 1, place - 1) if bare else (place - 1,):
        joined = line.run > 1 and (not line.last if beside > place else beside >= 0 and not lines[beside].last)
        if joined and beside not in taken and line.run <= LONGEST_RUN:
            text = lines[beside].text
            if lines[beside].words > 2 and not is_aside(text) and not text.endswith(("”", '"')):
                return beside
    return None


def _distinct(photos: Sequence[Photo]) -> tuple[Photo, ...]:
    """Each photo once: a page prints its lead photo again in the gallery."""
    by_caption = {photo.caption: place for place, photo in reversed(list(enumerate(photos)))}
    return tuple(photo for place, photo in enumerate(photos) if not photo.caption or by_caption[photo.caption] == place)
