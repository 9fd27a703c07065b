from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen import cli, config
from briefgen.arguments import plain_title
from briefgen.briefs.markdown import parse_brief
from briefgen.commands.check import check
from briefgen.commands.messages import Messages
from briefgen.commands.new import new
from briefgen.model import Brief

Outputs = pytest.CaptureFixture[str]
TODAY = date(2026, 6, 30)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "briefgen.yml").write_text("site_name: Harbour\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1782777600")  # 30 June 2026
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    return tmp_path


def made(path: Path) -> Brief:
    return parse_brief(path.read_text(encoding="utf-8"), path.name)


def test_a_new_brief_is_a_draft_of_today_whose_path_is_printed(site: Path, capsys: Outputs) -> None:
    assert cli.main(["new", "Sandmoor: a light"]) == 0

    path = Path("content/briefs/sandmoor-a-light.md")
    printed = capsys.readouterr()
    assert printed.out == f"{path}\n"  # so that an editor can be given it
    assert printed.err == "Next: write it, set its status to published if it is a draft, and run briefgen build\n"
    brief = made(path)
    assert (brief.title, brief.date, brief.status) == ("Sandmoor: a light", TODAY, "draft")


def test_all_that_check_finds_is_what_is_still_to_be_written(site: Path) -> None:
    cli.main(["new", "Lamp"])
    settings = config.load(site / "briefgen.yml", environment={})

    def codes() -> list[str]:
        return [each.code for each in check(settings, today=TODAY, jobs=1, messages=Messages()).problems]

    assert codes() == ["no-source"]
    path = site / "content" / "briefs" / "lamp.md"
    path.write_text(path.read_text().replace("url:", "url: https://courier.example/lamp").replace("\n# ", "\n"))
    path.write_text(path.read_text().replace("A fact, to copy and fill in:\n", ""))
    assert codes() == []
    assert made(path).key_facts[0].text == "A sentence that stands on its own."


@pytest.mark.parametrize(("status", "expected"), [("published", "published"), ("draft", "draft")])
def test_the_setting_decides_on_the_status(status: str, expected: str, site: Path) -> None:
    (site / "briefgen.yml").write_text(f"site_name: Harbour\nlanguage: de\nnew_brief_status: {status}\n")

    assert cli.main(["new", "Lamp"]) == 0

    brief = made(site / "content" / "briefs" / "lamp.md")
    assert (brief.status, brief.language) == (expected, "de")


def test_nothing_is_written_over(site: Path, capsys: Outputs) -> None:
    folder = site / "content" / "briefs"
    (folder / "2025").mkdir(parents=True)
    (folder / "2025" / "Lamp.md").write_text("mine\n")  # would be the same page
    (folder / "lamp-2.md").mkdir()

    assert cli.main(["new", "Lamp"]) == 0
    assert cli.main(["new", "Lamp"]) == 0

    assert capsys.readouterr().out.split() == ["content/briefs/lamp-3.md", "content/briefs/lamp-4.md"]
    assert (folder / "2025" / "Lamp.md").read_text() == "mine\n"


@pytest.mark.parametrize("title", ["", "  ", "\n"])
def test_a_title_has_letters(title: str, site: Path, capsys: Outputs) -> None:
    with pytest.raises(SystemExit) as end:
        cli.main(["new", title])

    assert end.value.code == 2


@given(title=st.text(min_size=1).map(plain_title).filter(bool))
def test_any_title_is_kept_as_it_is(title: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings = config.Settings("Harbour", root=tmp_path_factory.mktemp("site"))

    assert made(new(title, settings, TODAY)).title == title
