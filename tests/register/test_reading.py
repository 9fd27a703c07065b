from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefgen.fields import Findings
from briefgen.register import Entry, Register, Role, SameAs, load, read_register
from briefgen.register.entry import NotSameAs

DATA = Path(__file__).parents[1] / "data" / "register"
WRONG = yaml.safe_load((DATA / "wrong.yml").read_text("utf-8"))


def test_every_key_can_be_written() -> None:
    findings = Findings("actors.yml")
    register = load(DATA / "everything.yml", findings)

    assert findings.problems == []
    assert register == Register(
        (
            Entry("Calder Line"),
            Entry("Ada Renn", roles=(Role("harbour master"),)),
            Entry(
                "Ada Renn (skipper)",
                name="Ada Renn",
                type="person",
                aliases=("the skipper",),
                roles=(Role("captain"), Role("skipper of the Petrel", "2029-05-02", "2031")),
                wikidata="Q1001",
                homepage="https://renn.example/",
                note="Not the *harbour master*.\n",
                same_as=(SameAs("A. Renn"), SameAs("Ada Renn", "person", ("ferry-sinks", "ferry-inquiry"))),
                not_same_as=(NotSameAs("Ada Renner"),),
                extra=(("party", "none"),),
            ),
        )
    )
    assert [entry.line for entry in register.entries] == [2, 3, 4]
    assert [claim.line for claim in register.entries[2].same_as] == [18, 19]


@pytest.mark.parametrize("case", WRONG, ids=lambda case: case["file"].partition("\n")[0])
def test_what_is_wrong_is_said_by_line(case: dict[str, str]) -> None:
    findings = Findings("actors.yml")
    register = read_register(case["file"], findings)

    assert [str(problem) for problem in findings.problems] == [f"actors.yml:{each}" for each in case["problems"]]
    assert (register is None) == bool(findings.errors)


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "\ufeff"])
def test_an_empty_file_registers_nobody(text: str) -> None:
    assert read_register(text, Findings("actors.yml")) == Register()


def test_a_file_that_is_not_there_registers_nobody_unless_it_is_asked_for(tmp_path: Path) -> None:
    findings = Findings("actors.yml")
    assert load(tmp_path / "actors.yml", findings) == Register()
    assert findings.problems == []
    assert load(tmp_path / "actors.yml", findings, required=True) is None
    assert [problem.code for problem in findings.problems] == ["not-found"]


@pytest.mark.parametrize(("data", "code"), [(b"Ada: x\nBo: \xff\n", "not-utf8"), (None, "not-found")])
def test_what_is_no_text_is_one_line(data: bytes | None, code: str, tmp_path: Path) -> None:
    path = tmp_path / "actors.yml"
    if data is None:
        path.mkdir()
    else:
        path.write_bytes(data)
    findings = Findings("actors.yml")
    assert load(path, findings) is None
    assert [(problem.code, problem.line) for problem in findings.problems] == [(code, 2 if data else None)]


@given(st.text() | st.text("AB:{}[]-, \n&*!'\"#|>"))
def test_any_text_is_a_register_or_has_errors(text: str) -> None:
    findings = Findings("actors.yml")
    assert (read_register(text, findings) is None) == bool(findings.errors)


def test_the_example_that_init_lays_is_a_register() -> None:
    scaffold = (files("briefgen") / "scaffold" / "actors.yml").read_text("utf-8")
    example = "\n".join(re.findall("^# ((?:  |[A-Z][^.\\n]+:$).*)", scaffold, re.MULTILINE))
    findings = Findings("actors.yml")
    register = read_register(example, findings)

    assert findings.problems == []
    assert register is not None
    assert [entry.key for entry in register.entries] == ["Northern Harbour Authority", "Ada Renn (skipper)"]
    assert read_register(scaffold, findings) == Register()
