from __future__ import annotations

import pytest

from briefgen.checking.lines import Lines
from briefgen.checking.subject import Where

TEXT = """---
title: Lamp
photos:
- file: a.jpg
-
- credit: Ossel
  people:
  - Farrant
key_facts: One fact.
---

Text.

date: a word in the text, no key
"""


@pytest.mark.parametrize(
    ("where", "line"),
    [
        (("title",), 2),
        (("photos",), 3),
        (("photos", 0, "file"), 4),
        (("photos", 1), 6),  # the empty item in between is none
        (("photos", 1, "people", 0, "name"), 8),
        (("photos", 1, "taken"), 6),
        (("key_facts", 0, "when"), 9),
        (("date",), 1),
        (12, 12),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_place_has_the_line_of_its_key_or_of_what_it_stands_in(where: Where, line: int, end: str) -> None:
    assert Lines(TEXT.replace("\n", end)).of(where) == line


def test_the_body_has_the_line_that_it_begins_on() -> None:
    body, first = Lines("\ufeff" + TEXT).body

    assert TEXT.split("\n")[first - 1 :] == body.split("\n")
    assert Lines("no front matter").body == ("", 1)
