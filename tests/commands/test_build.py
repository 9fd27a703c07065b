from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefgen import config
from briefgen.commands import build as command
from briefgen.commands.messages import Messages

BRIEF = "---\ntitle: The ferry\nsource: {title: The ferry}\n---\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("content/briefs").mkdir(parents=True)
    Path("content/briefs/ferry.md").write_text(BRIEF, encoding="utf-8")
    return tmp_path


def build(text: str = "site_name: Desk\n") -> Messages:
    messages = Messages()
    settings = config.read(text, "briefgen.yml", root=Path.cwd())
    command.build(settings, jobs=1, clean=False, today=date(2031, 1, 1), messages=messages)
    return messages


def test_a_build_of_many_briefs_says_that_yaml_is_slow(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("briefgen.commands.content._reads_fast", lambda: False)
    monkeypatch.setattr("briefgen.commands.content.MANY", 0)

    assert build("site_name: Desk\nsearch: false\n").notes == 0
    assert capsys.readouterr().err.count("[slow-yaml]") == 1


def test_a_build_without_the_engine_says_how_to_get_search(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("briefgen.site.search.find_engine", lambda: None)
    assert build().notes == 1
    assert "note: no search page: pip install 'briefgen[search]' adds it" in capsys.readouterr().err
    assert build("site_name: Desk\nsearch: false\n").notes == 0
    assert not (site / "site/search").exists()


def test_a_build_with_the_engine_has_a_search_page_unless_none_is_wanted(site: Path) -> None:
    assert build().notes == 0
    assert (site / "site/search/index.html").is_file()
    assert build("site_name: Desk\nsearch: false\n").notes == 0
    assert not (site / "site/search").exists()


def test_a_build_leaves_out_what_the_settings_name(site: Path) -> None:
    build()
    assert (site / "site/network/index.html").is_file()
    build("site_name: Desk\nleave_out: [network, json]\n")
    assert not (site / "site/network").exists() and not (site / "site/briefs/ferry/brief.json").exists()
