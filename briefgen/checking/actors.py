"""Actors whom two briefs describe differently. Each is told once, at the later brief."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from unicodedata import combining, normalize

from briefgen.checking.subject import Cast, Entry, Finding, Shelf

Seen = tuple[Entry, Cast]


def actor_type(shelf: Shelf) -> Iterator[Finding]:
    """One name, a person here and an organisation there: two dossiers of what may be one actor."""
    for (entry, actor), (other, their) in _pairs(shelf, lambda _, actor: _plain(actor.name), lambda a: a.type):
        message = f"{actor.name} has the type {actor.type} here and {their.type} in {other.path}; let both agree"
        yield Finding(("actors", actor.number, "type"), message, entry.path)


def actor_spelling(shelf: Shelf) -> Iterator[Finding]:
    """One actor in two spellings that case or accents alone tell apart."""

    def same(_: Entry, actor: Cast) -> Hashable:
        return _plain(actor.name), actor.type

    for (entry, actor), (other, their) in _pairs(shelf, same, lambda a: normalize("NFC", a.name)):
        message = f"{actor.name} is spelt {their.name} in {other.path}; spell them alike"
        yield Finding(("actors", actor.number, "name"), message, entry.path)


def actor_role(shelf: Shelf) -> Iterator[Finding]:
    """Two roles on one day, of which neither is the other in more words."""

    def same(entry: Entry, actor: Cast) -> Hashable | None:
        return (_plain(actor.name), actor.type, entry.day) if actor.role and entry.day else None

    for (entry, actor), (other, their) in _pairs(shelf, same, lambda a: a.role):
        ours, theirs = set(_plain(actor.role).split()), set(_plain(their.role).split())
        if not ours <= theirs and not theirs <= ours:
            message = f"{actor.name} is “{actor.role}” here and “{their.role}” in {other.path} of the same day"
            yield Finding(("actors", actor.number, "role"), message, entry.path)


def _pairs(
    shelf: Shelf, same: Callable[[Entry, Cast], Hashable | None], differs: Callable[[Cast], str]
) -> Iterator[tuple[Seen, Seen]]:
    """Of actors that are the `same`, each description that differs, with the first one, in another brief."""
    first: dict[Hashable, dict[str, Seen]] = {}
    for entry in shelf.entries:
        for actor in entry.cast:
            key = same(entry, actor)
            if key is None:
                continue
            known = first.setdefault(key, {})
            if differs(actor) not in known:
                known[differs(actor)] = entry, actor
                standing = next(iter(known.values()))
                if standing[0] is not entry:
                    yield (entry, actor), standing


def _plain(text: str) -> str:
    """Without case, accents and spare blanks."""
    letters = normalize("NFD", text.casefold())
    return " ".join("".join(letter for letter in letters if not combining(letter)).split())
