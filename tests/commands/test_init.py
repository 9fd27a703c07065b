"""A new site: whole from the start, and laid around whatever stands in its folder."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from briefgen import cli, config
from briefgen.commands.init import EXAMPLE, lay

BRIEF = "content/briefs/sandmoor-reopens-its-lighthouse-after-a-two-year-dispute.md"
Outputs = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1782777600")  # 30 June 2026
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)


def everything(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_a_new_site_has_something_to_see_that_a_build_leaves_as_it_is(
    capsys: Outputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli.main(["init", "desk"]) == 0
    monkeypatch.chdir("desk")
    before = everything(Path("content"))
    capsys.readouterr()

    assert cli.main(["build", "--strict"]) == 0

    printed = capsys.readouterr()
    assert printed.out.splitlines()[0] == "1 article: 1 unchanged"
    assert "content/articles" not in printed.err
    assert everything(Path("content")) == before
    assert (Path("site/briefs") / Path(BRIEF).stem / "index.html").is_file()


def test_the_brief_of_the_example_is_what_convert_makes_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    places = dict(lay(Path("desk")))
    monkeypatch.chdir("desk")
    made = Path(BRIEF).read_bytes()
    assert places[EXAMPLE] and places[BRIEF]

    Path(BRIEF).unlink()
    assert cli.main(["convert", EXAMPLE]) == 0

    assert Path(BRIEF).read_bytes() == made


def test_check_finds_that_a_person_has_still_to_say_it_in_words_of_their_own(
    capsys: Outputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    list(lay(Path("desk")))
    monkeypatch.chdir("desk")

    assert cli.main(["check"]) == 0

    *found, last = capsys.readouterr().out.splitlines()
    assert [line.rpartition(" ")[2] for line in found] == ["[copied]"]
    assert last == "1 brief: 1 warning"


def test_a_clone_has_the_brief_without_the_article_and_builds(capsys: Outputs, monkeypatch: pytest.MonkeyPatch) -> None:
    list(lay(Path("desk")))
    git = ["git", "-c", "user.name=Odile", "-c", "user.email=odile@harbour.example"]
    for command in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "Start"]):
        subprocess.run([*git, "-C", "desk", *command], check=True)
    subprocess.run([*git, "clone", "--quiet", "desk", "clone"], check=True)
    monkeypatch.chdir("clone")

    assert (Path(EXAMPLE).exists(), Path(BRIEF).exists()) == (False, True)
    assert cli.main(["build", "--strict"]) == 0
    assert cli.main(["check", "--strict"]) == 0
    assert not subprocess.run([*git, "status", "--porcelain"], check=True, capture_output=True).stdout


def test_minimal_is_what_a_site_needs(capsys: Outputs, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cli.main(["init", "--minimal", "desk"]) == 0

    assert everything(Path("desk")).keys() == {"briefgen.yml", ".gitignore"}
    assert config.load(Path("desk/briefgen.yml"), environment={}).site_name
    assert capsys.readouterr().out.splitlines()[:2] == ["desk/briefgen.yml", "desk/.gitignore"]
    monkeypatch.chdir("desk")
    assert cli.main(["build", "--strict"]) == 0
    assert Path("site/index.html").is_file()


@pytest.mark.parametrize("arguments", [[], ["--minimal"]])
def test_whatever_stands_is_left_as_it_is(arguments: list[str], capsys: Outputs) -> None:
    list(lay(Path("whole"), minimal=bool(arguments)))
    places = everything(Path("whole")).keys() - {"briefgen.yml"}
    for place in places:
        file = Path("desk", place)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("mine\n")

    assert cli.main(["init", *arguments, "desk"]) == 0

    found = everything(Path("desk"))
    assert found.pop("briefgen.yml") != b"mine\n"
    assert found == dict.fromkeys(places, b"mine\n")
    printed = capsys.readouterr().out
    assert all(f"desk/{place} stands already" in printed for place in places if not place.startswith("content/briefs"))


def test_the_example_has_one_brief_where_its_article_stands_in_another_site_s_briefs() -> None:
    list(lay(Path("desk")))
    Path("desk/briefgen.yml").unlink()
    Path("desk", EXAMPLE).unlink()
    Path("desk", BRIEF).rename("desk/content/briefs/lamp.md")

    places = dict(lay(Path("desk")))

    assert (places[EXAMPLE], places["content/briefs/lamp.md"]) == (True, False)
    assert len(list(Path("desk/content/briefs").iterdir())) == 1


def test_every_file_and_folder_that_the_team_s_readme_names_is_there_or_is_made() -> None:
    list(lay(Path("desk")))
    named = set(re.findall(r"`([a-z./-]+(?:/|\.\w+))`", Path("desk/README.md").read_text(encoding="utf-8")))

    made = {"site/", ".briefgen/", "content/media/", "themes/"}
    assert made < named
    assert [each for each in named - made if not Path("desk", each).exists()] == []
