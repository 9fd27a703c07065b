"""Whether a sentence tells of something that happened, by the finite verb of its main clause.

News tells events in the simple past and the state of things in the present or perfect; a sentence without a date of its
own takes the date of the event before it only if it goes on telling.
"""

from __future__ import annotations

from briefgen.extraction.sentences import Sentence
from briefgen.extraction.state import State
from briefgen.extraction.traits import BITS, PARTICIPLE, WORDS

PAST, NOT_PAST = (frozenset(WORDS[name].split()) for name in ("past", "present"))
FINITE = PAST | NOT_PAST
SUBORDINATE = frozenset("since when while after before although though as if because once until whereas".split())
RELATIVE = frozenset("which who whose where whom".split())
# "who had been held since 2026 were freed": so far behind a relative clause's verb, the next is the sentence's own.
NEXT_VERB = 4
# Behind these, "-ed" is a participle; behind a comma, too, but for "The board, however, closed …".
NO_FINITE_BEHIND = frozenset("a an the his her its their of by some many to".split())
PARENTHETIC = frozenset("however meanwhile though too also therefore instead turn nevertheless nonetheless".split())
IN_PAST, IN_PRESENT, BREAK = (BITS[name] for name in ("past", "present", "break"))
# What a finite verb is told by, and where a clause begins or ends.
TURNING = IN_PAST | IN_PRESENT | PARTICIPLE | BREAK


def is_past(state: State, sentence: Sentence) -> bool:
    """True where the first finite verb outside quotation marks is a simple past."""
    return finite_verb(state, sentence) == "past"


def is_participle(word: str) -> bool:
    """True for what makes a perfect behind "has": "dropped", "been", "taken"."""
    return word.endswith(("ed", "en", "wn")) or word in PAST or word in ("come", "become", "run", "gone", "done")


def finite_verb(state: State, sentence: Sentence) -> str:
    """ "past", "had", "perfect" or "" by the first finite verb of the main clause."""
    tokens, quoted = state.tokens[sentence.first : sentence.last], state.quoted[sentence.first : sentence.last]
    if tokens and tokens[0].lower in SUBORDINATE:
        comma = next((at for at, token in enumerate(tokens) if token.text == ","), -1)
        tokens, quoted = tokens[comma + 1 :], quoted[comma + 1 :]
    relative = False
    own = -1  # where the relative clause has its verb
    for at, token in enumerate(tokens):
        if not token.traits & TURNING:
            continue
        word = token.lower
        if token.traits & BREAK:
            relative, own = at + 1 < len(tokens) and tokens[at + 1].lower in RELATIVE, -1
        elif relative and token.traits & (IN_PAST | IN_PRESENT):
            relative = own < 0 or at - own < NEXT_VERB
            own = at if own < 0 else own
        if relative or quoted[at] or not token.word or token.cap:
            continue
        if token.traits & IN_PRESENT:
            if word in ("has", "have"):
                return "perfect" if any(is_participle(t.lower) for t in tokens[at + 1 : at + 4]) else ""
            return word if word == "had" else ""
        if token.traits & IN_PAST:
            return "past"
        if token.traits & PARTICIPLE:
            before = tokens[at - 1].lower if at else ""
            if before in NO_FINITE_BEHIND or (before == "," and tokens[at - 2].lower not in PARENTHETIC):
                continue
            return "past"
    return ""
