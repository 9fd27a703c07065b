"""The date of what each sentence tells.

A sentence that names a date has it. One that goes on telling, in the simple past and without a date, belongs to the day
that its paragraph, or else the story's opening, last told of; a state of things, a plan or a rule has none.
"""

from __future__ import annotations

import re

from briefgen.extraction.state import State
from briefgen.extraction.tense import finite_verb
from briefgen.extraction.when import find_when

DAY = len("2021-02-19")
OPENING = 3
# A day that such a clause names is what came before the event, not the event's.
EARLIER = re.compile(r"\b(?:[Bb]efore|[Aa]fter|[Ss]ince|[Uu]ntil|[Ww]hen)\b")


def date_sentences(state: State) -> None:
    """Give every sentence its ISO 8601 date, or None."""
    event: str | None = None
    told: tuple[int, str | None] = (-1, None)
    latest = state.today.isoformat() if state.today else "9999"  # what is still to come has not been told
    for sentence in state.sentences:
        tense = finite_verb(state, sentence)
        past = tense == "past"
        own = find_when(sentence.text, state.today, past=past or tense == "had")
        state.named_dates.append(own)
        if own is None and past:
            own = told[1] if told[0] == sentence.paragraph else event
        elif own is not None and past and len(own) == DAY and own <= latest:
            told = (sentence.paragraph, event if EARLIER.search(sentence.text) and event else own)
            event = event or (own if sentence.index < OPENING else None)
        state.dates.append(own)
