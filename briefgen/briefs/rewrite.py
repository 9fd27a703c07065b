"""New values put into the YAML that a person wrote, and not one other byte of it changed.

A loader would forget comments, order, quotes and blank lines. So the text is cut into blocks of whole lines, one for
each key of a mapping and each item of a list, where the parser says that values begin and end. A block whose value
stands is taken as it is, another is written anew. Blank lines and comments above a block belong to it; comments within
one that is written anew, or goes, are put in its place, so that none is lost.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

import msgspec
import yaml

from briefgen.briefs.blockyaml import dump_lines
from briefgen.yamltext import LOADER
from briefgen.yamltree import NULLS

Written = Mapping[str, Any]
"""A record as its table writes it: plain values, without what equals its default."""

COMMENT = re.compile(r"(?:^|(?<=\s))#[^\n]*", re.MULTILINE)


class Items(msgspec.Struct, frozen=True):
    """What a list of records is to hold: each record, and the place that it had in the list before, if it had one."""

    records: tuple[Written, ...]
    places: tuple[int | None, ...]


class _Block(msgspec.Struct, frozen=True):
    """Whole lines of a key or an item: those above it from `start`, its own from `head`, to before `end`."""

    node: yaml.Node
    start: int
    head: int
    end: int


def rewrite(text: str, before: Written, after: Mapping[str, Any], order: Sequence[str]) -> str:
    """The block of YAML `text`, which holds `before`, made to hold `after`.

    Values of `after` are plain, or `Items`. `order` has all known keys in the order in which new ones are put; others
    are a person's own and stay. What is written in braces throughout comes back unchanged: read the result before use.
    """
    root = yaml.compose(text, Loader=LOADER)
    if not isinstance(root, yaml.MappingNode) or root.flow_style or not root.value:
        return text
    rewriting = _Rewriting(text)
    return "\n".join([*rewriting.mapping(root, 0, before, after, order), *rewriting.below(root), ""])


class _Rewriting:
    """One text. Lines are counted by newlines alone: the parser knows more line ends than people see."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.removesuffix("\n").split("\n")
        self.starts = [0, *accumulate(len(line) + 1 for line in self.lines)]

    def mapping(
        self, node: yaml.MappingNode, start: int, before: Written, after: Mapping[str, Any], order: Sequence[str]
    ) -> list[str]:
        """The lines of a block mapping from line `start`."""
        indent = self._column(node.start_mark.index)
        made: list[tuple[str, list[str]]] = []
        blocks = list(self._blocks(((self._line(key.start_mark.index), value) for key, value in node.value), start))
        for (key, _), block in zip(node.value, blocks, strict=True):
            name = key.value
            if name not in order or before.get(name) == _plain(after.get(name)):
                made.append((name, self.lines[block.start : block.end]))
            elif name in after:
                made.append((name, self._value(key, block, before.get(name), after[name])))
            else:
                made.append(("", [*self._above(block), *self._comments(block, indent)]))
        for name in order:
            value = _plain(after.get(name))
            if value not in (None, before.get(name)) and name not in (known for known, _ in made):
                place = _place(name, [known for known, _ in made], order)
                made.insert(place, (name, _dump({name: value}, indent)))
        return [line for _, lines in made for line in lines]

    def below(self, node: yaml.Node) -> list[str]:
        """The lines that follow a value."""
        return self.lines[self._line(self._last(node)) + 1 :]

    def _value(self, key: yaml.Node, block: _Block, before: Any, after: Any) -> list[str]:
        """The lines of one key with another value: within it where both are lists of records or records."""
        node, below = block.node, block.head + 1
        opened = [*self._above(block), self.lines[block.head]]
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and self._line(node.start_mark.index) >= below:
            if isinstance(after, Items) and isinstance(node, yaml.SequenceNode):
                return [*opened, *self._list(node, below, before, after)]
            if isinstance(after, Mapping) and isinstance(node, yaml.MappingNode):
                return [*opened, *self.mapping(node, below, before, after, [*after, *before])]
        indent = self._column(key.start_mark.index)
        lines, comments = _dump({key.value: _plain(after)}, indent), self._comments(block, indent)
        if len(lines) == len(comments) == 1 and block.end == below:
            return [*self._above(block), f"{lines[0]}  {comments[0].strip()}"]
        return [*self._above(block), *comments, *lines]

    def _list(self, node: yaml.SequenceNode, start: int, before: Sequence[Written], after: Items) -> list[str]:
        """The lines of a block list's items in their new order."""
        blocks = list(self._blocks(((self._dash(item), item) for item in node.value), start))
        indent = self._column(node.start_mark.index)
        records = dict(zip(after.places, after.records, strict=True))
        kept: dict[int, list[str]] = {}
        gone: list[str] = []  # what a person wrote above and in items that go
        place = 0
        for block in blocks:
            held = not _is_null(block.node)
            if held and place in records:
                kept[place] = [*gone, *self._item(block, before[place], records[place], indent)]
                gone = []
            else:
                gone += [*self._above(block), *self._comments(block, indent)]
            place += held
        pairs = zip(after.places, after.records, strict=True)
        made = (_dump([record], indent) if place is None else kept[place] for place, record in pairs)
        return [*(line for lines in made for line in lines), *gone]

    def _item(self, block: _Block, before: Written, after: Written, indent: int) -> list[str]:
        """The lines of an item: as they are, with some keys renewed, or written anew."""
        if before == after:
            return self.lines[block.start : block.end]
        node, column = block.node, self._column(block.node.start_mark.index)
        if not isinstance(node, yaml.MappingNode) or node.flow_style or self._line(node.start_mark.index) != block.head:
            return [*self._above(block), *self._comments(block, indent), *_dump([after], indent)]
        dash, rest = self.lines[block.head][:column], self.lines[block.head][column:]
        self.lines[block.head] = " " * column + rest  # its first key is then a line like any other
        lines = self.mapping(node, block.head, before, after, [*after, *before])
        if not lines[0][:column].isspace():
            return [*self._above(block), dash.rstrip(), *lines]
        return [*self._above(block), dash + lines[0][column:], *lines[1:]]

    def _blocks(self, values: Iterable[tuple[int, yaml.Node]], start: int) -> Iterator[_Block]:
        """The blocks of nodes, each with the line of its key or dash, one behind the other from line `start`."""
        for head, node in values:
            end = self._line(self._last(node)) + 1
            yield _Block(node, start, head, end)
            start = end

    def _above(self, block: _Block) -> list[str]:
        return self.lines[block.start : block.head]

    def _comments(self, block: _Block, indent: int) -> list[str]:
        """The comments in a block's own lines, each a line."""
        start, end = self.starts[block.head], self.starts[block.end] - 1
        gaps, at = [], start
        for scalar in _scalars(block.node):
            opens = scalar.start_mark.index
            gaps.append(self.text[at : self.text.index("\n", opens) if scalar.style in ("|", ">") else opens])
            at = scalar.end_mark.index
        gaps.append(self.text[at:end])
        return [" " * indent + comment.rstrip() for gap in gaps for comment in COMMENT.findall(gap)]

    def _last(self, node: yaml.Node) -> int:
        """Where the last character of a value is: a block's end is marked where the next thing begins."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            inner = node.value[-1]
            return self._last(inner[1] if isinstance(inner, tuple) else inner)
        start, end = node.start_mark.index, node.end_mark.index
        return start + max(len(self.text[start:end].rstrip()) - 1, 0)

    def _line(self, index: int) -> int:
        return bisect_right(self.starts, index) - 1

    def _column(self, index: int) -> int:
        return index - self.starts[self._line(index)]

    def _dash(self, item: yaml.Node) -> int:
        """The line of the dash before an item."""
        return self._line(self.text.rindex("-", 0, item.start_mark.index))


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """The scalars of a node in the order of the text."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _scalars(key)
            yield from _scalars(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item)


def _is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value in NULLS


def _plain(value: Any) -> Any:
    return list(value.records) if isinstance(value, Items) else value


def _place(name: str, known: Sequence[str], order: Sequence[str]) -> int:
    """Where a new key goes: behind the last of those that come before it."""
    earlier = order[: order.index(name)]
    return max((place + 1 for place, other in enumerate(known) if other in earlier), default=0)


def _dump(value: object, indent: int) -> list[str]:
    return [" " * indent + line if line else line for line in dump_lines(value)]
