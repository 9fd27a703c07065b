"""The YAML between the two `---` lines at the head of a brief, cut out."""

from __future__ import annotations

import re

from briefgen.problem import Problem

FENCE = "---"
_LINE = re.compile(rf"^{FENCE}[^\S\n]*$", re.MULTILINE)
_BLANK = re.compile(r"\s*")


def split(text: str, path: str) -> tuple[str, str, int]:
    """(YAML, body, line the YAML starts on) of a brief's text, whose lines end in newlines alone.

    Raises Problem "no-front-matter" or "front-matter-not-closed".
    """
    opening = _LINE.search(text)
    if opening is None or not _BLANK.fullmatch(text, 0, opening.start()):
        first = text.count("\n", 0, len(text) - len(text.lstrip())) if text.strip() else 0
        message = "no front matter; open the file with a line ---, then title: ..., then a line ---"
        raise Problem(path, message, code="no-front-matter", line=first + 1)
    above = text.count("\n", 0, opening.start())
    closing = _LINE.search(text, opening.end())
    if closing is None:
        message = "the front matter is not closed; put a line --- between it and the text"
        raise Problem(path, message, code="front-matter-not-closed", line=above + 1)
    return text[opening.end() + 1 : closing.start()], text[closing.end() + 1 :], above + 2
