"""Roles that one noun gives to several people: "judges Quill, Orr and Vane" are a judge each."""

from __future__ import annotations

from briefgen.extraction.roles_before import role_before
from briefgen.extraction.signs import PERSON
from briefgen.extraction.state import Mention, State

LONGEST_ROW = 8
JOINERS = frozenset((",", "and"))


def role_in_row(state: State, mention: Mention) -> str:
    """ "judges Quill, Orr and Vane": what each of a row of people is, by the noun for all of them."""
    if state.lowers[mention.lead - 1] not in JOINERS and state.lowers[mention.last] not in JOINERS:
        return ""
    first, row = mention, 1
    while row < LONGEST_ROW and (before := state.ends.get(first.lead - 1)) is not None and before.kind == PERSON:
        if state.lowers[first.lead - 1] not in JOINERS or before.sentence != mention.sentence:
            break
        first, row = before, row + 1
    if row == 1 and state.lowers[mention.last] not in JOINERS:
        return ""
    many = role_before(state, first) or state.lowers[first.first - 1]
    one = singular(state, many)
    return one if one != many else ""


def singular(state: State, role: str) -> str:
    """The role of one of several: "judge" of "judges", "deputy minister" of "deputy ministers"."""
    word = role.rsplit(" ", 1)[-1]
    one = word[:-3] + "y" if word.endswith("ies") else word[:-1]
    known = word.endswith("s") and one.lower() in state.lexicon.role_nouns
    return role[: len(role) - len(word)] + one if known else role
