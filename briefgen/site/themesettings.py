"""What a site may choose about a theme: each setting has a type, a default and a line that says what it is.

A setting reaches the templates as `theme.NAME` and, where CSS has a use for it, the stylesheets as `var(--NAME)`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from briefgen.fields import COUNT, FLAG, TEXT, TEXTS, Record, Value, one_of
from briefgen.problem import Problem, did_you_mean


def _matching(pattern: str) -> Callable[[str], str]:
    def convert(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(text)
        return text

    return convert


TYPES: Mapping[str, Value] = {
    "text": TEXT,
    "flag": FLAG,
    "number": COUNT,
    "colour": Value(_matching("#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})"), 'a colour; write "#1a4f86", in quotes'),
    "length": Value(_matching(r"[0-9]{1,4}(\.[0-9]{1,4})?(rem|em|px|ch|%)"), "a length; write 40rem"),
    "choice": TEXT,
}
IN_CSS = frozenset({"number", "colour", "length"})


class Setting(msgspec.Struct, frozen=True):
    """One setting as `theme.yml` declares it; `choices` are for the type "choice"."""

    type: str
    default: str
    about: str = ""
    choices: tuple[str, ...] = ()

    @property
    def kind(self) -> Value:
        return one_of(self.choices) if self.type == "choice" else TYPES[self.type]


SETTING = Record(
    Setting,
    {"type": one_of(TYPES), "default": TEXT, "about": TEXT, "choices": TEXTS},
    about={
        "type": "What kind of value it takes.",
        "default": "The value where a site sets none.",
        "about": "What it is for; briefgen theme show says it.",
        "choices": "The values to choose from, for the type choice.",
    },
)


def settle(settings: Mapping[str, Setting], chosen: Mapping[str, object], path: str) -> dict[str, Any]:
    """Name -> value: what the site chose, else the default. Raises Problem for a name or a value that cannot be."""
    for name in chosen:
        if name not in settings:
            hint = did_you_mean(name, settings) or f"; there are: {', '.join(settings) or 'none'}"
            raise Problem(path, f"theme_settings.{name}: this theme has no such setting{hint}", code="unknown-key")
    return {name: _value(name, setting, chosen.get(name, setting.default), path) for name, setting in settings.items()}


def custom_properties(settings: Mapping[str, Setting], values: Mapping[str, Any]) -> str:
    """The settings that CSS has a use for, as a rule for its root."""
    held = [
        f"--{name.replace('_', '-')}:{values[name]}" for name, setting in settings.items() if setting.type in IN_CSS
    ]
    return f":root{{{';'.join(held)}}}\n" if held else ""


def _value(name: str, setting: Setting, written: object, path: str) -> Any:
    try:
        return setting.kind.convert("" if written is None else str(written))
    except ValueError:
        message = f"theme_settings.{name}: {written!r} is not {setting.kind.wants}"
        raise Problem(path, message, code="bad-value") from None
