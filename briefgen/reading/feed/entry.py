"""What the feed formats have in common: entries, with their text as HTML and all else as plain text."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate
from html import escape
from urllib.parse import urljoin

import msgspec

from briefgen.dates import find_dates
from briefgen.problem import Problem
from briefgen.reading.paragraphs import split_paragraphs

_MARKED = re.compile(r"<[a-zA-Z/!]|&(?:#\w{1,8}|[a-zA-Z]\w{1,31});")


class Picture(msgspec.Struct, frozen=True):
    """A picture that the feed names in fields of its own. `width` is in pixels, 0 where the feed gives none."""

    url: str
    caption: str = ""
    credit: str = ""
    width: int = 0


class Entry(msgspec.Struct, frozen=True):
    """One entry. `bodies` are HTML: every text that the entry has, its full one and its summary."""

    title: str = ""
    bodies: tuple[str, ...] = ()
    url: str | None = None
    guid: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    language: str = ""
    topics: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()


class Feed(msgspec.Struct, frozen=True):
    """`flaw` is what was wrong with a feed that could be read all the same."""

    entries: tuple[Entry, ...]
    flaw: Problem | None = None


def is_marked(text: str) -> bool:
    """Whether `text` has tags or references in it, as HTML has and plain text has not."""
    return bool(_MARKED.search(text))


def as_html(text: str) -> str:
    """HTML as it is; plain text with its paragraphs as elements."""
    if is_marked(text):
        return text
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in split_paragraphs(text))


def read_day(text: str) -> date | None:
    """The day of a date as feeds write it: RFC 3339, or RFC 822 with a year of two digits or four (RSS 2.0)."""
    text = text[:80]
    day = next((found.day for found in find_dates(text) if found.day), None)
    parts = None if day else parsedate(text)
    try:
        return date(*parts[:3]) if parts else day
    except ValueError:
        return None


def absolute(address: str, base: str) -> str | None:
    """The web address that `address` is beside `base`; None for one of another kind."""
    try:
        joined = urljoin(base, address.strip())
    except ValueError:
        return None
    return joined if joined.startswith(("http://", "https://")) else None
