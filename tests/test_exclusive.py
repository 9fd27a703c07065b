import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen.exclusive import Taken, exclusively

HOLDS = """
import sys
from pathlib import Path
from briefgen.exclusive import exclusively
with exclusively(Path(sys.argv[1]), 0):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_what_one_holds_another_cannot_take(tmp_path: Path) -> None:
    with exclusively(tmp_path / "lock", 0), pytest.raises(Taken), exclusively(tmp_path / "lock", 0):
        pass


def test_what_is_let_go_can_be_taken_again(tmp_path: Path) -> None:
    for _ in range(2):
        with exclusively(tmp_path / "new" / "lock", 0):
            pass
    assert (tmp_path / "new" / "lock").stat().st_size == 0, "nothing is ever written"


def test_who_dies_lets_go(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, lock], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout and other.stdout.readline() == "held\n"
        with pytest.raises(Taken), exclusively(lock, 0):
            pass
        other.send_signal(signal.SIGKILL)
        other.wait()
    with exclusively(lock, 0):
        pass


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs os.fork")
def test_a_process_that_is_forked_takes_nothing_along(tmp_path: Path) -> None:
    with exclusively(tmp_path / "lock", 0):
        child = os.fork()
        if child == 0:
            os._exit(0)
        os.waitpid(child, 0)
        with pytest.raises(Taken), exclusively(tmp_path / "lock", 0):
            pass


def test_what_goes_wrong_within_is_raised_and_the_lock_let_go(tmp_path: Path) -> None:
    with pytest.raises(KeyError), exclusively(tmp_path / "lock", 0):
        raise KeyError
    with exclusively(tmp_path / "lock", 0):
        pass


def test_a_file_of_somebody_else_is_named_and_left(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text("shopping list, long enough to be no empty file of ours\n")
    with pytest.raises(OSError, match="no lock can be had") as raised, exclusively(tmp_path / "lock", 0):
        pass
    assert raised.value.filename == str(tmp_path / "lock")
    assert (tmp_path / "lock").read_text().startswith("shopping")


@pytest.mark.skipif(os.name == "nt", reason="files have no such modes there")
@pytest.mark.parametrize("place", ["lock", "."])
def test_what_cannot_be_written_to_is_no_lock(tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lock").touch()
    shut = str((tmp_path / place).resolve())
    monkeypatch.setattr(os, "access", lambda path, _: str(path) != shut)  # for who may do everything, modes say nothing
    with pytest.raises(PermissionError) as raised, exclusively(tmp_path / "lock", 0):
        pass
    assert raised.value.filename == shut
