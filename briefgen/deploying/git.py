"""git, run as a program: without a shell, without the caller's own repository in the environment, and never for long
words: what it says is cut to one line, with the passwords of addresses taken out.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from briefgen.problem import Problem

_OF_ANOTHER = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
)
"""What a hook that calls briefgen has in its environment (git rev-parse --local-env-vars)."""

SETTINGS = {
    "gc.auto": "0",
    "i18n.commitEncoding": "UTF-8",
    "http.lowSpeedLimit": "1",
    "http.lowSpeedTime": "60",
}
"""Of every run: nothing is tidied up meanwhile, and a server that says nothing for a minute has gone."""


class Done(msgspec.Struct, frozen=True):
    """How a run ended: its exit code and what it wrote."""

    code: int
    out: bytes
    err: bytes

    @property
    def reason(self) -> str:
        """Why it failed, in git's own words, on one line."""
        said = self.err.decode(errors="replace").splitlines()
        lines = [line.strip() for line in said if line.strip() and not line.startswith("hint:")]
        marked = [line for line in lines if line.startswith(("fatal:", "error:", "ERROR:", "remote: error:"))]
        line = (marked or lines or [f"it ended with {self.code}"])[0]
        return re.sub(r"://[^/@\s]+@", "://***@", line.removeprefix("fatal: ").removeprefix("error: "))


class Git(msgspec.Struct, frozen=True):
    """Runs git in `folder`."""

    folder: Path
    environment: Mapping[str, str] = msgspec.field(default_factory=lambda: os.environ)

    def ask(self, *arguments: str, given: bytes = b"", **variables: str) -> Done:
        """Run it whatever comes of it. Raises Problem "no-git" if there is none."""
        with self._start(arguments, variables) as process:
            out, err = process.communicate(given)
        return Done(process.returncode, out, err)

    def take(self, *arguments: str) -> bytes:
        """What it writes. Raises Problem "git-failed"."""
        return _answer(arguments[0], self.ask(*arguments))

    def tell(self, *arguments: str, given: bytes = b"", **variables: str) -> str:
        """What it answers, as text. Raises Problem "git-failed"."""
        return _answer(arguments[0], self.ask(*arguments, given=given, **variables)).decode(errors="replace").strip()

    def feed(self, *arguments: str, pieces: Iterable[bytes]) -> None:
        """Give it more than should be in memory at once. Raises Problem "git-failed"."""
        with self._start(arguments, {}) as process:
            assert process.stdin
            try:
                with suppress(BrokenPipeError):  # it has failed, and says why
                    for piece in pieces:
                        process.stdin.write(piece)
            except BaseException:
                process.kill()
                raise
            out, err = process.communicate()
        _answer(arguments[0], Done(process.returncode, out, err))

    def _start(self, arguments: Iterable[str], variables: Mapping[str, str]) -> subprocess.Popen[bytes]:
        options = [part for key, value in SETTINGS.items() for part in ("-c", f"{key}={value}")]
        try:
            return subprocess.Popen(
                ["git", *options, *arguments],
                cwd=self.folder,
                env={**self._surroundings(), **variables},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
        except FileNotFoundError:
            message = "git is not installed, or not where programs are looked for; install it from git-scm.com"
            raise Problem("git", message, code="no-git") from None

    def _surroundings(self) -> dict[str, str]:
        kept = {key: value for key, value in self.environment.items() if key not in _OF_ANOTHER}
        if not sys.stdin or not sys.stdin.isatty():
            kept.setdefault("GIT_TERMINAL_PROMPT", "0")
        return {**kept, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}


def _answer(command: str, done: Done) -> bytes:
    if done.code:
        raise Problem(f"git {command}", f"{done.reason}; the published site is as it was", code="git-failed")
    return done.out


def records(output: bytes) -> Iterator[str]:
    """The parts of output that ends each with a NUL (`-z`)."""
    for record in output.split(b"\0"):
        if record:
            yield record.decode(errors="surrogateescape")
