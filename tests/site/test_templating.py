"""Whatever a template does, it comes to the same text, or the same error, as in Jinja's own environment."""

from __future__ import annotations

import importlib.util
import sys
from collections import OrderedDict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined, Template, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from briefgen.model import Brief
from briefgen.site import templating
from briefgen.site.library import catalogue
from briefgen.site.pages import all_pages
from briefgen.site.render import environment, render
from briefgen.site.settings import SiteSettings
from briefgen.site.templating import QuickEnvironment
from briefgen.site.theme import find_theme, packaged_themes
from briefgen.site.themesettings import settle
from briefgen.site.words import Words


@pass_context
def names(context: Context, sign: str = ",") -> str:
    return sign.join(sorted(key for key in context.get_all() if len(key) == 1))


class Shown:
    """Something with attributes, items and markup of its own."""

    word = "<attribute>"

    def __getitem__(self, key: str) -> str:
        return f"<item {key}>"

    def __html__(self) -> str:
        return "<b>shown</b>"


WORDS = Words(
    "en", {"plain": "a & b", "one": "{n} of {of}", "value": "so {name}, {name}", "wide": "{name:>9}", "odd": "{"}
)

DATA = {
    "a": "<b>'\"&",
    "m": Markup("<i>"),
    "d": {"items": 1, "word": "<w>", "none": None, "get": 2, "inner": {"x": [1, 2]}},
    "o": OrderedDict(word="ordered", items=3),
    "s": Shown(),
    "n": 7,
    "e": [],
    "z": None,
    "names": names,
    "t": WORDS,
    "stop": iter(()).__next__,
}

TEMPLATES = (Path(__file__).parent.parent / "data" / "site" / "templates.txt").read_text("utf-8").splitlines()


SPOKEN = (
    '{{ t("plain") }}{{ t("plain") ~ a }}{{ t("plain")|upper }}{{ t("pl" ~ "ain") }}{{ t("one", 3) }}{{ t("one", n) }}',
    '{% set x = t("plain") %}{{ x }}{{ x|e }}{{ [x]|join }}{% if t("plain") == "a & b" %}yes{% endif %}',
    '{% for t in [names] %}{{ t(";") }}{% endfor %}',
    '{% macro t(x) %}<{{ x }}>{% endmacro %}{{ t("plain") }}',
    '{% macro say(t) %}{{ t("plain") }}{% endmacro %}{{ say(names) }}',
    '{% autoescape false %}{{ t("plain") }}{{ t("plain") ~ a }}{% endautoescape %}',
    'a{{ t("nothing") }}',
    "{{ t() }}",
    '{{ t(["plain"]) }}{{ t.has("plain") }}{{ t(*["plain"]) }}',
)
"""Templates that say constant words, or call something else what words are called."""


def outcome(environment: Environment, template: str, **data: object) -> str:
    """What a template gives, or what is wrong with it."""
    try:
        return environment.from_string(template).render(data)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_gives_the_same(template: str) -> None:
    about = {"autoescape": True, "undefined": StrictUndefined}

    assert outcome(QuickEnvironment(**about), template, **DATA) == outcome(Environment(**about), template, **DATA)


@pytest.mark.parametrize("template", [*TEMPLATES, *SPOKEN])
def test_a_template_gives_the_same_where_the_words_are_known_when_it_is_compiled(template: str) -> None:
    about = {"autoescape": True, "undefined": StrictUndefined}
    quick, plain = QuickEnvironment(**about), Environment(**about)
    data = {key: value for key, value in DATA.items() if key != "t"}
    quick.globals["t"] = plain.globals["t"] = WORDS
    assert outcome(quick, template, **data) == outcome(plain, template, **data)


def test_a_word_that_hangs_on_nothing_is_a_part_of_the_compiled_template() -> None:
    quick = QuickEnvironment(autoescape=True)
    quick.globals["t"] = WORDS
    assert "'<p>a &amp; b</p>'" in quick.compile('<p>{{ t("plain") }}</p>', raw=True)


values = st.recursive(
    st.text() | st.integers() | st.none() | st.booleans() | st.text().map(Markup),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["a", "keys", "pop", "word"]), inner),
    max_leaves=5,
)


@given(values, st.sampled_from(["a", "keys", "pop", "word", "nothing"]))
def test_any_value_is_printed_the_same(value: object, name: str) -> None:
    about = {"autoescape": True, "undefined": StrictUndefined}
    template = "{% macro f(x) %}{{ x }}{% endmacro %}{{ v }}{{ f(v) }}{{ v.NAME is callable or v.NAME }}".replace(
        "NAME", name
    )

    assert outcome(QuickEnvironment(**about), template, v=value) == outcome(Environment(**about), template, v=value)


@given(
    st.text(),
    st.dictionaries(st.sampled_from(["a", "b"]), st.text() | st.text().map(Markup) | st.none() | st.integers()),
)
def test_words_are_filled_as_markup_formats_them(text: str, values: dict[str, object]) -> None:
    template = text.replace("x", "{a}").replace("y", "{b}").replace("z", "{{")
    said = Words("en", {"key": template})

    try:
        expected = (Markup.escape(template).format(**values)) if values else Markup.escape(template)
    except (KeyError, ValueError, IndexError, AttributeError) as error:
        with pytest.raises(type(error)):
            said("key", **values)
    else:
        assert said("key", **values) == expected


@pytest.mark.parametrize("name", ["desk", "paper"])
def test_every_page_is_the_same(
    name: str, settings: SiteSettings, briefs: list[tuple[str, Brief]], monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = find_theme(name, [packaged_themes()])
    chosen = settle(theme.settings, {}, "briefgen.yml")
    pages = list(all_pages(settings, catalogue(briefs), {}))

    templates = environment(theme, "en", chosen)
    quick = [render(templates, page) for page in pages]

    for part, plain in (("template_class", Template), ("context_class", Context), ("getattr", Environment.getattr)):
        monkeypatch.setattr(QuickEnvironment, part, plain)
    templates = environment(theme, "en", chosen)
    assert [render(templates, page) for page in pages] == quick


def test_printing_needs_no_c_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "markupsafe._speedups", None)
    spec = importlib.util.spec_from_file_location("templating_without_c", str(templating.__file__))
    assert spec and spec.loader
    without = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(without)

    assert without.printed("<b>'\"&") == "&lt;b&gt;&#39;&#34;&amp;" == templating.printed("<b>'\"&")
