"""Whether a run of capitalised words is a person's name, and where in the run the name starts.

A reader of credits and captions has no list of the world's names; it has the shape of a name and the words that give
away a house, an office or a title (`name_words.tsv`).
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from briefgen.agencies import find_agency
from briefgen.dates import find_dates

_AND = re.compile(r"\s(?:and|&)\s")


@cache
def name_words(kind: str) -> frozenset[str]:
    """The words of a kind ("organisation", "particle", "title", "region"), lower case."""
    table = Path(__file__).with_name("name_words.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    return frozenset(word for row_kind, words in rows if row_kind == kind for word in words.split())


def is_person(name: str) -> bool:
    """Whether `name` has a person's shape: two to five capitalised words, none of them an organisation's."""
    if find_agency(name) or any(char.isdigit() or char in "@©&()" for char in name):
        return False
    both = _AND.split(name)
    if len(both) == 2:
        return all(is_person(each) for each in both)
    words = name.split()
    if not 2 <= len(words) <= 5 or any(word.lower().strip(".,") in name_words("organisation") for word in words):
        return False
    if words[-1].endswith(".") and words[-1] not in ("Jr.", "Sr."):
        return False
    return words[-1][0].isupper() and all(
        word[0].isupper() or word.lower() in name_words("particle") or "-" in word for word in words
    )


def person_name(run: str) -> str | None:
    """The person whose name ends a run, titles dropped ("Army Chief General Jo Roe" -> "Jo Roe"), if any."""
    words = run.rstrip(",").split()
    for place in range(len(words) - 1, -1, -1):
        if words[place].lower().rstrip(".") in name_words("title") or words[place].endswith(("'s", "’s")):
            words = words[place + 1 :]
            break
    name = " ".join(words)
    small = {word.lower() for word in words}
    return name if is_person(name) and not small & {"of", "and"} and not find_dates(name) else None
