"""When to look: a save comes as several events, a save-all or a checkout as thousands, and each wants one rebuild."""

from __future__ import annotations

QUIET = (0.025, 0.06, 0.12)
"""Seconds without an event after which a burst is over: of one file, of a few, of many. Whoever has saved several
files is likely to save more, and a single one is what somebody waits for."""
FEW, SEVERAL = 1, 4
UNFINISHED = 1.0
"""Seconds that a file may be held open after its last change before it is read all the same."""
LONGEST = 5.0
"""Seconds after which a burst that does not end is looked at."""


class Burst:
    """The paths that events named, and which of these files are being written. Times are seconds of one clock."""

    def __init__(self) -> None:
        self.paths: set[str] = set()
        self._written: set[str] = set()
        self._first = 0.0
        self._last = 0.0

    def add(self, path: str, now: float, *, writing: bool = False) -> None:
        """Note an event. `writing` says that another one will come when the file is closed."""
        if not self.paths:
            self._first = now
        self._last = now
        self.paths.add(path)
        if writing:
            self._written.add(path)
        else:
            self._written.discard(path)

    def due(self) -> float | None:
        """When to look if nothing more comes; None while there is nothing to look at."""
        if not self.paths:
            return None
        number = len(self.paths)
        quiet = QUIET[0] if number <= FEW else QUIET[1] if number <= SEVERAL else QUIET[2]
        return min(self._last + (UNFINISHED if self._written else quiet), self._first + LONGEST)
