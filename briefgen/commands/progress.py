"""How far a run has come: one line on a terminal, written over again and again, and gone at the end.

It needs nothing of the terminal but the carriage return, so there is no colour in it for NO_COLOR to take away.
"""

from __future__ import annotations

import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import TextIO

PAUSE = 0.1
"""Seconds between two lines, so that a terminal never slows a run down."""


class Progress:
    """`total` is how many there are to do, None where that shows only as they are done; `noun` is what they are.

    Without a `stream` there is not a word.
    """

    def __init__(
        self,
        stream: TextIO | None = None,
        total: int | None = None,
        noun: str = "articles",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.stream = stream
        self.total = total
        self.noun = noun
        self.clock = clock
        self.done = 0
        self._width = 0
        self._next = 0.0

    def step(self, number: int = 1) -> None:
        """So many more are done."""
        self.done += number
        if self.total is not None and self.done > self.total:
            self.total = None
        if self.total != 1 and self.clock() >= self._next:
            self._next = self.clock() + PAUSE
            self._write(f"{self.done:,}{'' if self.total is None else f'/{self.total:,}'} {self.noun}")

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.erase()

    def erase(self) -> None:
        """Leave the line empty for something else."""
        if self._width:
            self._write("")

    def _write(self, text: str) -> None:
        if self.stream is None:
            return
        self.stream.write(f"\r{text:<{self._width}}" + ("" if text else "\r"))
        self.stream.flush()
        self._width = len(text)
