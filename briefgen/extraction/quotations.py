"""Where direct speech begins and ends.

A quotation that runs on into the next paragraph is opened there again and closed only once, which is how newspapers
set it; an unclosed quotation therefore ends with its paragraph.
"""

from __future__ import annotations

import re

from briefgen.extraction.state import Quotation, State

# Opening, closing, and the straight mark that is both; two single closing marks stand for a double one.
MARK = re.compile("[“„«”»\"’'](?:(?<![’'])|(?<=’)’|(?<=')')")
OPENING, CLOSING = frozenset("“„«"), frozenset(["”", "»", "’’", "''"])
LONGEST = 4000
SINGLE = re.compile("[‘’']")
WORD = re.compile(r"\w")


def double_spans(text: str) -> list[tuple[int, int, bool]]:
    """(start, end, closed) of what stands between double quotation marks, curly or straight."""
    spans: list[tuple[int, int, bool]] = []
    opened: int | None = None
    for mark in MARK.finditer(text):
        char = mark.group()
        if opened is None and char not in CLOSING:
            opened = mark.end()
        elif opened is not None and char not in OPENING:
            spans.append((opened, mark.start(), True))
            opened = None
    if opened is not None and len(text) - opened <= LONGEST:
        spans.append((opened, len(text), False))
    return spans


def single_spans(text: str) -> list[tuple[int, int, bool]]:
    """The same for ‘British’ marks, where a closing mark is one that no letter follows."""
    spans: list[tuple[int, int, bool]] = []
    opened: int | None = None
    for mark in SINGLE.finditer(text):
        at, char = mark.start(), mark.group()
        if opened is None:
            if char == "‘" or (char == "'" and text[at - 1 : at] in ("", " ") and text[at + 1 : at + 2].isalpha()):
                opened = at + 1
        elif char in "’'" and not text[at + 1 : at + 2].isalnum() and text[at - 1] in ".,!?…—":
            spans.append((opened, at, True))
            opened = None
    return spans


def find_quotations(state: State) -> None:
    """Find every quotation and mark its tokens."""
    paragraphs = state.article.paragraphs
    spans_of = double_spans
    if not any(mark in text for text in paragraphs for mark in '“"„«'):
        spans_of = single_spans
    for number, text in enumerate(paragraphs):
        if number in state.skipped:
            continue
        for start, end, closed in spans_of(text):
            first, last = state.token_at(number, start), state.token_at(number, end)
            if first < last:
                block = not (WORD.search(text, 0, start - 1) or WORD.search(text, end))
                state.quotations.append(Quotation(number, start, end, first, last, closed, block))
                state.quoted[first:last] = [True] * (last - first)
