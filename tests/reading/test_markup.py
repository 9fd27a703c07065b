from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.problem import Problem
from briefgen.reading.html.limits import MOST_TAGS
from briefgen.reading.markup import plain_paragraphs


@pytest.mark.parametrize(
    ("html", "paragraphs"),
    [
        ("<p>The <b>ferry</b>\n left.</p><p>It was late.</p>", ["The ferry left.", "It was late."]),
        ("One<br>two<br/>three", ["One", "two", "three"]),
        ("<p>One<p>two", ["One", "two"]),
        ("Before <i>it</i> and <div>within</div> and behind", ["Before it and", "within", "and behind"]),
        ("<ul><li>a</li><li>b</li></ul><td>c</td>", ["a", "b", "c"]),
        ("<p>Yes.</p><figure><p>No.</p></figure><aside>No.</aside><script>1 < 2</script>", ["Yes."]),
        ("<title>No.</title><hl2>Yes.</hl2>", ["Yes."]),
        ("5 < 6 &amp; 7 > 6, caf&eacute;", ["5 < 6 & 7 > 6, café"]),
        ("&lt;p&gt;", ["<p>"]),
        ("", []),
        ("<!-- no -->", []),
        ("</p></p>", []),
    ],
)
def test_a_body_is_the_text_of_its_blocks(html: str, paragraphs: list[str]) -> None:
    assert list(plain_paragraphs(html)) == paragraphs


@pytest.mark.parametrize("opening", ["<!--", "<![CDATA[", "<?", "&", "<b", "<p>", "</p>", "<aside>"])
def test_what_is_never_closed_is_read_in_one_pass(opening: str) -> None:
    try:
        plain_paragraphs(opening * 50_000)
    except Problem as problem:
        assert problem.code == "hostile-html"


@pytest.mark.parametrize(("html", "code"), [("<p>" * (MOST_TAGS + 1), "too-large"), ("<b>" * 999, "hostile-html")])
def test_what_no_wire_sends_is_refused(html: str, code: str) -> None:
    with pytest.raises(Problem) as caught:
        plain_paragraphs(html, "wire.json")

    assert (caught.value.path, caught.value.code) == ("wire.json", code)


@given(st.lists(st.text("ab <>/p&;!-\"'=\0é\u2028", max_size=40)).map("".join))
def test_any_text_gives_paragraphs_without_loose_white_space(html: str) -> None:
    assert all(text and text == " ".join(text.split()) for text in plain_paragraphs(html))
