"""The documentation as a whole: its links lead somewhere, and its figures are those of docs/benchmarks.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
BENCHMARKS = (ROOT / "docs/benchmarks.md").read_text(encoding="utf-8")


def prose(file: Path) -> str:
    """A page without its blocks of code and inline code."""
    text = re.sub(r"^```.*?^```$", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"`[^`\n]*`", "", text)


def anchors(file: Path) -> set[str]:
    """The names of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_to_a_file_and_a_heading_that_are_there(page: Path) -> None:
    links = [link for link in re.findall(r"\]\(([^)\s]+)\)", prose(page)) if not re.match(r"[a-z]+:", link)]
    for link in links:
        path, _, anchor = link.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), link
        assert not anchor or anchor in anchors(file), link


def test_pictures_are_small() -> None:
    shown = {path for page in PAGES for path in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", prose(page))}

    assert shown == {"docs/brief-page.png"}
    assert (ROOT / "docs/brief-page.png").stat().st_size < 150_000


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        reached.add(page)
        for path in re.findall(r"\]\(([^)#\s]+\.md)", prose(page)):
            file = (page.parent / path).resolve()
            if file.is_relative_to(ROOT) and file not in reached:
                waiting.append(file)

    assert {page for page in PAGES if "CHANGELOG" not in page.name} - reached == set()


@pytest.mark.parametrize("name", ["docs/explanation.md", "README.md"])
def test_its_figures_are_those_that_were_measured(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if re.match(r"\| .*\| [01]?\.\d", line)]

    assert rows
    assert [row for row in rows if row not in BENCHMARKS] == []
