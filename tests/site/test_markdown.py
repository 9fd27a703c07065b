from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefgen.site import markdown
from briefgen.site.markdown import links, to_html, to_text


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


words = st.sampled_from(
    ["word", "two words", "A&M", "3", "é", "“so”", '"so"', "😀", "a.", "x > y", "it's", "a_b", "!", "#1"]
)
marks = st.sampled_from(
    [
        *(
            "*a*",
            "**",
            "_",
            "`a`",
            "`",
            "[a](b)",
            "[a]",
            "[a](javascript:b)",
            "![a](b)",
            "<b>",
            "<https://x.example>",
            "<!--",
        ),
        *(
            "&amp;",
            "&#65;",
            "&;",
            "&bogus;",
            "\\",
            "\\*",
            "~~a~~",
            "a  ",
            "a\\",
            "\t",
            "\0",
            "\r",
            "\r\n",
            "\x0b",
            "\x85",
            "\xa0",
        ),
        *("\u2028", "\u3000", "\ufeff", "\ud800", "|", "a | b", ":", "=", "  \n", " \n", "\n ", "http://x.example/a_b"),
    ]
)
opens = st.sampled_from(
    [
        *(
            "",
            "",
            "# ",
            "#",
            "## ",
            "> ",
            ">",
            "- ",
            "-",
            "* ",
            "+ ",
            "1. ",
            "12) ",
            "1234567890. ",
            "2.",
            " ",
            "   ",
            "    ",
            "\t",
        ),
        *(
            "---\n",
            "===\n",
            "***",
            "- - -\n",
            "```\n",
            "~~~\n",
            "[a]: b\n",
            "[a]:\nb",
            "| a | b |\n| - | - |\n",
            "|-|\n",
            ":-:\n",
        ),
        *("a|b\n-|-\n", "<div>", "<pre>\n", "  - ", "   1. ", "     "),
    ]
)
inlines = st.lists(words | words | marks, max_size=4).map(" ".join)
lines = st.tuples(opens, inlines).map("".join) | words
plain_paragraphs = st.lists(words, min_size=1, max_size=3).map("\n".join)
blocks = plain_paragraphs | st.lists(lines, min_size=1, max_size=4).map("\n".join)
gaps = st.sampled_from(["\n\n", "\n\n", "\n\n\n", "\n\n\n\n", "\n", "\n  \n", "\n\t\n", "\r\n\r\n", "\n\n    "])
nasty = st.lists(st.tuples(blocks, gaps).map("".join), max_size=6).map("".join)


@given(nasty)
@example("- a\n\nb\n\n  c")
@example("# a\n\nb\n\n### c\n\nd\n\n## e")
@example("    a\n\n\n\n    b")
def test_every_text_is_as_the_parser_alone_has_it(text: str) -> None:
    expected = (to_html(text), to_text(text))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "_parts", lambda text: [(text, False)])
        assert (to_html(text), to_text(text)) == expected


@given(st.lists(blocks, max_size=4), st.lists(plain_paragraphs, min_size=1, max_size=2))
def test_what_stands_between_plain_paragraphs_is_parsed_alone(before: list[str], after: list[str]) -> None:
    text = "\n\n".join([*before, *after])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "_parts", lambda text: [(text, False)])
        expected = to_html(text)

    assert to_html(text) == expected
