"""Whatever stands in the way of a build: one clear line, the old site whole, and nothing of anybody's lost."""

from __future__ import annotations

import contextlib
import errno
import io
import itertools
import os
import shutil
import sqlite3
import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from briefgen import cli, config
from briefgen.commands.builder import LOCK, Builder
from briefgen.commands.lock import locked
from briefgen.commands.messages import Messages
from briefgen.site.record import record_file

from .desk import Desk, Run, held
from .test_killed_builds import CHANGES, WRITING

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that can be forked")
SEED, BRIEFS = 3, 4
SETTINGS = "{site_name: Desk, theme: bare, search: false, site_url: 'https://desk.example/'}\n"


@pytest.fixture(scope="module")
def built() -> Iterator[Path]:
    """The folder of a desk with a site."""
    with TemporaryDirectory() as folder, Desk(Path(folder), SEED, BRIEFS) as desk:
        desk.room.put("briefgen.yml", SETTINGS)
        assert desk.check().code == 0
        yield Path(folder)


@pytest.fixture
def desk(tmp_path: Path, built: Path) -> Iterator[Desk]:
    """A site that is built, and an edit that is not."""
    with Desk(tmp_path, SEED, BRIEFS) as desk:
        shutil.rmtree(tmp_path)
        shutil.copytree(built, tmp_path)
        desk.site = held(root(desk) / "site")
        desk.room.put("content/briefs/new.md", "---\ntitle: New\n---\nIt rained.\n")
        yield desk


def root(desk: Desk) -> Path:
    return desk.room.root


def in_a_process(desk: Desk, before: Callable[[], object] = lambda: None) -> Run:
    """A build in a process of its own, which does something first."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        before()
        run = desk.command(desk.room.root)
        os.write(write, run.said.encode())
        os._exit(run.code)
    os.close(write)
    with os.fdopen(read) as pipe:
        said = pipe.read()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return Run(code, said, held(desk.room.root / "site"), held(desk.room.root / "content"))


# Two at once


def test_a_second_build_says_who_is_at_work_and_leaves(desk: Desk) -> None:
    settings = config.load(root(desk) / "briefgen.yml")
    messages = Messages()

    def late(_: Namespace, messages: Messages) -> None:
        with Builder(settings, jobs=1, patience=0) as builder:
            builder.build(desk.room.today, messages)

    with locked(settings.cache / LOCK, 0), contextlib.redirect_stderr(io.StringIO()) as said:
        code = cli._run(Namespace(run=late, strict=False), messages)
    assert code == 3
    assert f"another build of this site is at work (process {os.getpid()}, since " in said.getvalue()
    assert held(root(desk) / "site") == desk.site
    desk.check()


@forks
def test_two_builds_at_once_never_mix(desk: Desk) -> None:
    children = []
    for _ in range(3):
        child = os.fork()
        if child == 0:
            os._exit(desk.command(root(desk)).code)
        children.append(child)
    assert {os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children} <= {0, 1}
    desk.check()


# A disk that refuses


class Refusing:
    """A disk that takes no more changes from the n-th on."""

    def __init__(self, at: int, reason: int, below: Path) -> None:
        self.left = at
        self.reason = reason
        self.below = str(below)

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        writes = event in CHANGES or (event == "open" and arguments[2] & WRITING)
        if writes and str(arguments[0]).startswith(self.below):
            self.left -= 1
            if self.left < 0 and event not in ("os.remove", "os.rmdir"):
                raise OSError(self.reason, os.strerror(self.reason), str(arguments[0]))


def check_refused(desk: Desk, run: Run) -> None:
    """The build said so in one line; every page is whole, and no brief is lost."""
    assert run.code == 3
    assert "itself failed" not in run.said
    assert len(run.said.splitlines()) == 1 and ": error: " in run.said
    assert not run.said.startswith("briefgen: ")  # it says where
    pages = {path: data for path, data in run.site.items() if not path.startswith(".briefgen")}
    assert desk.site.keys() - {".briefgen"} <= pages.keys()
    new = held(desk.clean / "site")
    assert all(data in (desk.site.get(path), new.get(path)) for path, data in pages.items())


@pytest.fixture
def waiting(desk: Desk) -> Desk:
    """The desk, with what the next build will give beside it."""
    shutil.rmtree(desk.clean)
    shutil.copytree(root(desk), desk.clean, ignore=shutil.ignore_patterns(".briefgen", "site"))
    desk.command(desk.clean)
    shutil.copytree(root(desk), desk.clean.parent / "stands")
    return desk


@forks
@pytest.mark.parametrize(("folder", "reason"), [("site", errno.ENOSPC), (".briefgen", errno.EROFS)])
def test_a_disk_that_refuses_from_some_change_on(waiting: Desk, folder: str, reason: int) -> None:
    said = set()
    for at in itertools.chain(range(3), itertools.count(3, 40)):
        shutil.rmtree(root(waiting))
        shutil.copytree(waiting.clean.parent / "stands", root(waiting))
        refusing = Refusing(at, reason, root(waiting) / folder)
        run = in_a_process(waiting, lambda refusing=refusing: sys.addaudithook(refusing))  # type: ignore[misc]
        if run.code != 3:
            break
        check_refused(waiting, run)
        said.add(run.said.partition(": error: ")[2])
    assert said
    waiting.check()


@forks
@pytest.mark.parametrize("size", [0, 500, 20_000])
def test_a_disk_that_is_full_within_a_file(waiting: Desk, size: int) -> None:
    """No file may grow beyond this size, so that writing itself fails, that of the database too."""
    resource = pytest.importorskip("resource")

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    check_refused(waiting, in_a_process(waiting, limit))
    waiting.check()


# Folders and files of others


def test_an_output_folder_of_somebody_else_is_refused(desk: Desk) -> None:
    desk.room.put("public/mine.txt", "mine")
    desk.room.put("briefgen.yml", SETTINGS.replace("}", ", site_dir: public}"))
    run = desk.command(root(desk))
    assert run.code == 4
    assert "files that briefgen did not write" in run.said
    assert held(root(desk) / "public") == {"mine.txt": b"mine"}


def test_only_what_an_earlier_build_wrote_is_deleted(desk: Desk) -> None:
    desk.check()
    mine = ["mine.txt", "briefs/mine.txt", "briefs/gone/mine.txt"]
    for path in mine:
        desk.room.put(f"site/{path}", "mine")
    for file in sorted((root(desk) / "content/briefs").rglob("*.md")):
        file.unlink()
    site = desk.command(root(desk)).site
    assert {path for path in site if path.startswith("briefs/") and path != "briefs/index.html"} == set(mine[1:])
    assert site["mine.txt"] == b"mine"


# A cache that is damaged, old or of something else


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def garble(file: Path) -> None:
    data = bytearray(file.read_bytes())
    Random(1).shuffle(data)
    file.write_bytes(data)


def empty(file: Path) -> None:
    file.write_bytes(b"")


def garble_the_middle(file: Path) -> None:
    data = bytearray(file.read_bytes())
    start, end = len(data) // 3, 2 * len(data) // 3
    data[start:end] = bytes(end - start)
    file.write_bytes(data)


@pytest.mark.parametrize(
    ("what", "harm"),
    [
        *(("briefs.db", harm) for harm in (cut, garble, empty, garble_the_middle, Path.unlink)),
        *(("look-*.txt", harm) for harm in (cut, empty, garble_the_middle)),
        *(("site-*.txt", harm) for harm in (cut, empty, garble_the_middle)),
        ("templates/*", cut),
    ],
)
def test_a_damaged_cache_is_made_good(desk: Desk, what: str, harm: Callable[[Path], object]) -> None:
    """Without a word, or with one clear line; a record that cannot be read is the one that leaves files standing."""
    desk.check()
    for file in (root(desk) / ".briefgen").glob(what):
        harm(file)
    for file in (root(desk) / ".briefgen").glob("briefs.db-*"):
        file.unlink()
    desk.room.edit("edit_field", 5)
    run = desk.command(root(desk))
    if run.code == 3:
        assert "the cache is damaged and has been emptied; build again" in run.said
        assert len(run.said.splitlines()) == 1
    desk.check()


@pytest.mark.parametrize(
    "tables",
    [
        ["create table version (number integer)"],
        ["create table version (fingerprint blob)", "create table texts (text blob)", "create table files (path text)"],
        ["create table songs (title text)"],
    ],
)
def test_a_shelf_of_another_version_or_program_is_emptied(desk: Desk, tables: list[str]) -> None:
    shelf = root(desk) / ".briefgen/briefs.db"
    for file in shelf.parent.glob("briefs.db*"):
        file.unlink()
    with contextlib.closing(sqlite3.connect(shelf)) as connection:
        for table in tables:
            connection.execute(table)
        connection.commit()
    desk.check()


def test_a_note_that_is_damaged_is_worked_out_again(desk: Desk) -> None:
    desk.check()
    with contextlib.closing(sqlite3.connect(root(desk) / ".briefgen/briefs.db")) as connection:
        connection.execute("update notes set held = x'00ff'")
        connection.commit()
    desk.room.edit("edit_field", 5)
    desk.check()


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_shelf_that_lacks_a_brief_is_filled_anew(desk: Desk, jobs: int) -> None:
    """With one line, and once."""
    desk.check()
    with contextlib.closing(sqlite3.connect(root(desk) / ".briefgen/briefs.db")) as connection:
        connection.execute("delete from briefs")
        connection.commit()
    (root(desk) / "site/index.html").unlink()
    run = desk.command(root(desk), jobs=jobs)
    assert run.code == 3
    assert run.said.count("\n") == 1
    assert "the cache is damaged and has been emptied; build again" in run.said
    desk.check()


def test_a_picture_that_is_lost_from_the_cache_is_made_again(desk: Desk) -> None:
    desk.room.put("content/briefs/shown.md", "---\ntitle: Shown\nphotos: [{file: quay.jpg}]\n---\n")
    desk.check()
    for file in sorted((root(desk) / ".briefgen/media").rglob("*.jpg")):
        file.unlink()
    shutil.rmtree(root(desk) / "site")
    record_file(root(desk) / "site", root(desk) / ".briefgen").unlink()
    desk.site = {}
    desk.check()


# What does not count


class OtherWayRound:
    """A folder whose files the system gives in another order."""

    def __init__(self, entries: Any) -> None:
        with entries:
            self.entries = iter(sorted(entries, key=lambda entry: entry.name, reverse=True))

    def __enter__(self) -> Iterator[Any]:
        return self.entries

    def __exit__(self, *_: object) -> None:
        pass

    def __iter__(self) -> Iterator[Any]:
        return self.entries

    def __next__(self) -> Any:
        return next(self.entries)

    def close(self) -> None:
        pass


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_site_is_the_same_whatever_surrounds_it(desk: Desk, monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    """Order of files, number of processes, locale, time zone."""
    first = desk.check()
    monkeypatch.setattr(import_module("briefgen.site.making"), "MANY", 1)
    monkeypatch.setattr(import_module("briefgen.commands.stock"), "MANY", 1)
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    scan = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path=".": OtherWayRound(scan(path)))
    shutil.rmtree(root(desk) / ".briefgen")
    shutil.rmtree(root(desk) / "site")
    again = desk.command(root(desk), jobs=jobs)
    assert again.site == first.site


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_site_is_the_same_for_any_seed_of_hashes(desk: Desk, seed: str) -> None:
    first = desk.check()
    shutil.rmtree(root(desk) / ".briefgen")
    shutil.rmtree(root(desk) / "site")
    noon = str(int(datetime(*desk.room.today.timetuple()[:3], 12, tzinfo=UTC).timestamp()))
    environment = {**os.environ, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": noon}
    command = [sys.executable, "-c", "import sys; from briefgen.cli import main; sys.exit(main())", "build", "-j", "2"]
    subprocess.run(command, cwd=root(desk), env=environment, check=True, capture_output=True)
    assert held(root(desk) / "site") == first.site
