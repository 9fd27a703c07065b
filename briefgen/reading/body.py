"""Where the article stands in a pasted page, and which of its lines are the body.

Paragraphs weigh for a stretch of the page and menus, link lists and notices against it; the article is the stretch
with the greatest sum (Kadane's algorithm, one pass). Inside it a line stays if it is a paragraph, or a short line
between paragraphs that looks like one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from briefgen.reading.chrome import is_aside, is_comment_head, is_ending, is_notice, is_signup
from briefgen.reading.lines import Line

# Weights, in words of prose: what a line of each kind speaks for or against.
LONGEST = 60
NOTICE = -12
ENDING = -150
COMMENT = -80
ASIDE = -6
LISTED = -7  # in a run of lines without blank lines between, as menus and link lists are
SHORT = -3
PROMOTION = 25  # the most words of what a newsletter's box says of it
BOX_RUN = 5  # the most lines that stand together in such a box
BOX = -120  # the most that one stretch without a paragraph speaks against it: a box between paragraphs can be long


def is_spaced(lines: Sequence[Line]) -> bool:
    """Whether the page's paragraphs stand apart by blank lines, so that what is crowded together is none."""
    prose = [line for line in lines if line.prose and not is_notice(line.text)]
    apart = sum(line.words for line in prose if line.run <= 2)
    return apart * 2 > sum(line.words for line in prose)


def is_paragraph(line: Line, spaced: bool) -> bool:
    """Whether `line` is prose, and on a page of spaced paragraphs stands apart or long at the end of a run."""
    return line.prose and (not spaced or line.run <= 3 or (line.last and line.words >= 25))


def weigh(line: Line, spaced: bool) -> int:
    """How much `line` speaks for the article (above 0) or against it."""
    if is_ending(line.text):
        return ENDING
    if is_comment_head(line.text):
        return COMMENT
    if is_notice(line.text):
        return NOTICE
    if is_paragraph(line, spaced):
        return min(line.words, LONGEST)
    if is_aside(line.text):
        return ASIDE
    if line.sentence and line.words > 1:
        return 0
    return LISTED if line.run > 3 else SHORT


def find_body(lines: Sequence[Line], spaced: bool) -> range:
    """The stretch of `lines` from the article's first paragraph to its last; empty where there is none."""
    best, best_sum, start, total, lost = range(0), 0, 0, 0, 0
    for place, line in enumerate(lines[: _comments_start(lines)]):
        weight = weigh(line, spaced)
        if total <= 0:
            start, total = place, 0
        if weight > 0:
            lost = 0
        elif weight > ENDING:
            weight = max(weight, BOX - lost) if lost > BOX else 0
        lost += min(weight, 0)
        total += weight
        if total > best_sum:
            best, best_sum = range(start, place + 1), total
    return best


def _comments_start(lines: Sequence[Line]) -> int:
    """Where readers' comments begin: at the first of several lines like "Jo Roe says:"."""
    heads = [place for place, line in enumerate(lines) if is_comment_head(line.text) and line.text.endswith(":")]
    return heads[0] if len(heads) > 1 else len(lines)


def body_lines(lines: Sequence[Line], body: range, spaced: bool) -> list[int]:
    """The places of the lines in `body` that are the article's text."""
    seen = Counter(line.text for line in lines)
    kept: list[int] = []
    for place in body:
        line = lines[place]
        if is_notice(line.text) or is_ending(line.text) or _signs_up(line) or seen[line.text] > 2:
            continue
        if _promotes(lines, place):
            continue
        if is_paragraph(line, spaced) or _fits(lines, place, body, spaced):
            kept.append(place)
    return kept


def _fits(lines: Sequence[Line], place: int, body: range, spaced: bool) -> bool:
    """Whether a short line belongs between its neighbours: a brief sentence, or a heading that stands alone."""
    line = lines[place]
    if is_aside(line.text) or line.words == 0 or place == body[0] or (spaced and line.run > 3):
        return False
    if line.sentence and line.words > 1:
        return True
    before = next(
        (lines[each] for each in range(place - 1, max(place - 6, 0), -1) if not _interrupts(lines[each])), line
    )
    after = lines[place + 1] if place + 1 in body else None
    return after is not None and after.prose and (before.prose or before.sentence) and line.words <= 15


def _promotes(lines: Sequence[Line], place: int) -> bool:
    """Whether a line is what a newsletter's box says between its heading and its field or button. On a page without
    blank lines the box must be named on both sides; else what stands in one run with either is in the box.
    """
    line = lines[place]
    if line.words > PROMOTION:
        return False
    above = place > 0 and _signs_up(lines[place - 1])
    below = place + 1 < len(lines) and _signs_up(lines[place + 1])
    if above and below:
        return True
    return line.run <= BOX_RUN and ((above and not lines[place - 1].last) or (below and not line.last))


def _signs_up(line: Line) -> bool:
    return not line.prose and is_signup(line.text)


def _interrupts(line: Line) -> bool:
    return is_aside(line.text) or is_notice(line.text)
