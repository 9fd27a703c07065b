"""tests/data/proposals: for each rule what is proposed and what is not, and why."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefgen.proposals import Proposal, propose
from briefgen.register import Register
from briefgen.site.library import Library

DATA = Path(__file__).parents[1] / "data" / "proposals"
CASES = [(file.stem, case) for file in sorted(DATA.glob("*.yml")) for case in yaml.safe_load(file.read_text("utf-8"))]
RULES = set(
    "spelling one-letter order middle-name longer-name initial surname acronym short-form legal-form alias type".split()
)

Libraries = Callable[..., Library]
CASE = pytest.mark.parametrize(("rule", "case"), CASES, ids=[f"{rule}: {case['case']}" for rule, case in CASES])


def lines(proposals: tuple[Proposal, ...]) -> list[str]:
    return sorted(line for proposal in proposals for line in proposal.lines)


@CASE
def test_what_is_proposed_is_what_the_case_says(rule: str, case: dict[str, Any], library: Libraries) -> None:
    assert lines(propose(library(case))) == sorted(case["lines"])


def test_every_rule_has_a_case_that_is_proposed_and_one_that_is_not(library: Libraries) -> None:
    shown = {rule for _, case in CASES for each in propose(library(case)) for rule, *_ in each.reasons}
    assert shown == RULES
    assert {rule for rule, case in CASES if case["lines"]} >= RULES
    assert {rule for rule, case in CASES if not case["lines"]} >= RULES


@CASE
def test_pasting_a_proposal_makes_exactly_these_actors_one(rule: str, case: dict[str, Any], library: Libraries) -> None:
    before = library(case)
    register = case.get("register", "")
    for proposal in propose(before):
        after = library(case, pasted(register, proposal, before.register))
        merged = {proposal.actor.key, *(each.key for each in proposal.others)}
        for filed in before.briefs:
            for actor in filed.brief.actors:
                was, now = before.key(filed, actor), after.key(filed, actor)
                assert now == (proposal.actor.key if was in merged else was)
        assert len(after.dossiers) == len(before.dossiers) - len(proposal.others)
        assert merged.isdisjoint(
            each.key for other in propose(after) for each in other.others if other.actor.key == proposal.actor.key
        )


@CASE
def test_a_proposal_pasted_as_not_same_as_is_not_made_again(
    rule: str, case: dict[str, Any], library: Libraries
) -> None:
    before = library(case)
    for proposal in propose(before):
        if proposal.entry.same_as and not proposal.standing and "type:" not in proposal.lines[0]:
            refused = pasted("", proposal, Register()).replace("same_as", "not_same_as")
            after = propose(library(case, case.get("register", "") + refused))
            joined = [{each.actor.key, *(other.key for other in each.others)} for each in after]
            assert all(not {proposal.actor.key, other.key} <= each for other in proposal.others for each in joined)


def pasted(register: str, proposal: Proposal, read: Register) -> str:
    """The register's text with what a person pastes, at the place that the proposal names."""
    written = register.splitlines()
    if proposal.standing is None:
        return "\n".join([*written, *proposal.lines, ""])
    line = proposal.standing.line
    if not proposal.standing.block:
        return "\n".join([*written[: line - 1], *proposal.lines, *written[line:], ""])
    keys = tuple(each.partition(":")[0] + ":" for each in proposal.lines)
    end = next((n for n in range(line, len(written)) if not written[n].startswith(" ")), len(written))
    kept = [each for each in written[line:end] if not each.startswith(keys)]
    return "\n".join([*written[:line], *kept, *proposal.lines, *written[end:], ""])
