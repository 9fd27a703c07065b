"""The text of a page as a reader sees it: which elements show, and the blocks of text in page order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SILENT = frozenset(
    "audio button canvas datalist dialog embed head iframe input link map meta nav noscript object "
    "option script select source style svg template textarea title track video".split()
)
"""Elements whose text is no text of the page's story."""
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark math nobr q rp "
    "rt ruby s samp small span strike strong sub sup time tt u var wbr".split()
)
"""Elements that stand within a line; every other one starts a block."""

_WIDE = re.compile("[\u2e80-\uffef]")  # the scripts that write no spaces
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_UNSEEN = re.compile(
    r"\b(?:sr-only|visually-?hidden|screen-?reader(?:-text)?|o-VisuallyHidden|u-hidden|off-?screen|a11y-hidden|assistive-text)\b",
    re.I,
)
_KEY = re.compile(r"[\W_]+")


class Block(msgspec.Struct, frozen=True):
    """One block of text and the element that it stands in. `linked` is the share of its letters within links."""

    text: str
    element: HtmlElement
    linked: float = 0.0

    @property
    def words(self) -> int:
        """How many words it has; scripts without spaces count three letters as one."""
        words = len(self.text.split())
        return words if self.text.isascii() else max(words, len(_WIDE.findall(self.text)) // 3)


def is_unseen(element: HtmlElement) -> bool:
    """Whether an element is for screen readers alone, or hidden; what is hidden until a script shows it is not."""
    if element.tag in SILENT or not isinstance(element.tag, str):
        return True
    style = element.get("style")
    hidden = element.get("hidden") is not None or (style and "display:none" in style.replace(" ", ""))
    if hidden and next(element.iter("p"), None) is None:
        return True
    return _is_unseen_class(element.get("class") or "")


@lru_cache(maxsize=4096)
def _is_unseen_class(names: str) -> bool:
    return bool(_UNSEEN.search(names))


def visible_text(element: HtmlElement) -> str:
    """The text that shows in an element, white space collapsed."""
    return " ".join(_INVISIBLE.sub("", "".join(_pieces(element))).split())


def _pieces(element: HtmlElement) -> Iterator[str]:
    if element.text:
        yield element.text
    for child in element:
        if not is_unseen(child):
            if child.tag not in INLINE:
                yield " "
            yield from _pieces(child)
            if child.tag not in INLINE:
                yield " "
        if child.tail:
            yield child.tail


def link_share(element: HtmlElement) -> float:
    """How much of the text in an element stands in links, 0 to 1."""
    linked = sum(len(visible_text(each)) for each in element.iter("a"))
    return linked / max(1, len(visible_text(element))) if linked else 0.0


def read_blocks(root: HtmlElement) -> tuple[Block, ...]:
    """The blocks of text under `root`, in page order. A double line break parts a block as a paragraph's end does."""
    found: list[Block] = []
    pieces: list[str] = []
    linked = 0

    def close(element: HtmlElement) -> None:
        nonlocal linked
        if text := " ".join(_INVISIBLE.sub("", "".join(pieces)).split()):
            found.append(Block(text, element, min(1.0, linked / len(text))))
        pieces.clear()
        linked = 0

    def add(text: str | None, in_link: bool) -> None:
        nonlocal linked
        if text:
            pieces.append(text)
            linked += len(text) * in_link

    def walk(element: HtmlElement, block: HtmlElement, in_link: bool) -> None:
        if element.tag == "br":
            close(block) if _is_double(element) else add("\n", False)
            return
        inline = element.tag in INLINE
        if not inline:
            close(block)
            block = element
        in_link = in_link or element.tag == "a"
        add(element.text, in_link)
        for child in element:
            if not is_unseen(child):
                walk(child, block, in_link)
            add(child.tail, in_link)
        if not inline:
            close(block)

    walk(root, root, False)
    return tuple(found)


def _is_double(line_break: HtmlElement) -> bool:
    before = line_break.getprevious()
    after = line_break.getnext()
    return (after is not None and after.tag == "br" and not (line_break.tail or "").strip()) or (
        before is not None and before.tag == "br" and not (before.tail or "").strip()
    )


def key(text: str) -> str:
    """Letters and digits alone, in one case: for telling whether two texts are the same."""
    return _KEY.sub("", text).casefold()
