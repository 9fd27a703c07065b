"""A brief as the Markdown file that an editor keeps: front matter, the summary, `## Background`, `## What to watch`.

Nothing that a person writes in the body is lost: only the two known headings cut it, in either order and as often as
they come; any other heading stays with the part it stands in.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec
from msgspec.structs import replace

from briefgen import flawless, simpleyaml, yamltree
from briefgen.briefs import frontmatter
from briefgen.briefs import made as marks
from briefgen.briefs.schema import BRIEF
from briefgen.fields import Findings
from briefgen.flawless import Flawed
from briefgen.model import Brief
from briefgen.problem import Problem
from briefgen.simpleyaml import NotSimple

HEADINGS = {"background": "Background", "watch": "What to watch"}
PARTS = ("summary", *HEADINGS)
LONE_SURROGATE = "[\ud800-\udfff]"
_READ = flawless.reader(BRIEF)


class Piece(msgspec.Struct, frozen=True):
    """A stretch of the body: the part that it belongs to, the line of its heading, and the lines below that."""

    part: str
    heading: str | None
    lines: list[str]

    @property
    def all_lines(self) -> list[str]:
        return self.lines if self.heading is None else [self.heading, *self.lines]


def format_brief(brief: Brief) -> str:
    """The file of a brief, whole but for `names` and the dateline's text; `parse_brief` reads it back."""
    from briefgen.briefs.blockyaml import front_matter  # brings PyYAML

    values = BRIEF.write(brief)
    parts = [_body(brief.summary)]
    parts += [f"## {heading}\n\n{_body(text)}" for key, heading in HEADINGS.items() if (text := getattr(brief, key))]
    text = front_matter(values) + "".join(f"\n{part}\n" for part in parts if part)
    return re.sub(LONE_SURROGATE, "\ufffd", text)


def parse_brief(text: str, path: str) -> Brief:
    """The brief in a file's text. Raises Problem for the first error; `read_brief` finds everything."""
    findings = Findings(path)
    brief = read_brief(text, findings)
    if brief is None:
        raise findings.errors[0]
    return brief


def read_brief(text: str, findings: Findings) -> Brief | None:
    """The brief in a file's text, or None for one with errors. All that is wrong is in `findings`, with its line."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    try:
        front, body, first_line = frontmatter.split(text, findings.path)
        brief = read_at_once(front) or read_carefully(front, first_line, findings)
    except Problem as problem:
        findings.problems.append(problem)
        return None
    findings.sort()
    if findings.errors:
        return None
    source = brief.source if brief.source.title else replace(brief.source, title=brief.title)
    found: Brief = replace(brief, source=source, **_parts(body))
    if made := marks.read(found.made):
        untouched = made.text == marks.mark(marks.unmarked(text))
        found = replace(found, edited=() if untouched else marks.edited(found, made))
    return found


def read_at_once(front: str) -> Any:
    """The brief that front matter holds, without its body; None where there may be something to say of it."""
    try:
        values = simpleyaml.parse(front)
        values.setdefault("source", {})
        return _READ(values)
    except (NotSimple, Flawed):
        return None


def read_carefully(front: str, first_line: int, findings: Findings) -> Any:
    """The same of any front matter, with all that there is to say of it in `findings`. Raises Problem."""
    from briefgen.yamltext import parse  # brings PyYAML

    tree = yamltree.keys(parse(front, findings.path, first_line=first_line))
    if isinstance(tree, yamltree.Mapping):
        tree.fields.setdefault("source", yamltree.Mapping({}, {}, first_line))
    return BRIEF.read(tree, "", findings)


def _body(text: str) -> str:
    """Without blank lines around it; blanks that open a line stay, they make it code."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip().split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    return "\n".join(lines[start:])


def _parts(body: str) -> dict[str, str]:
    """The text of each part, from all of its pieces."""
    if "## " not in body:
        return {**dict.fromkeys(PARTS, ""), "summary": _body(body)}
    found: dict[str, list[str]] = {part: [] for part in PARTS}
    for piece in cut(body):
        found[piece.part].append(_body("\n".join(piece.lines)))
    return {part: "\n\n".join(filter(None, texts)) for part, texts in found.items()}


def cut(body: str) -> list[Piece]:
    """The body cut at its known headings; the first piece has none."""
    known = {heading.lower(): part for part, heading in HEADINGS.items()}
    pieces = [Piece("summary", None, [])]
    for line in body.split("\n"):
        if line.startswith("## ") and (part := known.get(_heading(line))):
            pieces.append(Piece(part, line, []))
        else:
            pieces[-1].lines.append(line)
    return pieces


def heading_line(body: str, part: str) -> int | None:
    """Which line of the body, from 0, heads a part; None where there is none."""
    heading = HEADINGS.get(part, "").lower()
    return next((n for n, line in enumerate(body.split("\n")) if heading and _heading(line) == heading), None)


def _heading(line: str) -> str:
    """What a heading says, as it is compared."""
    return line.rstrip(" \t#").removeprefix("##").strip().lower() if line.startswith("## ") else ""
