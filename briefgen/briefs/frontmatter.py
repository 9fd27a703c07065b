"""The YAML between the two `---` lines at the head of a brief: cut out, and written so that editing it is a pleasure.

Block style, keys in the order given, long text on one line, short lists of words on one line too, quotes only where
YAML needs them, every language in its own letters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from briefgen.problem import Problem

FENCE = "---"
FLOW_WIDTH = 80
NO_FOLDING = 2**31 - 1
ODD_LINE_END = re.compile("[\r\x85\u2028\u2029]")


def split(text: str, path: str) -> tuple[str, str, int]:
    """(YAML, body, line the YAML starts on) of a brief's text, whose lines end in newlines alone.

    Raises Problem "no-front-matter" or "front-matter-not-closed".
    """
    lines = text.split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines[start].rstrip() != FENCE:
        message = "no front matter; open the file with a line ---, then title: ..., then a line ---"
        raise Problem(path, message, code="no-front-matter", line=start + 1)
    for number in range(start + 1, len(lines)):
        if lines[number].rstrip() == FENCE:
            return "\n".join([*lines[start + 1 : number], ""]), "\n".join(lines[number + 1 :]), start + 2
    message = "the front matter is not closed; put a line --- between it and the text"
    raise Problem(path, message, code="front-matter-not-closed", line=start + 1)


def dump(values: Mapping[str, object]) -> str:
    """The values as a block of YAML, both `---` lines around it."""
    return "\n".join([FENCE, *dump_lines(dict(values)), FENCE, ""])


def dump_lines(value: object) -> list[str]:
    """The lines of YAML that hold a dict or a list."""
    # libyaml writes letters beyond U+FFFF, such as emoji, as \U escapes; the slower pure-Python emitter does not.
    text = _dump(value, _FastDumper)
    if "\\U0" in text:
        text = _dump(value, _PlainDumper)
    return text.removesuffix("\n").split("\n")


def _dump(value: object, dumper: Any) -> str:
    written: str = yaml.dump(
        value, Dumper=dumper, sort_keys=False, allow_unicode=True, width=NO_FOLDING, default_flow_style=False
    )
    return written


class _PlainDumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


class _FastDumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _list(dumper: Any, items: list[object]) -> yaml.Node:
    words = all(isinstance(item, str) for item in items) and sum(len(str(item)) + 2 for item in items) <= FLOW_WIDTH
    node: yaml.Node = dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=words)
    return node


def _text(dumper: Any, text: str) -> yaml.Node:
    style = '"' if ODD_LINE_END.search(text) else "|" if "\n" in text else None
    node: yaml.Node = dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)
    return node


for _dumper in (_FastDumper, _PlainDumper):
    _dumper.add_representer(list, _list)
    _dumper.add_representer(str, _text)
