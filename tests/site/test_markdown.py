from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefgen.site import markdown
from briefgen.site.markdown import links, to_html, to_text
from briefgen.site.plainmarkdown import ODD, Block


def test_markup_in_a_text_shows_as_text() -> None:
    assert to_html("<script>alert(1)</script>") == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"


def test_headings_stand_below_those_of_the_page() -> None:
    assert to_html("## A\n\n#### B") == "<h3>A</h3>\n<h4>B</h4>\n"


def test_pictures_become_links_and_bad_links_text() -> None:
    made = to_html("![a](https://other.example/p.gif) [b](javascript:alert(1)) [c](//other.example)")
    assert made == (
        '<p>!<a href="https://other.example/p.gif">a</a> [b](javascript:alert(1)) [c](//other.example)</p>\n'
    )


def test_text_is_that_of_paragraphs_and_lists() -> None:
    assert to_text("# Head\n\nOne *two*\nthree.\n\n- four `five`\n\n| a |\n| - |\n| b |") == "One two three. four five"


def test_links_are_those_of_the_page_with_the_lines_they_stand_on() -> None:
    text = (
        "One [a](../x/)\nand [ü](../ü/).\n\n    [code](c)\n\n"
        "`[c](d)` [b](javascript:x) <https://a.example>\n\n[r]\n\n[r]: e"
    )

    assert list(links(text)) == [("../x/", 0), ("../%C3%BC/", 1), ("https://a.example", 5), ("e", 7)]
    assert list(links("No link")) == []


def test_paragraphs_without_markup_are_as_they_are() -> None:
    assert to_html('\n\nTwo lines,\nand "so" > A&M.\n\n\n3 more – é\n') == (
        "<p>Two lines,\nand &quot;so&quot; &gt; A&amp;M.</p>\n<p>3 more – é</p>\n"
    )
    assert to_text("Two\nlines.\n\nOne  more.\n") == "Two lines. One more."


DATA = Path(__file__).parent.parent / "data" / "site" / "markdown"
WORDS, MARKS, OPENINGS, PLAIN = (
    json.loads((DATA / f"{name}.json").read_text("utf-8")) for name in ("words", "marks", "openings", "plain")
)
"""What nasty texts are put together from."""

inlines = st.lists(st.sampled_from(WORDS) | st.sampled_from(WORDS + MARKS), max_size=4).flatmap(
    lambda parts: st.sampled_from([" ".join(parts), "".join(parts)])
)
lines = st.tuples(st.sampled_from(OPENINGS), inlines).map("".join) | inlines
plain = st.sampled_from(PLAIN) | st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map("\n".join)
blocks = plain | st.lists(lines, min_size=1, max_size=4).map("\n".join)
gaps = st.sampled_from(["\n\n", "\n\n", "\n\n", "\n\n\n\n", "\n", "\n  \n", "\n\t\n", "\r\n\r\n", "\n\n    "])
nasty = st.lists(st.tuples(blocks, gaps).map("".join), max_size=6).map("".join)
mixed = st.lists(plain | blocks, max_size=6).map("\n\n".join)


@given(nasty | mixed | st.lists(plain, max_size=6).map("\n\n".join))
@example("- a\n\nb\n\n  c")
@example("- a\n\n- b\n\n- c")
@example("# a\n\nb\n\n### c\n\nd\n\n#### e\n---\n\n## f")
@example("    a\n\n\n\n    b")
@example("> a\n> \nb")
def test_every_text_is_as_the_parser_alone_has_it(text: str) -> None:
    quick = to_html(text), to_text(text)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "blocks", lambda text: [Block(ODD, [text])])
        assert quick == (to_html(text), to_text(text))
