"""The Markdown of a brief as HTML.

The text may come from an article, so HTML in it shows as text, pictures (which would call another host) become links,
and links lead only where `links.may_link` allows. Headings are set below the page's own.

What is plain is read by `plainmarkdown`, in a quarter of the time; markdown-it reads what is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import unquote

from markupsafe import Markup

from briefgen.site.links import excerpt, may_link
from briefgen.site.plainmarkdown import FAR_REACHING, LOOSE, ODD, blocks, inline_html, inline_words

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

TOP_HEADING = 3
"""The level of the highest heading in a text: a brief's sections stand under level 2."""

_BLANK = re.compile(r"\n\n")


@cache
def _parser() -> MarkdownIt:
    """Loaded for the first text that is not plain: many builds have none to read."""
    from markdown_it import MarkdownIt

    class Parser(MarkdownIt):
        def validateLink(self, url: str) -> bool:  # noqa: N802 - the name is markdown-it's
            return may_link(url)

    return Parser("js-default").disable("image")


def to_html(text: str) -> Markup:
    """`text` as block HTML, safe to stand in a page."""
    read = blocks(text)
    parsed = [_parser().parse(each.lines[0]) if each.tag == ODD else [] for each in read]
    tags = {each.tag for each in read if each.tag[:1] == "h"} | {
        token.tag for tokens in parsed for token in _headings(tokens)
    }
    lowered = {tag: f"h{min(6, TOP_HEADING + number)}" for number, tag in enumerate(sorted(tags))}
    made = []
    for each, tokens in zip(read, parsed, strict=True):
        tag, lines = each.tag, each.lines
        if tag == ODD:
            for token in _headings(tokens):
                token.tag = lowered[token.tag]
            made.append(_parser().renderer.render(tokens, _parser().options, {}))
        elif tag == "ul":
            made += ["<ul>\n", *(f"<li>{inline_html(line)}</li>\n" for line in lines), "</ul>\n"]
        elif tag == LOOSE:
            made += ["<ul>\n", *(f"<li>\n<p>{inline_html(line)}</p>\n</li>\n" for line in lines), "</ul>\n"]
        elif tag == "blockquote":
            made += ["<blockquote>\n", *(f"<p>{inline_html(line)}</p>\n" for line in lines), "</blockquote>\n"]
        else:
            tag = lowered.get(tag, tag)
            made.append(f"<{tag}>{inline_html(lines[0])}</{tag}>\n")
    return Markup("".join(made))


def to_text(text: str) -> str:
    """The words of the paragraphs and lists in `text`, without markup, on one line."""
    found: list[str] = []
    for each in blocks(text):
        if each.tag == ODD:
            found.append(_parsed_text(each.lines[0]))
        elif each.tag[:1] != "h":
            found += map(inline_words, each.lines)
    return " ".join(" ".join(found).split())


def gist(text: str, words: int) -> str:
    """The first `words` words of `to_text`, with an ellipsis where it goes on."""
    return excerpt(_opening(text, words + 1), words)


def _opening(text: str, words: int) -> str:
    """At least so many words of `to_text`, or all of them: no more blocks are read than that takes."""
    if not any(each in text for each in FAR_REACHING):
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


def _words(token: Token) -> str:
    return " " if token.type in ("softbreak", "hardbreak") else token.content


def _headings(tokens: list[Token]) -> Iterator[Token]:
    return (token for token in tokens if token.type in ("heading_open", "heading_close"))
