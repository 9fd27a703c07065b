"""Every rule with a site that it finds fault with and one that it passes: tests/data/check/RULE/wrong and right."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from briefgen import config
from briefgen.checking.finders import IN_A_BRIEF, IN_THE_SITE
from briefgen.checking.rules import BY_NAME, RULES, Rule
from briefgen.commands.check import check
from briefgen.commands.messages import Messages
from briefgen.config import Settings

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data" / "check"
TODAY = date(2026, 6, 30)
MADE_HERE = {"unreadable", "too-long"}
"""Rules whose examples no file can hold."""


def told(root: Path, settings: str = "") -> list[str]:
    site = config.read(f"site_name: Harbour\n{settings}", "briefgen.yml", root=root)
    return [str(problem) for problem in check(site, today=TODAY, jobs=1, messages=Messages()).problems]


def test_every_rule_has_an_example() -> None:
    assert {folder.name for folder in DATA.iterdir()} | MADE_HERE == set(BY_NAME)


def test_what_finds_fault_does_so_for_a_rule_and_in_one_place() -> None:
    assert {*IN_A_BRIEF, *IN_THE_SITE} < {*BY_NAME}
    assert not IN_A_BRIEF.keys() & IN_THE_SITE.keys()


@pytest.mark.parametrize("name", [rule.name for rule in RULES if rule.name not in MADE_HERE])
def test_a_rule_finds_what_is_wrong_and_passes_what_is_right(name: str) -> None:
    expected = (DATA / name / "wrong" / "expected.txt").read_text(encoding="utf-8").splitlines()

    assert told(DATA / name / "wrong") == expected
    assert expected and all(line.endswith(f"[{name}]") for line in expected)
    assert told(DATA / name / "right") == []


@pytest.mark.parametrize("name", ["unnamed-actor", "unknown-brief"])
def test_a_brief_that_cannot_be_read_may_be_the_one_that_the_register_means(name: str, tmp_path: Path) -> None:
    shutil.copytree(DATA / name / "wrong", tmp_path, dirs_exist_ok=True)
    (tmp_path / "content" / "briefs" / "fery-sinks.md").write_text("---\n---\n")

    assert [line.rpartition(" ")[2] for line in told(tmp_path)] == ["[missing-key]"]


SETTLED = sorted(folder.parent.name for folder in DATA.glob("*/settled"))


@pytest.mark.parametrize("name", SETTLED)
def test_what_the_register_settles_is_not_told(name: str, tmp_path: Path) -> None:
    shutil.copytree(DATA / name / "settled", tmp_path, dirs_exist_ok=True)

    assert told(tmp_path) == []
    (tmp_path / "content" / "actors.yml").unlink()
    assert sum(line.endswith(f"[{name}]") for line in told(tmp_path)) > 1


@pytest.mark.parametrize("name", SETTLED)
@pytest.mark.parametrize("standing", ["", "{name}:", "{name}:\n  note: Known.", "{name}: {{note: Known.}}"])
def test_the_line_that_a_rule_gives_settles_what_it_has_found(name: str, standing: str, tmp_path: Path) -> None:
    shutil.copytree(DATA / name / "wrong", tmp_path, dirs_exist_ok=True)
    register = tmp_path / "content" / "actors.yml"
    (line,) = told(tmp_path)
    first = re.findall(r" write (.*?): ?\{", line)[0]
    register.write_text(standing.format(name=first) + "\n", encoding="utf-8")
    (line,) = told(tmp_path)

    paste, place = re.findall(r" write (.*) in content/actors.yml(?:, (\w+ \w+))?", line)[0]
    assert place == ("" if not standing else "in place" if "{{" in standing else "below line")
    if place == "below line":
        text = "\n".join([register.read_text("utf-8").rstrip(), *(f"  {each}" for each in paste.split(" and "))])
    else:
        text = paste
    register.write_text(text + "\n", encoding="utf-8")

    assert told(tmp_path) == []


@pytest.mark.parametrize("name", SETTLED)
def test_nobody_is_compared_while_the_register_has_errors(name: str, tmp_path: Path) -> None:
    shutil.copytree(DATA / name / "wrong", tmp_path, dirs_exist_ok=True)
    (tmp_path / "content" / "actors.yml").write_text("Ada Renn: {type: human}\n")

    (line,) = told(tmp_path)
    assert line.startswith("content/actors.yml:1: error: ")


@pytest.mark.parametrize("rule", [rule for rule in RULES if not rule.fixed], ids=lambda rule: rule.name)
def test_a_rule_can_be_turned_off_and_made_more_severe(rule: Rule) -> None:
    root = DATA / rule.name / "wrong"

    assert told(root, f"check:\n  {rule.name}: off\n") == []
    assert all(": error: " in line for line in told(root, f"check: {{{rule.name}: error}}\n"))


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.fixed], ids=lambda rule: rule.name)
def test_what_keeps_a_brief_off_the_site_is_an_error_whatever_is_set(rule: Rule) -> None:
    with pytest.raises(ExceptionGroup):
        config.read(f"site_name: H\ncheck: {{{rule.name}: off}}\n", "", root=Path())


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(DATA / "no-source" / "right", tmp_path, dirs_exist_ok=True)

    def refuse(path: Path) -> bytes:
        if path.suffix == ".md":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    read_bytes = Path.read_bytes

    assert told(tmp_path) == []
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert told(tmp_path) == [
        "content/briefs/lighthouse.md: error: cannot be read (Permission denied); make it readable for you [unreadable]"
    ]


@pytest.mark.parametrize(("length", "lines"), [(999_000, 0), (1_000_001, 1)])
def test_front_matter_that_is_too_long_is_an_error(length: int, lines: int, tmp_path: Path) -> None:
    brief = tmp_path / "content" / "briefs" / "lighthouse.md"
    brief.parent.mkdir(parents=True)
    brief.write_text(f"---\ntitle: Lamp\ndate: 2026-06-05\nsource: {{publisher: CP}}\ndesk: {'x' * length}\n---\n")

    assert len(told(tmp_path)) == lines


def test_the_table_in_the_docs_is_this_table() -> None:
    page = (ROOT / "docs" / "check.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z0-9-]+)` \| (\w+) \| (.+) \|$", page, re.MULTILINE)

    assert rows == [
        (rule.name, rule.severity, rule.about + (f" ({rule.limit} %)" if rule.limit else "")) for rule in RULES
    ]


def test_every_code_of_reading_a_brief_is_a_rule() -> None:
    places = [ROOT / "briefgen" / name for name in ("fields.py", "yamltext.py", "briefs/frontmatter.py")]
    places.append(ROOT / "briefgen" / "briefs" / "textfile.py")
    codes = {code for place in places for code in re.findall(r'code(?:: str)? ?= ?"([a-z0-9-]+)"', place.read_text())}

    assert codes <= set(BY_NAME)
    assert {*BY_NAME} - {*IN_A_BRIEF, *IN_THE_SITE} == codes
    assert {rule.name for rule in RULES if rule.fixed} == {each for each in codes if BY_NAME[each].severity == "error"}


def test_the_example_site_has_no_errors() -> None:
    settings = Settings("The Harbour Desk", root=ROOT)
    problems = check(settings, today=TODAY, jobs=1, messages=Messages()).problems

    assert {(problem.severity, problem.code) for problem in problems} <= {("warning", "copied")}
