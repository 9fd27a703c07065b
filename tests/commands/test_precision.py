"""A build makes what shows something new, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from briefgen.site.built import Built

from .desk import Desk, held

SETTINGS = "{site_name: Desk, theme: bolder, search: false, site_url: 'https://desk.example/', leave_out: [about]}\n"
"""Without the one page that works out the name of a template, and so depends on all."""
BRIEFS = 60


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    """A site with so many briefs that its front page does not show all; each has a neighbour in actor and topic."""
    with TemporaryDirectory() as folder, Desk(Path(folder)) as desk:
        desk.room.put("briefgen.yml", SETTINGS)
        for number in range(BRIEFS):
            lay(desk, number)
        desk.stay()
        yield desk


def lay(desk: Desk, number: int, title: str = "", background: str = "It rained.", extra: str = "") -> None:
    desk.room.put(
        f"content/briefs/brief-{number}.md",
        f"---\ntitle: {title or f'Number {number} of all'}\ndate: 2031-{number // 28 + 1:02}-{number % 28 + 1:02}\n"
        f"topics: [topic {number // 2}]\nactors: [{{name: Actor {number // 2}, type: person}}]\n{extra}---\n"
        f"Summary of {number}.\n\n## Background\n\n{background}\n",
    )


def build(desk: Desk) -> Built:
    desk.stay()
    assert desk.built
    return desk.built


def showing(desk: Desk, text: str) -> set[str]:
    return {path for path, data in held(desk.room.root / "site").items() if text.encode() in data}


def test_where_nothing_changed_nothing_is_made(desk: Desk) -> None:
    built = build(desk)
    assert (built.made, built.changed, built.gone) == (0, (), ())


def test_the_background_of_a_brief_stands_on_its_own_page_and_twin(desk: Desk) -> None:
    lay(desk, 7, background="It hailed.")
    built = build(desk)
    assert set(built.changed) == {"briefs/brief-7/index.html", "briefs/brief-7/brief.json"}
    assert built.made == 2


def test_a_brief_that_is_only_touched_makes_nothing(desk: Desk) -> None:
    (desk.room.root / "content/briefs/brief-8.md").touch()
    assert build(desk).made == 0


@pytest.mark.parametrize("number", [9, BRIEFS - 2])
def test_a_title_changes_the_pages_that_show_it(desk: Desk, number: int) -> None:
    old = showing(desk, f"Number {number} of all")
    lay(desk, number, title=f"The other {number}")
    built = build(desk)
    assert set(built.changed) == old == showing(desk, f"The other {number}")
    assert built.made == len(old)


def test_a_template_makes_the_pages_that_use_it(desk: Desk) -> None:
    desk.room.put("themes/bolder/templates/topic.html", '{% extends "topic.html" %}{% block main %}Own{% endblock %}')
    built = build(desk)
    assert set(built.changed) == {f"topics/topic-{number}/index.html" for number in range(BRIEFS // 2)}
    assert built.made == BRIEFS // 2
    (desk.room.root / "themes/bolder/templates/topic.html").unlink()
    assert build(desk).made == BRIEFS // 2


def test_a_template_that_none_uses_makes_nothing(desk: Desk) -> None:
    desk.room.put("themes/bolder/templates/nobody.html", "x")
    assert build(desk).made == 0


def test_a_word_of_the_interface_makes_every_page_and_changes_those_that_say_it(desk: Desk) -> None:
    desk.room.put("themes/bolder/languages/en.yml", "n_briefs: {other: '{n} pieces'}\n")
    built = build(desk)
    assert built.changed == ("index.html",)


def test_a_stylesheet_makes_itself(desk: Desk) -> None:
    desk.room.put("themes/bare/static/bare.css", "p { margin: 0 }\n")
    built = build(desk)
    assert (built.made, built.changed) == (1, ("static/style.css",))


def test_a_new_brief_leaves_the_pages_of_others_alone(desk: Desk) -> None:
    lay(desk, BRIEFS + 1)
    built = build(desk)
    own = {
        path for path in built.changed if re.search(rf"brief-{BRIEFS + 1}/|/(actor|topic)-{(BRIEFS + 1) // 2}/", path)
    }
    shared = {path for path in built.changed if path not in own}
    assert not {path for path in shared if path.startswith("briefs/brief-")}
    assert len(shared) < 20
    (desk.room.root / f"content/briefs/brief-{BRIEFS + 1}.md").unlink()
    assert set(build(desk).gone) == own


def test_a_note_in_the_register_stands_on_the_pages_of_its_actor(desk: Desk) -> None:
    desk.room.put("content/actors.yml", "Actor 3: {note: Once a pilot.}\n")
    build(desk)
    desk.room.put("content/actors.yml", "Actor 3: {note: Twice a pilot.}\n")
    built = build(desk)
    assert built.changed == ("actors/actor-3/index.html",)
    assert built.made == 1
    (desk.room.root / "content/actors.yml").unlink()
    build(desk)


@pytest.mark.parametrize(
    "pair", [("notice: One", "notice: Other"), ("desk: one", "desk: other"), ("quotes: [One]", "quotes: [Other]")]
)
def test_what_only_the_page_of_a_brief_shows_makes_only_that(desk: Desk, pair: tuple[str, str]) -> None:
    lay(desk, 5, extra=f"{pair[0]}\n")
    build(desk)
    lay(desk, 5, extra=f"{pair[1]}\n")
    built = build(desk)
    assert set(built.changed) == {"briefs/brief-5/index.html", "briefs/brief-5/brief.json"}
    assert built.made == 2
