"""A problem as an open page shows it: with the lines of the file around the one that is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from briefgen.problem import Problem

AROUND = 2
"""Lines before and after."""
LONGEST = 200
"""Characters of a line."""
LARGEST = 4 * 1024**2
"""Bytes of a file that an excerpt is taken from."""


def told(problem: Problem, root: Path) -> dict[str, Any]:
    """The problem as plain data: `lines` are [number, text] pairs, none where the file has no such line."""
    return {
        "path": _shown(Path(problem.path), root),
        "line": problem.line,
        "message": problem.message,
        "code": problem.code,
        "lines": lines(root / problem.path, problem.line) if problem.line else [],
    }


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def lines(file: Path, line: int) -> list[tuple[int, str]]:
    """The lines around line number `line`."""
    try:
        if file.stat().st_size > LARGEST:
            return []
        every = file.read_bytes().decode(errors="replace").splitlines()
    except (OSError, ValueError):
        return []
    first = max(1, line - AROUND)
    return [
        (number, text[:LONGEST])
        for number, text in enumerate(every[first - 1 : line + AROUND], start=first)
        if line <= len(every)
    ]
