"""Simple HTML -> paragraphs: for the bodies that wires send, not for web pages.

A wire body holds paragraphs, headings, lists and a few inline marks, so the tables here say which of them part the
text and which are none of it. The parser and its limits are those of pages: they are linear on anything.
"""

from __future__ import annotations

from briefgen.reading.html.limits import read_markup
from briefgen.reading.html.page import parse_page

BLOCKS = frozenset(
    "address article blockquote br dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre section table td tr ul".split()
)
SILENT = frozenset("aside figure script style template title".split())


def plain_paragraphs(html: str, path: str = "") -> tuple[str, ...]:
    """The text of each block of `html`, white space collapsed as a browser shows it.

    Raises Problem `too-large` or `hostile-html` (see `briefgen.reading.html.limits`) about the source at `path`.
    """
    from lxml import etree

    root = parse_page(read_markup(html.replace("\0", " "), path), path).root
    blocks: list[list[str]] = [[]]
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        if element.tag in BLOCKS:
            blocks.append([])
        if event == "end":
            text = element.tail
        elif element.tag in SILENT:
            events.skip_subtree()
            text = None
        else:
            text = element.text
        blocks[-1].append(text or "")
    return tuple(text for block in blocks if (text := " ".join("".join(block).split())))
