"""Simple HTML -> paragraphs: for the bodies that wires send, not for web pages.

A wire body holds paragraphs, headings, lists and a few inline marks; the standard library's parser is enough for
that.
"""

from __future__ import annotations

from html.parser import HTMLParser

BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "tr",
        "ul",
    ]
)
SILENT = frozenset(["aside", "figure", "head", "script", "style", "template", "title"])


class _Paragraphs(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[list[str]] = [[]]
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in SILENT
        if tag in BLOCKS:
            self.blocks.append([])

    def handle_endtag(self, tag: str) -> None:
        self.silent = max(0, self.silent - (tag in SILENT))
        if tag in BLOCKS:
            self.blocks.append([])

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.blocks[-1].append(data)


def plain_paragraphs(html: str) -> tuple[str, ...]:
    """The text of each block of `html`, white space collapsed as a browser shows it."""
    parser = _Paragraphs()
    parser.feed(html)
    parser.close()
    return tuple(text for block in parser.blocks if (text := " ".join("".join(block).split())))
