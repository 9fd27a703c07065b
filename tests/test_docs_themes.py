"""docs/themes.md, run: its files are laid into a new site, and its sessions are held there in their order."""

from __future__ import annotations

import re
import shlex
from contextlib import redirect_stderr, redirect_stdout
from importlib.resources import files
from io import StringIO
from pathlib import Path

import pytest

from briefgen import cli
from briefgen.site.render import environment
from briefgen.site.settings import KINDS
from briefgen.site.theme import find_theme, packaged_themes

PAGE = (Path(__file__).parents[1] / "docs/themes.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)(?: (\S+))?\n((?:.*\n)*?)```$", PAGE, re.MULTILINE)


def said(line: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a command of a session prints, results and messages in their order."""
    words = shlex.split(line)
    with monkeypatch.context() as patch, redirect_stdout(StringIO()) as out, redirect_stderr(out):
        while "=" in words[0]:
            patch.setenv(*words.pop(0).split("=", 1))
        assert words.pop(0) == "briefgen"
        cli.main(words)
    return out.getvalue()


def test_the_page_does_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.chdir(tmp_path)
    article = files("briefgen.scaffold") / "article.txt"
    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / "content/articles/lighthouse-reopens.txt").write_bytes(article.read_bytes())
    (tmp_path / "briefgen.yml").write_text("site_name: Orr\n", encoding="utf-8")
    for language, name, text in BLOCKS:
        if name:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
            continue
        assert language == "console"
        for line, expected in re.findall(r"^\$ (.+)\n((?:[^$].*\n)*)", text, re.MULTILINE):
            found = said(line, monkeypatch)
            beginning = expected.partition("…\n")[0]
            assert (found[: len(beginning)] if beginning != expected else found) == beginning, line
        built = tmp_path / "site/index.html"
        if "BRIEFGEN_THEME=harbour briefgen build" in text:
            page = built.read_text("utf-8")
            assert '<p class="motto">What was said, by whom</p>' in page
            brief = next((tmp_path / "site/briefs").glob("*/index.html")).read_text("utf-8")
            assert brief.index('id="quotes"') < brief.index('id="key-facts"') < brief.index('id="summary"')
            style = (tmp_path / "site/static/style.css").read_text("utf-8")
            assert "--accent:#7a1f5c" in style and style.endswith(".masthead .name { letter-spacing: .02em; }\n")
        elif "briefgen build\n" in text:
            page = built.read_text("utf-8")
            assert "Write to desk@orr.example." in page and ">Notes</a>" in page and "1 note<" in page


def test_every_template_block_filter_and_part_is_listed() -> None:
    folder = packaged_themes() / "desk" / "templates"
    rows = PAGE[PAGE.index("| template |") :]
    for file in folder.glob("*.html"):
        assert file.name in rows, file.name
        row = next(line for line in rows.splitlines() if file.name in line)
        for block in re.findall(r"{% block (\w+) %}", file.read_text("utf-8")):
            defined = file.name == "base.html" or block not in ("title", "feed", "head", "site_name", "main")
            assert not defined or f"`{block}`" in row, (file.name, block)
    known = environment(find_theme("desk", [packaged_themes()])).filters
    assert {"date", "month", "number", "markdown", "plain", "excerpt", "direction", "language_name"} <= known.keys()


def test_everything_that_can_be_left_out_is_listed() -> None:
    table = PAGE[PAGE.index("| name |") : PAGE.index("## What a template is given")]
    named = [row.split("|")[1] for row in table.splitlines()[2:] if row.startswith("|")]
    assert re.findall("`([a-z_]+)`", "".join(named)) == [*KINDS]
