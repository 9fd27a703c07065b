"""A page as its readers share it: the tree of elements, and what its head says in JSON-LD and meta tags."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from briefgen.reading.html.limits import Markup, too_deep
from briefgen.reading.html.linkeddata import Thing, read_things

if TYPE_CHECKING:
    from lxml.html import HtmlElement


IN_HEAD = frozenset(["base", "basefont", "bgsound", "link", "meta", "noscript", "script", "style", "template", "title"])
"""What may stand in a head (HTML, 13.2.6.4.4 "in head"); whatever else comes opens the body."""


# What pops up under the pointer, within a line among whose words it would be read, by words that many sites use.
_POPUP = re.compile(
    r"\b(?:tooltip-?(?:text|content|body)|popover-?(?:content|body)|hover-?card|rollover-block)\b", re.I
)
_MAY_POP_UP = ".//*[{}]".format(
    " or ".join(f"contains(@class, '{name}')" for name in ("tooltip", "popover", "hover", "rollover"))
)
EMPTY = "<!doctype html><html><head></head><body></body></html>"


class Page(msgspec.Struct, frozen=True, dict=True):
    """`root` is the html element. `things` are the JSON-LD objects, flat and in order."""

    root: HtmlElement
    things: tuple[Thing, ...]

    @cached_property
    def metas(self) -> dict[str, tuple[str, ...]]:
        """The meta tags: name, property or itemprop in lower case -> contents, in order."""
        found: dict[str, list[str]] = {}
        for meta in self.root.iter("meta"):
            content = " ".join((meta.get("content") or "").split())
            for attribute in ("property", "name", "itemprop"):
                if content and (name := meta.get(attribute)):
                    found.setdefault(name.strip().lower(), []).append(content)
        return {name: tuple(dict.fromkeys(contents)) for name, contents in found.items()}

    def meta(self, *names: str) -> str | None:
        """The first content of the first of `names` that the page has."""
        return next((self.metas[name][0] for name in names if name in self.metas), None)


def parse_page(markup: Markup, path: str) -> Page:
    """Parse a page. Raises Problem `hostile-html` where the parser would drop text for its depth."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        text = markup.text.encode("utf-8", errors="replace")
        root = html.document_fromstring(text, parser=parser, ensure_head_body=True)
    except etree.ParserError:  # nothing in it but end tags, comments and white space
        root = html.document_fromstring(EMPTY, ensure_head_body=True)
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT or "depth" in entry.message for entry in parser.error_log):
        raise too_deep(path)
    _open_body(root)
    _drop_popups(root)
    return Page(root, read_things(markup.linked_data))


def _open_body(root: HtmlElement) -> None:
    """Put into the body what the parser, which knows HTML 4, left in a head that no tag closes."""
    head, body = root.head, root.body
    first = next((place for place, each in enumerate(head) if each.tag not in IN_HEAD), len(head))
    body[:0] = head[first:]


def _drop_popups(root: HtmlElement) -> None:
    """Take out the boxes that nobody sees who does not point at the word before them."""
    for element in root.body.xpath(_MAY_POP_UP):
        if _POPUP.search(element.get("class")):
            element.drop_tree()
