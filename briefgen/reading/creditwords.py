"""The words of credit lines that name nobody: labels, notes, licences and rights notices, read from `credit_words.tsv`.

They are data, because every language has its own and a newcomer must be able to add one; the patterns are built once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec

KINDS = ("colon", "by", "after", "note", "tail", "licence", "term", "adaptation", "under", "author")

# The countries to whose law versions 1.0 to 3.0 of the Creative Commons licences were adapted; 4.0 holds everywhere.
_COUNTRIES = (
    "AM|AR|AT|AU|AZ|BE|BG|BR|CA|CH|CL|CN|CO|CR|CZ|DE|DK|EC|EE|EG|ES|FI|FR|GE|GR|GT|HK|HR|HU|IE|IGO|IL|IN|IT|JP|KR|LU|MK"
    "|MT|MX|MY|NL|NO|NZ|PE|PH|PL|PR|PT|RO|RS|SE|SG|SI|TH|TR|TW|UA|UG|UK|US|VE|VN|ZA"
)


class CreditWords(msgspec.Struct, frozen=True):
    """The table as patterns. `label` matches in front of a credit, `after` and `tail` search in it; `flags` has each
    row's flag. `licence` is a licence with the words in front of it, its brackets and its address; `author` the word in
    front of a name beside one.
    """

    label: re.Pattern[str]
    label_within: re.Pattern[str]
    after: re.Pattern[str]
    tail: re.Pattern[str]
    note_behind: re.Pattern[str]
    notes: frozenset[str]
    flags: dict[str, str]
    licence: re.Pattern[str]
    author: re.Pattern[str]


@cache
def credit_words() -> CreditWords:
    """The table, read and compiled on first use."""
    table = Path(__file__).with_name("credit_words.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    kinds = {kind: [row[2] for row in rows if row[1] == kind] for kind in KINDS}
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
        licence=_licence(kinds),
        author=re.compile(rf"^(?:{_either(kinds['author'])})\s(?=\S)", re.IGNORECASE),
    )


def _licence(kinds: dict[str, list[str]]) -> re.Pattern[str]:
    """How a licence begins, then terms and versions in any order, then its adaptation if the part ends there."""
    term = rf"[\s-]{{0,2}}(?:(?:{_either(kinds['term'])})|v?\d(?:\.\d)?)(?!\w|\.\d)"
    adapted = rf"(?:[\s-](?:{_either(kinds['adaptation'])}|{_COUNTRIES})\b){{1,3}}(?=\s?(?:$|[/|,;.:)\]<–—-]|via\b))"
    return re.compile(
        rf"[\s,]{{0,2}}(?<!\w)[(\[]?(?:(?:{_either(kinds['under'])})\s?:?\s)?"
        rf"(?P<licence>(?:{_either(kinds['licence'])})(?=\W|\Z|0)"
        rf"(?P<terms>(?:{term}){{0,9}})(?:{adapted})?)(?!\w)[)\]]?"
        r"(?:,?\s?[<(]?https?://[^\s<>()]{1,200}[>)]?)?",
        re.IGNORECASE,
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
