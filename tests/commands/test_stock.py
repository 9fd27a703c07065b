from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from briefgen.commands.look import Root, look
from briefgen.commands.pool import crew
from briefgen.commands.shelf import Known, Reading, Shelf
from briefgen.commands.stock import Stock
from briefgen.problem import Problem

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
    stock.shelf.brief.cache_clear()
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


def test_what_has_to_be_done_beside_is_done_while_a_crew_reads(
    stock: Stock, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefgen.commands.stock.MANY", 2)
    (folder / "boat.md").write_text(GOOD, encoding="utf-8")
    done: list[int] = []
    put = Shelf.put

    def noted(kept: Shelf, fresh: Sequence[Reading]) -> None:
        put(kept, fresh)
        done.append(len(fresh))

    monkeypatch.setattr(Shelf, "put", noted)
    seen = look(Root(str(folder), "content"))
    assert stock.update(seen, crew(2), lambda: done.append(0)) == 2
    assert done == [0, 2]

    (folder / "boat.md").unlink()
    stock.update(look(Root(str(folder), "content")), crew(2), lambda: done.append(0))
    assert done == [0, 2], "nobody reads now"


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
