"""The chains of rules, one for each language, each in the one order in which its rules run.

Each rule reads what the rules before it left in the state and adds to it; taking one out, or putting one in, is a line
here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from briefgen.extraction.dating import date_sentences
from briefgen.extraction.entities import join_entities
from briefgen.extraction.facts import find_facts
from briefgen.extraction.kinds import decide_kinds
from briefgen.extraction.metonyms import resolve_seats
from briefgen.extraction.offices import find_offices
from briefgen.extraction.prose import write_prose
from briefgen.extraction.quotations import find_quotations
from briefgen.extraction.ranking import rank_actors
from briefgen.extraction.roles import find_roles
from briefgen.extraction.runs import find_runs
from briefgen.extraction.speakers import find_speakers
from briefgen.extraction.state import State
from briefgen.extraction.weighing import weigh_sentences
from briefgen.extraction.zones import lay_out_story

Rule = Callable[[State], None]
Chain = tuple[tuple[str, Rule], ...]

CHAIN: Chain = (
    ("story", lay_out_story),  # what is story, its words and sentences
    ("quotations", find_quotations),  # where direct speech begins and ends
    ("names", find_runs),  # runs of capitals, cut into names
    ("offices", find_offices),  # "the Afghan government", "Mexico's central bank"
    ("kinds", decide_kinds),  # person, organisation, place or nothing that acts
    ("entities", join_entities),  # who is who
    ("seats", resolve_seats),  # Moscow is Russia where it acts
    ("roles", find_roles),  # who they are, in the article's words
    ("actors", rank_actors),  # whom the story is about
    ("quotes", find_speakers),  # who said what
    ("dates", date_sentences),  # when it happened
    ("weights", weigh_sentences),  # how much each sentence says
    ("facts", find_facts),  # what happened
    ("prose", write_prose),  # summary, background, what to watch
)

CHAINS: Mapping[str, Chain] = {"en": CHAIN}
"""Language -> the rules that read it, with what `lexicon/` knows of it."""
