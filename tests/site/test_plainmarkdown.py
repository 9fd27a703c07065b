from __future__ import annotations

import pytest

from briefgen.site.plainmarkdown import LOOSE, ODD, Block, blocks, inline_html, inline_words


def test_blocks_are_told_apart_at_a_glance() -> None:
    text = "Two\nlines.\n\n## A heading\n\n- one\n- **two**\n\n> “So,” she said.\n>\n> And more.\n"

    assert blocks(text) == [
        Block("p", ["Two\nlines."]),
        Block("h2", ["A heading"]),
        Block("ul", ["one", "**two**"]),
        Block("blockquote", ["“So,” she said.", "And more."]),
    ]


def test_lists_with_a_blank_line_between_them_are_one() -> None:
    assert blocks("a\n\n- b\n- c\n\n- d\n\n\n- e\n\nf") == [
        Block("p", ["a"]),
        Block(LOOSE, ["b", "c", "d", "e"]),
        Block("p", ["f"]),
    ]


@pytest.mark.parametrize("text", ["- a\n\n- b\n\n* c", "1. a\n\n- b\n\n- c", "- a\n\n    b\n\n- c\n\n- d"])
def test_a_list_beside_what_is_odd_is_odd(text: str) -> None:
    assert blocks(f"{text}\n\nz") == [Block(ODD, [text]), Block("p", ["z"])]


def test_what_is_odd_is_cut_out_in_one_piece() -> None:
    assert blocks("a\n\n1. b\n\n\n   c\n\nd") == [Block("p", ["a"]), Block(ODD, ["1. b\n\n\n   c"]), Block("p", ["d"])]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "* a",
            "a\n- b",
            "## a #",
            "#a",
            "## a\nb",
            "> a\nb",
            "> - a",
            "- # a",
            "a  \nb",
            "a\\",
            "`a`",
            "_a_",
        ),
        *(
            "[a](b)",
            "[a][b]",
            "a**b**",
            "***a***",
            "<b>",
            "&amp;",
            "a\n---",
            "| a |\n|-|",
            " a",
            "1. a",
            "\xa0a",
            "a\0",
        ),
    ],
)
def test_what_needs_more_than_a_glance_is_odd(text: str) -> None:
    assert blocks(text) == [Block(ODD, [text])]


@pytest.mark.parametrize("text", ["a\n\n```\n\nb", "a\n\n~~~", "a\n\n[b]: c", "a\r\n\r\nb"])
def test_what_reaches_beyond_a_blank_line_leaves_a_text_whole(text: str) -> None:
    assert blocks(text) == [Block(ODD, [text])]


def test_a_line_is_shown_and_said() -> None:
    line = "**Two words** and *one*, [a link](https://x.example/a-b) & “more” [sic]."

    assert inline_html(line) == (
        '<strong>Two words</strong> and <em>one</em>, <a href="https://x.example/a-b">a link</a> &amp; “more” [sic].'
    )
    assert inline_words(line) == "Two words and one, a link & “more” [sic]."
