from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.commands.theme import eject, listed, shown
from briefgen.config import Settings
from briefgen.problem import Problem


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings("Orr", theme="paper", theme_settings={"width": "50rem"}, root=tmp_path)


def test_every_theme_is_listed_and_the_sites_is_marked(settings: Settings) -> None:
    assert [line.partition(":")[0] for line in listed(settings)] == ["  desk", "* paper"]


def test_a_theme_is_shown_with_its_settings_as_the_site_has_them_and_its_files(settings: Settings) -> None:
    lines = list(shown(settings, "paper"))
    assert lines[1] == "extends desk"
    assert '  width: "50rem"  (length; how wide a page grows at most)' in lines
    assert "  brief.html" in lines and "  paper.css" in lines and "  de.yml" in lines
    assert '  width: "80rem"  (length; how wide a page grows at most)' in list(shown(settings, "desk"))


def test_an_ejected_file_is_the_one_that_counts(settings: Settings, tmp_path: Path) -> None:
    place = eject(settings, "brief.html")
    assert place == tmp_path / "themes/paper/templates/brief.html"
    assert "The text first" in place.read_text("utf-8")
    assert eject(settings, "desk.css") == tmp_path / "themes/paper/static/desk.css"
    assert eject(settings, "ar.yml") == tmp_path / "themes/paper/languages/ar.yml"
    assert "  brief.html  (of this site)" in list(shown(settings, "paper"))


def test_what_a_person_changed_is_never_written_over(settings: Settings) -> None:
    place = eject(settings, "404.html")
    place.write_text("mine", encoding="utf-8")
    with pytest.raises(Problem) as refused:
        eject(settings, "404.html")
    assert (refused.value.code, place.read_text("utf-8")) == ("stands-already", "mine")


@pytest.mark.parametrize("name", ["brif.html", "../theme.yml", "/etc/passwd", ""])
def test_a_file_that_the_theme_has_not_is_said_with_those_that_it_has(settings: Settings, name: str) -> None:
    with pytest.raises(Problem) as refused:
        eject(settings, name)
    assert refused.value.code == "no-template" and "brief.html" in refused.value.message
