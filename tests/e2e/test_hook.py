"""The hook that the repository offers to pre-commit, run as pre-commit runs it: from the root, without file names."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import yaml

from .conftest import Run

(HOOK,) = yaml.safe_load((Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


def test_the_hook_is_what_pre_commit_expects() -> None:
    """The keys of pre-commit's manifest that must be there, and those that we rely on."""
    assert HOOK["id"] == "briefgen-check"
    assert all(isinstance(HOOK[key], str) and HOOK[key] for key in ("name", "entry", "language", "files"))
    assert HOOK["language"] == "python"  # pre-commit installs this package and finds the command in it
    assert HOOK["pass_filenames"] is False


@pytest.mark.parametrize(
    ("path", "runs"),
    [
        ("briefgen.yml", True),
        ("desk/briefgen.yml", True),
        ("content/briefs/lamp.md", True),
        ("desk/content/media/lamp.jpg", True),
        ("notes/lamp.markdown", True),
        ("Makefile", False),
        ("mybriefgen.yml", False),
    ],
)
def test_the_hook_runs_for_what_it_looks_at(path: str, runs: bool) -> None:
    assert bool(re.search(HOOK["files"], path)) is runs


def test_the_hook_stops_a_commit_with_an_error(desk: Path, run: Run) -> None:
    program, *arguments = shlex.split(HOOK["entry"])
    assert program == "briefgen"
    brief = desk / "content" / "briefs" / "lamp.md"
    brief.write_text("---\ntitle: Lamp\nsource: {publisher: Coastline Press}\n---\n")

    assert run(*arguments, at=desk).returncode == 0
    brief.write_text("---\ntitle: Lamp\ndate: soon\n---\n")
    stopped = run(*arguments, at=desk)

    assert stopped.returncode == 1
    assert "content/briefs/lamp.md:3: error: date: 'soon' is not a date" in stopped.stdout
    assert run(*arguments, "-f", "desk/briefgen.yml", at=desk.parent).returncode == 1
