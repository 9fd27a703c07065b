from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from briefgen import config
from briefgen.briefs.markdown import parse_brief
from briefgen.commands.editors import editor_files, snippets
from briefgen.commands.init import lay
from briefgen.commands.schema import SCHEMAS, schema
from briefgen.problem import Problem


def test_the_settings_of_a_new_site_name_their_schema(tmp_path: Path) -> None:
    list(lay(tmp_path))

    first = (tmp_path / "briefgen.yml").read_text(encoding="utf-8").splitlines()[0]
    place = first.removeprefix("# yaml-language-server: $schema=")
    assert (tmp_path / place).read_text(encoding="utf-8") == schema("config")
    assert config.load(tmp_path / "briefgen.yml", environment={}).site_name


def test_vs_code_knows_the_schema_of_every_yaml_file() -> None:
    files = dict(editor_files())
    schemas = json.loads(files[".vscode/settings.json"])["yaml.schemas"]

    assert {glob for globs in schemas.values() for glob in globs} == {
        file.files for file in SCHEMAS.values() if file.files.endswith(".yml")
    }
    assert schemas.keys() <= files.keys()


@pytest.mark.parametrize("severity", ["error", "warning", "note"])
def test_vs_code_finds_file_line_and_message_in_what_check_prints(severity: str) -> None:
    (task,) = json.loads(dict(editor_files())[".vscode/tasks.json"])["tasks"]
    pattern = task["problemMatcher"]["pattern"]
    line = str(Problem("a/b: c.md", "x: 'y' [z]", code="bad-value", line=12, severity=severity))  # type: ignore[arg-type]

    found = re.fullmatch(pattern["regexp"], line)

    assert found
    parts = ("file", "line", "severity", "message", "code")
    assert [found[pattern[part]] for part in parts] == ["a/b: c.md", "12", severity, "x: 'y' [z]", "bad-value"]


@pytest.mark.parametrize("name", snippets())
def test_a_snippet_is_a_piece_of_a_brief(name: str) -> None:
    fill = {"date": "2021-02-19", "when": "2021", "taken": "2021", "number": "1", "of": "2"}
    lines = []
    for line in snippets()[name]["body"]:
        filled = fill.get(line.strip(" -").partition(":")[0], "x")
        lines.append(re.sub(r"\$\d+", filled, re.sub(r"\$\{\d+\|(\w+)[^}]*\}", r"\1", line)))

    brief = parse_brief("\n".join(["---", "title: Lamp", *lines, "---", ""]), "x")

    assert len(getattr(brief, snippets()[name]["prefix"])) == 1
