"""docs/reference/ says what the code does today, and says it whole."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import meta, nodes

from briefgen.site.render import environment
from briefgen.site.theme import find_theme, packaged_themes, theme_names

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference"


def test_it_is_what_the_tool_makes_of_the_code() -> None:
    done = subprocess.run(
        [sys.executable, "tools/make_reference.py", "--check"], cwd=ROOT, capture_output=True, text=True
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_pages_that_it_is_read_off_have_all_that_pages_may_have() -> None:
    rows = re.findall(
        r"^\| `([^`]+)` \| none \|", (REFERENCE / "templates.md").read_text(encoding="utf-8"), re.MULTILINE
    )

    assert {row.rpartition(".")[2] for row in rows} <= {"see", "hold"}  # what one place has of what another may have


def documented() -> dict[str, set[str]]:
    """Template -> the variables that its section lists; "" for those of every page."""
    text = (REFERENCE / "templates.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## (.+)\n((?:(?!## ).*\n)*)", text, re.MULTILINE))
    listed = {name: set(re.findall(r"^\| `([^`]+)` \|", body, re.MULTILINE)) for name, body in sections.items()}
    listed[""] = listed.pop("Every page") | listed.pop("A page of a long list")
    return listed


def asked_for(tree: nodes.Node) -> Iterator[str]:
    """What a template asks of the data by names that it is given: brief.source.url."""
    made = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}
    given = meta.find_undeclared_variables(tree) - made  # type: ignore[arg-type]
    yield from given
    for node in tree.find_all(nodes.Getattr):
        names, at = [node.attr], node.node
        while isinstance(at, nodes.Getattr):
            names.append(at.attr)
            at = at.node
        if isinstance(at, nodes.Name) and at.name in given:
            yield ".".join([at.name, *reversed(names)])


NO_PAGES = ("base.html", "parts.html", "social.html")
"""What others extend, import or include."""
FREE = ("site.extra.", "theme.", "brief.extra.")
MACROS = {
    name
    for file in packaged_themes().glob("*/templates/*.html")
    for name in re.findall(r"{% macro (\w+)", file.read_text(encoding="utf-8"))
}
GLOBAL = {"t", "theme", "language"} | MACROS


@pytest.mark.parametrize("theme", theme_names([packaged_themes()]))
def test_whatever_a_theme_asks_for_is_listed(theme: str) -> None:
    templates = environment(find_theme(theme, [packaged_themes()]))
    listed = documented()
    assert listed.keys() - {""} == {
        name for name in templates.list_templates() if name.endswith(".html") and name not in NO_PAGES
    }

    for file in (packaged_themes() / theme / "templates").glob("*.html"):
        known = listed[""] | listed.get(file.name, set()) | GLOBAL
        if file.name not in NO_PAGES:
            asked = set(asked_for(templates.parse(file.read_text(encoding="utf-8"))))
            assert {each for each in asked if not each.startswith(FREE)} <= known, file.name
