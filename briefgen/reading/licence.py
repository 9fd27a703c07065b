"""The licence that a credit line names: "CC BY-SA 4.0", "public domain", "Creative Commons Attribution 4.0".

A licence is how it begins, then its terms and versions in any order, then perhaps the law that it was adapted to
(the names that Creative Commons gives its licences). The words are data (`credit_words.tsv`). Some sites print the
licence's address behind it; that names nobody either.
"""

from __future__ import annotations

import re

from briefgen.reading.creditwords import credit_words

_SHORT = 4
"""Letters of an acronym that may be a club's as well: "Skarne CC"."""
_AT_START = re.compile(r"(?:^|[/|,;:(\[·•–—-])\s?$")
_AT_END = re.compile(r"\s?(?:$|[/|,;.:)\]<·•–—-]|(?:via|by)\b)", re.IGNORECASE)


def part_licence(line: str) -> tuple[str, str | None]:
    """(`line` with a slash in place of each licence, the first licence as printed), or the line as it is and None.

    The word by which a line with a licence opens its author ("By Mara Lind, CC BY 4.0") goes with the licence.
    """
    licence: str | None = None
    kept: list[str] = []
    at = 0
    for match in credit_words().licence.finditer(line):
        if _is_whole(line, match):
            licence = licence or match["licence"]
            kept.append(line[at : match.start()])
            at = match.end()
    if licence is None:
        return line, None
    named = " / ".join((*kept, line[at:])).strip(" /,")
    return credit_words().author.sub("", named), licence


def _is_whole(line: str, match: re.Match[str]) -> bool:
    """Whether a match is a licence and no piece of a name: terms say so ("CC BY"), else what stands around it."""
    if match["terms"]:
        return True
    start = match.start("licence")
    begins = len(match["licence"]) > _SHORT or bool(_AT_START.search(line, max(0, start - 2), start))
    return begins and bool(_AT_END.match(line, match.end("licence")))
