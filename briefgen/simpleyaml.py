"""YAML of one value a line, as programs write it and most people too: text -> plain data, at once or not at all.

`yamltext` reads all of YAML, through an object for each event of its parser; most of its time goes there. Here a text
is one regular expression, applied to every line, and a stack of what is open. Whatever is not of the plainest kind
(text over several lines, escapes, comments behind a value, flow style but for a list of words, and anything that is
wrong) is not read here but left to `yamltext`, which says what there is to say. What is read here is what it reads.
"""

from __future__ import annotations

import re
from typing import Any

from briefgen.yamltree import BOOLEANS, MAX_CHARACTERS, NULLS, WHOLE_NUMBER

Plain = Any
"""Text that is written plainly, (text,) for what is in quotes, None for nothing, or a dict or a list of these."""

MAX_OPEN = 10
"""Lists and mappings around one another at most, well below what `yamltext` allows."""

# Blanks, a dash, a key, and what follows; every line matches.
_LINE = re.compile(r"^( *)(- +)?(?:(\w[\w-]{0,99}):(?= |$) *)?(.*)$", re.MULTILINE)
_WORD = r"\w[^\[\]{},:#?\n]*"
_WORDS = re.compile(rf"\[(?:{_WORD}(?:, *{_WORD})*)?\]")
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
"""What may not open plain text, or only before some characters (YAML 1.1, 5.3)."""
_ENDS = frozenset(": ")
"""What plain text does not end in."""
_ODD = "[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
"""What YAML forbids or takes for the end of a line, and tabs."""


class NotSimple(Exception):  # noqa: N818 - it is no fault: the text has to be read with more care
    """The text is for `yamltext` to read."""


def parse(text: str) -> dict[str, Plain]:
    """The mapping that `yamltext.parse` finds in a text, with the same keys in the same order. Raises NotSimple."""
    if len(text) > MAX_CHARACTERS or not (text.replace("\n", "").isprintable() or not re.search(_ODD, text)):
        raise NotSimple
    root: dict[str, Plain] = {}
    here: Any = root
    at = 0  # the column of `here`
    outer: list[tuple[Any, int]] = []
    waiting = ""  # the key of `here` whose value the next lines may hold
    for blanks, dash, key, written in _LINE.findall(text):
        column = len(blanks)
        if dash or waiting or not key or column != at or here.__class__ is list:
            if not dash and not key and (not written or written[0] == "#"):
                continue
            if waiting and column + bool(dash) > at:
                inner: Any = [] if dash else {}
                here[waiting] = inner
                outer.append((here, at))
                here, at = inner, column
            else:
                while outer and (column < at or (column == at and not dash and here.__class__ is list)):
                    here, at = outer.pop()
            waiting = ""
            if column != at or (here.__class__ is list) is not bool(dash) or len(outer) > MAX_OPEN:
                raise NotSimple
            if not key:
                if not dash or not written:
                    raise NotSimple
                here.append(_value(written))
                continue
            if dash:
                inner = {}
                here.append(inner)
                outer.append((here, at))
                here, at = inner, column + len(dash)
        if key in here:
            raise NotSimple
        if not written:
            here[key], waiting = None, key
        elif written[0] in _INDICATORS or ": " in written or " #" in written or written[-1] in _ENDS:
            here[key] = _value(written)
        else:
            here[key] = None if written in NULLS else written
    return root


def plain(value: Plain) -> object:
    """What `yamltree.plain` makes of the same value."""
    if value.__class__ is str:
        return int(value) if WHOLE_NUMBER.fullmatch(value) else BOOLEANS.get(value, value)
    if value.__class__ is tuple:
        return value[0]
    if value.__class__ is dict:
        return {key: plain(each) for key, each in value.items()}
    return None if value is None else [plain(each) for each in value]


def _value(written: str) -> Plain:
    """What stands behind a key or a dash."""
    first = written[0]
    if written[-1] == " ":
        written = written.rstrip(" ")
    if first not in _INDICATORS:
        if ": " in written or " #" in written or written[-1] == ":":
            raise NotSimple
        return None if written in NULLS else written
    if len(written) > 1:
        inner = written[1:-1]
        if first == written[-1] == "'" and "'" not in inner.replace("''", ""):
            return (inner.replace("''", "'"),)
        if first == written[-1] == '"' and '"' not in inner and "\\" not in inner:
            return (inner,)
        if first == "[" and _WORDS.fullmatch(written):
            return [_value(word.lstrip(" ")) for word in inner.split(",")] if inner else []
        if written == "{}":
            return {}
    raise NotSimple
