"""The words of credit lines that name nobody: labels, notes and rights notices, read from `credit_words.tsv`.

They are data, because every language has its own and a newcomer must be able to add one; the patterns are built once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class CreditWords:
    """The table as patterns. `label` matches in front of a credit, `after` and `tail` search in it; `flags` has each
    row's flag.
    """

    label: re.Pattern[str]
    label_within: re.Pattern[str]
    after: re.Pattern[str]
    tail: re.Pattern[str]
    note_behind: re.Pattern[str]
    notes: frozenset[str]
    flags: dict[str, str]


@cache
def credit_words() -> CreditWords:
    """The table, read and compiled on first use."""
    table = Path(__file__).with_name("credit_words.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    kinds = {kind: [row[2] for row in rows if row[1] == kind] for kind in ("colon", "by", "after", "note", "tail")}
    colon, by = _either(kinds["colon"]), _either(kinds["by"])
    # A lower-case letter in front of a capital is a line break that the paste lost ("the harborCredit: X").
    start = r"(?:(?<!\w)|(?<=[a-z.])(?=(?-i:[A-Z])))"
    label = (
        rf"(?:(?P<label>{colon})(?:\s?[:：＝=]|\.\.\.)|(?P<by>{by})(?=[\s©:])\s?:?"
        rf"|(?:(?:{colon})\s)?[©＠]|[(（][cｃ][)）]|copyright\b:?)\s*"
    )
    return CreditWords(
        label=re.compile(rf"\W{{0,3}}{label}", re.IGNORECASE),
        label_within=re.compile(rf"{start}(?:{colon}|(?:{by})(?=\s))|©|[(（][cｃ][)）]", re.IGNORECASE),
        after=re.compile(rf"\s*(?P<label>{_either(kinds['after'])})$", re.IGNORECASE),
        tail=re.compile(
            rf"[\s,.;/\[(–—-]{{0,4}}(?:\b(?:{_either(kinds['tail'])})\b|(?<=[\s/-])(?-i:Copyright|COPYRIGHT)\b)",
            re.IGNORECASE,
        ),
        note_behind=re.compile(rf"(?<=\w)\s(?P<note>{_either(kinds['note'])})$", re.IGNORECASE),
        notes=frozenset(kinds["note"]),
        flags={row[2]: row[3] for row in rows if len(row) > 3},
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
