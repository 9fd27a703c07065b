"""Where in a brief's file something stands: keys and numbers -> a line. The file is parsed when that is first asked."""

from __future__ import annotations

import re
from functools import cached_property

from briefgen import yamltree
from briefgen.briefs import frontmatter
from briefgen.briefs.markdown import heading_line
from briefgen.problem import Problem
from briefgen.yamltree import Mapping, Node, Scalar, Sequence

Where = tuple[str | int, ...] | int
"""A place in a brief: keys and numbers from 0 that lead there, or the line itself."""


def place(name: str) -> Where:
    """The place that messages call `actors[0].role`."""
    return tuple(int(step) if step.isdecimal() else step for step in re.findall(r"[^.\[\]]+", name))


class Lines:
    """The lines of one brief's text, counted from 1."""

    def __init__(self, text: str) -> None:
        self._text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")

    def of(self, where: Where) -> int:
        """The line that `where` stands in; for a key that is not written, of what it would stand in."""
        if isinstance(where, int):
            return where
        if len(where) == 1 and (heading := heading_line(self.body[0], str(where[0]))) is not None:
            return self.body[1] + heading
        if len(where) == 1 and (match := re.search(rf"^{re.escape(str(where[0]))}\s*:", self._front, re.MULTILINE)):
            return self._front.count("\n", 0, match.start()) + 1
        node, line = self._tree, 1
        for step in where:
            if isinstance(node, Mapping) and step in node.fields:
                line, node = node.key_lines[str(step)], node.fields[str(step)]
            elif isinstance(node, Sequence) and isinstance(step, int):
                items = [item for item in node.items if not yamltree.is_null(item)]
                if step >= len(items):
                    break
                node, line = items[step], items[step].line
            elif step != 0:  # a single value stands for a list of one
                break
        return line

    @cached_property
    def body(self) -> tuple[str, int]:
        """What stands below the front matter, and the line that it begins on."""
        try:
            body = frontmatter.split(self._text, "")[1]
        except Problem:
            return "", 1
        return body, self._text.count("\n") - body.count("\n") + 1

    @cached_property
    def _front(self) -> str:
        return self._text[: len(self._text) - len(self.body[0])]

    @cached_property
    def _tree(self) -> Node:
        from briefgen.yamltext import parse  # brings PyYAML

        try:
            front, _, first = frontmatter.split(self._text, "")
            return parse(front, "", first_line=first)
        except Problem:
            return Scalar("", 1)
