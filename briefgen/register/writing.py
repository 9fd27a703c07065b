"""An entry as a person writes it: the lines to paste into actors.yml, and where they go."""

from __future__ import annotations

import json
import re

from briefgen.register.entry import Entry
from briefgen.register.table import ACTOR_ENTRY
from briefgen.yamltree import NULLS

PLAIN = re.compile(r"[^\W\d_](?:[\w.'’/&()-]|(?<! ) (?! |$))*")
"""Text that needs no quotes in YAML wherever it stands."""
BLANKS = "  "


def lines(entry: Entry, standing: Entry | None = None) -> tuple[str, ...]:
    """What to paste for an entry, or for one that is `standing` there in a block the keys that are new."""
    if standing and standing.block:
        had, has = _written(standing), _written(entry)
        return tuple(f"{BLANKS}{key}: {flow(value)}" for key, value in has.items() if had.get(key) != value)
    written = _written(entry)
    return (f"{scalar(entry.key)}: {flow(written)}" if written else f"{scalar(entry.key)}:",)


def place(entry: Entry, standing: Entry | None = None) -> str:
    """Where to paste it; empty for anywhere."""
    if not standing:
        return ""
    if not standing.block:
        return f"in place of line {standing.line}"
    had, has = _written(standing), _written(entry)
    instead = "".join(f", in place of its {key}" for key, value in has.items() if had.get(key, value) != value)
    return f"below line {standing.line}, {standing.key}{instead}"


def _written(entry: Entry) -> dict[str, object]:
    """The fields of an entry as a person writes them: a name that is all there is stands alone."""
    written: dict[str, object] = ACTOR_ENTRY.write(entry)
    for key, short in (("same_as", "name"), ("not_same_as", "name"), ("roles", "role")):
        items = written.get(key)
        if isinstance(items, list):
            written[key] = [item[short] if list(item) == [short] else item for item in items]
    return written


def flow(value: object) -> str:
    """A value as YAML on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(str(key))}: {flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(flow, value)) + "]"
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    return scalar(value) if isinstance(value, str) else str(value)


def scalar(text: str) -> str:
    """Text as YAML, in quotes where it needs them."""
    if PLAIN.fullmatch(text) and text not in NULLS and text.lower() not in ("true", "false"):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in quoted)
