"""A newsroom whose site is built again and again, and held against a first build of the same content."""

from __future__ import annotations

import contextlib
import io
import shutil
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefgen import cli, config
from briefgen.commands import clock
from briefgen.commands.builder import Builder
from briefgen.commands.messages import Messages
from briefgen.site.built import Built

from .newsroom import Newsroom


def held(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, what a build leaves over among them."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }


@dataclass
class Run:
    """How a build ended: its exit code and what it said to be wrong, and the files of the site and of the content."""

    code: int
    said: str
    site: dict[str, bytes]
    content: dict[str, bytes]


class Desk:
    """`site` is what the last build left; `builder` the one that stays."""

    def __init__(self, folder: Path, seed: int = 0, briefs: int = 0) -> None:
        self.room = Newsroom(folder / "desk", seed, briefs)
        self.clean = folder / "clean"
        self.builder: Builder | None = None
        self.built: Built | None = None
        self.site: dict[str, bytes] = {}
        self.briefs: dict[str, bytes] = {}
        self.ahead: tuple[str, ...] = ()

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_: object) -> None:
        if self.builder:
            self.builder.__exit__()

    def check(self, *, stays: bool = False) -> Run:
        """Build, as a command or as the builder that stays, and compare."""
        room = self.room
        self.ahead = ()
        if self.clean.exists():
            shutil.rmtree(self.clean)
        shutil.copytree(room.root, self.clean, ignore=shutil.ignore_patterns(".briefgen", "site"), symlinks=True)
        now = self.stay(ahead=True) if stays else self.command(room.root, jobs=2)
        fresh = self.command(self.clean)
        assert (now.code, now.said) == (fresh.code, fresh.said)
        assert now.content == fresh.content
        expected = fresh.site
        if self.site and "index.html" not in fresh.site:  # it failed, and the old site stands
            expected = {**self.site, **{path: now.site[path] for path in self.ahead}}
        differing = [path for path in {**now.site, **expected} if now.site.get(path) != expected.get(path)]
        assert differing == []
        assert [path for path in held(room.root / ".briefgen") if path.endswith((".tmp", ".holder"))] == []
        self.site = now.site
        return now

    def command(self, root: Path, jobs: int = 1) -> Run:
        """As `briefgen build` does it, with one look first at whether there is anything to do."""
        previews = [f"--{'drafts' if each == 'draft' else 'future'}" for each in self.room.preview]
        noon = datetime(*self.room.today.timetuple()[:3], 12, tzinfo=UTC)
        with _within(root) as said, pytest.MonkeyPatch.context() as patch:
            patch.setenv(clock.EPOCH, str(int(noon.timestamp())))
            code = cli.main(["build", "-j", str(jobs), *previews])
        return Run(code, said.getvalue(), held(root / "site"), held(root / "content"))

    def stay(self, *, ahead: bool = False) -> Run:
        """As a server does it: with what the last build left in memory, the pages of what was saved `ahead` of it."""
        with _within(self.room.root) as said:
            code = cli._run(Namespace(run=lambda _, messages: self._rebuild(messages, ahead), strict=False), Messages())
        return Run(code, said.getvalue(), held(self.room.root / "site"), held(self.room.root / "content"))

    def _rebuild(self, messages: Messages, ahead: bool) -> None:
        chosen = config.load(Path("briefgen.yml").resolve())
        config.check_folders(chosen)
        messages.root, messages.log_folder = chosen.root, chosen.cache
        if self.builder is None or (self.builder.settings, self.builder.preview) != (chosen, self.room.preview):
            self.__exit__()
            self.builder = Builder(chosen, jobs=1, preview=self.room.preview)
        elif ahead:
            briefs = held(chosen.briefs)
            saved = [chosen.briefs / path for path in briefs if self.briefs.get(path) != briefs[path]]
            self.ahead = self.builder.ahead(
                saved, [*self.site, *(f"briefs/{each.stem}/index.html" for each in saved)], self.room.today
            )
        self.built = self.builder.build(self.room.today, messages)
        self.briefs = held(chosen.briefs)


@contextlib.contextmanager
def _within(root: Path) -> Iterator[io.StringIO]:
    said = io.StringIO()
    with contextlib.chdir(root), contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(said):
        yield said
