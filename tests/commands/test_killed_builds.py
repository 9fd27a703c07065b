"""A build that is killed, at any change to a file or at any time: the old site reads, and the next build mends it.

By default a few points are tried; BRIEFGEN_KILLS says how many of a kind, and `make test-long` tries a hundred.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from briefgen.commands import look
from briefgen.site.write import STAGE

from .desk import Desk, Run, held
from .newsroom import DATA, SCAFFOLD, Newsroom, picture

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that can be forked")

KILLS = int(os.environ.get("BRIEFGEN_KILLS", "3"))
CHANGES = {
    "os.chmod",
    "os.link",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.symlink",
    "os.truncate",
    "os.utime",
    "sqlite3.connect",
}
"""What Python tells of before it does it ("Audit events"), beside the opening of a file to write."""
LOCK_HOLDER = "build.holder"
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Killer:
    """Kills its process before the n-th change to a file, and counts them."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.seen = 0

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in CHANGES or (event == "open" and arguments[2] & WRITING and arguments[0] != os.devnull):
            self.seen += 1
            if self.seen > self.at >= 0:
                os.kill(os.getpid(), signal.SIGKILL)


def build(desk: Desk, *, kill_at: int = -1, kill_after: float = 0) -> tuple[int, int]:
    """Build in a process that is killed there, or then; (its exit code, the changes that it came to)."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        killer = Killer(kill_at)
        sys.addaudithook(killer)
        code = desk.command(desk.room.root).code
        os.write(write, str(killer.seen).encode())
        os._exit(code)
    os.close(write)
    if kill_after:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(read) as pipe:
        return os.waitstatus_to_exitcode(status), int(pipe.read() or 0)


class Scene:
    """A site as it was built, edits that wait for the next build, and how it is to be then."""

    def __init__(self, folder: Path, kind: str) -> None:
        self.desk = Desk(folder, seed=7, briefs=6)
        self.change, self.built = KINDS[kind]
        room = self.desk.room
        room.put("briefgen.yml", "{site_name: Desk, theme: bolder, search: false, site_url: 'https://desk.example/'}\n")
        room.put("content/articles/article.txt", (SCAFFOLD / "article.txt").read_bytes())
        name, brief = next(iter(room.briefs.items()))
        brief |= {"status": "published", "publish": None, "photos": [], "body": "It rained.\n"}
        room._lay(name)
        self.known = room.settings, room.entries, room.briefs
        self.stands = folder / "stands"
        shutil.copytree(room.root, self.stands)
        self.set()
        self.before = self.read().site
        self.written = held(room.root / "content")
        self.code, self.changes = build(self.desk)
        self.after = self.read()

    def read(self) -> Run:
        root = self.desk.room.root
        return Run(0, "", held(root / "site"), held(root / "content"))

    def set(self) -> None:
        """Everything as it was before the build."""
        room = self.desk.room
        shutil.rmtree(room.root)
        shutil.copytree(self.stands, room.root)
        if self.built:
            build(self.desk)
            build(self.desk)
        room.settings, room.entries, room.briefs = deepcopy(self.known)
        self.change(room)

    def check_killed(self) -> None:
        """Every file is whole, the old one or the new one, and what people wrote is there."""
        now = self.read()
        shown = {path: data for path, data in now.site.items() if not path.startswith(f"{STAGE}/")}
        torn = [path for path, data in shown.items() if data not in (self.before.get(path), self.after.site.get(path))]
        assert torn in ([], [".briefgen"])  # the marker is no page, and may be empty
        assert {path for path in self.before if path in self.after.site} <= shown.keys()
        for path, data in self.written.items():
            assert now.content[path] in (data, self.after.content[path])
        made = {path: data for path, data in now.content.items() if path not in self.written}
        assert all(data == self.after.content.get(path) for path, data in made.items() if not path.endswith(".tmp"))

    def check_mended(self) -> None:
        """The next build gives what it would have, and leaves nothing over."""
        root = self.desk.room.root
        code, _ = build(self.desk)
        now = self.read()
        assert code == self.code
        assert now.content == self.after.content
        assert [
            path for path in {**now.site, **self.after.site} if now.site.get(path) != self.after.site.get(path)
        ] == []
        cache = held(root / ".briefgen")
        if LOCK_HOLDER in cache:  # killed when all was done: who finds nothing to do takes no lock
            next((root / "content/briefs").rglob("*.md")).touch()
            build(self.desk)
            cache = held(root / ".briefgen")
        assert [path for path in cache if path.endswith((".tmp", ".holder")) or "/.new-" in path] == []


def change_all(room: Newsroom) -> None:
    room.put("content/articles/bridge.txt", (DATA / "cli/bridge.txt").read_bytes())
    text = (SCAFFOLD / "article.txt").read_text("utf-8").replace("two years", "three years")
    room.put("content/articles/article.txt", text)
    for kind in ("edit_field", "delete_brief", "rename_brief", "add_brief", "edit_register", "edit_field"):
        room.edit(kind, 3)
    room.put("themes/bolder/templates/topic.html", "own")
    room.put("themes/bare/static/notes.txt", "new notes")
    room.put("content/media/quay.jpg", picture("red", "JPEG"))


def change_words(room: Newsroom) -> None:
    """An edit that reaches no further than one brief."""
    file = room.file(next(iter(room.briefs)))
    file.write_text(file.read_text("utf-8").replace("It rained.", "It hailed."), "utf-8")


KINDS = {
    "the first build": (change_all, False),
    "a later build": (change_all, True),
    "an edit of words": (change_words, True),
}


@pytest.fixture(scope="module", params=KINDS)
def scene(request: pytest.FixtureRequest) -> Iterator[Scene]:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(look, "FRESH", 0)  # what the test has written was not written right before the look
        scene = Scene(Path(folder), request.param)
        assert scene.code in (0, 1)
        yield scene


def test_killed_before_any_change_to_a_file(scene: Scene) -> None:
    points = range(scene.changes)
    chosen = sorted({points[len(points) * number // KILLS] for number in range(KILLS)} | {scene.changes - 1})
    for point in chosen:
        scene.set()
        assert build(scene.desk, kill_at=point)[0] == -signal.SIGKILL
        scene.check_killed()
        scene.check_mended()


def test_killed_at_any_time(scene: Scene) -> None:
    scene.set()
    begun = time.monotonic()
    build(scene.desk)
    length = time.monotonic() - begun
    rng = Random(5)
    for _ in range(-(-KILLS // 4)):
        scene.set()
        build(scene.desk, kill_after=length * rng.random())
        scene.check_killed()
        scene.check_mended()
