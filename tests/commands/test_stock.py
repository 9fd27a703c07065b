from __future__ import annotations

import os
import shutil
import signal
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from briefgen.commands.aside import Aside, Hand
from briefgen.commands.look import Root, Seen, look
from briefgen.commands.pool import crew
from briefgen.commands.shelf import Known, Reading, Shelf
from briefgen.commands.stock import MANY, Stock
from briefgen.problem import Problem
from briefgen.site.indexcard import IndexCard

GOOD = "---\ntitle: The ferry\n---\n"
BAD = "---\ntitle: [The ferry\n---\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs/ferry.md").write_text(GOOD, encoding="utf-8")
    return tmp_path / "briefs"


@pytest.fixture
def stock(folder: Path) -> Iterator[Stock]:
    stock = Stock(folder, Path("briefs"), Shelf(folder.parent / "briefs.db", b"1"), lenient=True)
    yield stock
    stock.shelf.close()


def titles(stock: Stock, folder: Path) -> list[str]:
    """Of the briefs that would be shown now."""
    stock.update(look(Root(str(folder), "content")), None)
    shown, _ = stock.released(date(2031, 1, 1))
    assert [each.card.title for each in shown.values()] == [each.brief.title for each in shown.values()]
    return [each.brief.title for each in shown.values()]


def test_a_brief_with_errors_is_given_as_it_was_until_it_is_mended_or_gone(stock: Stock, folder: Path) -> None:
    file = folder / "ferry.md"
    assert titles(stock, folder) == ["The ferry"]
    for broken in (BAD, f"{BAD}more", "no front matter"):
        file.write_text(broken, encoding="utf-8")
        assert titles(stock, folder) == ["The ferry"]
        assert [each.severity for each in stock.problems()] == ["error"]
        assert stock.broken == 0
    file.write_text(GOOD.replace("ferry", "boat"), encoding="utf-8")
    assert titles(stock, folder) == ["The boat"]
    file.write_text(BAD, encoding="utf-8")
    assert titles(stock, folder) == ["The boat"]
    file.unlink()
    assert titles(stock, folder) == []
    assert list(stock.problems()) == []


def test_a_brief_that_never_was_without_errors_is_left_out(stock: Stock, folder: Path) -> None:
    (folder / "ferry.md").write_text(BAD, encoding="utf-8")
    assert titles(stock, folder) == []
    assert stock.broken == 1


def test_a_stock_that_is_not_lenient_leaves_it_out_at_once(stock: Stock, folder: Path) -> None:
    stock.lenient = False
    assert titles(stock, folder) == ["The ferry"]
    (folder / "ferry.md").write_text(BAD, encoding="utf-8")
    assert titles(stock, folder) == []
    assert stock.broken == 1


def test_what_another_process_took_off_the_shelf_is_read_again(stock: Stock, folder: Path) -> None:
    """A branch is left, built by another command, and come back to."""
    file = folder / "ferry.md"
    assert titles(stock, folder) == ["The ferry"]
    shutil.copy(file, folder.parent / "kept.md")
    file.write_text(GOOD.replace("ferry", "boat"), encoding="utf-8")
    other = Stock(folder, Path("briefs"), Shelf(folder.parent / "briefs.db", b"1"))
    assert titles(other, folder) == ["The boat"]
    other.shelf.close()
    stock.shelf._briefs.cache_clear()
    shutil.copy(folder.parent / "kept.md", file)
    assert titles(stock, folder) == ["The ferry"]


def test_what_ends_an_update_in_the_middle_leaves_nothing_half_known(
    stock: Stock, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert titles(stock, folder) == ["The ferry"]
    for name in ("boat", "barge"):
        (folder / f"{name}.md").write_text(GOOD.replace("ferry", name), encoding="utf-8")
    put = Shelf.put

    def killed(kept: Shelf, fresh: Sequence[Reading]) -> None:
        put(kept, fresh)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Shelf, "put", killed)
        with pytest.raises(KeyboardInterrupt):
            titles(stock, folder)
    assert {*titles(stock, folder)} == {"The ferry", "The boat", "The barge"}
    again = Stock(folder, Path("briefs"), Shelf(folder.parent / "briefs.db", b"1"))
    assert {*titles(again, folder)} == {"The ferry", "The boat", "The barge"}
    again.shelf.close()


@pytest.mark.parametrize("beside", ["hands", "crew"])
def test_what_has_to_be_done_meanwhile_is_done_before_what_others_read_is_shelved(
    stock: Stock, folder: Path, monkeypatch: pytest.MonkeyPatch, beside: str
) -> None:
    monkeypatch.setattr("briefgen.commands.stock.MANY", 2)
    (folder / "boat.md").write_text(GOOD, encoding="utf-8")
    done: list[int] = []
    put = Shelf.put

    def noted(kept: Shelf, fresh: Sequence[Reading]) -> None:
        put(kept, fresh)
        done.append(len(fresh))

    monkeypatch.setattr(Shelf, "put", noted)
    meanwhile = [partial(done.append, 0)] * 3
    with Aside(2 if beside == "hands" else 1) as aside:
        assert stock.update(look(Root(str(folder), "content")), crew(2), aside, meanwhile) == 2
        assert len(aside.hands()) == (beside == "hands")
        assert done == [0, 0, 0, 2]

        (folder / "boat.md").unlink()
        stock.update(look(Root(str(folder), "content")), crew(2), aside, meanwhile)
    assert done == [0, 0, 0, 2], "nobody reads now"


@pytest.fixture
def many(folder: Path) -> Seen:
    """A folder of many briefs, one of them with errors, and files that nobody can read."""
    for number in range(3 * MANY):
        (folder / f"{number}.md").write_text(GOOD.replace("ferry", f"ferry {number}"), encoding="utf-8")
    (folder / "7.md").write_text("no front matter", encoding="utf-8")
    (folder / "8.md").write_bytes(b"\xff")
    (folder / "9.md").unlink()
    (folder / "9.md").symlink_to("nowhere.md")
    return look(Root(str(folder), "content"))


def read_alone(stock: Stock, seen: Seen) -> tuple[list[tuple[str, IndexCard]], list[str]]:
    alone = Stock(stock.folder, stock.shown, Shelf(stock.folder.parent / "alone.db", b"1"))
    alone.update(seen)
    alone.shelf.close()
    return alone.cards(), [*map(str, alone.problems())]


@pytest.mark.parametrize("jobs", [2, 3])
def test_what_hands_read_is_what_is_read_here(stock: Stock, many: Seen, jobs: int) -> None:
    with Aside(jobs) as aside:
        stock.update(many, None, aside)
        assert len(aside.hands()) == jobs - 1
    assert (stock.cards(), [*map(str, stock.problems())]) == read_alone(stock, many)
    assert all(filed.brief.title for filed in stock.released(date(2032, 1, 1))[0].values())


@pytest.mark.parametrize("when", ["before", "while"])
def test_what_a_hand_leaves_that_has_ended_is_read_here(stock: Stock, many: Seen, when: str) -> None:
    with Aside(2) as aside:
        (hand,) = aside.hands()
        assert isinstance(hand, Hand)
        kill = partial(os.kill, hand.process, signal.SIGKILL)
        if when == "before":
            kill()
        stock.update(many, None, aside, [kill] * (when == "while"))
    assert (stock.cards(), [*map(str, stock.problems())]) == read_alone(stock, many)


def test_what_was_given_to_a_hand_for_an_update_that_failed_is_not_taken_for_the_next(
    stock: Stock, many: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise Problem("briefs.db", "it is damaged", code="damaged-cache")

    with Aside(2) as aside:
        with monkeypatch.context() as patched:
            patched.setattr(Shelf, "put", fail)
            with pytest.raises(Problem) as told:  # noqa: F841 - it holds what was being done
                stock.update(many, None, aside)
        stock.update(many, None, aside)
    assert (stock.cards(), [*map(str, stock.problems())]) == read_alone(stock, many)


def test_a_text_that_is_known_is_read_by_nobody(stock: Stock, folder: Path, many: Seen) -> None:
    """As after a checkout, when all files look new."""
    stock.update(many)
    for file in folder.iterdir():
        with suppress(FileNotFoundError):
            os.utime(file, ns=(0, 0))
    put: list[Reading] = []
    stock.shelf.put = put.extend  # type: ignore[method-assign]
    with Aside(2) as aside:
        assert stock.update(look(Root(str(folder), "content")), None, aside) > 2 * MANY
    assert not put


@pytest.mark.parametrize("path", ["briefs/ferry.md", "briefs/Fähre.md", "briefs/f\udce4hre.md"])
def test_a_file_is_known_by_its_path_whatever_that_is(stock: Stock, path: str) -> None:
    """A name on Linux is bytes, and not always UTF-8: Python has "\\udce4" for a byte that is none."""
    known = Known("a look", b"a digest")
    with stock.shelf.changing():
        stock.shelf.enter({path: known}, [], [])
    assert stock.shelf.files() == {path: known}
    assert stock.shelf.known(path) == known
    with stock.shelf.changing():
        stock.shelf.enter({}, [path], [])
    assert stock.shelf.files() == {}


def test_a_shelf_is_changed_by_way_of_a_log_once_it_is_filled(stock: Stock, folder: Path) -> None:
    def mode() -> str:
        with closing(sqlite3.connect(folder.parent / "briefs.db")) as reader:
            (held,) = reader.execute("pragma journal_mode").fetchone()
            return str(held)

    assert mode() == "delete"
    with closing(sqlite3.connect(folder.parent / "briefs.db")) as reader:
        reader.execute("begin")
        reader.execute("select * from version").fetchall()
        stock.shelf.settle()
    assert mode() == "delete", "somebody else was reading"
    titles(stock, folder)
    assert mode() == "wal"


def test_a_brief_that_is_damaged_on_the_shelf_is_the_fault_of_the_cache(stock: Stock, folder: Path) -> None:
    assert titles(stock, folder) == ["The ferry"]
    with closing(sqlite3.connect(folder.parent / "briefs.db")) as shelf, shelf:
        shelf.execute("update briefs set brief = x'c1'")
    again = Stock(folder, Path("briefs"), Shelf(folder.parent / "briefs.db", b"1"))
    again.update(look(Root(str(folder), "content")), None)
    (filed,) = again.released(date(2031, 1, 1))[0].values()
    for fetch in (filed.take, filed.tell):
        with pytest.raises(Problem) as damaged:  # no error of a template that happens to show the brief
            fetch()
        assert damaged.value.code == "damaged-cache"
    again.shelf.close()
