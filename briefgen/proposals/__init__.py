"""Which actors of a library are probably one, put before a person as the line of actors.yml that would say so.

`RULES` is the list of what speaks for one actor under two names. A rule says which names fit each other, and whether
what the briefs say backs it. `choosing` then drops every pair that something speaks against: a brief that has both, a
person's word, or a second candidate that fits as well. Joining two people is the worst that a register can do, so
where there is doubt nothing is proposed. Every rule looks up keys in an index: none compares all with all.
"""

from __future__ import annotations

from briefgen.proposals.bodies import acronym, registered_name, short_form, spelling_of_body
from briefgen.proposals.candidate import Candidate, Fit, candidates_of
from briefgen.proposals.choosing import choose
from briefgen.proposals.paste import Proposal, proposals_of, type_proposals
from briefgen.proposals.people import given_initial, middle_name, one_letter, order, spelling_of_person, surname_alone
from briefgen.register import Register
from briefgen.site.library import Library

RULES = (
    registered_name,
    spelling_of_person,
    one_letter,
    order,
    middle_name,
    given_initial,
    surname_alone,
    spelling_of_body,
    acronym,
    short_form,
)

__all__ = ["RULES", "Candidate", "Fit", "Proposal", "propose"]


def propose(library: Library) -> tuple[Proposal, ...]:
    """What a person might write into the register, that of the most briefs first."""
    register: Register = library.register
    candidates = candidates_of(library)
    fits = [fit for rule in RULES for fit in rule(candidates)]
    joined = proposals_of(choose(fits), library)
    taken = {candidate.key for proposal in joined for candidate in (proposal.actor, *proposal.others)}
    found = [*joined, *type_proposals(candidates, taken, register)]
    found.sort(key=lambda each: (-each.briefs, each.actor.key))
    # A name may have an entry only once; what is to be said of a namesake of another type is proposed when this one is.
    first: dict[str, Proposal] = {}
    for proposal in found:
        first.setdefault(proposal.actor.key[0], proposal)
    return tuple(first.values())
