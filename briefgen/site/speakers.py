"""Who says a quote: the actor of its brief whom the speaker's name means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from briefgen.model import EntityType
from briefgen.register import Register, fold


class Called(Protocol):
    """Somebody with a name and others."""

    @property
    def name(self) -> str: ...
    @property
    def type(self) -> EntityType: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...


def speaker(spoken: str | None, actors: Sequence[Called], register: Register, slug: str) -> int | None:
    """The number of the actor of the brief of this slug who is meant: by full name, else by an alias that only one of
    them has. Aliases are those of the brief and the names that the register has for the actor."""
    if spoken is None:
        return None
    wanted = fold(spoken)
    keys = [register.resolve(actor.name, actor.type, slug) for actor in actors]
    named = [number for number, actor in enumerate(actors) if fold(actor.name) == wanted]
    if not named:
        entries = [register.entry(key) if register.entries else None for key in keys]
        named = [
            number
            for number, (actor, entry) in enumerate(zip(actors, entries, strict=True))
            if wanted in map(fold, actor.aliases + entry.names if entry else actor.aliases)
        ]
    return named[0] if len({keys[number] for number in named}) == 1 else None
