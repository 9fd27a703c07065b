"""The plainest Markdown, read without a parser: blocks between blank lines that can mean but one thing.

News text is paragraphs, most without any markup, some with a word in bold or a link, now and then a heading, a short
list, a quotation. What these are is seen at a glance; all else is for markdown-it to read. A block that is plain here
ends whatever stands open before it, so what is left between two of them can be read as if they were not there. The
exceptions are a code fence and the definition of a link, which reach beyond blank lines; a text with either is not cut
at all. What is plain here means to markdown-it the same (CommonMark 0.31, and the tables of GitHub).
"""

from __future__ import annotations

import re

import msgspec

ODD = ""
LOOSE = "ul loose"
"""A list with blank lines between some of its items, each of which is a paragraph then."""


class Block(msgspec.Struct, frozen=True):
    """`tag` is p, h1 to h6, ul, LOOSE, blockquote or ODD; `lines` are its paragraph, heading, items, or paragraphs.

    Of an odd one they are one text, for the parser.
    """

    tag: str
    lines: list[str]


FAR_REACHING = ("```", "~~~", "]:", "\r")
_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_SPECIAL = re.compile(r"[\\`*_~\[<\t\0]")
_ENTITY = re.compile(r"&[#A-Za-z][0-9A-Za-z]*;")
_OPENING = r"(?:[ #>+=|:-]|[0-9]{1,9}[.)])"
_FIRST = re.compile(_OPENING)
_LATER = re.compile(rf"\n{_OPENING}| \n")
_HEADING = re.compile(r"(#{1,6}) (?=[^ #])")

_WORDS = r"[A-Za-z0-9]+(?: [A-Za-z0-9]+)*"
_ADDRESS = r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[A-Za-z0-9./-]*)?"
_MARKED = re.compile(
    rf"\*(?<![^ \n]\*)(\*?)({_WORDS})\*\1(?=[ \n.,;:!?)]|\Z)"  # strong, or emphasis
    rf"|\[({_WORDS})\](?:\(({_ADDRESS})\)|(?![(\[]))"  # a link, or words in brackets
)


def blocks(text: str) -> list[Block]:
    """The blocks of a text in their order, and what is odd between them in one piece."""
    if any(each in text for each in FAR_REACHING):
        return [Block(ODD, [text])]
    found: list[Block] = []
    start = -1  # of what is odd, or of a list that may turn out to be
    for match in _BLOCK.finditer(text):
        each = _block(match[0])
        before = found[-1].tag if found else None
        if each.tag == "ul" and before in ("ul", LOOSE):
            found[-1] = Block(LOOSE, found[-1].lines + each.lines)
        elif (each.tag == ODD and before in (ODD, "ul", LOOSE)) or (each.tag == "ul" and before == ODD):
            found[-1] = Block(ODD, [text[start : match.end()]])  # either may go on with the other
        else:
            start = match.start()
            found.append(each)
    return found


def inline_html(line: str) -> str:
    """A paragraph, heading or item as HTML, escaped as markdown-it does it."""
    escaped = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return _MARKED.sub(_tagged, escaped) if "*" in line or "[" in line else escaped


def inline_words(line: str) -> str:
    """A paragraph, heading or item without its markup."""
    return _MARKED.sub(_bare, line) if "*" in line or "[" in line else line


def _block(block: str) -> Block:
    lines: list[str] | None = None
    match block[0]:
        case "#":
            if (heading := _HEADING.match(block)) and "\n" not in block and block[-1] != "#":
                tag, lines = f"h{len(heading[1])}", [block[heading.end() :]]
        case "-":
            lines, tag = _unmarked(block, "- "), "ul"
        case ">":
            bare, tag = _unmarked(block.replace("\n>\n", "\n> \n"), "> "), "blockquote"
            lines = bare and _BLOCK.findall("\n".join(bare))
        case _:
            tag, lines = "p", [block]
    return Block(tag, lines) if lines and all(map(_is_plain, lines)) else Block(ODD, [block])


def _unmarked(block: str, mark: str) -> list[str] | None:
    """The lines without what all of them open with."""
    lines = block.split("\n")
    return [line.removeprefix(mark) for line in lines] if all(line.startswith(mark) for line in lines) else None


def _is_plain(line: str) -> bool:
    """Whether a paragraph, or what could be one, has no markup but bold or slanted words, links, words in brackets."""
    special = _SPECIAL.search(line)
    if special and (special[0] not in "*[" or _SPECIAL.search(_MARKED.sub("", line))):
        return False
    return not (
        not line
        or _FIRST.match(line)
        or ("\n" in line and _LATER.search(line))
        or ("&" in line and _ENTITY.search(line))
        or line != line.strip()
    )


def _tagged(marked: re.Match[str]) -> str:
    star, strong, label, address = marked.groups()
    if strong:
        return f"<strong>{strong}</strong>" if star else f"<em>{strong}</em>"
    return f'<a href="{address}">{label}</a>' if address else marked[0]


def _bare(marked: re.Match[str]) -> str:
    _, strong, label, address = marked.groups()
    return str(strong or (label if address else marked[0]))
