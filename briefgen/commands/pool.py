"""Where the work over many items runs: in this process, or in a pool of processes when there is enough of it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager

FEW = 50
"""Up to this many items a pool takes longer to start than it saves."""

PER_WORKER = 25


@contextmanager
def workers(jobs: int | None, items: int) -> Iterator[Executor | None]:
    """An executor of `jobs` processes for `items` things to do, or None to do them here. No `jobs`: what pays."""
    count = jobs or (1 if items <= FEW else min(os.cpu_count() or 1, items // PER_WORKER))
    count = min(count, items)
    if count <= 1:
        yield None
        return
    with ProcessPoolExecutor(count, initializer=_leave_interrupts_to_the_parent) as pool:
        try:
            yield pool
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
