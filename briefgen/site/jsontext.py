"""Data as the JSON that pages hold, and that machines read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import msgspec


def to_json(data: Any, *, indent: int | None = None) -> str:
    """`data` as JSON without blanks, every language in its own letters."""
    if indent is None:
        with suppress(TypeError, ValueError):  # such as half a character, or text that is markup
            return msgspec.json.encode(data, enc_hook=_plain).decode()
    return json.dumps(data, ensure_ascii=False, indent=indent, separators=(",", ":"), default=_plain)


def as_file(data: Any) -> bytes:
    """`data` as a file of JSON."""
    return to_json(data).encode(errors="replace") + b"\n"


def _plain(data: object) -> dict[str, Any]:
    """Data that is worked out on demand, all of it. Raises TypeError for what is none."""
    if isinstance(data, Mapping):
        return dict(data)
    raise TypeError(f"{type(data).__name__} is nothing that JSON knows")
