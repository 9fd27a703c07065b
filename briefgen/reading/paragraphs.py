"""Plain text -> its paragraphs, verbatim.

Text comes in two shapes: paragraphs apart by a blank line, or one to a line. A blank line anywhere decides it.
"""

from __future__ import annotations

import re

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


def split_paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of `text`, each as it stands there but for white space around it."""
    blocks = _BLANK_LINE.split(text.strip())
    if len(blocks) == 1:
        blocks = text.split("\n")
    return tuple(stripped for block in blocks if (stripped := block.strip()))
