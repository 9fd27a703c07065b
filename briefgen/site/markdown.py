"""The Markdown of a brief as HTML.

The text may come from an article, so HTML in it shows as text, pictures (which would call another host) become links,
and links lead only where `links.may_link` allows. Headings are set below the page's own.

News text is nearly all paragraphs without any markup, and those need no parser: a block between blank lines in which
nothing could be markup is what it says. Such a block ends whatever stands open before it, but for a code fence, so the
blocks on either side of it are parsed as if it were not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from briefgen.site.links import excerpt, may_link

TOP_HEADING = 3
"""The level of the highest heading in a text: a brief's sections stand under level 2."""

_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_BLANK = re.compile(r"\n\n")
_FAR_REACHING = ("```", "~~~", "]:", "\r")
"""What works beyond a blank line: code fences, and definitions of links; and ends of lines that are not ours."""
_IN_LINE = re.compile(r"[\\`*_~\[<\t\0]")
_ENTITY = re.compile(r"&[#A-Za-z][0-9A-Za-z]*;")
_OPENING = r"(?:[ #>+=|:-]|[0-9]{1,9}[.)])"
_FIRST = re.compile(_OPENING)
_LATER = re.compile(rf"\n{_OPENING}| \n")


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 - the name is markdown-it's
        return may_link(url)


@cache
def _parser() -> MarkdownIt:
    return _Parser("js-default").disable("image")


def to_html(text: str) -> Markup:
    """`text` as block HTML, safe to stand in a page."""
    parser = _parser()
    parts = [part if plain else parser.parse(part) for part, plain in _parts(text)]
    _lower_headings([token for part in parts if not isinstance(part, str) for token in part])
    return Markup(
        "".join(
            f"<p>{_escape(part)}</p>\n" if isinstance(part, str) else parser.renderer.render(part, parser.options, {})
            for part in parts
        )
    )


def to_text(text: str) -> str:
    """The words of the paragraphs and lists in `text`, without markup, on one line."""
    return " ".join(" ".join(part if plain else _parsed_text(part) for part, plain in _parts(text)).split())


def gist(text: str, words: int) -> str:
    """The first `words` words of `to_text`, with an ellipsis where it goes on."""
    return excerpt(_opening(text, words + 1), words)


def _opening(text: str, words: int) -> str:
    """At least so many words of `to_text`, or all of them: no more blocks are read than that takes."""
    if not any(each in text for each in _FAR_REACHING):
        for blank in _BLANK.finditer(text):
            if len(text[: blank.start()].split()) > words:
                found = to_text(text[: blank.start()])
                if found.count(" ") >= words:
                    return found
    return to_text(text)


def _parsed_text(text: str) -> str:
    tokens = _parser().parse(text)
    paragraphs = [inline.children or () for opening, inline in pairwise(tokens) if opening.type == "paragraph_open"]
    return " ".join("".join(_words(token) for token in paragraph) for paragraph in paragraphs)


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


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """The text cut at blank lines: (a paragraph that has no markup, True), or (what is left between two, False)."""
    if any(each in text for each in _FAR_REACHING):
        yield text, False
        return
    start = end = -1  # of what is not plain
    for match in _BLOCK.finditer(text):
        block = match[0]
        if _may_be_markup(block):
            start, end = match.start() if start < 0 else start, match.end()
            continue
        if start >= 0:
            yield text[start:end], False
            start = -1
        yield block, True
    if start >= 0:
        yield text[start:end], False


def _may_be_markup(block: str) -> bool:
    """Whether there could be markup in a block (CommonMark 0.31 and tables): more often than there is."""
    return bool(
        _IN_LINE.search(block)
        or _FIRST.match(block)
        or ("\n" in block and _LATER.search(block))
        or ("&" in block and _ENTITY.search(block))
        or block != block.strip()
    )


def _escape(text: str) -> str:
    """As markdown-it does it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _words(token: Token) -> str:
    return " " if token.type in ("softbreak", "hardbreak") else token.content


def _lower_headings(tokens: list[Token]) -> None:
    headings = [token for token in tokens if token.type in ("heading_open", "heading_close")]
    levels = sorted({token.tag for token in headings})
    for token in headings:
        token.tag = f"h{min(6, TOP_HEADING + levels.index(token.tag))}"
