"""Bodies whose name holds an "and": "Truth and Reconciliation Commission", "Ministry of Trade, Industry and Tourism".

What a body is about may be said in two words or a list; what a body is ("commission", "ministry") is said once. So an
"and" between two subjects belongs to one name, and one between two bodies parts two.
"""

from __future__ import annotations

from briefgen.extraction.capitals import Capitals, adjacent
from briefgen.extraction.grammar import ABSTRACT_ENDS

ADJECTIVE_ENDS = ("al", "ic", "ive", "ary", "ous", "ent", "ant")
# Head words that say what a body is about rather than what it is.
TOPICS = frozenset(
    """affairs agriculture arts aviation commerce communications community construction culture customs
    defence defense development education energy engineering enforcement environment exchange family finance fisheries
    food forestry gas health housing human immigration industries industry information innovation insurance interior
    international investment justice labor labour management marine media medical medicine mines mining oil petroleum
    planning power protection relief research resources safety science sciences securities security services social
    sport sports standards supply technology telecommunications tourism trade transport transportation water welfare
    women works youth""".split()
)
# How many words may stand before the "and" of "U.S. Securities and Exchange Commission".
MOST_TOPICAL = 4


def is_topic(words: Capitals, index: int) -> bool:
    """True for a capitalised word that says what a body is about."""
    return words.word_at(index) and words.tokens[index].lower in TOPICS


def is_body(words: Capitals, index: int) -> bool:
    """True for a word that says what a body is: "commission", not "health"."""
    return words.is_head(index) and words.tokens[index].lower not in TOPICS


def run_end(words: Capitals, index: int) -> int:
    """Where the capitalised words from token `index` on end."""
    end = index
    while words.word_at(end) and (end == index or adjacent(words.state, end)):
        end += 1
    return end


def share_head(words: Capitals, first: int, last: int, beyond: int) -> bool:
    """True where "and" between `last` and `beyond` joins two subjects of one body."""
    end = run_end(words, beyond)
    before, behind = words.tokens[last - 1], words.tokens[beyond]
    if is_body(words, last - 1) or is_body(words, beyond) or words.tokens[beyond - 1].lower == "the":
        return False
    about = any(words.tokens[i].lower in ("of", "for") and is_body(words, i - 1) for i in range(first + 1, last))
    if about and (
        is_topic(words, last - 1) or before.lower.endswith(ADJECTIVE_ENDS)
    ):  # "Department of Health and Human Services"
        return all(knows(words, i) and not is_body(words, i) for i in range(beyond, end))
    if end - beyond < 2 or not is_body(words, end - 1) or not (knows(words, last - 1) and knows(words, beyond)):
        return False
    if {before.text, behind.text} & words.lexicon.organizations.keys():
        return False
    topical = before.lower in TOPICS and last - first < MOST_TOPICAL  # "Securities and Exchange Commission"
    adjectives = before.lower.endswith(ADJECTIVE_ENDS) and behind.lower.endswith(ADJECTIVE_ENDS)
    single = last - first == 1 + (words.tokens[first].lower == "the")
    plain = before.lower == "justice" or before.lower not in words.lexicon.titles
    return topical or adjectives or (single and plain)


def knows(words: Capitals, index: int) -> bool:
    """True for a word of the language, as against a name."""
    lower = words.tokens[index].lower
    return lower in words.lexicon.common_words or lower in TOPICS or lower.endswith(ABSTRACT_ENDS)


def list_end(words: Capitals, first: int, comma: int) -> int:
    """Where ", Industry and Tourism" ends behind a body's first subject; the comma itself where there is no list."""
    tokens = words.tokens
    if not any(tokens[i].lower in ("of", "for") and is_body(words, i - 1) for i in range(first + 1, comma)):
        return comma
    if not is_topic(words, comma - 1):
        return comma
    index = comma
    while index + 1 < len(tokens) and tokens[index].text == "," and is_topic(words, index + 1):
        index += 2
        if is_topic(words, index):  # "Natural Resources" is two words
            index += 1
    if index == comma or index + 1 >= len(tokens):
        return comma
    index += tokens[index].text == ","
    joined = tokens[index].lower in ("and", "&") and is_topic(words, index + 1)
    return run_end(words, index + 1) if joined else comma
