"""The legend of a picture: which of the segments in its frame are the caption, and which the credit.

A segment is the credit if it is labelled, if its element calls itself one, or if it stands last (or first, as some
publishers put it) and has a credit's shape. What stands in one segment with the caption is for `caption.py` to part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.reading.byline import looks_like_byline
from briefgen.reading.caption import gallery_position, split_caption
from briefgen.reading.chrome import is_button
from briefgen.reading.credit import MAX_LENGTH, has_label, looks_like_credit, parse_credit
from briefgen.reading.html.authors import opens_as_byline
from briefgen.reading.html.blocks import key
from briefgen.reading.html.segments import Segment
from briefgen.reading.names import is_person

LONGEST_NAME = 8
"""Words of a credit that nothing but its place gives away."""

_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?: ?min)?|\d+m \d+s")
_TIMED = re.compile(r"\b\d{1,2}:\d\d\b|\b\d{1,2}\.\d{1,2}\.\d{4}\b|\b\d+ ?(?:min|Minuten?|minutes?)\b", re.IGNORECASE)
_GOES_ON = re.compile(r"[/|]|via ", re.IGNORECASE)
_OPEN_END = (":", "：", "/", "|", "...", "…")


def read_legend(segments: Sequence[Segment]) -> tuple[str, str | None]:
    """(caption, credit line) of a frame; the credit line is None where no segment is one."""
    captions: list[str] = []
    credits: list[str] = []
    goes_on = False
    for segment in _told(segments):
        text = segment.text
        if goes_on and (_GOES_ON.match(text) or credits[-1].endswith(_OPEN_END)):
            credits[-1] = f"{credits[-1]} {text}"
            continue
        goes_on = _is_credit(segment)
        (credits if goes_on else captions).append(text)
    if not credits and captions:
        if _may_be_credit(captions[-1]) and (is_sure(captions[-1]) or (len(captions) > 1 and _is_name(captions[-1]))):
            credits.append(captions.pop())
        elif _may_be_credit(captions[0]) and is_sure(captions[0]):
            credits.append(captions.pop(0))
    caption = " ".join(captions)
    if opens_as_byline(caption) or looks_like_byline(caption) or (not credits and _TIMED.search(caption[:80])):
        return "", None  # who wrote the story, beside their portrait
    return caption, max(credits, key=lambda each: (is_sure(each), len(each)), default=None)


def is_sure(line: str) -> bool:
    """Whether a line can hardly be anything but a credit: it has a label, a known house, "via" or a note."""
    return has_label(line) or parse_credit(line).sure


def _told(segments: Sequence[Segment]) -> list[Segment]:
    """The segments that say something, each once: pages print a legend again for their lightbox.

    Beside one that calls itself the caption, others can only be a credit.
    """
    told: dict[str, Segment] = {}
    for segment in segments:
        text = segment.text
        if not (is_button(text) or gallery_position(text) or _CLOCK.fullmatch(text)):
            told.setdefault(key(text) or text, segment)
    captioned = any(segment.kind == "caption" for segment in told.values())
    return [each for each in told.values() if each.kind or not captioned or _may_be_credit(each.text)]


def _is_credit(segment: Segment) -> bool:
    text = segment.text
    if text.endswith(_OPEN_END) and has_label(f"{text} X"):
        return True
    if not _may_be_credit(text):
        return segment.kind == "credit" and has_label(text) and len(text) <= MAX_LENGTH
    return segment.kind == "credit" or has_label(text)


def _may_be_credit(text: str) -> bool:
    """Whether a segment has a credit's shape, with no caption in front of it."""
    caption, credit = split_caption(text)
    return looks_like_credit(text) and not _TIMED.search(text) and (credit is None or len(caption.split()) < 4)


def _is_name(text: str) -> bool:
    """Whether a segment may be the name of somebody or of a house, in brackets or bare."""
    name = text[1:-1] if text.startswith("(") and text.endswith(")") else text
    if not name or name.endswith(".") or len(name.split()) > LONGEST_NAME or any(map(str.isdigit, name)):
        return False
    return is_person(name) or name[0].isupper()
