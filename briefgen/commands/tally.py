"""What became of the articles of a run, in one line."""

from __future__ import annotations

from collections import Counter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from briefgen.commands.places import Fate


class Tally:
    """Counts of articles: `fates` of those read, and by the code of their problem `refused`, those not read.

    `noun` and `again` are what the run calls a brief that it made, and an article that has one.
    """

    def __init__(
        self,
        noun: str = "new brief",
        again: str = "unchanged",
        *,
        fates: Counter[Fate] | None = None,
        refused: Counter[str] | None = None,
    ) -> None:
        self.noun = noun
        self.again = again
        self.fates = fates or Counter()
        self.refused = refused or Counter()

    @property
    def total(self) -> int:
        """All articles."""
        return self.fates.total() + self.refused.total()

    def __str__(self) -> str:
        reasons = sorted(self.refused.items(), key=lambda each: (-each[1], each[0]))
        why = ", ".join(f"{number:,} {code}" for code, number in reasons)
        parts = (
            (self.fates["new"], counted(self.fates["new"], self.noun)),
            (self.fates["renewed"], f"{self.fates['renewed']:,} renewed"),
            (self.fates["unchanged"], f"{self.fates['unchanged']:,} {self.again}"),
            (self.fates["kept"], f"{self.fates['kept']:,} changed, {_kept(self.fates['kept'])}"),
            (self.refused.total(), f"{self.refused.total():,} not read: {why}"),
        )
        return f"{counted(self.total, 'article')}: {', '.join(text for n, text in parts if n) or 'nothing to do'}"


def _kept(number: int) -> str:
    return "its brief kept as it is" if number == 1 else "their briefs kept as they are"


def counted(number: int, noun: str) -> str:
    """The number and its noun: 1 article, 2 articles."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
