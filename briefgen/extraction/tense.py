"""Whether a sentence tells of something that happened, by the finite verb of its main clause.

News tells events in the simple past and the state of things in the present or perfect; a sentence without a date of its
own takes the date of the event before it only if it goes on telling.
"""

from __future__ import annotations

from briefgen.extraction.sentences import Sentence
from briefgen.extraction.state import State

PAST = frozenset(
    """was were did said told made took went came saw got gave found left felt kept held brought began ran won
    lost led beat met fell rose grew broke wrote spoke shot struck hit put set cut let sent spent stood sat
    drew threw flew drove chose sank woke froze rang swam drank bore tore wore swore rode slid dug swung hung
    spun wept crept slept swept dealt meant bent laid paid shut hurt burst cost quit clung stuck shook shrank sprang
    stole taught lay caught bought sold thought taught sought fought built lent became fled bled fed hid""".split()
)
NOT_PAST = frozenset(
    """is are am has have had will would could may might must can shall should do does says say remains remain
    wants want seeks seek plans plan expects expect needs need appears appear seems seem continues continue
    includes include comes come follows follow marks mark means shows show makes make takes gives goes lies stands
    holds faces believes thinks knows argues points brings looks works lives""".split()
)
FINITE = PAST | NOT_PAST
SUBORDINATE = frozenset("since when while after before although though as if because once until whereas".split())
RELATIVE = frozenset("which who whose where whom".split())
# Between these a relative clause stands apart: "two tourists — who had been held since 2026 — were freed".
BREAKS = frozenset({",", "—", "–", "(", ")"})
# "who had been held since 2026 were freed": so far behind a relative clause's verb, the next is the sentence's own.
NEXT_VERB = 4
# Behind these, "-ed" is a participle; behind a comma, too, but for "The board, however, closed …".
NO_FINITE_BEHIND = frozenset("a an the his her its their of by some many to".split())
PARENTHETIC = frozenset("however meanwhile though too also therefore instead turn nevertheless nonetheless".split())
NOT_VERBS = frozenset(
    """united related led based hundred need indeed speed seed breed feed weed red bed hatred sacred naked
    wicked""".split()
)


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
        before = tokens[at - 1].lower if at else ""
        word = token.lower
        if token.text in BREAKS:
            relative, own = at + 1 < len(tokens) and tokens[at + 1].lower in RELATIVE, -1
        elif relative and word in FINITE:
            relative = own < 0 or at - own < NEXT_VERB
            own = at if own < 0 else own
        if relative or quoted[at] or not token.word or token.cap:
            continue
        if word in NOT_PAST:
            if word in ("has", "have"):
                return "perfect" if any(is_participle(t.lower) for t in tokens[at + 1 : at + 4]) else ""
            return word if word == "had" else ""
        if word in PAST:
            return "past"
        if word.endswith("ed") and word not in NOT_VERBS and len(word) > 3:
            if before in NO_FINITE_BEHIND or (before == "," and tokens[at - 2].lower not in PARENTHETIC):
                continue
            return "past"
    return ""
