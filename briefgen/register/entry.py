"""What the register says of one actor: frozen records, no behaviour but their names."""

from __future__ import annotations

from briefgen.model import EntityType, Extra, Located


class SameAs(Located, frozen=True, eq=False):
    """A name that means this actor: of actors of any type, or of one; in all briefs, or in those of these slugs."""

    name: str
    type: EntityType | None = None
    briefs: tuple[str, ...] = ()
    line: int = 0


class NotSameAs(Located, frozen=True, eq=False):
    """A name that does not mean this actor, however alike the two are."""

    name: str
    line: int = 0


class Role(Located, frozen=True, eq=False):
    """What an actor is, as the desk has it; `since` and `until` are ISO 8601: a day, a month or a year."""

    role: str
    since: str | None = None
    until: str | None = None
    line: int = 0


class Entry(Located, frozen=True, eq=False):
    """One actor. `key` is the name that the entry stands under, `line` where; readers see `name`, or else the key.

    `block` says whether more keys can be written below that line: they cannot where the entry is a text or in braces.

    `aliases` are what the actor is also called: shown, and understood as the speaker of a quote in a brief that has
    the actor. They never make another actor this one; only `same_as` does.
    """

    key: str = ""
    name: str | None = None
    type: EntityType | None = None
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    wikidata: str | None = None
    homepage: str | None = None
    note: str = ""
    same_as: tuple[SameAs, ...] = ()
    not_same_as: tuple[NotSameAs, ...] = ()
    extra: Extra = ()
    line: int = 0
    block: bool = True

    @property
    def shown(self) -> str:
        """The canonical name, as readers see it."""
        return self.name or self.key

    @property
    def names(self) -> tuple[str, ...]:
        """Everything the actor goes by, the canonical name first."""
        joined = (each.name for each in self.same_as)
        return tuple(dict.fromkeys((self.shown, self.key, *self.aliases, *joined)))
