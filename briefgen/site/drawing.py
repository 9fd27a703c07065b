"""Pictures drawn at build time: whole numbers in an SVG path, the same for the same data on every machine."""

from __future__ import annotations

from collections.abc import Sequence

HEIGHT = 40
"""Of a bar chart, in its own units; a column is `COLUMN` wide and its bar a unit less."""

COLUMN = 5


def bars(counts: Sequence[int]) -> str:
    """The path of a bar chart, one column a count, in a box of `COLUMN * len(counts)` by `HEIGHT`."""
    most = max(counts, default=0) or 1
    drawn = []
    for column, count in enumerate(counts):
        if count:
            tall = max(2, round(HEIGHT * count / most))
            drawn.append(f"M{column * COLUMN} {HEIGHT}v-{tall}h{COLUMN - 1}v{tall}z")
    return "".join(drawn)


def arc(first: int, last: int, longest: int) -> str:
    """The path of an arc between the middles of two rows, each 10 high, in a box 100 wide: the farther, the wider.

    `longest` is the number of rows that the longest arc of the picture spans; it fills the box.
    """
    top, bottom = first * 10 + 5, last * 10 + 5
    bulge = 16 + round(115 * (last - first) / max(longest, 1))
    return f"M0 {top}C{bulge} {top} {bulge} {bottom} 0 {bottom}"


def months(first: str, last: str) -> list[str]:
    """Every month from one to another ("2026-03"), both included."""
    start, end = (int(each[:4]) * 12 + int(each[5:7]) - 1 for each in (first, last))
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(start, end + 1)]
