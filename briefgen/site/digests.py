"""Short digests of what pages show of each other, from which the keys of pages are made.

Each is worked out once in a build, and only if a page asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from briefgen.register import ActorKey, Entry
from briefgen.site.dossier import Appearance, Dossier, Filed
from briefgen.site.indexcard import digest_of, short
from briefgen.site.library import Library
from briefgen.site.ondemand import Asked

TITLES = 3
"""Headlines that a dossier is described by."""


class Digests:
    """Of the briefs and the actors of a library."""

    def __init__(self, library: Library) -> None:
        self.library = library

    @cached_property
    def lines(self) -> Mapping[str, bytes]:
        """Slug -> what a list shows of the brief (`page.brief_line`)."""
        briefs = {each.slug: each for each in self.library.briefs}
        return Asked(lambda slug: briefs[slug].card.line + f"{slug} {briefs[slug].hold or ''}\n".encode())

    @cached_property
    def names(self) -> Mapping[ActorKey, bytes]:
        """Key -> what a link to the actor shows (`page.named`)."""
        dossiers = self.library.dossiers
        return Asked(lambda key: digest_of(dossiers[key].name, dossiers[key].slug, key[1]))

    @cached_property
    def casts(self) -> Mapping[str, bytes]:
        """Slug -> the links to all actors of the brief."""
        names, casts = self.names, self.library.casts
        return Asked(lambda slug: b"".join([names[key] for key in casts[slug]]))

    def of_lines(self, briefs: Iterable[Filed]) -> bytes:
        """A list of briefs."""
        lines = self.lines
        return short(*[lines[each.slug] for each in briefs])

    def of_appearances(self, appearances: Iterable[Appearance]) -> bytes:
        """What a dossier shows of these briefs; where there is a register, who says what is its word too."""
        lines = self.lines
        told = [part for each in appearances for part in (lines[each.filed.slug], each.actor.said)]
        if self.library.register.entries:
            told += [each.filed.card.quoted for each in appearances]
        return short(*told)

    def of_front(self, dossier: Dossier) -> bytes:
        """All that a dossier is headed by: what briefs and register state of the actor, and who else is there."""
        casts = self.casts
        newest = [self.lines[each.slug] for each in dossier.filed[:TITLES]]
        stated = [part for each in dossier.appearances for part in (each.actor.stated, casts[each.filed.slug])]
        return short(self.names[dossier.key], _of_entry(dossier.entry), *newest, b"|", *stated)


def _of_entry(entry: Entry | None) -> bytes:
    if entry is None:
        return b""
    roles = [(each.role, each.since, each.until) for each in entry.roles]
    return digest_of(entry.names, roles, entry.wikidata, entry.homepage, entry.note, entry.extra)
