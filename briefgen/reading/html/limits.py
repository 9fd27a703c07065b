"""What a page may be at most, and the page without what is never text.

A parser for HTML never refuses; given a tag of 40,000 attributes it runs for minutes, and what is nested deeper than
it can follow it drops without a word. Real pages stay far below these limits (of 1,225 measured: 1.6 MB, 51 levels,
64 attributes), so they refuse nothing real. Every scan here is one pass: what was read is never read again.
"""

from __future__ import annotations

import re

import msgspec

from briefgen.problem import Problem

LARGEST = 10 * 1024 * 1024
"""Bytes of a page."""
LARGEST_MARKUP = 4 * 1024 * 1024
"""Characters of it without scripts, styles, drawings and comments."""
MOST_TAGS = 100_000
DEEPEST = 250
"""Elements within elements; the parser drops what is nested deeper than 255."""
MOST_ATTRIBUTES = 512
"""On one tag."""

_SILENT = re.compile(r"<!--|<(script|style|svg|template)(?=[\s/>])", re.IGNORECASE)
_TAG_END = re.compile(r"[^>]{0,4000}>")
_LINKED_DATA = re.compile(r"application/ld\+json", re.IGNORECASE)
# A tag, quoted values whole; it cannot fail once begun, so no character is looked at twice.
_TAG = re.compile(r"""<[a-zA-Z](?:[^>=]|=\s*+(?:"[^"]*+"?|'[^']*+'?|(?=[^"'])|\Z))*+>?""")
_VALUE = re.compile(r"""=\s*+(?:"[^"]*+"?|'[^']*+'?)""")


class Markup(msgspec.Struct, frozen=True):
    """A page's markup without scripts, styles, drawings and comments, and its JSON-LD as text."""

    text: str
    linked_data: tuple[str, ...]


def check_size(data: bytes, path: str) -> None:
    """Raises Problem `too-large` for more bytes than a news page has."""
    if len(data) > LARGEST:
        raise _too_large(path, f"of {len(data) / 1024**2:.0f} MB", f"{LARGEST // 1024**2} MB")


def read_markup(text: str, path: str) -> Markup:
    """The markup to parse. Raises Problem `too-large`, or `hostile-html` for a tag no page has."""
    markup = _strip(text)
    if len(markup.text) > LARGEST_MARKUP:
        raise _too_large(
            path, f"of {len(markup.text) / 1024**2:.0f} MB without scripts", f"{LARGEST_MARKUP // 1024**2} MB"
        )
    if markup.text.count("<") > MOST_TAGS:
        raise _too_large(path, f"of {markup.text.count('<'):,} tags", f"{MOST_TAGS:,}")
    for tag in _TAG.finditer(markup.text):
        if tag.end() - tag.start() > 2 * MOST_ATTRIBUTES:
            count = len(_VALUE.sub(" ", tag[0]).split()) - 1
            if count > MOST_ATTRIBUTES:
                line = markup.text.count("\n", 0, tag.start()) + 1
                raise Problem(
                    path,
                    f"a tag with {count} attributes (at most {MOST_ATTRIBUTES}); this is no page that a browser saved",
                    code="hostile-html",
                    line=line,
                )
    return markup


def too_deep(path: str) -> Problem:
    """The Problem `hostile-html` of a page whose elements are nested deeper than can be read."""
    return Problem(
        path,
        f"elements nested more than {DEEPEST} deep; save the article's text as a .txt file",
        code="hostile-html",
    )


def _strip(text: str) -> Markup:
    kept: list[str] = []
    linked: list[str] = []
    at = 0
    while match := _SILENT.search(text, at):
        kept.append(text[at : match.start()])
        name = match[1]
        if name is None:
            end = text.find("-->", match.end())
            at = end + 3 if end >= 0 else len(text)
            continue
        opened = _TAG_END.match(text, match.end())
        start = opened.end() if opened else match.end()
        end = _find_end(text, name.lower(), start)
        if opened and name.lower() == "script" and _LINKED_DATA.search(opened[0]):
            linked.append(text[start:end])
        close = text.find(">", end)
        at = close + 1 if close >= 0 else len(text)
    kept.append(text[at:])
    return Markup("".join(kept), tuple(linked))


def _find_end(text: str, name: str, start: int) -> int:
    ends = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, start)
    return ends.start() if ends else len(text)


def _too_large(path: str, size: str, limit: str) -> Problem:
    return Problem(path, f"a page {size} (at most {limit}); save the article's text as a .txt file", code="too-large")
