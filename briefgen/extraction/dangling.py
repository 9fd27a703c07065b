"""What in a sentence points outside it, so that it says less when it stands alone.

"He", "The latter" and "A short time later" lean on the sentence before; an editor resolves them, or takes another
sentence. A pronoun leans on nothing where somebody whom it can mean is named before it in the same sentence.
"""

from __future__ import annotations

import re

from briefgen.extraction.signs import PERSON
from briefgen.extraction.state import State
from briefgen.extraction.tokens import Sentence

PRONOUN = re.compile(
    r"(?:He|She|It|They|This|That|These|Those|His|Her|Its|Their|We|I|There|Here|You|Such|Both|Some|One)\b"
)
LINK = re.compile(
    r"(?:The (?:latter|former|next|two|three|men|women|man|woman|pair|duo|same)|A (?:short|few) \w+ later|To that|Then"
    r"|Later|At (?:the|one|that) (?:time|point)|After that|In addition|In (?:that|this)|During that|By comparison"
    r"|Another|Others?|For (?:example|instance)|Among (?:them|those|these)|Instead|Elsewhere)\b"
)
PERSONAL = frozenset("he she him".split())


def opens_with_pronoun(sentence: Sentence) -> bool:
    """True for a sentence whose first word stands for something before it."""
    return PRONOUN.match(sentence.text) is not None


def opens_with_link(sentence: Sentence) -> bool:
    """True for a sentence whose first words only mean something after the one before: "The latter", "To that"."""
    return LINK.match(sentence.text) is not None


def lacks_person(state: State, sentence: Sentence) -> bool:
    """True where the sentence's own words say "he" or "she" before they name a person."""
    return first_pronoun(state, sentence) is not None


def first_pronoun(state: State, sentence: Sentence) -> int | None:
    """The token of the sentence's first "he", "she" or "him" outside quotation marks, if nobody is named before it."""
    if PERSONAL.isdisjoint(sentence.words):
        return None
    for index in range(sentence.first, sentence.last):
        token = state.tokens[index]
        if token.lower in PERSONAL and not token.quoted:
            return index
        mention = state.begins.get(index)
        if mention is not None and mention.kind == PERSON:
            return None
    return None
