"""The Markdown of a brief as HTML.

The text may come from an article, so HTML in it shows as text, pictures (which would call another host) become links,
and links lead only where `links.may_link` allows. Headings are set below the page's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from briefgen.site.links import may_link

TOP_HEADING = 3
"""The level of the highest heading in a text: a brief's sections stand under level 2."""


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 - the name is markdown-it's
        return may_link(url)


@cache
def _parser() -> MarkdownIt:
    return _Parser("js-default").disable("image")


def to_html(text: str) -> Markup:
    """`text` as block HTML, safe to stand in a page."""
    parser = _parser()
    tokens = parser.parse(text)
    _lower_headings(tokens)
    return Markup(parser.renderer.render(tokens, parser.options, {}))


def to_text(text: str) -> str:
    """The words of the paragraphs and lists in `text`, without markup, on one line."""
    tokens = _parser().parse(text)
    paragraphs = [inline.children or () for opening, inline in pairwise(tokens) if opening.type == "paragraph_open"]
    lines = ("".join(_words(token) for token in paragraph) for paragraph in paragraphs)
    return " ".join(" ".join(lines).split())


def links(text: str) -> Iterator[tuple[str, int]]:
    """(address, line from 0) of each link in `text`, as a page has it; what is no link on a page is none here."""
    if "[" not in text and "<" not in text:
        return
    lines = text.split("\n")
    for block in _parser().parse(text):
        for token in block.children or ():
            if token.type == "link_open":
                href = str(token.attrGet("href"))
                first, last = block.map or (0, 1)
                written = {href, unquote(href)}
                yield href, next((n for n in range(first, last) if any(h in lines[n] for h in written)), first)


def _words(token: Token) -> str:
    return " " if token.type in ("softbreak", "hardbreak") else token.content


def _lower_headings(tokens: list[Token]) -> None:
    headings = [token for token in tokens if token.type in ("heading_open", "heading_close")]
    levels = sorted({token.tag for token in headings})
    for token in headings:
        token.tag = f"h{min(6, TOP_HEADING + levels.index(token.tag))}"
