"""What each name is: a person, an organisation, a place, or nothing that acts.

All mentions of one printed form vote by the signs in and around them, and the form gets one kind for the whole article
(one sense per discourse). A form without any sign is judged by its shape.
"""

from __future__ import annotations

import re
from collections import defaultdict

from briefgen.extraction.grammar import ABSTRACT_ENDS, qualifies
from briefgen.extraction.signs import ORGANIZATION, PEOPLE, PERSON, PLACE, Sign, around_name, in_name
from briefgen.extraction.state import Mention, State

MOST_VOTERS = 12
# How often one sign counts for a form: twelve times "the" is no surer than three times.
MOST_REPEATS = 3
LEAST_VOTES = 2.0
SURE_VOTES = 6.0
DEMONYM_ENDS = ("n", "an", "ian", "ese", "i", "er", "ish")


def demonyms_of(place: str) -> set[str]:
    """The adjectives English may make of a place's name: Valmora gives Valmoran, Tessmark Tessmarker."""
    stem = place.rstrip("aeiouy")
    return {base + end for base in (place, stem) for end in DEMONYM_ENDS if base == place or len(end) > 1} - {place}


def dateline_places(state: State) -> set[str]:
    """The places that the dateline names, in lower case."""
    dateline = state.article.dateline
    parts = re.split(r"[,/]", dateline.place) if dateline and dateline.place else []
    return {part.strip().lower() for part in parts}


def judge_by_shape(state: State, first: Mention) -> str:
    """The kind of a form that nothing votes for: two or three words unknown to the language are a person's name."""
    tokens = state.tokens[first.first : first.last]
    common = state.lexicon.common_words
    unknown = not any(token.lower in common or token.lower.endswith(ABSTRACT_ENDS) for token in tokens)
    if len(tokens) == 1:
        return ORGANIZATION if unknown else ""
    return PERSON if unknown and len(tokens) <= 3 else ORGANIZATION


def decide(state: State, mentions: list[Mention], more: list[Sign]) -> tuple[str, str, bool]:
    """(kind, the heaviest sign for it, whether it is sure) of one printed form."""
    votes: dict[str, float] = defaultdict(float)
    heaviest: dict[str, tuple[float, str]] = {}
    words = [token.text for token in state.tokens[mentions[0].first : mentions[0].last]]
    signs = [*in_name(words, mentions[0].text, state.lexicon), *more]
    for mention in mentions[:MOST_VOTERS]:
        signs.extend(around_name(state, mention))
    seen: dict[tuple[str, str], int] = defaultdict(int)
    for kind, weight, name in signs:
        seen[kind, name] += 1
        if seen[kind, name] <= MOST_REPEATS:
            votes[kind] += weight
        if kind not in heaviest or (weight, name) > heaviest[kind]:
            heaviest[kind] = max((0.0, "shape"), (weight, name))
    best = max(votes, key=lambda kind: (votes[kind], kind), default="")
    plain = len(words) == 1 and words[0].lower() in state.lexicon.common_words
    if best and plain and heaviest[best][1] == "article":  # "the Line": a word of the language with a capital
        return "", "", False
    if best and votes[best] >= LEAST_VOTES:
        return best, heaviest[best][1], votes[best] >= SURE_VOTES
    return judge_by_shape(state, mentions[0]), "shape", False


def decide_kinds(state: State) -> None:
    """Give each printed form, and all its mentions, one kind; what is decided already stays."""
    forms: dict[str, list[Mention]] = defaultdict(list)
    for mention in state.mentions:
        if not mention.kind:
            forms[mention.text].append(mention)
    printed = {token.text for token in state.tokens if token.cap}
    singles = [text for text in forms if " " not in text]
    derived = {text: demonyms_of(text) & printed for text in singles}
    demonyms = {adjective for adjectives in derived.values() for adjective in adjectives}
    dateline = dateline_places(state)
    for text, mentions in forms.items():
        more: list[Sign] = []
        if text in demonyms:
            more.append((PEOPLE, 8, "demonym"))
        if derived.get(text) and text not in demonyms:
            more.append((PLACE, 6, "demonym"))
        if text.lower() in dateline:
            more.append((PLACE, 6, "dateline"))
        numbered = " " not in text and any(map(str.isdigit, text)) and text not in state.lexicon.organizations
        common = text.lower() in state.lexicon.common_words
        if numbered or (common and all(qualifies(state, m.last) for m in mentions)):
            kind, rule, sure = "none", "", False
        else:
            kind, rule, sure = decide(state, mentions, more)
        for mention in mentions:
            mention.kind, mention.rule, mention.sure = kind, rule, sure
