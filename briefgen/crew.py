"""Processes that share work: what starts them, whatever the work is. `commands/pool.py` has the real ones."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from concurrent.futures import Executor

Setup = Callable[..., None]


class Crew(msgspec.Struct, frozen=True):
    """`start` starts the processes, each with a call of the function with these arguments; one fewer where this process
    is to work beside them.

    `forks` tells whether they begin with all that this process holds. Else everything that they are given is copied,
    and has to be of a kind that can be.
    """

    start: Callable[[Setup, tuple[object, ...], bool], AbstractContextManager[Executor]]
    forks: Callable[[], bool]
