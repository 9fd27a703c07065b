"""Rebuild on every save, for as long as somebody works."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from time import monotonic

from briefgen.serving.outcome import Outcome, Rebuild
from briefgen.serving.stage import Stage
from briefgen.serving.watch import Watch

Told = Callable[[Outcome, Collection[Path], float], None]
"""Hears of a rebuild: what it came to, which files it was for, how many seconds it took."""


PAUSE = 0.25
"""Seconds that the rest of a build waits at most for open pages to be new."""


class Session:
    """A stage that is kept up to date with what people save."""

    def __init__(self, rebuild: Rebuild, stage: Stage, watch: Watch, told: Told) -> None:
        self._rebuild = rebuild
        self._stage = stage
        self._watch = watch
        self._told = told
        self._last: Outcome | None = None

    def build(self, saved: Collection[Path] = ()) -> None:
        """Rebuild and show; twice where the places to watch are other ones now, for what was saved there meanwhile."""
        begun = monotonic()
        for outcome in self._rebuild(saved, self._stage.open_paths()):
            if self._last is None or outcome.changed or outcome.gone or _wrong(outcome) != _wrong(self._last):
                self._stage.show(outcome)
            self._last = outcome
            if outcome.ahead:  # whoever looks comes first: the rest would take the processor from their browsers
                self._stage.wait_for_pages(outcome.changed, PAUSE)
        self._told(outcome, saved, monotonic() - begun)
        if outcome.places and outcome.places != self._watch.places:
            self._watch.move(outcome.places)
            self.build()

    def follow(self) -> None:
        """Rebuild whenever something is saved, until the watch is closed."""
        while saved := self._watch.changes():
            self.build(saved)


def _wrong(outcome: Outcome) -> list[str]:
    return [str(problem) for problem in outcome.problems]
