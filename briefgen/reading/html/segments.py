"""The text in a frame as segments: what stands in elements of its own stands apart, whatever the elements are called.

`<span>The harbour at dawn</span><span>Jo Roe</span>` says by its boundary alone what joined text no longer says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from briefgen.reading.html.blocks import is_unseen
from briefgen.reading.html.marks import marks

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Marks of emphasis and links stand within a sentence; anything else parts it.
_WITHIN = frozenset(
    "a abbr b bdi bdo big del dfn em font i ins kbd label mark q s strike strong sub sup time tt u var wbr".split()
)


class Segment(msgspec.Struct, frozen=True):
    """One piece of text. `kind` is "credit", "caption" or "", as the elements around it call themselves."""

    text: str
    kind: str


def read_segments(frame: HtmlElement) -> tuple[Segment, ...]:
    """The segments of a frame, in order."""
    found: list[Segment] = []
    pieces: list[str] = []

    def close(kind: str) -> None:
        if text := " ".join("".join(pieces).split()):
            found.append(Segment(text, kind))
        pieces.clear()

    def walk(element: HtmlElement, kind: str) -> None:
        own = _kind(element) or kind
        apart = element.tag not in _WITHIN or own != kind
        if apart:
            close(kind)
        pieces.append(element.text or "")
        for child in element:
            if not is_unseen(child) and child.tag != "h1":
                walk(child, own)
            pieces.append(child.tail or "")
        if apart:
            close(own)

    walk(frame, "")
    return tuple(found)


def _kind(element: HtmlElement) -> str:
    """What an element calls itself; one that holds others and calls itself both is around both."""
    told = marks(element)
    if element.tag in ("cite", "small") or ("credit" in told and not ("caption" in told and len(element) > 1)):
        return "credit"
    return "caption" if element.tag == "figcaption" or "caption" in told else ""
