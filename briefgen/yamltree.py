"""What YAML holds, as it was written: a tree that knows its line numbers.

A scalar stays the text that was written (`NO`, `012`, `1:30`); what it means is for the field that holds it to say.
"""

from __future__ import annotations

import re

import msgspec

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
WHOLE_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
MAX_CHARACTERS = 1_000_000


class Scalar(msgspec.Struct, frozen=True):
    """One written value; `quoted` tells `"null"` (four letters) from `null` (nothing)."""

    text: str
    line: int
    quoted: bool = False


class Sequence(msgspec.Struct, frozen=True):
    items: tuple[Node, ...]
    line: int


class Mapping(msgspec.Struct, frozen=True):
    """`fields` keeps the written order; `key_lines` says where each key stands."""

    fields: dict[str, Node]
    key_lines: dict[str, int]
    line: int


Node = Scalar | Sequence | Mapping


def is_null(node: Node) -> bool:
    """Whether nothing is written there."""
    return isinstance(node, Scalar) and not node.quoted and node.text in NULLS


def keys(node: Node) -> Node:
    """The node, or for nothing a mapping without keys, which an empty file or an empty value means."""
    return Mapping({}, {}, node.line) if is_null(node) else node


def plain(node: Node) -> object:
    """The tree as dicts, lists, text, whole numbers, booleans and None, for values whose shape a site chooses."""
    match node:
        case Mapping():
            return {key: plain(value) for key, value in node.fields.items()}
        case Sequence():
            return [plain(item) for item in node.items]
        case Scalar(quoted=True):
            return node.text
    if is_null(node):
        return None
    if WHOLE_NUMBER.fullmatch(node.text):
        return int(node.text)
    return BOOLEANS.get(node.text, node.text)
