from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from jinja2 import UndefinedError
from markupsafe import Markup

from briefgen.problem import Problem
from briefgen.site.theme import find_theme, packaged_themes
from briefgen.site.words import FOLDER, Text, _read, number, speak

DESK = find_theme("desk", [packaged_themes()])
CATALOGUES = {
    file.stem: _read(file) for layer in DESK.layers for file in sorted((layer / FOLDER).glob("*.yml")) if file.is_file()
}


def forms(text: Text) -> dict[str, str]:
    return {"other": text} if isinstance(text, str) else dict(text)


def slots(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", text)) - {"n"}


@pytest.mark.parametrize("language", CATALOGUES)
def test_a_catalogue_has_every_text_with_every_plural_and_every_value(language: str) -> None:
    assert CATALOGUES[language].keys() == CATALOGUES["en"].keys()
    plurals = {"other", *Locale.parse(language).plural_form.tags}
    for key, text in CATALOGUES[language].items():
        english = CATALOGUES["en"][key]
        assert isinstance(text, str) == isinstance(english, str), key
        assert isinstance(text, str) or forms(text).keys() == plurals, key
        for form in forms(text).values():
            assert slots(form) == slots(forms(english)["other"]), key


def test_every_text_is_used_and_every_used_one_is_there() -> None:
    layers = [layer / "templates" for name in ("desk", "paper") for layer in _layers(name)]
    templates = "".join(file.read_text("utf-8") for layer in layers for file in layer.glob("*.html"))
    asked = set(re.findall(r'\bt\("([\w-]+)"', templates))
    assert asked - {"field_", "flag_", "rule_", "n_", "no_", "about_"} <= CATALOGUES["en"].keys()
    words = set(re.findall(r"[\w-]+", templates))
    computed = ("field_", "flag_", "rule_", "about_", "n_", "no_", "person", "organization", "place")
    assert not [key for key in CATALOGUES["en"] if key not in words and not key.startswith(computed)]


def _layers(name: str) -> tuple[Path, ...]:
    return find_theme(name, [packaged_themes()]).layers


@pytest.mark.parametrize(
    ("language", "n", "said"),
    [
        ("en", 1, "1 brief"),
        ("en", 1234, "1,234 briefs"),
        ("de", 1234, "1.234 Dossiers"),
        ("ar", 2, "موجزان"),
        ("ar", 3, "3 موجزات"),
        ("ar", 11, "11 موجزًا"),
    ],
)
def test_a_text_counts_as_its_language_does(language: str, n: int, said: str) -> None:
    assert speak(DESK, language)("n_briefs", n) == said


def test_values_are_escaped_unless_they_are_markup() -> None:
    words = speak(DESK, "en")
    assert words("shares", names="<b> & {n}") == "with &lt;b&gt; &amp; {n}"
    assert words("shares", names=Markup("<i>x</i>")) == "with <i>x</i>"


def test_the_nearest_language_is_spoken_and_else_english() -> None:
    assert [speak(DESK, each).language for each in ("de-AT", "de", "fr", "en-GB")] == ["de-AT", "de", "en", "en-GB"]
    assert speak(DESK, "fr")("briefs") == "Briefs"


def test_a_site_changes_one_word_and_keeps_the_rest(tmp_path: Path) -> None:
    (tmp_path / "desk" / "languages").mkdir(parents=True)
    (tmp_path / "desk" / "languages" / "en.yml").write_text("briefs: Notes\n", encoding="utf-8")
    words = speak(find_theme("desk", [tmp_path, packaged_themes()]), "en")
    assert (words("briefs"), words("actors")) == ("Notes", "Actors")


def test_a_language_that_a_site_adds_falls_back_to_english(tmp_path: Path) -> None:
    (tmp_path / "desk" / "languages").mkdir(parents=True)
    (tmp_path / "desk" / "languages" / "it.yml").write_text("actors: Attori\n", encoding="utf-8")
    words = speak(find_theme("desk", [tmp_path, packaged_themes()]), "it")
    assert (words.language, words("actors"), words("topics")) == ("it", "Attori", "Topics")


@pytest.mark.parametrize(
    ("text", "line"), [("briefs: [a]", 1), ("a: b\nbriefs: {one: x}", 2), ("- a", 1), ("briefs: {other: {a: b}}", 1)]
)
def test_a_wrong_catalogue_is_named_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    (tmp_path / "desk" / "languages").mkdir(parents=True)
    (tmp_path / "desk" / "languages" / "en.yml").write_text(text, encoding="utf-8")
    with pytest.raises(Problem) as wrong:
        speak(find_theme("desk", [tmp_path, packaged_themes()]), "en")
    assert (wrong.value.line, wrong.value.code) == (line, "bad-value")


def test_a_text_that_is_not_there_is_an_error() -> None:
    with pytest.raises(UndefinedError, match="did you mean briefs"):
        speak(DESK, "en")("breifs")


@pytest.mark.parametrize(
    "text", ["topics: Themes\nn: {one: x, other: y}\n", "topics: Themes\nn:\n  one: x\n  other: y\n"]
)
def test_a_catalogue_may_be_any_yaml(tmp_path: Path, text: str) -> None:
    (tmp_path / "desk" / "languages").mkdir(parents=True)
    (tmp_path / "desk" / "languages" / "en.yml").write_text(text, encoding="utf-8")
    words = speak(find_theme("desk", [tmp_path, packaged_themes()]), "en")

    assert [words("topics"), words("n", 1), words("n", 2)] == ["Themes", "x", "y"]


@pytest.mark.parametrize(
    ("n", "said"), [(12345, "12,345"), (33.0, "33"), (1234.5, "1,234.5"), (True, "1"), ("7", "7"), (-2, "-2")]
)
def test_a_number_may_come_out_of_a_reckoning(n: Any, said: str) -> None:
    number.cache_clear()
    assert number(n, "en") == said


def test_what_is_counted_may_be_a_part() -> None:
    assert [speak(DESK, "en")("n_briefs", n) for n in (1, 1.0, 1.5)] == ["1 brief", "1 brief", "1.5 briefs"]  # type: ignore[arg-type]
