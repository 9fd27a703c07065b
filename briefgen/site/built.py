"""What a build of a site did."""

import msgspec

from briefgen.problem import Problem
from briefgen.site.write import Written


class Built(msgspec.Struct, frozen=True):
    """What a build did.

    Briefs and HTML pages in the site; files written, standing as they should be, removed; what it had to leave out;
    how many pieces had to be `made` to learn that; and which files changed and went, below the output folder.
    """

    briefs: int
    pages: int
    written: int
    unchanged: int
    removed: int
    problems: tuple[Problem, ...] = ()
    made: int = 0
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    @classmethod
    def of(cls, briefs: int, done: Written, problems: tuple[Problem, ...] = ()) -> "Built":
        return cls(
            briefs,
            sum(path.endswith(".html") for path in done.paths),
            done.written,
            done.unchanged,
            done.removed,
            problems,
            done.made,
            done.changed,
            done.gone,
        )

    @property
    def files(self) -> int:
        """All files of the site."""
        return self.written + self.unchanged
