"""The YAML between the two `---` lines at the head of a brief, cut out."""

from __future__ import annotations

from briefgen.problem import Problem

FENCE = "---"


def split(text: str, path: str) -> tuple[str, str, int]:
    """(YAML, body, line the YAML starts on) of a brief's text, whose lines end in newlines alone.

    Raises Problem "no-front-matter" or "front-matter-not-closed".
    """
    lines = text.split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines[start].rstrip() != FENCE:
        message = "no front matter; open the file with a line ---, then title: ..., then a line ---"
        raise Problem(path, message, code="no-front-matter", line=start + 1)
    for number in range(start + 1, len(lines)):
        if lines[number].rstrip() == FENCE:
            return "\n".join([*lines[start + 1 : number], ""]), "\n".join(lines[number + 1 :]), start + 2
    message = "the front matter is not closed; put a line --- between it and the text"
    raise Problem(path, message, code="front-matter-not-closed", line=start + 1)
