"""actors.yml -> Register: every entry read, everything wrong said at once.

A register with an error is not used at all, nor a part of it: to leave out one entry could join two people whom a
person has told apart. A build that finds one writes nothing, so the site stays as it was.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec.structs import replace

from briefgen import yamltree
from briefgen.fields import WRONG, Findings, decode
from briefgen.problem import Problem
from briefgen.register.contradictions import find_contradictions
from briefgen.register.entry import Entry
from briefgen.register.register import Register
from briefgen.register.table import ACTOR_ENTRY, ACTORS
from briefgen.yamltree import Mapping, Node


def load(path: Path, findings: Findings, *, required: bool = False) -> Register | None:
    """`read_register` of a file; without one nothing is registered, unless it is `required`. Raises OSError."""
    try:
        text = decode(path.read_bytes(), findings)
    except FileNotFoundError:
        if required:
            findings.wrong(0, "there is no such file; make it, or mend actors_file in the settings", code="not-found")
        return None if required else Register((), findings.path)
    except IsADirectoryError:
        findings.wrong(0, "this is a folder; actors_file names one file", code="not-found")
        return None
    if findings.errors:
        return None
    return read_register(text, findings)


def read_register(text: str, findings: Findings) -> Register | None:
    """The register in a file's text, or None for one with errors. All that is wrong is in `findings`, by line."""
    from briefgen.yamltext import parse  # brings PyYAML

    try:
        tree = parse(text.removeprefix("\ufeff"), findings.path)
    except Problem as problem:
        findings.problems.append(problem)
        return None
    if isinstance(tree, Mapping):
        read = ACTORS.values(tree, "", findings)
        register = Register(tuple(_entry(tree, *each) for each in read.items()), findings.path)
    else:
        ACTORS.read(tree, "", findings)
        register = Register((), findings.path)
    find_contradictions(register, findings)
    findings.sort()
    return None if findings.errors else register


def _entry(tree: Mapping, key: str, value: Any) -> Entry:
    """What stands under a key, and where. `value` is what was read, if nothing of it was wrong."""
    node, line = tree.fields[key], tree.key_lines[key]
    entry: Entry = _what_is_right(node) if value is WRONG else value
    nothing = yamltree.is_null(node)
    block = nothing or (isinstance(node, Mapping) and (node.line > line or not node.fields))
    return replace(entry, key=key, line=line, block=block)


def _what_is_right(node: Node) -> Entry:
    """An entry with errors without them, so that what contradicts the rest of it is said in the same run."""
    unheard = Findings("")
    known = ACTOR_ENTRY.fields
    fields = node.fields if isinstance(node, Mapping) else {}
    values = {key: known[key].read(held, key, unheard) for key, held in fields.items() if key in known}
    return Entry(**{key: value for key, value in values.items() if value is not WRONG})
