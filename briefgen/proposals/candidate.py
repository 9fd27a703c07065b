"""An actor as the rules look at it, and what a rule finds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

import msgspec
from anyascii import anyascii

from briefgen.model import EntityType
from briefgen.proposals.names import PersonName, person_name
from briefgen.register import ActorKey, Entry, fold
from briefgen.site.dossier import Dossier
from briefgen.site.library import Library

UNSAID = frozenset(
    "of the and for in at on by to a an former ex then late outgoing acting new his her its their".split()
)
"""Words of a role that do not tell one from another."""
STEM = 6
"""Letters of a word that count in a role, so that "Ukrainian" and "Ukraine" are one word."""


class Candidate(msgspec.Struct, frozen=True, dict=True):
    """A dossier and what can be known from it."""

    dossier: Dossier

    @property
    def key(self) -> ActorKey:
        return self.dossier.key

    @property
    def type(self) -> EntityType:
        return self.dossier.type

    @property
    def name(self) -> str:
        return self.dossier.name

    @property
    def entry(self) -> Entry | None:
        return self.dossier.entry

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What the actor goes by as an actor, in briefs or by the register; not the aliases."""
        printed = [each.actor.name for each in self.dossier.appearances]
        joined = [self.entry.key, self.entry.shown, *(each.name for each in self.entry.same_as)] if self.entry else []
        return tuple({fold(name): name for name in (*joined, *printed)}.values())

    @cached_property
    def person_names(self) -> tuple[PersonName, ...]:
        """The names taken apart."""
        return tuple(map(person_name, self.names))

    @cached_property
    def aliases(self) -> frozenset[str]:
        """What briefs or the register say the actor is also called."""
        stated = {alias for each in self.dossier.appearances for alias in each.actor.aliases}
        return frozenset(stated.union(self.entry.aliases if self.entry else ()))

    @cached_property
    def slugs(self) -> frozenset[str]:
        """The briefs that have the actor."""
        return frozenset(each.slug for each in self.dossier.filed)

    @cached_property
    def company(self) -> frozenset[ActorKey]:
        """Who else is in these briefs."""
        return frozenset(each.key for each in self.dossier.companions)

    @cached_property
    def roles(self) -> frozenset[frozenset[str]]:
        """What briefs and the register say the actor is, each as the stems of its telling words."""
        stated = [each.actor.role for each in self.dossier.appearances]
        stated += [each.role for each in self.entry.roles] if self.entry else []
        return frozenset(words for role in stated if (words := _telling(role)))

    def may_be(self, other: Candidate) -> bool:
        """Whether the roles do not speak against the two being one."""
        return not self.roles or not other.roles or bool(self._agreeing(other))

    def shares_role(self, other: Candidate) -> bool:
        """Whether one role of this actor and one of the other's say the same, or one of them less than the other.

        Where they agree in a single word, such as "president", somebody must appear with both: there are many.
        """
        return any(len(words) > 1 or self.shares_company(other) for words in self._agreeing(other))

    def _agreeing(self, other: Candidate) -> list[frozenset[str]]:
        return [one & two for one in self.roles for two in other.roles if one <= two or two <= one]

    def shares_company(self, other: Candidate) -> bool:
        """Whether a third actor appears with both."""
        return not self.company.isdisjoint(other.company)


class Fit(msgspec.Struct, frozen=True):
    """Two actors whose names may mean one. `lesser` has the name that says less, unless they are `alike`.

    A fit that is not `backed` is no proposal, but a candidate all the same: it makes others doubtful. A `short` lesser
    name cannot stand for the actor.
    """

    rule: str
    lesser: Candidate
    fuller: Candidate
    reason: str
    backed: bool = True
    alike: bool = False
    short: bool = False


def candidates_of(library: Library) -> list[Candidate]:
    """All actors of a library, in an order that does not depend on the briefs' order."""
    return [Candidate(library.dossiers[key]) for key in sorted(library.dossiers)]


def of_type(candidates: Iterable[Candidate], *types: EntityType) -> list[Candidate]:
    return [each for each in candidates if each.type in types]


def _telling(role: str) -> frozenset[str]:
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’]s\b", "", anyascii(role).lower()))
    return frozenset(word[:STEM] for word in words if word not in UNSAID)
