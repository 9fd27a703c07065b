"""Pages made ahead of a build are those that the build makes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from briefgen import config
from briefgen.commands.builder import Builder
from briefgen.commands.messages import Messages
from briefgen.site.page import Page
from briefgen.site.record import published

EXAMPLES = Path(__file__).parents[2] / "content"
TODAY = date(2031, 1, 1)
EDITS = {
    "title": ("(?m)^title: .*$", "title: A headline of another length"),
    "role": ("(?m)^( +)role: .*$", r"\1role: a role by hand"),
    "fact": ("(?m)^( *- text: ).*$", r"\1A fact in other words."),
    "mentions": ("(?m)^( +)mentions: .*$", r"\1mentions: 77"),
    "speaker": ("(?m)^( *(?:- )?speaker: ).*$", r"\1Nobody Known"),
    "body": (r"\n---\n", "\n---\n\nA summary by hand, *well* put.\n\n"),
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example site without its articles, and with one actor under two names."""
    root = tmp_path_factory.mktemp("ahead")
    shutil.copytree(EXAMPLES / "briefs", root / "content/briefs")
    (root / "content/actors.yml").write_text("Yun Dae-seok:\n  same_as: [Salma al-Harrak]\n", "utf-8")
    (root / "briefgen.yml").write_text("site_name: Desk\nsite_url: https://desk.example/\nsearch: false\n", "utf-8")
    return root


@pytest.fixture(scope="module")
def builder(desk: Path) -> Iterator[Builder]:
    with Builder(config.load(desk / "briefgen.yml"), jobs=1, preview=("draft", "future"), lenient=True) as builder:
        builder.build(TODAY, Messages(quiet=True))
        yield builder


def everything(builder: Builder) -> list[str]:
    return published(builder.settings.site, builder.settings.cache)


@pytest.mark.parametrize("edit", EDITS)
def test_the_build_finds_nothing_more_to_do_to_them(desk: Path, builder: Builder, edit: str) -> None:
    pattern, words = EDITS[edit]
    for file in sorted((desk / "content/briefs").glob("*.md"))[:6]:
        before = file.read_text("utf-8")
        after = re.sub(pattern, words, before, count=1)
        file.write_text(after, "utf-8")
        ahead = builder.ahead([file], everything(builder), TODAY)
        assert after != before
        assert ahead
        built = builder.build(TODAY, Messages(quiet=True))
        assert set(ahead).isdisjoint(built.changed)


def test_only_pages_that_are_wanted_and_stand_are_made(desk: Path, builder: Builder) -> None:
    file = sorted((desk / "content/briefs").glob("*.md"))[0]
    page = f"briefs/{file.stem}/index.html"
    file.write_text(file.read_text("utf-8") + "\nMore.\n", "utf-8")
    assert builder.ahead([file], (), TODAY) == ()
    assert builder.ahead([file], (page, "index.html"), TODAY) == (page,)
    assert builder.ahead([file], (page,), TODAY) == ()
    builder.build(TODAY, Messages(quiet=True))


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("(?m)^title: ", "topics: [Another]\ntitle: "),
        ("(?m)^date: .*$", "date: 2026-01-02"),
        ("(?m)^(actors:\n *- name: ).*$", r"\1Somebody Else"),
        ("(?m)^title: .*$", "title: [broken"),
        ("(?m)^title: ", "status: draft\ntitle: "),
    ],
)
def test_what_changes_how_briefs_are_tied_together_is_left_to_the_build(
    desk: Path, builder: Builder, pattern: str, words: str
) -> None:
    file = sorted((desk / "content/briefs").glob("*.md"))[1]
    before = file.read_text("utf-8")
    after = re.sub(pattern, words, before, count=1)
    assert after != before
    file.write_text(after, "utf-8")
    assert builder.ahead([file], everything(builder), TODAY) == ()
    file.write_text(before, "utf-8")


def test_of_many_briefs_that_are_saved_at_once_the_page_that_is_open_is_made(desk: Path, builder: Builder) -> None:
    files = sorted((desk / "content/briefs").glob("*.md"))
    for file in files:
        file.write_text(file.read_text("utf-8") + "\nMore of all.\n", "utf-8")
    own = f"briefs/{files[3].stem}/index.html"
    assert builder.ahead(files, [own, "index.html"], TODAY) == (own,)
    assert own not in builder.build(TODAY, Messages(quiet=True)).changed


def test_a_page_that_cannot_be_made_keeps_no_other_back(
    desk: Path, builder: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    builder.build(TODAY, Messages(quiet=True))
    file = sorted((desk / "content/briefs").glob("*.md"))[0]
    file.write_text(re.sub(*EDITS["title"], file.read_text("utf-8")).replace("another", "a fourth"), "utf-8")
    own = f"briefs/{file.stem}/index.html"
    assert builder._memory and builder._memory.backdrop
    press = builder._memory.backdrop.press
    make = press.make

    def fail(page: Page) -> bytes:
        if page.path == own:
            raise OSError(0, "the cache changed while it was read")
        return make(page)

    monkeypatch.setattr(press, "make", fail)
    ahead = builder.ahead([file], everything(builder), TODAY)
    assert ahead
    assert own not in ahead
    assert own in builder.build(TODAY, Messages(quiet=True)).changed


def test_so_is_anything_else_than_a_few_briefs(desk: Path, builder: Builder) -> None:
    files = sorted((desk / "content/briefs").glob("*.md"))
    for file in files:
        file.write_text(file.read_text("utf-8") + "\nMore.\n", "utf-8")
    assert builder.ahead(files, everything(builder), TODAY) == ()
    assert builder.ahead([files[0], desk / "briefgen.yml"], everything(builder), TODAY) == ()
    assert builder.ahead([desk / "content/briefs/gone.md"], everything(builder), TODAY) == ()


def test_a_build_that_is_left_off_changes_nothing_and_the_next_one_does_all(desk: Path, builder: Builder) -> None:
    file = sorted((desk / "content/briefs").glob("*.md"))[2]
    file.write_text(re.sub(*EDITS["title"], file.read_text("utf-8")).replace("another", "a third"), "utf-8")
    before = {path: (builder.settings.site / path).read_bytes() for path in everything(builder)}
    calls = 0

    def stop() -> None:
        nonlocal calls
        calls += 1
        if calls == 40:
            raise RuntimeError

    builder.heed = stop
    with pytest.raises(RuntimeError):
        builder.build(TODAY, Messages(quiet=True))
    assert before == {path: (builder.settings.site / path).read_bytes() for path in everything(builder)}
    assert builder.ahead([file], everything(builder), TODAY)  # what the last build knew still holds
    builder.heed = lambda: None
    assert "index.html" in builder.build(TODAY, Messages(quiet=True)).changed
