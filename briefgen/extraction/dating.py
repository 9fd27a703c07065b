"""The date of what each sentence tells.

A sentence that names a date has it. One that goes on telling, in the simple past and without a date, belongs to the day
that the paragraph, or else the story's opening, last named; a state of things, a plan or a rule has none.
"""

from __future__ import annotations

from briefgen.extraction.state import State
from briefgen.extraction.tense import is_past
from briefgen.extraction.when import find_when

DAY = len("2021-02-19")
OPENING = 3


def date_sentences(state: State) -> None:
    """Give every sentence its ISO 8601 date, or None."""
    event: str | None = None
    here: tuple[int, str] | None = None
    for sentence in state.sentences:
        past = is_past(state, sentence)
        own = find_when(sentence.text, state.today, past=past)
        state.named_dates.append(own)
        if own is None and past:
            if here is not None and here[0] == sentence.paragraph:
                state.dates.append(here[1])
            else:
                state.dates.append(event)
            continue
        state.dates.append(own)
        if own is not None and len(own) == DAY and past:
            here = (sentence.paragraph, own)
            if event is None and sentence.index < OPENING:
                event = own
