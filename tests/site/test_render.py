from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from briefgen.problem import Problem
from briefgen.site.page import made_of
from briefgen.site.pages import not_found_page
from briefgen.site.render import environment, render, to_json
from briefgen.site.settings import SiteSettings
from briefgen.site.theme import find_theme, packaged_themes


def rendered(folder: Path, template: str, **data: object) -> str:
    """`template` in a theme of a site's own, rendered with `data`."""
    templates = folder / "desk" / "templates"
    templates.mkdir(parents=True, exist_ok=True)
    (templates / "page.html").write_text(template, encoding="utf-8")
    theme = find_theme("desk", [folder, packaged_themes()])
    return render(environment(theme), made_of("x/index.html", "page.html", data)).decode()


def test_everything_printed_is_escaped(tmp_path: Path) -> None:
    assert rendered(tmp_path, "<p>{{ a }}", a="<b>'\"&") == "<p>&lt;b&gt;&#39;&#34;&amp;"


def test_data_is_never_a_template(tmp_path: Path) -> None:
    assert rendered(tmp_path, "{{ a }}", a="{{ 7 * 7 }}{% raw %}") == "{{ 7 * 7 }}{% raw %}"


def test_json_in_a_script_cannot_close_it(tmp_path: Path) -> None:
    text = rendered(tmp_path, "<script>{{ a|tojson }}</script>", a={"b": "</script><!--", "a": "é"})
    assert text == '<script>{"b":"\\u003c/script\\u003e\\u003c!--","a":"é"}</script>'


@pytest.mark.parametrize("unseen", [*"\0\x08\x0b\x0c\x1b\x7f\u200b\u202a\u202e\u2066\u2069\ufeff\ufffe\uffff\udfff"])
def test_a_single_one_that_may_not_be_in_a_page_is_taken_out(tmp_path: Path, unseen: str) -> None:
    assert rendered(tmp_path, "{{ a }}", a=f"“a”{unseen}\xa0\n\tb") == "“a”\xa0\n\tb"


def test_what_hides_or_reorders_text_is_taken_out(tmp_path: Path) -> None:
    assert rendered(tmp_path, "{{ a }}", a="a\0b\x1b\u202ec\u2066d\u200be\ud800f\ufeff\u200dg") == "abcdef\u200dg"


@pytest.mark.parametrize(
    ("template", "line", "what"),
    [
        ("one\n{{ page.nothing }}", 2, "has no attribute 'nothing'"),
        ("one\n{{ pag.title }}", 2, "'pag' is undefined (did you mean page?)"),
        ('one\n{{ t("key_fact") }}', 2, "no text called 'key_fact' in the theme's languages (did you mean key_facts?)"),
        ("one\ntwo\n{{ nothing }}", 3, "'nothing' is undefined"),
        ("one\n{% if %}", 2, "Expected an expression"),
        ("one\n{{ 1 / 0 }}", 2, "division by zero"),
        ('one\n{% include "brif.html" %}', 2, "did you mean brief.html"),
        ('{% extends "page2.html" %}', 1, "no template called 'page2.html'"),
    ],
)
def test_a_wrong_template_is_named_with_its_line(tmp_path: Path, template: str, line: int, what: str) -> None:
    with pytest.raises(Problem) as wrong:
        rendered(tmp_path, template, page={})
    assert wrong.value.path == str(tmp_path / "desk" / "templates" / "page.html")
    assert (wrong.value.line, wrong.value.code) == (line, "bad-template")
    assert what in wrong.value.message
    assert "x/index.html" in wrong.value.message


def test_an_error_names_the_brief_too(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="of the brief ferry-sinks: ") as wrong:
        rendered(tmp_path, "{{ brief.titel }}", brief={"slug": "ferry-sinks", "title": "Ferry sinks"})
    assert wrong.value.message.endswith("has no attribute 'titel' (did you mean title?)")


def test_a_template_that_extends_its_own_name_changes_one_block_of_the_one_below(tmp_path: Path) -> None:
    (tmp_path / "desk" / "templates").mkdir(parents=True)
    (tmp_path / "desk" / "templates" / "404.html").write_text(
        '{% extends "404.html" %}{% block colophon %}<p>Ours.</p>{% endblock %}', encoding="utf-8"
    )
    page = made_of("404.html", "404.html", not_found_page(SiteSettings("Orr")).data)
    text = render(environment(find_theme("desk", [tmp_path, packaged_themes()])), page).decode()
    assert "<p>Ours.</p>" in text and "<h1>Page not found</h1>" in text and "Photo credits" not in text


def test_a_page_without_template_is_its_data_as_json(tmp_path: Path) -> None:
    page = made_of("brief.json", None, {"b": "</script>", "a": ["é"]})
    templates = environment(find_theme("desk", [packaged_themes()]))
    assert render(templates, page).decode() == '{"b":"</script>","a":["é"]}\n'


plain = st.recursive(
    st.text()
    | st.text('a\ud800\0\x1f\u2028é😀"\\\\/')
    | st.text().map(Markup)
    | st.integers()
    | st.booleans()
    | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(plain)
def test_json_is_that_of_the_standard_library_without_blanks(data: object) -> None:
    assert to_json(data) == json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    assert to_json(data, indent=1) == json.dumps(data, ensure_ascii=False, separators=(",", ":"), indent=1)
