"""Who is who: a person's word, kept in content/actors.yml and applied to all briefs when the site is built.

`table` says what the file may hold, `reading` reads it, `contradictions` finds what cannot be so, and `register`
answers the one question that a site asks: whom does this name mean in this brief. Nothing here guesses; what is only
likely is for `proposals` to put before a person.
"""

from __future__ import annotations

from briefgen.register.entry import Entry, Role, SameAs
from briefgen.register.reading import load, read_register
from briefgen.register.register import ActorKey, Register, fold, told_apart
from briefgen.register.table import ACTOR_ENTRY, ACTORS

__all__ = [
    "ACTORS",
    "ACTOR_ENTRY",
    "ActorKey",
    "Entry",
    "Register",
    "Role",
    "SameAs",
    "fold",
    "load",
    "read_register",
    "told_apart",
]
