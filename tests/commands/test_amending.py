"""An edit of the words of a few briefs is built without a look at any other brief; every other one is not."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from briefgen.cli import FAILED
from briefgen.commands import look
from briefgen.commands.amending import FEW
from briefgen.commands.builder import SHELF
from briefgen.commands.look import JUST_NOW, Sight
from briefgen.commands.shelf import Shelf, SiteSheets
from briefgen.commands.stock import Stock
from briefgen.site import amend, search
from briefgen.site.search import engine

from .desk import Desk, held
from .newsroom import picture
from .test_incremental import index

NAMES = [f"brief-{number}" for number in range(FEW + 2)]
WARNED = "date: 2031-03-09\ndate_: 2031-03-09\n"
"""A field that is misspelt is warned of."""
FRESH = ("/one.md", "/other.md", "/odd.md")
PICTURED = "photos: [{caption: A quay, file: quay.png}]\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A site that was built; each of its briefs has one near to it. No file counts as just written."""
    monkeypatch.setattr(look, "FRESH", 0)
    with Desk(tmp_path) as desk:
        desk.room.put("briefgen.yml", "{site_name: Desk, theme: bare, search: false, site_url: 'https://d.example/'}\n")
        for name in NAMES:
            lay(desk, name)
        lay(desk, "draft", "status: draft\n")
        lay(desk, "odd", WARNED)
        lay(desk, "pictured", PICTURED)
        desk.room.put("content/media/quay.png", picture("navy", "PNG"))
        desk.check()
        yield desk


def lay(desk: Desk, name: str, front: str = "", body: str = "It rained.", title: str = "") -> None:
    actors = f"[{{name: Ada Renn, type: person, role: mayor}}, {{name: The {name} Union, type: organization}}]"
    text = f"---\ntitle: {title or name}\ntopics: [harbour]\nactors: {actors}\n{front}---\n{body}\n"
    desk.room.put(f"content/briefs/{name}.md", text)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How often a build has gone through all briefs since this was last asked; clean builds beside it do too."""
    calls: list[Path] = []
    update = Stock.update

    def counted(self: Stock, *args: Any) -> int:
        calls.append(self.folder)
        return update(self, *args)

    monkeypatch.setattr(Stock, "update", counted)

    def count() -> int:
        found = sum("clean" not in each.parts for each in calls)
        calls.clear()
        return found

    return count


def test_only_the_pages_that_show_the_words_are_made(desk: Desk, read: Callable[[], int]) -> None:
    before = desk.site
    lay(desk, "brief-1", body="It hailed.")
    now = desk.check().site
    assert read() == 0
    changed = {path for path in now if now[path] != before[path]}
    own = {"briefs/brief-1/index.html", "briefs/brief-1/brief.json"}
    assert changed == own | {"index.html"}  # without a day, it is in no feed


def test_one_edit_after_another_and_back_again(desk: Desk, read: Callable[[], int]) -> None:
    before = desk.site
    for number, body in enumerate(["It hailed.", "It snowed.", "## Background\n\nIt was so.", "It rained."]):
        lay(desk, "brief-1", body=body)
        lay(desk, f"brief-{number + 2}", body=f"{body} Again.")
        now = desk.check()
    for name in NAMES:
        lay(desk, name)
    assert read() == 0
    assert now.site != before
    for name in NAMES[FEW:]:
        lay(desk, name)
    desk.check()
    assert desk.site == before


def test_what_was_said_is_said_again(desk: Desk, read: Callable[[], int]) -> None:
    lay(desk, "brief-1", body="It hailed.")
    assert "date_" in desk.check().said
    assert read() == 0


def test_a_file_that_was_only_touched_is_looked_into_and_no_page_made(desk: Desk, read: Callable[[], int]) -> None:
    (desk.room.root / "content/briefs/brief-1.md").touch()
    before = desk.site
    assert desk.check().site == before
    assert read() == 0


def test_words_with_a_day_stand_in_feeds(desk: Desk, read: Callable[[], int]) -> None:
    lay(desk, "brief-1", "date: 2031-03-09\n")
    desk.check()
    assert read() == 1
    lay(desk, "brief-1", "date: 2031-03-09\n", body="It hailed.")
    now = desk.check().site
    assert read() == 0
    feeds = {path for path, data in now.items() if path.endswith("feed.xml") and b"It hailed." in data}
    assert feeds == {
        "feed.xml",
        "topics/harbour/feed.xml",
        "actors/ada-renn/feed.xml",
        "actors/the-brief-1-union/feed.xml",
    }


def reach(desk: Desk, kind: str) -> None:
    """An edit that other pages show, or that takes a whole build to tell."""
    room = desk.room
    match kind:
        case "title":
            lay(desk, "brief-1", title="Another")
        case "role":
            text = room.file("brief-1").read_text("utf-8")
            room.file("brief-1").write_text(text.replace("mayor", "pilot"), "utf-8")
        case "fact with a day":
            lay(desk, "brief-1", "key_facts: [{text: It rained., when: 2031-03-09}]\n")
        case "draft":
            lay(desk, "draft", "status: draft\n", body="It hailed.")
        case "held back":
            lay(desk, "brief-1", "status: draft\n")
        case "error":
            lay(desk, "brief-1", "date: soon\n")
        case "warning":
            lay(desk, "brief-1", "notice_: It rained.\n")
        case "settled":
            lay(desk, "odd", "date: 2031-03-09\n")
        case "picture":
            lay(desk, "pictured", PICTURED, body="It hailed.")
        case "too many":
            for name in NAMES[: FEW + 1]:
                lay(desk, name, body="It hailed.")
        case "a new one":
            lay(desk, "brief-1", body="It hailed.")
            lay(desk, "new")
        case "gone":
            lay(desk, "brief-1", body="It hailed.")
            room.file("brief-2").unlink()
        case "settings":
            lay(desk, "brief-1", body="It hailed.")
            room.put("briefgen.yml", "{site_name: Other, theme: bare, search: false, site_url: 'https://d.example/'}\n")
        case "template":
            lay(desk, "brief-1", body="It hailed.")
            room.put("themes/bare/templates/brief.html", "{{ brief.title }}")
        case "register":
            lay(desk, "brief-1", body="It hailed.")
            room.put("content/actors.yml", "Ada Renn: {name: Ada M. Renn}\n")
        case "preview":
            lay(desk, "brief-1", body="It hailed.")
            room.preview = ("draft",)
        case "a page by hand":
            lay(desk, "brief-1", body="It hailed.")
            (room.root / "site/briefs/brief-3/index.html").write_text("mine", "utf-8")
        case "a page that is gone":
            lay(desk, "brief-1", body="It hailed.")
            (room.root / "site/briefs/brief-1/index.html").unlink()


KINDS = (
    "title", "role", "fact with a day", "draft", "held back", "error", "warning", "settled", "picture", "too many",
    "a new one", "gone", "settings", "template", "register", "preview", "a page by hand", "a page that is gone",
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_what_reaches_further_takes_a_whole_build(desk: Desk, read: Callable[[], int], kind: str) -> None:
    read()
    reach(desk, kind)
    desk.check()
    assert read() > 0


def test_a_draft_in_a_preview_is_a_brief_as_any_other(desk: Desk, read: Callable[[], int]) -> None:
    desk.room.preview = ("draft",)
    desk.check()
    lay(desk, "draft", "status: draft\n", body="It hailed.")
    read()
    assert b"It hailed." in desk.check().site["briefs/draft/index.html"]
    assert read() == 0


def test_two_briefs_that_say_the_same(desk: Desk) -> None:
    for name in ("brief-1", "brief-2"):
        desk.room.put(f"content/briefs/{name}.md", "---\ntitle: Twins\n---\nIt rained.\n")
    desk.check()
    desk.room.put("content/briefs/brief-2.md", "---\ntitle: Twins\n---\nIt hailed.\n")
    desk.check()
    desk.room.put("content/briefs/brief-1.md", "---\ntitle: Twins\n---\nIt hailed.\n")
    desk.check()


def test_a_build_that_fails_on_the_way_is_made_up_for(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "site")

    lay(desk, "brief-1", body="It hailed.")
    with monkeypatch.context() as patch:
        patch.setattr(amend, "write", full)
        assert desk.command(desk.room.root).code == FAILED
    desk.check()
    with monkeypatch.context() as patch:
        patch.setattr(amend, "write", full)
        lay(desk, "brief-1", body="It snowed.")
        assert desk.command(desk.room.root).code == FAILED
    lay(desk, "brief-1", body="It hailed.")
    desk.check()


def test_two_briefs_that_exchange_their_words(desk: Desk, read: Callable[[], int]) -> None:
    for name, words in (("brief-1", "It hailed."), ("brief-2", "It snowed.")):
        desk.room.put(f"content/briefs/{name}.md", f"---\ntitle: Twins\n---\n{words}\n")
    desk.check()
    desk.check()
    read()
    for name, words in (("brief-1", "It snowed."), ("brief-2", "It hailed.")):
        desk.room.put(f"content/briefs/{name}.md", f"---\ntitle: Twins\n---\n{words}\n")
    desk.check()
    assert read() == 0
    desk.room.put("content/briefs/brief-2.md", "---\ntitle: Twins\n---\nIt thawed.\n")
    desk.check()
    assert read() == 0


@pytest.mark.parametrize("table", ["sheets set held", "cards set card", "notes set held"])
def test_a_shelf_that_is_damaged_is_filled_anew(desk: Desk, read: Callable[[], int], table: str) -> None:
    with closing(sqlite3.connect(desk.room.root / ".briefgen" / SHELF)) as kept, kept:
        kept.execute(f"update {table} = ?", (b"\xc1",))  # what MessagePack never begins with
    lay(desk, "brief-1", body="It hailed.")
    desk.check()
    assert read() > 0


def test_nothing_is_kept_of_what_is_gone(desk: Desk) -> None:
    lay(desk, "brief-1", "date: 2031-03-09\n")
    desk.check()
    asking = "select count(*) from sheets where name like 'brief-1' or name like '%the-brief-1-union%'"
    with closing(sqlite3.connect(desk.room.root / ".briefgen" / SHELF)) as kept:
        assert kept.execute(asking).fetchall() == [(2,)]
        desk.room.file("brief-1").unlink()
        desk.check()
        assert kept.execute(asking).fetchall() == [(0,)]


def test_sheets_are_found_by_any_number_of_words(tmp_path: Path) -> None:
    sheets = SiteSheets(shelf := Shelf(tmp_path / SHELF, b"1"), "site")
    with shelf.changing():
        sheets.keep([(("scene", "a"), b"-one-"), (("scene", "b"), b"-two-"), (("feed", "a"), b"-two-")], ())
    assert sheets.naming("scene", []) == {}
    assert sheets.naming("scene", ["two", "three"]) == {"b": b"-two-"}
    assert sheets.naming("scene", ["two", *map(str, range(3000))]).items() >= {("b", b"-two-")}
    shelf.close()


@pytest.fixture
def some_fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some briefs count as just written, as where the clock of the disk goes ahead."""

    def lasting(_: Sight, seen: dict[str, str]) -> dict[str, str]:
        return {path: JUST_NOW if path.endswith(FRESH) else how for path, how in seen.items()}

    monkeypatch.setattr(Sight, "_lasting", lasting)


@pytest.mark.usefixtures("some_fresh")
def test_of_a_brief_that_was_just_written_nothing_is_known(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two briefs change places, and another output is made before this one is."""
    for path in held(desk.room.root / "content/briefs"):
        (desk.room.root / "content/briefs" / path).unlink()

    def put(one: str, other: str) -> None:
        for name, actor in (("one", one), ("other", other)):
            text = f"---\ntitle: Twins\nactors: [{{name: {actor}, type: person}}]\n---\n{actor}.\n"
            desk.room.put(f"content/briefs/{name}.md", text)
        with monkeypatch.context() as patch:
            patch.setenv("BRIEFGEN_SITE_DIR", str(desk.room.root / "aside"))
            desk.command(desk.room.root)
        shutil.rmtree(desk.room.root / "aside")
        desk.check()

    put("Ada", "Bo")
    put("Bo", "Ada")


@pytest.mark.parametrize("fresh", [False, True])
def test_what_a_preview_has_read_is_told_behind_it(desk: Desk, request: pytest.FixtureRequest, *, fresh: bool) -> None:
    """Neither has a page to make: what was warned of stands on another line."""
    if fresh:
        request.getfixturevalue("some_fresh")
    desk.room.file("draft").unlink()
    desk.check()
    desk.check()
    lay(desk, "odd", f"# A note\n{WARNED}")
    desk.room.preview = ("draft",)
    desk.check()
    desk.room.preview = ()
    desk.check()


def test_with_a_search_all_is_indexed_anew_and_without_it_no_page_leads_there(
    desk: Desk, read: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_run", index)
    desk.room.put("briefgen.yml", "{site_name: Desk, theme: bare}\n")
    for number, found in enumerate([Path("engine"), None]):
        monkeypatch.setattr(search, "find_engine", lambda found=found: found)
        for body in ("It hailed.", "It snowed.", "It thawed."):
            read()
            lay(desk, "brief-1", body=f"{body} {number}")
            desk.check()
        assert (read() == 0) == (found is None)
