"""YAML as people write it: text -> a tree that knows its line numbers.

The tree is built from the parser's events, so hostile YAML never reaches a loader: nesting, anchors, aliases and tags
are refused as they appear, and nothing is guessed. Errors name the line and what to type instead.

Who has text that `simpleyaml` reads does without: loading PyYAML takes longer than reading a few dozen briefs.
"""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from briefgen.problem import Problem
from briefgen.yamltree import MAX_CHARACTERS, Mapping, Node, Scalar, Sequence

MAX_DEPTH = 16
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's, if PyYAML has it, without which it is 13 times slower (`commands.content.tell_slow_yaml`)."""

# What the parser complains of -> what a person has to do.
ADVICE = (
    ("mapping values are not allowed", "put the text in quotes, it holds a colon"),
    ("cannot start any token", "indent with spaces, and put text that opens with @, `, % or a tab in quotes"),
    ("did not find expected ',' or ']'", "close the list with ]"),
    ("did not find expected ',' or '}'", "close it with }"),
    ("unexpected end of stream", "close the quote"),
    ("unexpected document separator", "close the quote"),
    ("could not find expected ':'", "write key: value"),
    ("did not find expected key", "check the indent and the quotes of this line and the one above"),
    ("did not find expected '-' indicator", "start each item of the list with - at the same indent"),
    ("exceeded maximum nesting depth", f"nested deeper than {MAX_DEPTH} levels"),
    ("unknown escape character", "use 'single quotes' around text with backslashes"),
    ("control characters are not allowed", "remove the invisible control character"),
)


def parse(text: str, path: str, *, first_line: int = 1) -> Node:
    """The tree of one YAML document; an empty one is a null scalar. `first_line` is where `text` starts in its file.

    Raises Problem "bad-yaml" for a syntax error, for nesting beyond 16 levels, anchors, aliases, tags, keys that are
    not text, and a key written twice.
    """
    if len(text) > MAX_CHARACTERS:
        raise Problem(path, f"longer than {MAX_CHARACTERS:,} characters; split it", code="too-long", line=first_line)
    tree = _Tree(path, first_line)
    try:
        return tree.document(yaml.parse(text, Loader=LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise tree.problem(_advice(error.problem or str(error)), mark.line if mark else 0) from None
    except UnicodeEncodeError as error:
        raise tree.problem("not valid Unicode: half a character", text.count("\n", 0, error.start)) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) if isinstance(error.position, int) else 0
        raise tree.problem(_advice(error.reason), line) from None


def _advice(problem: str) -> str:
    for complaint, advice in ADVICE:
        if complaint in problem:
            return f"not valid YAML: {advice}"
    return f"not valid YAML: {problem}"


def _line(event: yaml.Event) -> int:
    return event.start_mark.line if event.start_mark else 0


class _Tree:
    """Builds nodes from parser events; every refusal is made here."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line

    def problem(self, message: str, line: int) -> Problem:
        return Problem(self.path, message, code="bad-yaml", line=self.first_line + line)

    def document(self, events: Iterator[yaml.Event]) -> Node:
        root: Node = Scalar("", self.first_line)
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self.problem("one YAML document only; remove the second ---", _line(event))
            elif isinstance(event, yaml.NodeEvent):
                root = self.node(event, events, 1)
        return root

    def node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        line = _line(event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self.problem("YAML anchors (&, *) are not supported; put the text in quotes, or write it out", line)
        if getattr(event, "tag", None):
            raise self.problem("YAML tags (!) are not supported; put the text in quotes", line)
        if depth > MAX_DEPTH:
            raise self.problem(f"nested deeper than {MAX_DEPTH} levels", line)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, self.first_line + line, quoted=not event.implicit[0])
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(event := next(events), yaml.SequenceEndEvent):
                items.append(self.node(event, events, depth + 1))
            return Sequence(tuple(items), self.first_line + line)
        return self.mapping(line, events, depth)

    def mapping(self, line: int, events: Iterator[yaml.Event], depth: int) -> Mapping:
        fields: dict[str, Node] = {}
        key_lines: dict[str, int] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self.node(event, events, depth + 1)
            if not isinstance(key, Scalar):
                raise self.problem("a key must be plain text", _line(event))
            if key.text in fields:
                first = key_lines[key.text]
                raise self.problem(f"{key.text} is written twice, first in line {first}", _line(event))
            key_lines[key.text] = key.line
            fields[key.text] = self.node(next(events), events, depth + 1)
        return Mapping(fields, key_lines, self.first_line + line)
