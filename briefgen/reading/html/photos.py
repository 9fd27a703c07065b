"""The photos of a page: the frames that belong to the article, each with its caption and its credit, each once.

A frame belongs to the article if it stands between the headline and the end of the body, and neither in a list of
other stories nor beside a writer's name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from briefgen.model import Photo
from briefgen.reading.caption import read_caption, split_caption
from briefgen.reading.credit import has_label, looks_like_credit
from briefgen.reading.html.address import join_address
from briefgen.reading.html.blocks import key, link_share
from briefgen.reading.html.body import Body
from briefgen.reading.html.frames import Frame, find_frames, source
from briefgen.reading.html.legend import is_sure, read_legend
from briefgen.reading.html.marks import kinds, marked
from briefgen.reading.html.repairs import leads_elsewhere
from briefgen.reading.html.segments import read_segments

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BEFORE = 60
"""Elements in front of the headline in which the lead photo may stand."""
BEHIND = 40
"""Elements behind the last paragraph in which a photo may stand."""
MOSTLY = 0.5
"""The share of links in a frame up to which it is not another story's."""
MOST_SEGMENTS = 4
"""Pieces of text in a frame that calls itself nothing; more is a box."""

# A label that only pictures have; "Source:" may be the story's.
_OF_PICTURE = re.compile("photo|image|picture|illustration|foto|bild|imagen|immagine|фото|写真", re.IGNORECASE)


class Shown(msgspec.Struct, frozen=True):
    """`used` are the elements whose text is a caption or a credit."""

    photos: tuple[Photo, ...]
    used: frozenset[HtmlElement]


def read_photos(root: HtmlElement, body: Body, address: str | None) -> Shown:
    """The article's photos in page order. `address` is the page's, for images whose own is relative."""
    photos: list[Photo] = []
    used: set[HtmlElement] = set()
    for frame in find_frames(_stretch(root, body)):
        if _is_elsewhere(frame, body):
            continue
        if (photo := read_frame(frame)) is not None:
            used.update(frame.element.iter())
            image = source(frame.picture) if frame.picture is not None else None
            photos.append(replace(photo, url=join_address(address or "", image) if image else None))
    return Shown(_distinct(photos), frozenset(used))


def read_frame(frame: Frame) -> Photo | None:
    """The photo of a frame, or None where nothing is printed beside it."""
    segments = read_segments(frame.element)
    caption, line = read_legend(segments)
    if caption and line is None and split_caption(caption)[1] is None and frame.picture is not None:
        line = _credit_in_attribute(frame.picture)
    if not caption and not line:
        return None
    photo = read_caption(caption, line)
    # what was split off a caption is sure enough, or it would not have been
    sure = photo.credit is not None and (line is None or is_sure(line))
    if not frame.marked and not (sure and len(segments) <= MOST_SEGMENTS):
        return None
    if not frame.pictured and not (sure and _OF_PICTURE.search(line or caption)):
        return None
    return photo if sure or link_share(frame.element) <= MOSTLY else None


def _credit_in_attribute(picture: HtmlElement) -> str | None:
    """The credit in an attribute of an image: one named so, or what ends its description under a credit's label."""
    for name, value in picture.attrib.items():
        text = " ".join(value.split())
        if name.startswith("data-") and "credit" in kinds(name.removeprefix("data-")) and looks_like_credit(text):
            return text
    for name in ("alt", "title", "data-caption"):
        text = " ".join((picture.get(name) or "").split())
        caption, credit = split_caption(text)
        line = text[len(caption) :].strip(" ()[]")
        if credit is not None and has_label(line):
            return line
    return None


def _stretch(root: HtmlElement, body: Body) -> list[HtmlElement]:
    """The elements from a little before the headline to a little behind the body, in page order."""
    elements = list(root.iter("*"))
    own = {block.element for block in body.text}
    places = [place for place, each in enumerate(elements) if each in own]
    if not places:
        return []
    head = next((place for place, each in enumerate(elements[: places[0]]) if each.tag == "h1"), places[0])
    return elements[max(0, head - BEFORE) : places[-1] + BEHIND]


def _is_elsewhere(frame: Frame, body: Body) -> bool:
    if leads_elsewhere(body.beside(frame.element)):
        return True
    return marked(frame.element, "writer") or (frame.picture is not None and marked(frame.picture, "writer"))


def _distinct(photos: Sequence[Photo]) -> tuple[Photo, ...]:
    """Each photo once: pages print it again in a gallery, and as a copy for browsers without scripts."""
    found: dict[tuple[str, str], Photo] = {}
    for photo in photos:
        found.setdefault((key(photo.caption) or photo.url or "", key(photo.credit or "")), photo)
    return tuple(found.values())
