"""Where the time of a run goes: how long each of its stages took, and for how many items."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter


class Lap:
    """A stage. Whoever is in it says for how many `items` it was, of what `kind`: (3, "briefs")."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.items = 0
        self.kind = ""
        self.seconds = 0.0

    def __str__(self) -> str:
        what = f" {self.items:,} {self.kind}" if self.kind else ""
        return f"{self.name}{what} in {self.seconds:.2f} s"


class Laps:
    """The stages of a run in their order; `told` hears of each when it is over.

    `makers` is what a stage that makes many things of several kinds took for each: kind -> (things, seconds), added up
    over all processes.
    """

    def __init__(self, told: Callable[[Lap], None] = lambda lap: None) -> None:
        self.told = told
        self.laps: list[Lap] = []
        self.makers: dict[str, tuple[int, float]] = {}

    @contextmanager
    def lap(self, name: str) -> Iterator[Lap]:
        """Take the time of the block."""
        lap = Lap(name)
        begun = perf_counter()
        try:
            yield lap
        finally:
            lap.seconds = perf_counter() - begun
            self.laps.append(lap)
            self.told(lap)

    def made(self, kind: str, seconds: float) -> None:
        """Count one more thing of a kind."""
        number, before = self.makers.get(kind, (0, 0.0))
        self.makers[kind] = number + 1, before + seconds

    def table(self) -> Iterator[str]:
        """Stages, then kinds of things, those that took longest first."""
        rows = [(each.name, f"{each.items:,} {each.kind}" if each.kind else "", each.seconds) for each in self.laps]
        made = sorted(self.makers.items(), key=lambda each: -each[1][1])
        rows += [(f"  {kind}", f"{number:,}", seconds) for kind, (number, seconds) in made]
        width = max((len(name) for name, _, _ in rows), default=0)
        wide = max((len(items) for _, items, _ in rows), default=0)
        for name, items, seconds in rows:
            yield f"{name:<{width}}  {items:>{wide}}  {seconds:8.3f} s"
