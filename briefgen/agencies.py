"""The agencies, distributors and outlets whose names stand in credits, datelines and bylines.

The table is `agencies.tsv` beside this file: one line an agency, for a newcomer to extend. A name is found only as a
whole printed form; what the words around it mean is for the caller.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal, cast, get_args

import msgspec

AgencyKind = Literal["agency", "outlet", "distributor", "platform"]

# A form this short is an acronym and may be a common word in lower case ("pa", "aa", "rex").
SAFE_LENGTH = 5


class Agency(msgspec.Struct, frozen=True):
    """One line of the table: the usual name, what kind of house it is, and every form it is printed in."""

    name: str
    kind: AgencyKind
    forms: tuple[str, ...]


@cache
def agencies() -> tuple[Agency, ...]:
    """The table, in its order."""
    table = Path(__file__).with_name("agencies.tsv").read_text(encoding="utf-8")
    return tuple(_agency(line) for line in table.splitlines() if line and not line.startswith("#"))


def find_agency(text: str) -> Agency | None:
    """The agency that `text` is a printed form of, white space and the case of longer forms aside, else None."""
    form = " ".join(text.split())
    exact, folded = _index()
    return exact.get(form) or folded.get(form.casefold())


@cache
def _index() -> tuple[dict[str, Agency], dict[str, Agency]]:
    """Printed form -> agency, as printed and (for forms long enough to be safe) case-folded. The first line wins."""
    exact: dict[str, Agency] = {}
    folded: dict[str, Agency] = {}
    for agency in agencies():
        for form in agency.forms:
            exact.setdefault(form, agency)
            if len(form) >= SAFE_LENGTH:
                folded.setdefault(form.casefold(), agency)
    return exact, folded


def _agency(line: str) -> Agency:
    name, kind, forms = line.split("\t")
    if kind not in get_args(AgencyKind):
        raise ValueError(f"agencies.tsv: {name}: {kind!r} is no kind of agency")
    printed = (name, *(form.strip() for form in forms.split(";")))
    return Agency(name, cast(AgencyKind, kind), tuple(dict.fromkeys(form for form in printed if form)))
