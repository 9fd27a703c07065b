"""What a web page says around an article: menus, notes on cookies, newsletter boxes, links to other stories, footers.

The wording is that of news pages anywhere and stands in `chrome.tsv`, in kinds: a heading that ends the
article, the opening of a box or a button, what stands on a picture, a command to the reader, and a sentence that
speaks to the visitor.
"""

from __future__ import annotations

import re
from pathlib import Path


def _either(kind: str) -> str:
    table = Path(__file__).with_name("chrome.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    return "|".join(pattern for row_kind, pattern in rows if row_kind == kind)


_ENDING = re.compile(rf"\W{{0,3}}(?:{_either('ending')})\W{{0,3}}", re.IGNORECASE)
_ASIDE = re.compile(rf"\W{{0,3}}(?:{_either('aside')})(?!\w)", re.IGNORECASE)
_NOTICE = re.compile(_either("notice"), re.IGNORECASE)
_SIGNUP = re.compile(rf"\W{{0,3}}(?:{_either('signup')})\W{{0,3}}", re.IGNORECASE)
_BUTTON = re.compile(rf"\W{{0,3}}(?:{_either('button')})\W{{0,3}}", re.IGNORECASE)
_COMMAND = re.compile(rf"\W{{0,3}}(?:{_either('command')})\W{{0,3}}", re.IGNORECASE)
_COMMENT = re.compile(
    r"[\w .()-]{2,50}(?: on .{6,40})? (?:says|said|wrote|replied|commented) ?:"
    r"|(?:reply|report|flag|like|upvote|\d+ (?:replies|likes))",
    re.IGNORECASE,
)
_FOOTER = re.compile(r"^(?:©|\(c\)|copyright\b)|©\s?\d{4}|\bcopyright ©", re.IGNORECASE)


def is_ending(line: str) -> bool:
    """Whether `line` is a heading that stands behind an article ("Comments", "Related stories")."""
    return len(line) <= 60 and bool(_ENDING.fullmatch(line))


def is_button(line: str) -> bool:
    """Whether `line` is nothing but a button or a note on a picture, not its caption ("Enlarge image", "Read more")."""
    return len(line) <= 60 and bool(_BUTTON.fullmatch(line))


def is_command(line: str) -> bool:
    """Whether `line` says what a reader can do with the article, or how long it takes ("Save for later", "5 min")."""
    return len(line) <= 80 and bool(_COMMAND.fullmatch(line))


def is_comment_head(line: str) -> bool:
    """Whether `line` opens or closes a reader's comment ("Jo Roe says:", "Reply")."""
    return len(line) <= 100 and bool(_COMMENT.fullmatch(line))


def is_aside(line: str) -> bool:
    """Whether a short `line` opens a box, names a button, or links away ("Read more: …", "Share")."""
    return bool(_ASIDE.match(line))


def is_signup(line: str) -> bool:
    """Whether `line` is the heading, the field or the button of a newsletter's box ("Your email", "Subscribe")."""
    return len(line) <= 80 and bool(_SIGNUP.fullmatch(line))


def is_notice(line: str) -> bool:
    """Whether `line` speaks to the visitor: cookies, newsletters, accounts, rights, a note on the writer."""
    return len(line) <= 1200 and bool(_NOTICE.search(line) or _FOOTER.search(line))
