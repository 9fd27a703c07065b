"""The file of a brief brought up to date with its article: its text in, its text out, and nothing of a person's lost.

`merge` says what the brief holds then, `rewrite` puts that into the YAML as the person wrote it, the body is renewed
part by part. The new text is read back before it is given: where it does not say what was merged, nothing is renewed.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from msgspec.structs import replace

from briefgen.briefs import frontmatter
from briefgen.briefs.lines import Lines, place
from briefgen.briefs.made import Made, edited, make, mark, read
from briefgen.briefs.markdown import HEADINGS, PARTS, Piece, cut, format_brief, parse_brief, read_brief
from briefgen.briefs.merge import Other, merge
from briefgen.briefs.rewrite import Items, rewrite
from briefgen.briefs.schema import BRIEF
from briefgen.fields import Findings
from briefgen.model import Brief
from briefgen.problem import Problem

NOT_RENEWED = "is kept as it is: its YAML is written in a way that cannot be renewed in place"


class Renewal(msgspec.Struct, frozen=True):
    """The new text of a brief's file, and the brief in it; `changed` if it says anything else than before.

    `others` are what the article now says where a person wrote something else.
    """

    text: str
    brief: Brief
    changed: bool
    others: tuple[Other, ...]


def new_file(brief: Brief, path: str) -> tuple[str, Brief]:
    """The text of a new brief's file, and the brief as it will be read from there."""
    text = format_brief(brief)
    held = parse_brief(text, path)
    return _stamped(text, held, make(held))


def renew(text: str, path: str, brief: Brief) -> Renewal:
    """A person's file `text`, renewed with a new `brief` of its article.

    Raises Problem for a file with errors, "not-made" for one that has no record of how it was made, and "not-renewed"
    where its YAML is written in a way that cannot be changed in place.
    """
    opening = "\ufeff" if text.startswith("\ufeff") else ""
    line_end = "\r\n" if "\r\n" in text else "\n"
    text = text.removeprefix(opening).replace("\r\n", "\n").replace("\r", "\n")
    mine, theirs = parse_brief(text, path), parse_brief(format_brief(brief), path)
    made = read(mine.made)
    if made is None and mine.made:
        message = "is kept: its key made is damaged, or was written by a later version of briefgen"
        raise Problem(path, message, code="not-made", severity="note")
    if made is None:
        message = "has no record of what was made by rule, so it is kept; delete it and convert again for a new one"
        raise Problem(path, message, code="not-made", severity="note")
    merged = merge(mine, theirs, made)
    rewritten = _rewritten(text, path, mine, merged.brief, merged.places)
    findings = Findings(path)
    held = read_brief(rewritten, findings)
    if held != replace(merged.brief, made="", edited=None):
        raise Problem(path, NOT_RENEWED, code="not-renewed", severity="note")
    renewed, held = _stamped(rewritten, held, merged.made)
    if read_brief(renewed, Findings(path)) != held:
        raise Problem(path, NOT_RENEWED, code="not-renewed", severity="note")
    lines = Lines(renewed)
    others = tuple(replace(other, line=lines.of(place(other.where))) for other in merged.others)
    return Renewal(opening + renewed.replace("\n", line_end), held, _content(held) != _content(mine), others)


def _content(brief: Brief) -> Brief:
    """A brief without what only says which text of its article it has seen."""
    return replace(brief, source=replace(brief.source, sha256=""), made="", edited=None)


def _rewritten(text: str, path: str, mine: Brief, merged: Brief, places: Mapping[str, tuple[int | None, ...]]) -> str:
    """The text with everything of `merged` in it, and without the key `made`."""
    front, body, first_line = frontmatter.split(text, path)
    head = "".join(line + "\n" for line in text.split("\n")[: first_line - 1])
    fence = text[len(head) + len(front) : len(text) - len(body)]
    after = BRIEF.write(replace(merged, made=""))
    lists = {name: Items(tuple(after[name]), found) for name, found in places.items() if name in after}
    front = rewrite(front, BRIEF.write(mine), {**after, **lists}, tuple(BRIEF.fields))
    return f"{head}{front}{fence}{_renewed_body(body, mine, merged)}"


def _renewed_body(body: str, mine: Brief, merged: Brief) -> str:
    """The body with the new text of each part that has one; what a person wrote around it stays."""
    pieces = cut(body)
    for part in PARTS:
        text: str = getattr(merged, part)
        if text != getattr(mine, part):
            held = [piece for piece in pieces if piece.part == part]
            if held and (text or part == "summary"):
                held[0].lines[:] = _around(held[0].lines, text)
            elif text:
                _add(pieces, part, text)
            gone = held[1:] if text or part == "summary" else held
            pieces = [piece for piece in pieces if all(piece is not each for each in gone)]
    return "\n".join(line for piece in pieces for line in piece.all_lines)


def _around(lines: list[str], text: str) -> list[str]:
    """The blank lines around what stood in `lines`, around `text`."""
    filled = [number for number, line in enumerate(lines) if line.strip()]
    if not filled:
        return ["", text, ""] if text else lines
    return [*lines[: filled[0]], text, *(lines[filled[-1] + 1 :])]


def _add(pieces: list[Piece], part: str, text: str) -> None:
    """A part that was not there yet, behind those that come before it."""
    earlier = PARTS[: PARTS.index(part)]
    at = max(place for place, piece in enumerate(pieces) if piece.part in earlier) + 1
    above = pieces[at - 1].lines
    if above and above[-1].strip():
        above.append("")
    pieces.insert(at, Piece(part, f"## {HEADINGS[part]}", ["", text, ""]))


def _stamped(text: str, held: Brief, made: Made) -> tuple[str, Brief]:
    """The text of a file that holds a brief, given the key `made`, and the brief as it is read then."""
    changed = edited(held, made)
    if not changed:
        made = replace(made, text=mark(text))
    _, body, _ = frontmatter.split(text, "")
    head = text[: len(text) - len(body)]
    fence = head.rindex(frontmatter.FENCE)
    whole = f"{head[:fence]}made: {made}\n{head[fence:]}{body}"
    return whole, replace(held, made=str(made), edited=changed)
