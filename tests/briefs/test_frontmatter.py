from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.briefs.frontmatter import split
from briefgen.problem import Problem


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("---\na: b\n---\nText\n", ("a: b\n", "Text\n", 2)),
        ("\n \n--- \t\na: b\n---\x0b\n\nText", ("a: b\n", "\nText", 4)),
        ("---\n---", ("", "", 2)),
        ("---\n ---\n----\n---\n---\n", (" ---\n----\n", "---\n", 2)),
    ],
)
def test_front_matter_stands_between_two_lines(text: str, cut: tuple[str, str, int]) -> None:
    assert split(text, "x.md") == cut


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "no-front-matter", 1),
        ("\n\n", "no-front-matter", 1),
        ("\n\nTitle\n---\na: b\n---\n", "no-front-matter", 3),
        (" ---\na: b\n---\n", "no-front-matter", 1),
        ("\n---\na: b\n --\n", "front-matter-not-closed", 2),
    ],
)
def test_front_matter_that_is_none_is_told_with_its_line(text: str, code: str, line: int) -> None:
    with pytest.raises(Problem) as wrong:
        split(text, "x.md")
    assert (wrong.value.code, wrong.value.line) == (code, line)


@given(st.lists(st.sampled_from(("---", "--- ", " ---", "----", "", " ", "a: b", "\x85", "\u2028x"))))
def test_the_lines_are_found_wherever_one_by_one_they_are(lines: list[str]) -> None:
    fences = [number for number, line in enumerate(lines) if line.rstrip() == "---"]
    text = "\n".join(lines)
    if len(fences) > 1 and not any(line.strip() for line in lines[: fences[0]]):
        front = "".join(f"{line}\n" for line in lines[fences[0] + 1 : fences[1]])
        assert split(text, "x.md") == (front, "\n".join(lines[fences[1] + 1 :]), fences[0] + 2)
    else:
        with pytest.raises(Problem):
            split(text, "x.md")
