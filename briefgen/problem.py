"""What is wrong with an input, in one line that a person can act on.

Every stage raises `Problem` for input it cannot use; the command line prints it as `path:line: error: message [code]`,
as compilers do, so that editors can jump to it, and goes on with the other inputs.
"""

from __future__ import annotations

from collections import Counter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Literal

    Severity = Literal["error", "warning", "note"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""An error keeps something from being used, a warning wants mending, a note is only to be known."""


class Problem(Exception):  # noqa: N818 - it is a finding about a file, not a fault of the program
    """One thing wrong with one input. `message` says what is wrong and what to do about it.

    `path` is as the user knows it, `line` counts from 1, `code` is a short stable name such as "not-text".
    """

    def __init__(
        self, path: str, message: str, *, code: str, line: int | None = None, severity: Severity = "error"
    ) -> None:
        super().__init__(message)
        self.path = path
        self.message = message
        self.code = code
        self.line = line
        self.severity: Severity = severity

    def at(self, path: str) -> Problem:
        """The same of a file under another name."""
        return Problem(path, self.message, code=self.code, line=self.line, severity=self.severity)

    def __reduce__(self) -> tuple[object, ...]:
        return restore, (self.path, self.message, self.code, self.line, self.severity)

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{place}: {self.severity}: {self.message} [{self.code}]"


def restore(path: str, message: str, code: str, line: int | None, severity: Severity) -> Problem:
    """A problem that comes from another process."""
    return Problem(path, message, code=code, line=line, severity=severity)


def did_you_mean(word: str, known: Iterable[str], alike: float = 0.6) -> str:
    """`" (did you mean site_name?)"` for a misspelt word, or an empty string when nothing known is near.

    `alike` is how near that is: the share of letters in common, from 0 to 1.
    """
    near = nearest(word, known, alike)
    return f" (did you mean {near}?)" if near else ""


def nearest(word: str, known: Iterable[str], alike: float = 0.6) -> str | None:
    """The known word that is most like this one, if one is that much alike."""
    likely = [each for each in known if _shared(word, each) >= alike]
    if not likely:
        return None
    from difflib import get_close_matches

    near = get_close_matches(word, likely, n=1, cutoff=alike)
    return near[0] if near else None


def _shared(one: str, other: str) -> float:
    """The share of letters in common, wherever they stand: no two words are more alike."""
    return 2 * (Counter(one) & Counter(other)).total() / (len(one) + len(other) or 1)
