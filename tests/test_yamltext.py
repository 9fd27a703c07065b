from __future__ import annotations

import pytest

from briefgen.problem import Problem
from briefgen.yamltext import parse
from briefgen.yamltree import Mapping, plain


def test_every_key_knows_its_line() -> None:
    tree = parse("a: 1\n\nb:\n  c: 2\n", "x.yml", first_line=10)

    assert isinstance(tree, Mapping)
    assert tree.key_lines == {"a": 10, "b": 12}


def test_plain_values_are_those_of_json_and_everything_else_is_text() -> None:
    tree = parse("[1, -2, 012, 1:30, 1.5, NO, yes, true, FALSE, ~, null, '', 'null', 2021-02-19, 0x1F]", "x.yml")

    assert plain(tree) == [
        *(1, -2, "012", "1:30", "1.5", "NO", "yes", True, False),
        *(None, None, "", "null", "2021-02-19", "0x1F"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[" * 900_000, "nested deeper than 16 levels"),
        ("{a: " * 900, "nested deeper than 16 levels"),
        ("a: &x [*x]", "YAML anchors"),
        ("<<: *x", "YAML anchors"),
        ("a: !!binary aGk=", "YAML tags"),
        ("a: 1\na: 2", "a is written twice, first in line 1"),
        ("? [a]\n: 1", "a key must be plain text"),
        ("a: 1\n---\nb: 2", "one YAML document only"),
        ("a: \ud800", "half a character"),
        ("x" * 1_000_001, "longer than 1,000,000 characters"),
    ],
)
def test_yaml_that_could_harm_or_mislead_is_refused(text: str, message: str) -> None:
    with pytest.raises(Problem, match=message):
        parse(text, "x.yml")
