"""What a command costs: wall time, CPU time and memory of it and of every process that it starts.

CPU time is what the kernel counted for the command and all the processes it waited for. Memory is sampled: the
proportional set sizes (PSS) of the processes that live at one moment, added up, so that what they share counts once;
a run that is sampled is not timed by anybody, since looking takes time of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

PAUSE = 0.01
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of wall and CPU; `memory` in bytes, 0 where it was not sampled; `others`, cores that others kept busy."""

    wall: float
    cpu: float
    memory: int
    others: float


def run(command: Sequence[str], *, folder: Path, environment: Mapping[str, str], memory: bool = False) -> Cost:
    """Run a command in a folder until it ends. Ends this program where it fails."""
    os.sync()  # what was written before is not for this run to pay
    busy, start = _busy(), perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    sampler = Sampler(process.pid) if memory else None
    said = process.stdout.read() if process.stdout else b""
    _, status, used = os.wait4(process.pid, 0)
    wall = perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}:\n{said.decode(errors='replace')[-2000:]}")
    cpu = used.ru_utime + used.ru_stime
    return Cost(wall, cpu, sampler.peak() if sampler else 0, max(0.0, _busy() - busy - cpu) / wall)


class Sampler:
    """Looks at a process and its descendants in a thread, from now until `peak` is asked for."""

    def __init__(self, pid: int) -> None:
        self._pid, self._most = pid, 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def peak(self) -> int:
        """The most bytes seen at one moment."""
        self._over.set()
        self._thread.join()
        return self._most

    def _look(self) -> None:
        while not self._over.wait(PAUSE):
            self._most = max(self._most, sum(_share(pid) for pid in _family(self._pid)))


def _family(pid: int) -> Iterator[int]:
    """A process and its descendants (proc_pid_task(5), `children`)."""
    yield pid
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = file.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from _family(int(child))


def _share(pid: int) -> int:
    """The PSS of a process in bytes (proc_pid_smaps(5)); 0 for one that is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def _busy() -> float:
    """Seconds of CPU that the whole machine has spent (proc_stat(5)): user, nice, system, interrupts, stolen."""
    user, nice, system, _, _, irq, softirq, steal = map(int, Path("/proc/stat").read_text().split()[1:9])
    return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")
