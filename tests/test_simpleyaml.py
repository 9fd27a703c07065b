from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefgen import simpleyaml, yamltext, yamltree
from briefgen.problem import Problem
from briefgen.simpleyaml import NotSimple
from briefgen.yamltree import Node, Scalar, Sequence

DATA = Path(__file__).parent / "data" / "briefs"


def simply(node: Node) -> object:
    """A tree of `yamltext` as `simpleyaml` would have it."""
    if isinstance(node, Scalar):
        return (node.text,) if node.quoted else None if yamltree.is_null(node) else node.text
    if isinstance(node, Sequence):
        return [simply(item) for item in node.items]
    return {key: simply(value) for key, value in node.fields.items()}


def test_what_programs_write_is_simple() -> None:
    front = (DATA / "lit.md").read_text("utf-8").split("---\n")[1]

    assert simpleyaml.parse(front) == simply(yamltext.parse(front, "x.md"))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("", {}),
        ("a: b", {"a": "b"}),
        ("a:\nb: ~\nc: null\nd: ''", {"a": None, "b": None, "c": None, "d": ("",)}),
        ("a:\n- b\n- c: d\n  e:\n  - f\ng: h", {"a": ["b", {"c": "d", "e": ["f"]}], "g": "h"}),
        ("a:\n  - b\n\n  # why\n  -   c: d\n      e: f", {"a": ["b", {"c": "d", "e": "f"}]}),
        ("a: [b, c d ,e]\nb: []\nc: {}", {"a": ["b", "c d", "e"], "b": [], "c": {}}),
        (
            "a: 'it''s: so'\nb: \"# no\"\nc: http://x.example/#y",
            {"a": ("it's: so",), "b": ("# no",), "c": "http://x.example/#y"},
        ),
    ],
)
def test_a_value_a_line_is_read_at_once(text: str, values: object) -> None:
    assert simpleyaml.parse(text) == values == simply(yamltree.keys(yamltext.parse(text, "x.md")))


@pytest.mark.parametrize(
    "text",
    [
        *("a: b\n  c", "a: |\n  b", "a: >-\n  b", 'a: "b\\n"', "a: b # c", "a: &b c", "a: *b", "a: !b c", "- a", "a"),
        *(
            "a: {b: c}",
            "a: [[b]]",
            "a: ['b']",
            "? a\n: b",
            "a: b\na: c",
            "a: b: c",
            "a:\n b: c\n  d: e",
            "a:\n -",
            "a\t: b",
        ),
        *(
            "a: \x85",
            "a: \ufeff",
            "a: \ud800",
            "'a': b",
            "a: 'b' c",
            "a: '",
            "a:\n- b\n c: d",
            " a: b",
            "a: @b",
            "a: -b",
        ),
        "a:\n" + "".join(" " * n + "- b:\n" for n in range(1, 40, 2)),
    ],
)
def test_all_else_is_left_to_yamltext(text: str) -> None:
    with pytest.raises(NotSimple):
        simpleyaml.parse(text)


def test_plain_values_are_those_of_yamltext() -> None:
    text = "a: [1, 012, yes, true, FALSE, null, 1.5]\nb: '1'\nc: {}\nd: ~\ne:\n- true\n- 'true'\n"

    assert repr(simpleyaml.plain(simpleyaml.parse(text))) == repr(yamltree.plain(yamltext.parse(text, "x.md")))


blanks = st.sampled_from(["", "", "", " ", "  ", "  ", "    "])
dashes = st.sampled_from(["", "", "", "- ", "- ", "-  ", "-", "- - ", "? "])
keys = st.sampled_from(["", *(f"{key}:" for key in ("a", "b", "c", "true", "7", "x-y", "é", "'q'", "a b", "a:", "-z"))])
gaps = st.sampled_from([" ", " ", " ", "  ", "", "\t", "\xa0"])
scalars = st.sampled_from(
    [
        *(
            "",
            "",
            "word",
            "two words",
            "12:30",
            "http://x.example/#y",
            "it's",
            'say "so"',
            "null",
            "~",
            "Null",
            "true",
            "012",
        ),
        *("''", "'it''s'", "'a: b'", "' a '", "'''", "'a' b", "'a", '""', '"a"', '"a: b"', '"a\\"b"', '"a" b', '"'),
        *(
            "a: b",
            "a:",
            "a :b",
            "a #b",
            "a# b",
            "# a",
            "#a",
            "[]",
            "[a]",
            "[a, b]",
            "[a , b c]",
            "[a,b]",
            "[a, ]",
            "[a: b]",
        ),
        *("[a:b]", "[a #b]", "[a, 'b']", "[a", "[a] b", "[[a]]", "[a, [b]]", "[null, 1]", "{}", "{ }", "{a: b}", "{a"),
        *(
            "|",
            ">-",
            "|2",
            "&a b",
            "*a",
            "!a b",
            "%a",
            "@a",
            "`a",
            "-a",
            "- a",
            "?a",
            "? a",
            ":a",
            ",a",
            "a,",
            "a]",
            "}",
        ),
        *(
            "---",
            "...",
            "--- a",
            "a\tb",
            "\ta",
            "a\x85b",
            "a\u2028b",
            "\ufeffa",
            "a\u200cb",
            "\xa0a",
            "é",
            "😀",
            "\x00",
            "\x7f",
        ),
    ]
)
ends = st.sampled_from(["", "", "", " ", "  ", "\t", " # c", "\r"])
lines = st.tuples(blanks, dashes, keys, gaps, scalars, ends).map("".join) | st.sampled_from(
    ["", "  ", "# c", "---", "..."]
)
texts = st.lists(lines, max_size=8).map("\n".join) | st.text(st.sampled_from("ab:- \n'\"[]{},#|?&*!~"), max_size=30)


@given(texts)
@example("a: b\n---\nc: d")
def test_what_is_read_at_once_is_what_yamltext_reads(text: str) -> None:
    try:
        values = simpleyaml.parse(text)
    except NotSimple:
        return
    tree = yamltree.keys(yamltext.parse(text, "x.md"))
    assert repr(values) == repr(simply(tree))
    assert repr(simpleyaml.plain(values)) == repr(yamltree.plain(tree))


@given(texts)
def test_what_is_wrong_is_never_simple(text: str) -> None:
    try:
        yamltext.parse(text, "x.md")
    except Problem:
        with pytest.raises(NotSimple):
            simpleyaml.parse(text)
