"""What in a sentence points outside it, so that it says less when it stands alone.

"He", "The latter" and "A short time later" lean on the sentence before; an editor resolves them, or takes another
sentence. A pronoun leans on nothing where somebody whom it can mean is named before it in the same sentence.
"""

from __future__ import annotations

import re

from briefgen.extraction.grammar import CLOSED_CLASS, is_verb
from briefgen.extraction.sentences import Sentence
from briefgen.extraction.signs import PERSON
from briefgen.extraction.state import State
from briefgen.extraction.traits import BITS, bits

PRONOUN = re.compile(
    r"(?:He|She|It|They|This|That|These|Those|His|Her|Its|Their|We|I|There|Here|You|Such|Both|Some|One)\b"
)
LINK = re.compile(
    r"(?:The (?:latter|former|next|two|three|men|women|man|woman|pair|duo|same)|A (?:short|few) \w+ later|To that|Then"
    r"|Later|At (?:the|one|that) (?:time|point)|After that|In addition|In (?:that|this)|During that|By comparison"
    r"|Another|Others?|For (?:example|instance)|Among (?:them|those|these)|Instead|Elsewhere)\b"
)
HE_SHE, THEY = BITS["he-she"], BITS["they"]
THEY_OR_IT = bits(("they", "it"))
# What a plural pronoun can stand for without ending in "s"; what ends in "s" and is no plural noun.
PLURALS = frozenset("people men women children police staff both few many others media data crew those and".split())
NOT_PLURAL = frozenset("is was has does says its his this as ’s 's us yes thus always perhaps".split())
# "Quill said it was clear that …": an "it" that stands for nothing.
EMPTY_IT = re.compile(r"it(?:[’']s)?\s(?:[a-z]+\s){0,4}?(?:that|to|how|whether|who|when|if)\b")
# "In their first debate, Quill and Moor …": whom "their" means is still to come.
FRONTS = frozenset("in on at by with for from after before during despite since as when while shortly".split())


def opens_with_pronoun(sentence: Sentence) -> bool:
    """True for a sentence whose first word stands for something before it."""
    return PRONOUN.match(sentence.text) is not None


def opens_with_link(sentence: Sentence) -> bool:
    """True for a sentence whose first words only mean something after the one before: "The latter", "To that"."""
    return LINK.match(sentence.text) is not None


def lacks_person(state: State, sentence: Sentence) -> bool:
    """True where the sentence's own words say "he" or "she" before they name a person."""
    return first_pronoun(state, sentence) is not None


def lacks_thing(state: State, sentence: Sentence) -> bool:
    """True where the sentence says "they" or "it" before anything that it can mean: "Quill said it was a start"."""
    if not sentence.traits & THEY_OR_IT:
        return False
    begin = sentence.first
    if state.lowers[begin] in FRONTS:
        begin = next((i for i in range(begin, sentence.last) if state.tokens[i].text == ","), begin)
    things = plurals = False
    for index in range(begin, sentence.last):
        token = state.tokens[index]
        if state.quoted[index]:
            continue
        if token.traits & THEY:
            return not (things or plurals)
        if token.lower == "it" and index > sentence.first:
            return not things and EMPTY_IT.match(sentence.text, state.starts[index] - sentence.start) is None
        things = things or is_thing(state, index)
        plurals = plurals or (token.lower.endswith("s") and token.lower not in NOT_PLURAL) or token.lower in PLURALS
    return False


def is_thing(state: State, index: int) -> bool:
    """True for the name of what is no person, and for a word that may be a noun and no role."""
    token, lexicon = state.tokens[index], state.lexicon
    mention = state.begins.get(index)
    if mention is not None:
        return mention.kind != PERSON
    if token.lower == "it":
        return True
    if not token.word or token.cap or token.lower in CLOSED_CLASS or token.lower.endswith("ly"):
        return False
    return not (is_verb(state, index) or token.lower in lexicon.role_nouns or token.lower in lexicon.titles)


def first_pronoun(state: State, sentence: Sentence) -> int | None:
    """The token of the sentence's first "he", "she" or "him" outside quotation marks, if nobody is named before it."""
    if not sentence.traits & HE_SHE:
        return None
    for index in range(sentence.first, sentence.last):
        if state.quoted[index]:  # “Quill is proud of the wall,” she said: another woman
            continue
        if state.tokens[index].traits & HE_SHE:
            return index
        mention = state.begins.get(index)
        if mention is not None and mention.kind == PERSON:
            return None
    return None
