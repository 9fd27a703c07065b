"""docs/actors.md as a story: its blocks in their order, "LANGUAGE FILE" written and "console" run."""

from __future__ import annotations

import io
import re
import shlex
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from briefgen import cli
from briefgen.fields import Record
from briefgen.proposals import propose
from briefgen.register import ACTOR_ENTRY

PAGE = (Path(__file__).parents[1] / "docs" / "actors.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)(?: (\S+))?\n((?:.*\n)*?)```$", PAGE, re.MULTILINE)


def said(session: str) -> str:
    """What the commands of a session say, with the commands."""
    out = io.StringIO()
    for line in re.findall(r"^\$ .+", session, re.MULTILINE):
        print(line, file=out)
        with redirect_stdout(out), redirect_stderr(out):
            cli.main(shlex.split(line)[2:])
    return out.getvalue()


def test_the_page_is_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    (tmp_path / "briefgen.yml").write_text("site_name: Example\n", encoding="utf-8")
    for language, file, text in BLOCKS:
        if language == "console":
            assert said(text) == text
        else:
            (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / file).write_text(text, encoding="utf-8")
    assert PAGE.count("```") == 2 * len(BLOCKS)


def rows(heading: str) -> set[str]:
    """The words in backquotes in the first cells of the table under `heading`."""
    table = PAGE[PAGE.index(f"\n| {heading} |") + 1 :].partition("\n\n")[0]
    return {word for row in table.splitlines()[2:] for word in re.findall("`([a-z_-]+)`", row.split("|")[1])}


def test_every_key_and_every_rule_is_explained() -> None:
    assert isinstance(ACTOR_ENTRY, Record)
    assert rows("key") == set(ACTOR_ENTRY.fields)
    sources = Path(str(propose.__code__.co_filename)).parent.glob("*.py")
    named = {name for file in sources for name in re.findall(r'Fit\("([a-z-]+)"', file.read_text("utf-8"))}
    assert rows("rule") == named | {"type"}
