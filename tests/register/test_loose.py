from __future__ import annotations

from pathlib import Path

from briefgen.briefs import folder
from briefgen.fields import Findings
from briefgen.model import Actor, Brief, Source
from briefgen.register import load, loose_ends, read_register

BRIEFS = [
    ("Ferry sinks", Brief("A title", Source(), actors=(Actor("A. Renn", "person"), Actor("Weir", "place")))),
    ("Budget", Brief("A title", Source(), actors=(Actor("Weir", "organization"),))),
]


def ends(text: str) -> list[str]:
    register = read_register(text, Findings("actors.yml"))
    assert register is not None
    return [str(problem) for problem in loose_ends(register, BRIEFS)]


def test_an_entry_that_a_brief_names_is_none() -> None:
    assert ends("Ada Renn: {same_as: [A. Renn]}\nWeir: {type: place}") == []


def test_an_entry_that_no_brief_names_is_said() -> None:
    assert ends("Weir: {type: place}\nAda Renn: {aliases: [A. Renn]}") == [
        "actors.yml:2: warning: no brief names Ada Renn; take it out, or mend its name or same_as [unnamed-actor]"
    ]


def test_a_brief_that_is_not_there_is_said() -> None:
    assert ends("Ada Renn:\n  same_as:\n    - {name: A. Renn, briefs: [ferry-sinks, fery-sinks]}") == [
        "actors.yml:3: warning: there is no brief fery-sinks (did you mean ferry-sinks?) [unknown-brief]"
    ]


def test_an_entry_of_two_types_is_said() -> None:
    taken = "an organization in Budget and a place in Ferry sinks"
    assert ends("Weir:") == [f"actors.yml:1: warning: Weir is {taken}; say which under type: [two-types]"]


def test_the_register_of_the_example_site_says_nothing_of_nobody() -> None:
    site = Path(__file__).parents[2]
    findings = Findings("content/actors.yml")
    register = load(site / "content/actors.yml", findings)
    assert findings.problems == []
    assert register is not None
    assert loose_ends(register, folder.load(site / "content/briefs").briefs) == []
