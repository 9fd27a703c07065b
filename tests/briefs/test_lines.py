from __future__ import annotations

import pytest

from briefgen.briefs.lines import Lines, Where, place

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

##  What to Watch ##

The lens.
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
        (("watch",), 16),
        (("background",), 1),
        (12, 12),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_place_has_the_line_of_its_key_or_of_what_it_stands_in(where: Where, line: int, end: str) -> None:
    assert Lines(TEXT.replace("\n", end)).of(where) == line


@pytest.mark.parametrize(
    ("name", "steps"),
    [("title", ("title",)), ("source.url", ("source", "url")), ("actors[10].role", ("actors", 10, "role"))],
)
def test_a_place_is_known_by_the_name_that_messages_have_for_it(name: str, steps: Where) -> None:
    assert place(name) == steps


def test_the_body_has_the_line_that_it_begins_on() -> None:
    body, first = Lines("\ufeff" + TEXT).body

    assert TEXT.split("\n")[first - 1 :] == body.split("\n")
    assert Lines("no front matter").body == ("", 1)
