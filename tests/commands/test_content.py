from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from briefgen import config, yamltext
from briefgen.commands import content
from briefgen.commands.messages import Messages


def load(folder: Path, number: int) -> None:
    """Load a site of so many briefs, which has nothing wrong."""
    briefs = folder / "content/briefs"
    briefs.mkdir(parents=True)
    for each in range(number):
        (briefs / f"ferry-{each}.md").write_text("---\ntitle: The ferry\n---\n", encoding="utf-8")
    messages = Messages()
    content.load_briefs(config.read("site_name: Desk\n", "briefgen.yml", root=folder), messages)
    assert (messages.errors, messages.notes) == (0, 0)


def test_slow_yaml_is_said_once_where_it_matters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "python/yaml").mkdir(parents=True)
    (tmp_path / "python/yaml/__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path / "python")
    monkeypatch.setattr(content, "MANY", 2)

    load(tmp_path / "few", 2)
    assert capsys.readouterr().err == ""

    load(tmp_path / "many", 3)
    (said,) = capsys.readouterr().err.splitlines()
    assert "note: PyYAML is installed without its C part" in said
    assert said.endswith("[slow-yaml]")


def test_yaml_with_its_c_part_is_not_spoken_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(content, "MANY", 2)

    load(tmp_path, 3)

    assert capsys.readouterr().err == ""


def test_the_yaml_that_the_tests_run_on_has_its_c_part() -> None:
    assert yamltext.LOADER is yaml.CSafeLoader
