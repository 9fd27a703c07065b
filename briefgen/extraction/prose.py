"""The body of a brief: a summary, the background, and what to watch, in the article's own sentences."""

from __future__ import annotations

import re
from itertools import islice

from briefgen.extraction.datevalues import MONTH
from briefgen.extraction.state import State
from briefgen.extraction.traits import bits
from briefgen.extraction.when import FUTURE
from briefgen.extraction.wording import leans, stand_alone

SUMMARY_SENTENCES = 2
MOST_PICKED = 2
# Before this part of the story, what looks back is no background.
HISTORY_BEGINS = 0.3
HISTORY = re.compile(
    r"\b(?:since|in (?:19|20)\d\d|years? ago|last (?:year|month)|had been|previously|earlier this|founded|history of"
    r"|for (?:years|decades|months)|the (?:first|second|third|latest) (?:such|in a|time)|under an?)\b",
    re.IGNORECASE,
)
AHEAD = re.compile(
    r"\b(?:will|(?:is|are) (?:due|expected|scheduled|set to)|plans? to|deadline|next (?:week|month|year)"
    rf"|by (?:the end|{MONTH}))\b"
)
# The traits without which none of the patterns can match.
PROMISE = bits(["promise"])
PAST = bits(("history", "ago", "month", "year", "year-number"))


def write_prose(state: State) -> None:
    """Take the summary from the heaviest early sentences, the rest from what looks back and what looks ahead."""
    order = sorted(state.candidates, key=lambda c: (-c.weight, c.index))
    used = sorted(c.index for c in order[:SUMMARY_SENTENCES])
    state.summary = " ".join(stand_alone(state, i) for i in used)

    rest = [c.index for c in order if c.index not in used]
    ahead = pick(state, sorted(rest, key=lambda i: not lies_ahead(state, i)), PROMISE, (AHEAD, FUTURE))
    floor = int(len(state.sentences) * HISTORY_BEGINS)
    back = pick(state, [i for i in rest if i >= floor and i not in ahead and lies_back(state, i)], PAST, (HISTORY,))
    state.watch = " ".join(stand_alone(state, i) for i in ahead)
    state.background = " ".join(stand_alone(state, i) for i in back)


def pick(state: State, sentences: list[int], traits: int, tests: tuple[re.Pattern[str], ...]) -> list[int]:
    """The first sentences that have one of the traits, pass the tests and stand alone, in story order."""

    def passes(index: int) -> bool:
        sentence = state.sentences[index]
        found = sentence.traits & traits and all(test.search(sentence.text) for test in tests)
        return bool(found) and not is_quoted(state, index) and not leans(state, sentence)

    return sorted(islice(filter(passes, sentences), MOST_PICKED))


def lies_ahead(state: State, index: int) -> bool:
    """True where the sentence names a date to come: what it promises can be waited for."""
    when = state.named_dates[index]
    return bool(when and state.today and when > state.today.isoformat())


def is_quoted(state: State, index: int) -> bool:
    """True where half of the sentence is somebody's speech."""
    sentence = state.sentences[index]
    quoted = state.quoted[sentence.first : sentence.last]
    return sum(quoted) * 2 > len(quoted)


def lies_back(state: State, index: int) -> bool:
    """True where what the sentence dates is before this month, or where it has no date."""
    when = state.dates[index]
    return when is None or state.today is None or when[:7] < state.today.isoformat()[:7]
