"""What many processes make is what one makes, whether or not they can be forked."""

from __future__ import annotations

import multiprocessing
import os
import select
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from briefgen.commands import pool
from briefgen.commands.build import build
from briefgen.commands.messages import Messages
from briefgen.config import load

MANY = 130
"""Briefs whose reading is shared out, and so are their pages."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "content" / "briefs").mkdir(parents=True)
    (tmp_path / "briefgen.yml").write_text("{site_name: Desk, search: false}\n", encoding="utf-8")
    actors = "actors: [{name: Coast Watch, type: organization}]"
    for number in range(MANY):
        date = f"2031-02-{number % 28 + 1:02}"
        text = f"---\ntitle: Ferry {number}\ndate: {date}\n{actors}\n---\n\nIt sank.\n"
        (tmp_path / "content" / "briefs" / f"ferry-{number}.md").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("forks", [True, False])
def test_processes_make_what_one_makes(site: Path, forks: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    one = made(site, 1)
    if not forks:  # as on macOS and Windows
        monkeypatch.setattr(pool, "can_fork", lambda: False)
        monkeypatch.setattr(pool, "_context", lambda: multiprocessing.get_context("spawn"))
    assert made(site, 2) == one
    assert len(one) > 2 * MANY


WAITING = """
import sys
from briefgen.commands.pool import workers
with workers(2) as pool:
    pool.submit(int).result()
    print(*pool._processes, flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="needs a kernel that tells of the end of any process")
def test_processes_end_with_the_one_that_is_killed() -> None:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", WAITING], text=True, **pipes) as parent:
        assert parent.stdout
        watched = [os.pidfd_open(int(each)) for each in parent.stdout.readline().split()]
        assert len(watched) == 2
        assert select.select(watched, [], [], 0)[0] == []
        parent.kill()
        for each in watched:
            assert select.select([each], [], [], 30)[0] == [each]
            os.close(each)


def made(site: Path, jobs: int) -> dict[str, bytes]:
    """The files of the site, all of them made anew."""
    settings = load(site / "briefgen.yml", environment={"BRIEFGEN_CACHE_DIR": f".cache-{jobs}"})
    build(settings, jobs=jobs, clean=True, today=date(2031, 3, 1), messages=Messages(quiet=True))
    files = [path for path in settings.site.rglob("*") if path.is_file()]
    return {path.relative_to(settings.site).as_posix(): path.read_bytes() for path in files}
