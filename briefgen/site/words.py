"""The words of the interface, in the languages that a theme has them in.

A catalogue is `languages/LANGUAGE.yml`: keys and texts, with `{name}` for what is put in. A text that counts has a form
for each of its language's plurals (Unicode CLDR, "Language Plural Rules"). What a language lacks is said in English,
and a site changes single words by having a catalogue of them in its own layer of the theme.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from string import Formatter

import msgspec
from markupsafe import Markup, escape

from briefgen import flawless, yamltree
from briefgen.flawless import Flawed
from briefgen.problem import Problem, did_you_mean
from briefgen.simpleyaml import Plain
from briefgen.site.answers import answer
from briefgen.site.theme import Theme

FOLDER = "languages"
ENGLISH = "en"

Text = str | Mapping[str, str]

KEPT = 8192
"""Texts, each with its number, that are remembered as they are said."""


class Said(msgspec.Struct, frozen=True):
    """A text, escaped, and its pieces: what stands before each value, and the value's name; the last has none.

    There are no pieces where the text asks for more than values as they are (`{n:>5}`), or is none that can be filled.
    """

    whole: Markup
    pieces: tuple[tuple[str, str | None], ...] | None

    @classmethod
    def of(cls, text: str) -> Said:
        try:
            found = [*Formatter().parse(text)]
        except ValueError:
            return cls(Markup(text), None)
        plain = all(name is None or (name.isidentifier() and not spec and not asked) for _, name, spec, asked in found)
        return cls(Markup(text), tuple((before, name) for before, name, _, _ in found) if plain else None)

    def filled(self, values: Mapping[str, object]) -> Markup:
        """The text with these values, escaped unless they are markup, as `Markup.format` has it."""
        if self.pieces is None:
            return self.whole.format(**values)
        parts: list[str] = []
        for before, name in self.pieces:
            parts.append(before)
            if name is not None:
                parts.append(escape(values[name]))
        return Markup("".join(parts))


class Words:
    """Says a text of the interface: `words("briefs", 3)` is "3 briefs". `language` is the one that it speaks."""

    def __init__(self, language: str, texts: Mapping[str, Text]) -> None:
        self.language = language
        self.texts = texts
        self._said: dict[tuple[str, int | None], Said] = {}

    def __call__(self, key: str, n: int | None = None, **values: object) -> str:
        """The text called `key`, for `n` of what it counts; the values are put in, escaped unless they are markup."""
        said = self._said.get((key, n))
        if said is None:
            if len(self._said) >= KEPT:
                self._said.clear()
            said = self._said[key, n] = Said.of(self._say(key, n))
        return said.filled(values) if values else said.whole

    def has(self, key: str) -> bool:
        return key in self.texts

    def forms(self, key: str) -> Mapping[str, str]:
        """The text called `key` for each plural, "{n}" where the number goes: for a script, which counts by itself."""
        text = self.texts[key]
        return {"other": text} if isinstance(text, str) else text

    def _say(self, key: str, n: int | None) -> str:
        if key not in self.texts:
            from jinja2 import UndefinedError

            hint = did_you_mean(key, self.texts)
            raise UndefinedError(f"there is no text called {key!r} in the theme's languages{hint}")
        text = self.texts[key]
        if not isinstance(text, str):
            text = text.get(answer("plural", _written(n or 0), self.language)) or text["other"]
        if n is not None:
            text = text.replace("{n}", number(n, self.language))
        return str(escape(text))


def speak(theme: Theme, language: str) -> Words:
    """The words of a theme in `language` if it has them, else in English. Raises Problem for a wrong catalogue."""
    known = {file.stem for layer in theme.layers for file in (layer / FOLDER).glob("*.yml")}
    spoken = next((each for each in (language, language.partition("-")[0]) if each in known), ENGLISH)
    texts: dict[str, Text] = {}
    for each in dict.fromkeys((ENGLISH, spoken)):
        for layer in reversed(theme.layers):
            texts |= _read(layer / FOLDER / f"{each}.yml")
    return Words(ENGLISH if spoken == ENGLISH and not language.startswith("en") else language, texts)


@lru_cache(maxsize=4096)
def number(n: int, language: str) -> str:
    """A whole number as a reader of `language` writes it: 12,345."""
    return answer("number", _written(n), language)


def _written(n: object) -> str:
    """A number as it is written; that something is true counts as 1."""
    return str(int(n) if isinstance(n, bool) else n)


def _read(file: Path) -> dict[str, Text]:
    if not file.is_file():
        return {}
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise Problem(str(file), "this is not UTF-8 text; save it as UTF-8", code="not-text") from error
    texts: dict[str, Text] | None = flawless.at_once(_texts, text)
    if texts is not None:
        return texts
    from briefgen.yamltext import parse  # brings PyYAML

    tree = yamltree.keys(parse(text, str(file)))
    if not isinstance(tree, yamltree.Mapping):
        raise Problem(str(file), "write key: text, one a line", code="bad-value", line=tree.line)
    return {key: _text(str(file), key, node) for key, node in tree.fields.items()}


def _texts(held: Plain) -> dict[str, Text]:
    """A catalogue that has nothing wrong in it. Raises Flawed."""
    return {key: _forms(each) if each.__class__ is dict else flawless.text(each) for key, each in held.items()}


def _forms(held: Plain) -> Mapping[str, str]:
    if "other" not in held:
        raise Flawed
    return {form: flawless.text(each) for form, each in held.items()}


def _text(file: str, key: str, node: yamltree.Node) -> Text:
    if isinstance(node, yamltree.Scalar):
        return node.text
    if isinstance(node, yamltree.Mapping) and "other" in node.fields:
        forms = {form: each.text for form, each in node.fields.items() if isinstance(each, yamltree.Scalar)}
        if len(forms) == len(node.fields):
            return forms
    message = f"{key}: write a text, or one for each plural, with at least other"
    raise Problem(file, message, code="bad-value", line=node.line)
