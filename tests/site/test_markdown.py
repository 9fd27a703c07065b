from __future__ import annotations

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
