"""Values as YAML that is a pleasure to edit.

Block style, keys in the order given, long text on one line, short lists of words on one line too, quotes only where
YAML needs them, every language in its own letters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from briefgen.briefs.frontmatter import FENCE

FLOW_WIDTH = 80
NO_FOLDING = 2**31 - 1
ODD_LINE_END = re.compile("[\r\x85\u2028\u2029]")


def front_matter(values: Mapping[str, object]) -> str:
    """The values as front matter, both `---` lines around it."""
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
