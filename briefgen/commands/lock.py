"""One build of a site at a time: a second one waits a little, says who is at it, and leaves."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from briefgen.exclusive import Taken, exclusively
from briefgen.problem import Problem


@contextmanager
def locked(file: Path, patience: float) -> Iterator[bool]:
    """Hold the lock of this file, which the system takes back from a process that dies; wait for it some seconds.

    Gives whether the process that held it before was killed, since then its note of who it was stands. Raises Problem
    "locked" that says who holds it, OSError where no lock can be.
    """
    holder = file.with_suffix(".holder")
    with ExitStack() as stack:
        try:
            stack.enter_context(exclusively(file, patience))
        except Taken:
            message = f"another build of this site is at work{_who(holder)}; wait for it to end"
            raise Problem(str(file), message, code="locked") from None
        killed = holder.exists()
        note = {"process": os.getpid(), "since": time.strftime("%H:%M:%S")}
        try:
            holder.write_text(json.dumps(note), encoding="utf-8")
            yield killed
        finally:
            holder.unlink(missing_ok=True)


def _who(holder: Path) -> str:
    """Who holds it, as far as that is known."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        note = json.loads(holder.read_text(encoding="utf-8"))
        return f" (process {note['process']}, since {note['since']})"
    return ""
