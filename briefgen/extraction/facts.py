"""The key facts: at most eight sentences that say what happened, in story order.

The heaviest sentences are taken one after another, each weighed anew by how little it repeats the chosen ones (maximal
marginal relevance), so that eight facts are eight things. A sentence that cannot stand alone has to be worth it, and
one that is below the bar of its story is left out: a brief may well have fewer.
"""

from __future__ import annotations

import math
from heapq import heappop, heappush, nsmallest

from msgspec.structs import replace

from briefgen.extraction.keysigns import cosine
from briefgen.extraction.state import Candidate, State
from briefgen.extraction.wording import leans, stand_alone
from briefgen.model import KeyFact

MOST_FACTS = 8
MOST_WEIGHED = 60
# What a sentence loses by repeating, word for word, one that is chosen already.
REPETITION = 1.3
# As near as this, a sentence says once more what is chosen: a line under the headline that the lead takes up.
SAME = 0.75
# What it loses where it says less alone: "The latter …", "They …", a "he" whom the article does not resolve.
LEANING = 1.0
# Hardly anything in a story of so few sentences is told by the way.
SHORT = 12
# What a sentence has to weigh in a story of 25 sentences. Of a longer one the key ones are a smaller share, so the bar
# rises with the logarithm of its length.
BAR, RISE, USUAL = 4.8, 0.5, 25
# So many are taken whatever they weigh.
FEWEST_FACTS = 4


def bar(sentences: int) -> float:
    """What a key sentence has to weigh in a story of so many."""
    return BAR + RISE * math.log(sentences / USUAL) if sentences > SHORT else -math.inf


def choose(candidates: list[Candidate]) -> list[Candidate]:
    """The key sentences in story order.

    What is chosen only ever makes a sentence lighter, so one that leads is weighed against what was chosen since it was
    weighed last, and is taken if it leads still.
    """
    chosen: list[Candidate] = []
    # (less than zero by its weight, number, nearness to the chosen, how many of them it was weighed against, itself)
    queue = [(-c.weight, c.index, 0.0, 0, c) for c in candidates]
    queue = nsmallest(MOST_WEIGHED, queue)
    while queue and len(chosen) < MOST_FACTS:
        _, index, near, seen, leader = heappop(queue)
        if seen == len(chosen):
            chosen.append(leader)
            continue
        near = max(near, *(cosine(leader.words, c.words, leader.norm * c.norm) for c in chosen[seen:]))
        if near >= SAME:
            continue
        heappush(queue, (REPETITION * near - leader.weight, index, near, len(chosen), leader))
    return sorted(chosen, key=lambda c: c.index)


def lighten(state: State, candidate: Candidate) -> Candidate:
    """The candidate, less what it loses where it leans on another sentence."""
    if not leans(state, state.sentences[candidate.index]):
        return candidate
    return replace(candidate, weight=candidate.weight - LEANING)


def above(state: State, least: float) -> list[Candidate]:
    """The candidates that weigh as much as that when they have been lightened; if those are too few, the heaviest."""
    heavy = [lighten(state, candidate) for candidate in state.candidates if candidate.weight >= least]
    kept = [candidate for candidate in heavy if candidate.weight >= least]
    if len(kept) >= FEWEST_FACTS:
        return kept
    return nsmallest(FEWEST_FACTS, (lighten(state, c) for c in state.candidates), key=lambda c: (-c.weight, c.index))


def find_facts(state: State) -> None:
    """Choose the key facts, with their dates, and make them stand alone."""
    state.key_facts = tuple(
        KeyFact(
            text=stand_alone(state, candidate.index),
            when=state.dates[candidate.index],
            rule="lead" if candidate.index == 0 else "weight",
            evidence=(state.evidence(candidate.index),),
        )
        for candidate in choose(above(state, bar(len(state.sentences))))
    )
