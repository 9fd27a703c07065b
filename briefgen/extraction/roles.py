"""Who an actor is, in the article's words.

A role stands before the name ("army spokesman Bo Lund"), after it between commas ("Petra Lund, Prime
Minister Ilse Marrow's special envoy for the strait,"), or is said of them later ("Lund, who heads …"). The
longest of what the article gives, up to fifteen words, says most.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from briefgen.extraction.roles_before import body_before, is_polite, role_before
from briefgen.extraction.roles_behind import body_after, role_after, role_by_copula, role_of_office
from briefgen.extraction.roles_in_rows import role_in_row, singular
from briefgen.extraction.signs import ORGANIZATION, PERSON, PLACE
from briefgen.extraction.state import Entity, Mention, State

# A role that is a clause ("heads the yard") says it less well than a noun does.
CLAUSES = ("heads ", "leads ", "owns ", "runs ", "chairs ", "directs ", "represents ", "headed ", "led ", "chaired ")
SAID_IN_CLAUSE = 1.6
NOT_ROLE = re.compile(
    r"\b(?:years? old|aged \d+|my|our|your)\b|^\d+$|^(?:man|woman|person|elder|younger|body|bodies)$"
    r"|\b(?:child|children|kid|baby|newborn|girl|boy|body|bodies)(?:$| of\b)"
)


Reader = Callable[[State, Mention], str]
# What reads the roles of each kind of entity, and what each is worth.
READERS: dict[str, tuple[tuple[str, Reader, float], ...]] = {
    PERSON: (
        ("role-after", role_after, 3.0),
        ("role-before", role_before, 2.8),
        ("role-row", role_in_row, 2.8),
        ("role-office", role_of_office, 1.2),
        ("role-copula", role_by_copula, 1.0),
    ),
    ORGANIZATION: (
        ("body-before", body_before, 2.5),
        ("body-after", body_after, 2.0),
        ("role-copula", role_by_copula, 1.0),
    ),
    PLACE: (("role-copula", role_by_copula, 1.0),),
}


def candidates(state: State, entity: Entity) -> list[tuple[float, str, Mention, str]]:
    """(worth, role, mention, rule) of every role that the article gives an entity."""
    found = []
    for order, mention in enumerate(entity.mentions):
        late = 0.15 * min(order, 6)
        for rule, reader, worth in READERS[entity.kind]:
            role = reader(state, mention)
            if not role:
                continue
            role = role.strip(" ,")
            role = singular(state, role) if rule == "role-before" and "one of" not in role else role
            words = len(role.split())
            if role and not NOT_ROLE.search(role) and not is_polite(state, role.lower()):
                worth -= SAID_IN_CLAUSE * role.startswith(CLAUSES)
                found.append((worth + min(words, 9) * 0.22 - max(0, words - 11) * 0.2 - late, role, mention, rule))
    return found


def find_roles(state: State) -> None:
    """Give each entity the role that says most."""
    for entity in state.entities:
        if entity.kind == PLACE and entity.acts == 0:
            continue
        roles = candidates(state, entity)
        if roles:
            _, entity.role, mention, _ = max(roles, key=lambda r: r[0])
            entity.role_evidence = state.evidence(mention.sentence)
