"""The search index is made anew when, and only when, what it shows changes; what lies on the site is of one making."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefgen.site import search

from .desk import Desk, Run

pytestmark = pytest.mark.skipif(
    not search.find_engine() and "CI" not in os.environ, reason="needs the search engine; CI installs it"
)
SETTINGS = "{site_name: Desk, theme: bare}\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk(tmp_path) as desk:
        desk.room.put("briefgen.yml", SETTINGS)
        for name in ("ferry", "lamp", "quay"):
            brief(desk, name)
        yield desk


def brief(desk: Desk, name: str, text: str = "It rained.", front: str = "") -> None:
    desk.room.put(f"content/briefs/{name}.md", f"---\ntitle: The {name}\ntopics: [{name}]\n{front}---\n{text}\n")


def index(run: Run) -> dict[str, bytes]:
    start = f"{search.INDEX}/"
    return {path.removeprefix(start): data for path, data in run.site.items() if path.startswith(start)}


def packed(desk: Desk) -> dict[str, bytes]:
    """What the engine made last."""
    (archive,) = (desk.room.root / ".briefgen/search").glob("*.zip")
    with zipfile.ZipFile(archive) as file:
        return {f"1/{name}": file.read(name) for name in file.namelist()}


def test_it_changes_with_the_words_of_a_brief_and_with_nothing_else(desk: Desk) -> None:
    first = index(desk.stay())
    assert first == packed(desk)
    for front in ("desk: city\n", "status: published\n", "corrections: [{date: 2031-03-01, text: It did not.}]\n"):
        brief(desk, "ferry", front=front)
        assert index(desk.stay()) == first
    brief(desk, "ferry", "It hailed.")
    second = index(desk.stay())
    assert second == packed(desk) != first
    desk.room.put("content/actors.yml", "Ada: {note: Nobody.}\n")
    assert index(desk.stay()) == second
    (desk.room.root / "content/briefs/lamp.md").unlink()
    assert index(desk.stay()) == packed(desk) != second


@pytest.mark.parametrize("stays", [True, False])
def test_it_is_whole_when_an_edit_is_taken_back(desk: Desk, stays: bool) -> None:
    """The engine makes another index of the same briefs, with files of other names."""

    def build() -> Run:
        return desk.stay() if stays else desk.command(desk.room.root)

    for text in ("It rained.", "It hailed.", "It rained.", "It hailed."):
        brief(desk, "ferry", text)
        run = build()
        assert run.code == 0
        assert index(run) == packed(desk)


def test_it_is_whole_after_a_build_that_failed_behind_it(desk: Desk) -> None:
    desk.command(desk.room.root)
    brief(desk, "ferry", "It hailed.")
    desk.room.put("themes/bare/templates/foot.html", "{% if %}")
    assert desk.command(desk.room.root).code == 1
    brief(desk, "ferry", "It rained.")
    desk.room.put("themes/bare/templates/foot.html", "foot")
    run = desk.command(desk.room.root)
    assert run.code == 0
    assert index(run) == packed(desk)
