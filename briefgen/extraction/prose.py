"""The body of a brief: a summary, the background, and what to watch, in the article's own sentences."""

from __future__ import annotations

import re

from briefgen.extraction.datevalues import MONTH
from briefgen.extraction.state import State
from briefgen.extraction.when import FUTURE
from briefgen.extraction.wording import leans, stand_alone

SUMMARY_SENTENCES = 2
MOST_PICKED = 2
HISTORY = re.compile(
    r"\b(?:since|in (?:19|20)\d\d|years? ago|last (?:year|month)|had been|previously|earlier this|founded|history of"
    r"|for (?:years|decades|months)|the (?:first|second|third|latest) (?:such|in a|time)|under an?)\b",
    re.IGNORECASE,
)
AHEAD = re.compile(
    r"\b(?:will|(?:is|are) (?:due|expected|scheduled|set to)|plans? to|deadline|next (?:week|month|year)"
    rf"|by (?:the end|{MONTH}))\b"
)


def write_prose(state: State) -> None:
    """Take the summary from the heaviest early sentences, the rest from what looks back and what looks ahead."""
    order = sorted(state.candidates, key=lambda c: (-c.weight, c.index))
    used = sorted(c.index for c in order[:SUMMARY_SENTENCES])
    state.summary = " ".join(stand_alone(state, i) for i in used)

    def pick(test: re.Pattern[str], start: float) -> list[int]:
        floor = int(len(state.sentences) * start)
        found = [c.index for c in order if c.index not in used and c.index >= floor]
        found = [i for i in found if test.search(state.sentences[i].text) and not is_quoted(state, i)]
        return [i for i in found if not leans(state, state.sentences[i])]

    ahead = [i for i in pick(AHEAD, 0.0) if FUTURE.search(state.sentences[i].text)]
    ahead = sorted(sorted(ahead, key=lambda i: not lies_ahead(state, i))[:MOST_PICKED])
    used += ahead
    back = sorted([i for i in pick(HISTORY, 0.3) if lies_back(state, i)][:MOST_PICKED])
    state.watch = " ".join(stand_alone(state, i) for i in ahead)
    state.background = " ".join(stand_alone(state, i) for i in back)


def lies_ahead(state: State, index: int) -> bool:
    """True where the sentence names a date to come: what it promises can be waited for."""
    when = state.named_dates[index]
    return bool(when and state.today and when > state.today.isoformat())


def is_quoted(state: State, index: int) -> bool:
    """True where half of the sentence is somebody's speech."""
    sentence = state.sentences[index]
    tokens = state.tokens[sentence.first : sentence.last]
    return sum(t.quoted for t in tokens) * 2 > len(tokens)


def lies_back(state: State, index: int) -> bool:
    """True where what the sentence dates is before this month, or where it has no date."""
    when = state.dates[index]
    return when is None or state.today is None or when[:7] < state.today.isoformat()[:7]
