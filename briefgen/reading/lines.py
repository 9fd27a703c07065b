"""A pasted page as lines, each with what its shape says.

A paste keeps no tags, so shape is all there is: how long a line is, whether it ends as a sentence does, whether it
stands in a run of others without a blank line between. What the shapes mean for the article is for `body.py` and
`masthead.py`.
"""

from __future__ import annotations

import re

import msgspec

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_ENDS = re.compile(r"(?<!\.\.)[.!?:][\"”’')\]]{0,3}$|[,.!?][\"”’]$")
WRAP_WIDTH = 100
"""Characters: where no line of a text is longer, its paragraphs may be wrapped over several lines."""
WRAP_SHORTEST = 45
"""Characters: the least that a wrapped line holds, unless it is the last of its paragraph."""


class Line(msgspec.Struct, frozen=True):
    """One line, trimmed.

    `small` is the share of its words, numbers aside, that begin with a small letter. `run` counts the lines around it,
    itself among them, with no blank line between; `last` ends its run.
    """

    text: str
    words: int
    small: float
    sentence: bool
    run: int
    last: bool

    @property
    def prose(self) -> bool:
        """Whether it reads as a paragraph: sentences, mostly of small words, not a link or a heading."""
        enough = 7 if self.sentence else 22
        return self.words >= enough and self.small >= 0.4


def read_lines(text: str) -> tuple[Line, ...]:
    """The lines of `text` that hold anything. A paragraph that was wrapped over several lines counts as one."""
    lines: list[Line] = []
    blocks = [[line.strip() for line in block.split("\n") if line.strip()] for block in re.split(r"\n[^\S\n]*\n", text)]
    wrapped = len(blocks) > 2 and all(len(line) <= WRAP_WIDTH for block in blocks for line in block)
    for block in blocks:
        rows = _unwrap(block) if wrapped else block
        lines.extend(_line(row, len(rows), place == len(rows)) for place, row in enumerate(rows, start=1))
    return tuple(lines)


def _line(text: str, run: int, last: bool) -> Line:
    words = _WORD.findall(text)
    spelled = [word for word in words if word[0].isalpha()]
    small = sum(word[0].islower() for word in spelled) / len(spelled) if spelled else 0.0
    return Line(text, len(words), small, bool(_ENDS.search(text)), run, last)


def _unwrap(rows: list[str]) -> list[str]:
    """One row if the block is a wrapped paragraph: long rows but for the last, some going on in small letters."""
    long = all(len(row) >= WRAP_SHORTEST for row in rows[:-1])
    return [" ".join(rows)] if long and any(row[0].islower() for row in rows[1:]) else rows
