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
LONGEST = 20.0
"""Seconds after which a build is no longer left off for what is saved meanwhile, so that it comes to an end."""


class Session:
    """A stage that is kept up to date with what people save."""

    def __init__(self, rebuild: Rebuild, stage: Stage, watch: Watch, told: Told) -> None:
        self._rebuild = rebuild
        self._stage = stage
        self._watch = watch
        self._told = told
        self._last: Outcome | None = None

    def build(self, saved: Collection[Path] = ()) -> None:
        """Rebuild and show; again where the places to watch are other ones now, for what was saved there meanwhile."""
        begun = monotonic()
        wanted = frozenset(saved)
        while not (outcome := self._rebuilt(wanted, begun)):
            wanted |= self._watch.meanwhile()
        self._told(outcome, wanted, monotonic() - begun)
        if outcome.places and outcome.places != self._watch.places:
            self._watch.move(outcome.places)
            self.build()

    def _rebuilt(self, saved: frozenset[Path], begun: float) -> Outcome | None:
        """The outcome of the whole; None if it was left off for what was saved meanwhile."""

        def overtaken() -> bool:
            return self._watch.is_due() and monotonic() - begun < LONGEST

        for outcome in self._rebuild(saved, self._stage.open_paths(), overtaken):
            if self._last is None or outcome.changed or outcome.gone or _wrong(outcome) != _wrong(self._last):
                self._stage.show(outcome)
            self._last = outcome
            if not outcome.ahead:
                return outcome
            # Whoever looks comes first: the rest would take the processor from their browsers.
            self._stage.wait_for_pages(outcome.changed, PAUSE)
        return None

    def follow(self) -> None:
        """Rebuild whenever something is saved, until the watch is closed."""
        while saved := self._watch.changes():
            self.build(saved)


def _wrong(outcome: Outcome) -> list[str]:
    return [str(problem) for problem in outcome.problems]
