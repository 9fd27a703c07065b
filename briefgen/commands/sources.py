"""What a person names on the command line -> the sources to read: files, whole folders, or standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from briefgen import files
from briefgen.problem import Problem

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """One source: a file, or the bytes of standard input. `path` is how messages and briefs name it.

    `known` are digests of contents that need no converting any more.
    """

    path: str
    file: Path | None = None
    data: bytes = b""
    known: frozenset[str] = frozenset()


def expand(names: Iterable[str]) -> Iterator[Source | Problem]:
    """The sources behind the names, folders searched to the bottom; a Problem for each name that leads nowhere."""
    for name in names:
        path = Path(name)
        if name == STDIN:
            yield Source(STDIN, data=sys.stdin.buffer.read())
        elif name.startswith(("http://", "https://")):
            message = "briefgen cannot fetch pages yet; save the page and convert the file"
            yield Problem(name, message, code="address")
        elif path.is_dir():
            found = False
            for file in files.walk(path):
                found = True
                yield Source(str(file), file)
            if not found:
                yield Problem(name, "there are no articles in this folder", code="empty-folder")
        elif path.is_file():
            yield Source(name, path)
        elif os.path.lexists(name):
            yield Problem(name, "neither a file nor a folder", code="not-a-file")
        else:
            yield Problem(name, "there is no such file", code="not-found")
