"""Where the work over many items runs: in this process, or in a pool of processes when there is enough of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from briefgen.commands.forking import can_fork
from briefgen.crew import Crew

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from multiprocessing.context import BaseContext

FEW = 16
"""So many items are done here before a pool is started: it takes longer to start than they take."""


def done_here(jobs: int | None) -> int | None:
    """How many items to do in this process before the others go to a pool of `jobs`; None: all of them.

    The first one always is, since what it loads the pool's processes need not load again.
    """
    if (jobs or os.cpu_count() or 1) == 1:
        return None
    return 1 if jobs else FEW


def crew(jobs: int | None) -> Crew | None:
    """A crew of `workers`; None where one process is to do everything."""
    number = jobs or os.cpu_count() or 1
    if number == 1:
        return None
    return Crew(lambda setup, arguments: workers(number, setup, arguments))


@contextmanager
def workers(
    jobs: int | None, setup: Callable[..., None] | None = None, arguments: tuple[object, ...] = ()
) -> Iterator[Executor]:
    """An executor of `jobs` processes, or of one for each processor; whatever ends the block ends it.

    Each begins with the call of `setup`. Where processes can be forked, its arguments are not copied but shared.
    """
    from concurrent.futures import ProcessPoolExecutor  # what one article does without

    with ProcessPoolExecutor(
        jobs or os.cpu_count(), mp_context=_context(), initializer=_begin, initargs=(setup, arguments)
    ) as pool:
        try:
            with _interrupted_later():
                pool.submit(int)  # forks the processes
            yield pool
        except BaseException:
            pool.shutdown(cancel_futures=True)  # none may go on with what is given up
            raise


@contextmanager
def _interrupted_later() -> Iterator[None]:
    """Ctrl-C takes effect at the end of the block: what Python calls around a fork would swallow it."""
    import signal
    import threading

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if heard:
        raise KeyboardInterrupt


def _context() -> BaseContext:
    """How processes are started: forked where they can be."""
    import multiprocessing

    return multiprocessing.get_context("fork" if can_fork() else None)


def _begin(setup: Callable[..., None] | None, arguments: tuple[object, ...]) -> None:
    import signal
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if setup:
        setup(*arguments)


def _end_with_parent() -> None:
    """Wait for the process that started this one to end, and end too: one that was killed has told nobody."""
    import multiprocessing
    from multiprocessing.connection import wait

    if parent := multiprocessing.parent_process():
        wait([parent.sentinel])
        os._exit(1)
