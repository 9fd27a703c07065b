"""Pages: no two briefs may want one address."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

from briefgen.checking.subject import Entry, Finding, Shelf
from briefgen.slug import slugify


def same_page(shelf: Shelf) -> Iterator[Finding]:
    """Two briefs whose names make one address, in whatever case, folder or Unicode form."""
    first: dict[str, Entry] = {}
    for entry in shelf.entries:
        slug = slugify(entry.name)
        standing = first.setdefault(slug, entry)
        if standing is not entry:
            message = f"{standing.path} would be the same page, briefs/{slug}/{_why(standing.name, entry.name)}"
            yield Finding(("title",), f"{message}; rename one of the files", entry.path)


def _why(one: str, other: str) -> str:
    if one == other:
        return ""
    if normalize("NFC", one) == normalize("NFC", other):
        return " (the names differ in Unicode form alone)"
    if normalize("NFC", one).casefold() == normalize("NFC", other).casefold():
        return " (the names differ in case alone)"
    return ""
