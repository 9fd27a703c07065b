"""What briefgen.yml says of a rule: how severe its findings are, or `off`, and for some rules a number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from briefgen.fields import Value
from briefgen.problem import SEVERITIES

if TYPE_CHECKING:
    from typing import Literal

    from briefgen.problem import Severity

    Level = Severity | Literal["off"]

LEVELS: tuple[Level, ...] = ("off", *reversed(SEVERITIES))


class Setting(msgspec.Struct, frozen=True):
    """What is None stays as the rule has it."""

    level: Level | None = None
    limit: int | None = None


def _level(text: str) -> Setting:
    for level in LEVELS:
        if text == level:
            return Setting(level)
    raise ValueError(text)


def _level_or_percent(text: str) -> Setting:
    match = re.fullmatch(r"(?:(note|warning|error) )?([0-9]{1,3})\s?%?", text)
    if not match:
        return _level(text)
    if int(match[2]) > 100:
        raise ValueError(text)
    return Setting(_level(match[1]).level if match[1] else None, int(match[2]))


def _dump(setting: Setting) -> object:
    return setting.level if setting.limit is None else " ".join(filter(None, (setting.level, str(setting.limit))))


WORDS = ", ".join(LEVELS)
LEVEL = Value(_level, f"one of {WORDS}", _dump, {"enum": [*LEVELS]})
LEVEL_OR_PERCENT = Value(
    _level_or_percent,
    f"one of {WORDS}, or a number of percent; write 25 or error 25",
    _dump,
    {
        "anyOf": [
            {"enum": [*LEVELS]},
            {"type": "integer", "minimum": 0, "maximum": 100},
            {"type": "string", "pattern": r"^((note|warning|error) )?(0?[0-9]{1,2}|100)\s?%?$(?!\n)"},
        ]
    },
)

Settings = Mapping[str, Setting]
"""Rule -> what is said of it; a rule that is not in it is as it comes."""
