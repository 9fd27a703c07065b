"""A run that is killed, at each step at which it touches a file: every brief is whole, and the next run finishes."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefgen import cli, files
from briefgen.briefs.folder import load

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that can be forked")

KILLED = 137
NEVER = 10**6
STEPS = 5
"""Of writing one brief: opening a file beside it, half of its bytes, its sync, its renaming, the folder's sync."""


class Dying:
    """Kills the process at the n-th step of writing: before a file is opened, in the middle of its bytes, and so on."""

    def __init__(self, at: int) -> None:
        self.left = at

    def step(self) -> None:
        self.left -= 1
        if self.left < 0:
            os._exit(KILLED)

    def before(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def dying(*arguments: Any, **options: Any) -> Any:
            self.step()
            return function(*arguments, **options)

        return dying

    def open(self, path: Path, mode: str = "r", *arguments: Any, **options: Any) -> Any:
        if "x" in mode:
            self.step()
        file = OPEN(path, mode, *arguments, **options)
        return HalfWritten(file, self) if "x" in mode else file


class HalfWritten:
    def __init__(self, file: Any, dying: Dying) -> None:
        self.file = file
        self.dying = dying

    def __enter__(self) -> HalfWritten:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def write(self, data: bytes) -> None:
        self.file.write(data[: len(data) // 2])
        self.file.flush()
        self.dying.step()
        self.file.write(data[len(data) // 2 :])

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)


OPEN = Path.open


def convert(kill_at: int) -> bool:
    """Convert in a process that dies at that step; whether it came to the end."""
    child = os.fork()
    if child == 0:
        dying = Dying(kill_at)
        Path.open = lambda path, *how, **options: dying.open(path, *how, **options)  # type: ignore[method-assign]
        Path.replace = dying.before(Path.replace)  # type: ignore[method-assign]
        os.fsync = dying.before(os.fsync)
        os.write = dying.before(os.write)
        os._exit(cli.main(["convert", "--quiet", "-j", "1", "content/articles"]))
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in (0, KILLED)
    return code == 0


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "briefgen.yml").write_text("site_name: Desk\n")
    articles = tmp_path / "content" / "articles"
    articles.mkdir(parents=True)
    lighthouse = Path(__file__).parents[2] / "briefgen" / "scaffold" / "article.txt"
    bridge = Path(__file__).parents[1] / "data" / "cli" / "bridge.txt"
    for source in (lighthouse, bridge):
        (articles / source.name).write_bytes(source.read_bytes())
    monkeypatch.chdir(tmp_path)
    cli.main(["convert", "--json", "content/articles"])  # loads here what every process would have to
    return tmp_path


def briefs(desk: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in files.walk(desk / "content" / "briefs")}


def lay(desk: Path, held: dict[str, bytes]) -> None:
    """Make the folder of briefs hold these, and nothing that a killed run left."""
    folder = desk / "content" / "briefs"
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for name, data in held.items():
        (folder / name).write_bytes(data)


def test_a_run_killed_at_any_write_leaves_every_brief_whole_and_the_next_one_finishes(desk: Path) -> None:
    lay(desk, {})
    assert convert(NEVER)
    made = briefs(desk)
    for article in files.walk(desk / "content" / "articles"):
        article.write_text(article.read_text("utf-8").replace("two years", "three years").replace("toll", "charge"))
    assert convert(NEVER)
    renewed = briefs(desk)
    assert made.keys() == renewed.keys()
    assert all(made[name] != renewed[name] for name in made)

    for before in ({}, made):
        for kill_at in itertools.count():
            lay(desk, before)
            if convert(kill_at):
                break
            now = briefs(desk)
            assert before.keys() <= now.keys()
            assert load(desk / "content" / "briefs").problems == []
            assert all(data == before.get(name) or name in renewed for name, data in now.items())
            assert not before or all(data in (before[name], renewed[name]) for name, data in now.items())
            assert convert(NEVER)
            assert len(briefs(desk)) == 2
            assert not before or briefs(desk) == renewed
        assert kill_at == STEPS * len(renewed)
