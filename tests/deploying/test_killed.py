"""A deploy that is killed, at each step that writes and within the longest one: the published site is old or new.

A git of our own, first on the PATH, kills the process that calls it when its turn comes.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from .conftest import COMMAND, Deploy, Desk, git
from .test_deploy import own

STEPS = ["fetch", "fast-import", "write-tree", "commit-tree", "push"]

KILLER = """#!/bin/sh
case " $* " in
  *" $KILL_AT "*)
    if [ "$KILL_WHEN" = after ]; then {git} "$@" >/dev/null 2>&1; fi
    if [ "$KILL_WHEN" = within ]; then head -c 4000 | {git} "$@" >/dev/null 2>&1; fi
    kill -9 "$PPID"
    exit 1;;
esac
exec {git} "$@"
"""


@pytest.fixture
def changed(desk: Desk, deploy: Deploy, tmp_path: Path) -> Desk:
    """A desk with one site published, and another to come."""
    deploy()
    desk.edit()
    desk.commit()
    real = shutil.which("git")
    (tmp_path / "bin").mkdir()
    killer = tmp_path / "bin/git"
    killer.write_text(KILLER.format(git=real))
    killer.chmod(0o755)
    return desk


def killed(desk: Desk, at: str, when: str) -> int:
    """How a deploy ends that is killed there."""
    path = f"{desk.remote.parent / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "KILL_AT": at, "KILL_WHEN": when}
    return subprocess.run([COMMAND, "deploy"], cwd=desk.root, env=environment, capture_output=True).returncode


@pytest.mark.parametrize(
    ("at", "when"), [*((step, "before") for step in STEPS), ("fast-import", "within"), ("commit-tree", "after")]
)
def test_killed_before_the_push_the_old_site_stands(at: str, when: str, changed: Desk, deploy: Deploy) -> None:
    old, mine = changed.history(), own(changed)

    assert killed(changed, at, when) == -signal.SIGKILL

    assert changed.history() == old
    assert own(changed) == mine
    assert git(changed.top, "fsck", "--connectivity-only", "--no-dangling") == ""


def test_killed_after_the_push_the_new_site_stands(changed: Desk, deploy: Deploy) -> None:
    old, mine = changed.history(), own(changed)

    assert killed(changed, "push", "after") == -signal.SIGKILL

    assert changed.history()[1:] == old
    assert "two years of darkness" in changed.read("index.html")
    assert own(changed) == mine
    assert "nothing changed" in deploy()[1]


@pytest.mark.parametrize("verdict", [0, 1], ids=["the remote takes it", "the remote does not"])
def test_killed_while_the_remote_decides_the_site_is_the_old_or_the_new(
    verdict: int, changed: Desk, deploy: Deploy, tmp_path: Path
) -> None:
    old = changed.published()
    hook = changed.remote / "hooks/pre-receive"
    note = tmp_path / "pid"
    hook.write_text(f'#!/bin/sh\nkill -9 "$(cat {note})"\nexit {verdict}\n')
    hook.chmod(0o755)
    (tmp_path / "bin/git").write_text(f'#!/bin/sh\necho "$PPID" > {note}\nexec {shutil.which("git")} "$@"\n')

    assert killed(changed, "nowhere", "before") == -signal.SIGKILL

    hook.unlink()
    deploy()  # waits for nothing: by now the remote has decided, or the next deploy does it over
    assert changed.published() != old
    assert len(changed.history()) == 2
    assert (
        changed.read("index.html").count("two years of darkness") == changed.read("index.html").count("of darkness") > 0
    )


def test_the_next_deploy_finishes_what_was_killed(changed: Desk, deploy: Deploy) -> None:
    killed(changed, "write-tree", "before")

    assert deploy()[0] == 0
    assert "two years of darkness" in changed.read("index.html")
