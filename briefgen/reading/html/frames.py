"""Frames: the parts of a page that hold one picture and what is printed beside it.

A `figure` is a frame, but half of the credits stand outside any. So the frame is found from the inside: from a
picture, a `figcaption` or an element that calls itself a caption or a credit, up through its parents as long as they
hold that one picture, a few words and no heading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from briefgen.reading.credit import looks_like_credit, parse_credit
from briefgen.reading.html.address import split_address
from briefgen.reading.html.blocks import visible_text
from briefgen.reading.html.marks import marked, marks
from briefgen.reading.html.segments import Segment, read_segments

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST = 1200
"""Characters of text in a frame; more is a story."""
MOST_PROSE = 2
"""Unmarked paragraphs in a frame: a caption and a credit."""

SMALLEST = 60
"""Pixels; what is smaller is an icon or counts visitors."""

PICTURES = ("img", "amp-img")
_NEVER = frozenset(
    "source a button meta link time svg input li ul ol body html main article section nav form summary label".split()
)
_ROOTS = frozenset(["html", "body", "main", "article", "header", "ul", "ol"])
_HEADINGS = ("h1", "h2", "h3", "h4")
_SOURCES = ("data-src", "data-original", "data-lazy-src", "data-url", "data-srcset", "src", "srcset")
_BLANK = ("data:", "about:", "#")


class Frame(msgspec.Struct, frozen=True):
    """`element` is the whole frame; `picture` its image, if one can be found.

    `marked` says that something in it calls itself a caption or a credit, `pictured` that it holds a picture or held
    one before the page was saved.
    """

    element: HtmlElement
    picture: HtmlElement | None
    marked: bool
    pictured: bool


def find_frames(elements: Iterable[HtmlElement]) -> Iterator[Frame]:
    """The frames that open at one of `elements`, in page order, none within another."""
    taken: set[HtmlElement] = set()
    for element in elements:
        if not _opens(element) or _within(element, taken):
            continue
        frame = _climb(element)
        taken.add(frame)
        picture = _picture(frame)
        if picture is None:
            picture = next((each for each in map(_picture, _beside(frame)) if each is not None), None)
        inside = list(frame.iter("*"))
        if next(frame.iter("blockquote", "q"), None) is None:
            yield Frame(frame, picture, any(map(_captions, inside)), picture is not None or any(map(_shows, inside)))


def _picture(element: HtmlElement) -> HtmlElement | None:
    return next((each for each in element.iter(*PICTURES) if source(each) and not _is_small(each)), None)


def _beside(frame: HtmlElement) -> Iterator[HtmlElement]:
    """What stands next to a caption without a picture: the picture may."""
    for each in (frame.getprevious(), frame.getnext()):
        if each is not None and isinstance(each.tag, str) and (each.tag in PICTURES or not visible_text(each)):
            yield each


def source(picture: HtmlElement) -> str | None:
    """The address of an image, the lazily loaded one before its stand-in."""
    for name in _SOURCES:
        value = (picture.get(name) or "").strip()
        if name.endswith("srcset"):
            value = value.split(",")[0].split(" ")[0] if not value.startswith("data:") else ""
        if value and not value.startswith(_BLANK):
            return value
    parent = picture.getparent()
    if parent is not None and parent.tag in ("picture", "source"):
        for each in parent.iter("source"):
            value = (each.get("srcset") or each.get("data-srcset") or "").split(",")[0].split(" ")[0]
            if value and not value.startswith(_BLANK):
                return value
    return None


def file_name(address: str) -> str:
    """The last part of an image's address, by which copies in other sizes are told to be the same."""
    return split_address(address).path.rsplit("/", 1)[-1].lower()


def _opens(element: HtmlElement) -> bool:
    if element.tag in PICTURES:
        return not _is_small(element)
    return element.tag == "figure" or (
        element.tag not in _NEVER and _captions(element) and len(visible_text(element)) <= LONGEST
    )


def _captions(element: HtmlElement) -> bool:
    """Whether an element calls itself a caption or a credit of a picture."""
    if element.tag == "figcaption" or element.tag in _NEVER:
        return bool(element.tag == "figcaption")
    told = marks(element)
    return "caption" in told or ("credit" in told and "writer" not in told)


def _shows(element: HtmlElement) -> bool:
    """Whether an element shows a picture, or its names say that it did."""
    return element.tag in ("picture", "video", "noscript", *PICTURES) or marked(element, "picture")


def _climb(element: HtmlElement) -> HtmlElement:
    """The largest element around `element` that is still a frame.

    Text that calls itself nothing is let in once, beside a bare picture, or if it can only be a credit.
    """
    here = element
    segments = read_segments(here)
    while (parent := here.getparent()) is not None and parent.tag not in _ROOTS and _holds(parent):
        around = read_segments(parent)
        added = _unmarked(around)[len(_unmarked(segments)) :] if len(around) > len(segments) else []
        if added and segments and not all(_is_sure(each) for each in added):
            break
        here, segments = parent, around
    return here


def _unmarked(segments: Sequence[Segment]) -> list[str]:
    return [segment.text for segment in segments if not segment.kind]


def _is_sure(text: str) -> bool:
    return looks_like_credit(text) and parse_credit(text).sure


def _holds(element: HtmlElement) -> bool:
    """Whether an element may be a frame: one picture, few words, no heading, no story."""
    pictures: set[str] = set()
    length = prose = 0
    for each in element.iter("*"):
        if each.tag in PICTURES and (address := source(each)) and not _is_small(each) and not _in_noscript(each):
            pictures.add(file_name(address))
        elif each.tag in _HEADINGS and not _captioned(each, element) and visible_text(each):
            return False
        elif each.tag == "p" and not _captioned(each, element) and visible_text(each):
            prose += 1
        if each.tag != "noscript":
            length += len((each.text or "").strip()) + len((each.tail or "").strip()) * (each is not element)
        if length > LONGEST or prose > MOST_PROSE or len(pictures) > 1:
            return False
    return True


def _captioned(element: HtmlElement, frame: HtmlElement) -> bool:
    while element is not None:
        if _captions(element):
            return True
        if element is frame:
            return False
        element = element.getparent()
    return False


def _in_noscript(element: HtmlElement) -> bool:
    return any(each.tag == "noscript" for each in element.iterancestors())


def _within(element: HtmlElement, taken: set[HtmlElement]) -> bool:
    return any(each in taken for each in element.iterancestors()) or element in taken


def _is_small(picture: HtmlElement) -> bool:
    """An icon, a logo or a pixel that counts visitors, by its size, name or class."""
    for side in ("width", "height"):
        value = (picture.get(side) or "").removesuffix("px")
        if value.isdecimal() and len(value) < 6 and int(value) < SMALLEST:
            return True
    address = (picture.get("src") or "")[-120:].lower()
    return marked(picture, "logo") or any(word in address for word in (".svg", "logo", "/icon"))
