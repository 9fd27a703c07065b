"""What the command says: results to stdout, everything else to stderr, one line each, safe for a terminal.

Titles and file names come from strangers, so control characters are made visible before anything is printed. Under
GitHub Actions each problem is also an annotation on its file.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager

import briefgen
from briefgen.commands.progress import Progress
from briefgen.problem import Problem, restore

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from os import PathLike
    from typing import Any, TextIO

    from briefgen.problem import Severity

    Said = Sequence[Any]
    """How something was said, and what: ("result", "3 briefs")."""

LOG_NAME = "fault.log"
LEVELS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}
"""What GitHub Actions calls them."""


class Messages:
    """Says things and counts them. With `aside_all` nothing goes to stdout, which is a program's then.

    `root` is the site that relative paths in problems start from, once it is known. The trace of a fault goes to a file
    in `log_folder`, or else in the system's folder for temporary files.
    """

    def __init__(
        self,
        quiet: bool = False,
        verbose: bool = False,
        *,
        github: bool = False,
        root: str | PathLike[str] = "",
        progress: Progress | None = None,
    ) -> None:
        self.quiet = quiet
        self.verbose = verbose
        self.github = github
        self.root = root
        self.log_folder: str | PathLike[str] | None = None
        self.progress = progress or Progress()
        self.errors = self.notes = self.faults = 0
        self.aside_all = False
        self.taken: Sequence[Said] = ()
        self._said: list[Said] | None = None

    @contextmanager
    def recording(self) -> Iterator[list[Said]]:
        """Take down what is said in the block, so that it can be said `again`; it stays in `taken`."""
        said: list[Said] = []
        self._said = self.taken = said
        try:
            yield said
        finally:
            self._said = None

    def again(self, said: Iterable[Said]) -> None:
        """Say what was said before."""
        for how, *what in said:
            match how:
                case "problem":
                    self.problem(restore(*what))
                case "detail":
                    self.detail(*what)
                case _:
                    self.result(*what)

    def _note(self, how: str, *what: Any) -> None:
        if self._said is not None:
            self._said.append((how, *what))

    def result(self, text: str) -> None:
        """What the command did, or what to type next."""
        self._note("result", text)
        if not self.quiet and self.aside_all:
            self._line(text)
        elif not self.quiet:
            self.progress.erase()
            print(printable(text), flush=True)

    def aside(self, text: str) -> None:
        """What the command did, where its results are for another program."""
        if not self.quiet:
            self._line(text)

    def detail(self, text: str) -> None:
        """What only somebody who asks for more wants to know."""
        self._note("detail", text)
        if self.verbose:
            self._line(text)

    def stage(self, text: str) -> None:
        """How a stage of the work went, which only this run knows."""
        if self.verbose:
            self._line(text)

    def problem(self, problem: Problem) -> None:
        """`path:line: error: message [code]`; whoever wants quiet hears of errors alone."""
        self._note("problem", problem.path, problem.message, problem.code, problem.line, problem.severity)
        if problem.severity == "error":
            self.errors += 1
        else:
            self.notes += 1
        self._say(problem, sys.stderr)

    def advice(self, problem: Problem) -> None:
        """What is worth knowing of the machine; no fault of the site, so not even a strict run ends for it."""
        self._say(problem, sys.stderr)

    def finding(self, problem: Problem) -> None:
        """A problem that the command was asked to look for: a result, in the same form."""
        self._say(problem, sys.stdout)

    def count(self, problem: Problem) -> None:
        """Let a finding have its say in the exit code; a note has none."""
        self.errors += problem.severity == "error"
        self.notes += problem.severity == "warning"

    def _say(self, problem: Problem, stream: TextIO) -> None:
        path = self.from_here(problem.path)
        if problem.severity == "error" or not self.quiet:
            self._line(str(problem.at(path)), stream)
        if self.github:
            print(annotation(LEVELS[problem.severity], path, problem.line, problem.message), file=sys.stderr)

    def fault(self, what: str, traceback: str) -> None:
        """A fault of the program: one line, and the traceback in a log."""
        self.faults += 1
        reason = traceback.strip().rpartition("\n")[2]
        import tempfile

        log = _keep(traceback, self.log_folder or tempfile.gettempdir())
        self._line(f"{what}: error: briefgen itself failed ({reason}); please report it with {log} [fault]")
        if self.verbose:
            print(printable(traceback, keep="\n"), file=sys.stderr)

    def _line(self, text: str, stream: TextIO | None = None) -> None:
        self.progress.erase()
        print(printable(text), file=stream or sys.stderr)

    def from_here(self, path: str) -> str:
        """A path inside the site as somebody in the current folder would name it."""
        file, mark, part = path.rpartition("#")  # a page of an archive: x.warc#3
        inside = os.path.normpath(self.root) != os.curdir  # else it is called so from here as well
        for name, rest in ((path, ""), (file, mark + part)):
            if name and inside and os.path.lexists(place := os.path.join(self.root, name)):
                return os.path.relpath(place) + rest
        return path


def messages_for(environment: Mapping[str, str], *, quiet: bool = False, verbose: bool = False) -> Messages:
    """Messages as the environment wants them."""
    rewrites = sys.stderr.isatty() and environment.get("TERM") != "dumb" and not quiet
    progress = Progress(sys.stderr if rewrites else None)
    return Messages(quiet, verbose, github=environment.get("GITHUB_ACTIONS") == "true", progress=progress)


def annotation(level: str, path: str, line: int | None, message: str) -> str:
    """The workflow command by which GitHub Actions shows a message at a line of a file."""
    place = f"file={_escape(path, PROPERTY)}" + (f",line={line}" if line else "")
    return f"::{level} {place}::{_escape(message, DATA)}"


def printable(text: str, keep: str = "") -> str:
    """`text` with line ends and other blanks as spaces, and every control or invisible character as its escape."""
    if text.isprintable():
        return text
    return "".join(
        c if c in keep or c.isprintable() else " " if c.isspace() else c.encode("unicode_escape").decode() for c in text
    )


DATA = {"%": "%25"}
PROPERTY = {**DATA, ":": "%3A", ",": "%2C"}
"""What GitHub's workflow commands want escaped on one line, in messages and in the properties before them."""


def _escape(text: str, table: Mapping[str, str]) -> str:
    return "".join(table.get(c, c) for c in printable(text))


def _keep(traceback: str, folder: str | PathLike[str]) -> str:
    import platform
    from pathlib import Path

    log = Path(folder, LOG_NAME)
    about = f"briefgen {briefgen.__version__}, Python {platform.python_version()}, {platform.platform()}"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{about}\n{traceback}\n")
    except OSError:
        return "the output of the same command with -v"
    return os.path.relpath(log) if log.is_relative_to(Path.cwd()) else str(log)
