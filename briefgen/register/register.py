"""Whom a name means in a brief, by a person's word.

Without a word on it, a name means the actor of that name and type. An entry speaks for its own name and for those
under `same_as`; of several that speak for one name, the one for this brief counts before the one for all briefs, and
the one for this type before the one for all types. An entry joins names, never types: without `type` a person stays a
person and a place a place; with it, whatever the briefs take the actor for, the register's type holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from unicodedata import normalize

from briefgen.model import EntityType, Located
from briefgen.register.entry import Entry, SameAs

ActorKey = tuple[str, EntityType]


@lru_cache(maxsize=2**16)
def fold(name: str) -> str:
    """A name as it is compared: letters in either case and any run of blanks are alike."""
    return " ".join(normalize("NFC", name).casefold().split())


class Register(Located, frozen=True, eq=False, dict=True):
    """The entries of a file in its order; `path` is how messages call it."""

    entries: tuple[Entry, ...] = ()
    path: str = ""

    @cached_property
    def by_key(self) -> Mapping[str, Entry]:
        """Folded key -> entry."""
        return {fold(entry.key): entry for entry in self.entries}

    @cached_property
    def claims(self) -> Mapping[str, list[tuple[SameAs, Entry]]]:
        """Folded name -> who says what of it, an entry's own key among them."""
        claims: dict[str, list[tuple[SameAs, Entry]]] = defaultdict(list)
        for entry in self.entries:
            for claim in (SameAs(entry.key, line=entry.line), *entry.same_as):
                claims[fold(claim.name)].append((claim, entry))
        return dict(claims)

    def resolve(self, name: str, type: EntityType, brief: str = "") -> ActorKey:
        """The key of the actor whom `name` means in the brief of this slug. Resolving a key gives the key."""
        key: ActorKey = fold(name), type
        while key[0] in self.claims and (entry := self._entry_for(*key, brief)):
            meant = fold(entry.key), entry.type or key[1]
            if meant == key:
                break
            key = meant
        return key

    def entry(self, key: ActorKey) -> Entry | None:
        """What the register says of the actor of this key."""
        entry = self.by_key.get(key[0])
        return entry if entry and entry.type in (None, key[1]) else None

    def _entry_for(self, name: str, type: EntityType, brief: str) -> Entry | None:
        best, entry = (-1, -1), None
        for claim, claimant in self.claims[name]:
            if claim.type in (None, type) and (not claim.briefs or brief in claim.briefs):
                weight = len(claim.briefs) > 0, claim.type is not None
                if weight > best:
                    best, entry = weight, claimant
        return entry


def told_apart(one: Entry | None, names: Iterable[str], other: Entry | None, others: Iterable[str]) -> bool:
    """Whether a person keeps two actors apart; `names` and `others` are what they go by.

    They do by not_same_as, by an entry for each, or where an entry has the other's name in some briefs or of one type
    only.
    """
    if one and other:
        return True
    for entry, theirs in ((one, others), (other, names)):
        if entry:
            apart = {*(each.name for each in entry.not_same_as), *(each.name for each in entry.same_as)}
            if not set(map(fold, apart)).isdisjoint(map(fold, theirs)):
                return True
    return False
