"""Saves as editors, git and people make them, on a real disk with the system's own events, and by polling."""

from __future__ import annotations

import os
import queue
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from briefgen.serving import watch as module
from briefgen.serving.outcome import Places
from briefgen.serving.watch import Watch

from .conftest import PATIENCE

WORDS = "---\ntitle: The ferry\n---\n" + "Words. " * 200


class Watching:
    """A watch in a thread of its own: what it gives comes with `next`."""

    def __init__(self, root: Path, *, poll: bool) -> None:
        self.said: list[str] = []
        self.told: queue.Queue[set[str]] = queue.Queue()
        self._root = root
        folders = (root / "content/briefs", root / "content/articles", root / "themes")
        self.watch = Watch(Places(folders, (root / "briefgen.yml",), (root / "site",)), poll=poll, say=self.said.append)
        self.watch.start()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        while paths := self.watch.changes():
            self.told.put({path.relative_to(self._root).as_posix() for path in paths})

    def next(self) -> set[str]:
        return self.told.get(timeout=PATIENCE)

    def all_until(self, mark: Path) -> list[set[str]]:
        """What was told until a change of another file, which is made here, has been."""
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.write_text(f"{os.urandom(8).hex()}")
        name, told = mark.relative_to(self._root).as_posix(), []
        while True:
            told.append(self.next())
            if name in told[-1]:
                return [rest for each in told if (rest := each - {name})]

    def end(self) -> None:
        self.watch.close()
        self._thread.join()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content/briefs").mkdir(parents=True)
    (tmp_path / "content/articles").mkdir()
    (tmp_path / "content/briefs/ferry.md").write_text(WORDS)
    (tmp_path / "briefgen.yml").write_text("site_name: Desk")
    return tmp_path


@pytest.fixture(params=[False, True], ids=["native", "poll"])
def watching(root: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watching]:
    monkeypatch.setattr(module, "POLL", 0.05)
    watching = Watching(root, poll=request.param)
    yield watching
    watching.end()


def in_place(file: Path, text: str) -> None:
    """VS Code, nano."""
    file.write_text(text)


def renamed_over(file: Path, text: str) -> None:
    """JetBrains, sed -i, most that save safely."""
    beside = file.with_name(f"{file.name}___jb_tmp___")
    beside.write_text(text)
    beside.replace(file)


def backed_up_by_renaming(file: Path, text: str) -> None:
    """Vim with backups: probe, rename, write anew, drop the backup."""
    probe = file.with_name("4913")
    probe.write_text("")
    probe.unlink()
    backup = file.with_name(f"{file.name}~")
    file.rename(backup)
    file.write_text(text)
    file.chmod(0o644)
    backup.unlink()


def backed_up_by_copying(file: Path, text: str) -> None:
    """Emacs: lock link, copy, write in place, auto-save file."""
    lock = file.with_name(f".#{file.name}")
    lock.symlink_to("somebody@somewhere")
    shutil.copy2(file, file.with_name(f"{file.name}~"))
    file.with_name(f"#{file.name}#").write_text(text)
    file.write_text(text)
    file.with_name(f"#{file.name}#").unlink()
    lock.unlink()


def with_a_swap_file(file: Path, text: str) -> None:
    """Vim: a swap file that changes all the while."""
    swap = file.with_name(f".{file.name}.swp")
    swap.write_bytes(b"b0VIM")
    file.write_text(text)
    swap.write_bytes(b"b0VIM 2")
    swap.unlink()


def in_pieces(file: Path, text: str) -> None:
    """An editor that writes slowly: what stands there meanwhile is half of it."""
    with file.open("w") as opened:
        for start in range(0, len(text), 500):
            opened.write(text[start : start + 500])
            opened.flush()


EDITORS = [in_place, renamed_over, backed_up_by_renaming, backed_up_by_copying, with_a_swap_file, in_pieces]


@pytest.mark.parametrize("save", EDITORS)
def test_a_save_is_one_change_of_one_file(root: Path, watching: Watching, save: Callable[[Path, str], None]) -> None:
    save(root / "content/briefs/ferry.md", f"{WORDS}More.")
    assert watching.next() == {"content/briefs/ferry.md"}
    assert watching.all_until(root / "briefgen.yml") == []
    assert watching.said == []


def test_a_file_that_is_held_open_is_not_read_half(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.serving.burst.UNFINISHED", PATIENCE)
    watching = Watching(root, poll=False)
    try:
        with (root / "content/briefs/ferry.md").open("w") as opened:
            opened.write("half")
            opened.flush()
            if module.CLOSES:
                with pytest.raises(queue.Empty):
                    watching.told.get(timeout=3 * module.QUIET[0])
            opened.write(" and half")
        assert watching.next() == {"content/briefs/ferry.md"}
    finally:
        watching.end()


def test_what_is_saved_while_nobody_asks_is_one_change(root: Path, watching: Watching) -> None:
    """Fifty files saved at once, as fast as an editor can, and while the last rebuild still runs."""
    watching.end()
    again = Watching(root, poll=False)
    again.end()
    for number in range(50):
        (root / f"content/briefs/{number}.md").write_text(WORDS)
    third = Watch(again.watch.places, say=again.said.append)
    for number in range(50):
        renamed_over(root / f"content/briefs/{number}.md", f"{WORDS}More.")
    third.start()
    assert len(third.changes()) == 50
    third.close()
    assert third.changes() == frozenset()


def test_a_touch_is_no_change(root: Path, watching: Watching) -> None:
    file = root / "content/briefs/ferry.md"
    file.write_text(f"{WORDS}More.")
    assert watching.next() == {"content/briefs/ferry.md"}
    file.touch()
    file.write_text(f"{WORDS}More.")
    file.chmod(0o600)
    assert watching.all_until(root / "briefgen.yml") == []


def test_a_folder_that_goes_away_and_comes_back_is_still_watched(root: Path, watching: Watching) -> None:
    for name in ("content/briefs", "content"):
        (root / name).rename(root / "away")
        assert "content/briefs/ferry.md" in watching.next()
        (root / "away").rename(root / name)
        assert "content/briefs/ferry.md" in watching.next()
        in_place(root / "content/briefs/ferry.md", name)
        assert watching.next() == {"content/briefs/ferry.md"}


def test_a_folder_that_is_deleted_and_made_anew_is_watched(root: Path, watching: Watching) -> None:
    shutil.rmtree(root / "content")
    assert "content/briefs/ferry.md" in watching.next()
    (root / "content/briefs").mkdir(parents=True)
    (root / "content/briefs/new.md").write_text(WORDS)
    assert watching.next() == {"content/briefs/new.md"}
    in_place(root / "content/briefs/new.md", "more")
    assert watching.next() == {"content/briefs/new.md"}


def test_a_folder_that_was_not_there_is_watched_once_it_is(root: Path, watching: Watching) -> None:
    (root / "themes/desk/templates").mkdir(parents=True)
    (root / "themes/desk/templates/base.html").write_text("x")
    assert watching.next() == {"themes/desk/templates/base.html"}
    in_place(root / "themes/desk/templates/base.html", "y")
    assert watching.next() == {"themes/desk/templates/base.html"}


def git(root: Path, *arguments: str) -> None:
    names = ["-c", "user.name=A", "-c", "user.email=a@desk.example", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *names, *arguments], cwd=root, check=True, capture_output=True)


def test_a_checkout_of_another_branch_is_told_whole(root: Path, watching: Watching) -> None:
    git(root, "init")
    for number in range(100):
        (root / f"content/briefs/{number}.md").write_text(WORDS)
    git(root, "add", "content")
    git(root, "commit", "-m", "a")
    git(root, "checkout", "-b", "other")
    for number in range(0, 100, 2):
        (root / f"content/briefs/{number}.md").write_text("other")
    git(root, "mv", "content/briefs/1.md", "content/briefs/one.md")
    git(root, "commit", "-a", "-m", "b")
    watching.all_until(root / "briefgen.yml")
    git(root, "checkout", "main")
    told = set().union(*watching.all_until(root / "briefgen.yml"))
    even = {f"content/briefs/{number}.md" for number in range(0, 100, 2)}
    assert told == even | {"content/briefs/1.md", "content/briefs/one.md"}


def test_what_the_system_does_not_report_is_found_and_said(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Watch, "on_any_event", lambda *_: None)
    monkeypatch.setattr(module, "SWEEP", 0.1)
    monkeypatch.setattr(module, "POLL", 0.05)
    watching = Watching(root, poll=False)
    try:
        for text in ("one", "two", "three"):
            in_place(root / "content/briefs/ferry.md", text)
            assert watching.next() == {"content/briefs/ferry.md"}
    finally:
        watching.end()
    assert len(watching.said) == 1
    assert "does not report changes" in watching.said[0]


def test_a_full_table_of_watches_is_said_and_polled_around(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_inotify_watches", lambda: 1)
    monkeypatch.setattr(module, "POLL", 0.05)
    monkeypatch.setattr(Watch, "on_any_event", lambda *_: None)
    watching = Watching(root, poll=False)
    try:
        assert ["table of watched folders is full" in each for each in watching.said] == [True]
        in_place(root / "content/briefs/ferry.md", "more")
        assert watching.next() == {"content/briefs/ferry.md"}
    finally:
        watching.end()


def test_a_system_that_watches_nothing_is_said_and_polled_around(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr("watchdog.observers.api.BaseObserver.schedule", full)
    monkeypatch.setattr(module, "POLL", 0.05)
    watching = Watching(root, poll=False)
    try:
        assert ["inotify watch limit reached" in each for each in watching.said] == [True]
        in_place(root / "content/briefs/ferry.md", "more")
        assert watching.next() == {"content/briefs/ferry.md"}
    finally:
        watching.end()


@pytest.mark.skipif(not Path("/proc/self/fdinfo").is_dir(), reason="Linux tells how many folders it watches")
def test_the_watches_are_counted(root: Path) -> None:
    before = module._inotify_watches()
    watching = Watching(root, poll=False)
    try:
        assert module._inotify_watches() - before >= 3
    finally:
        watching.end()
