"""Capitalised words: which may be part of a name, and what the lexicon says of one where it stands.

A capital means a name but for the place of the word (a sentence begins), for the calendar, and for adjectives made of
names. What the steps that read, trim and cut a run of capitals all ask is answered here.
"""

from __future__ import annotations

from briefgen.extraction.grammar import CLOSED_CLASS
from briefgen.extraction.state import State
from briefgen.extraction.traits import BITS, HEAD, OFFICE

PARTICLES = frozenset(
    """de da do dos das del della di du van von der den ten ter bin ibn bint binti al el la le las los y e zu af av
    ben abu ul""".split()
)
SUFFIXES = frozenset(["jr.", "sr.", "jr", "sr", "ii", "iii", "iv"])
JOINERS = frozenset("of for on to in and & the".split())
POSSESSIVES = frozenset(("’s", "'s"))
OPENING_MARKS = frozenset("“\"‘'([•:—*-«…’")
NUMERALS = frozenset("two three four five six seven eight nine ten".split())
# Acronyms that are also words have fewer letters.
LONG = 5
MONTH = BITS["month-and-name"]


def adjacent(state: State, index: int) -> bool:
    """True where token `index` follows the one before it in the same sentence with only a space between."""
    if not 0 < index < len(state.tokens):
        return False
    if state.sentence_of[index] != state.sentence_of[index - 1]:
        return False
    return state.starts[index] - state.starts[index - 1] <= len(state.tokens[index - 1].text) + 1


def opens_sentence(state: State, index: int) -> bool:
    """True where a capital is due to the place of the word: at a sentence's start, after an opening mark or a colon."""
    if index == state.sentences[state.sentence_of[index]].first:
        return True
    return state.tokens[index - 1].text in OPENING_MARKS


class Capitals:
    """The words of one article as a reader of names asks for them."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.tokens = state.tokens
        self.lexicon = state.lexicon
        tokens = self.tokens
        self.places = [index for index, token in enumerate(tokens) if token.cap]
        """The tokens with a capital."""
        firsts = {sentence.first for sentence in state.sentences}
        within = [index for index in self.places if index not in firsts]
        self.inside = {tokens[index].text for index in within if tokens[index - 1].text not in OPENING_MARKS}
        """Words that have a capital inside a sentence, too."""
        self.lowered = {token.text for token in set(tokens) if token.word and not token.cap}
        """Words that stand in small letters somewhere."""

    def word_at(self, index: int) -> bool:
        """True where a word that may be part of a name stands at token `index`."""
        if index >= len(self.tokens):
            return False
        token = self.tokens[index]
        if not token.name or (token.traits & MONTH and self.begins_date(index)):
            return False
        return not (token.text.isupper() and self.is_stressed(index))

    def begins_date(self, index: int) -> bool:
        """True for a month with its day or year behind it: "June 13", which is no part of a name, whoever June is."""
        following = self.state.lowers[index + 1]
        return following.isdigit() and len(following) in (1, 2, 4) and adjacent(self.state, index + 1)

    def is_stressed(self, index: int) -> bool:
        """True for a word of the language in capitals: "It is IN the water", "A HUNTER was bitten", but not "WHO"."""
        text, lexicon = self.tokens[index].text, self.lexicon
        if len(text) < 2 or not text.isupper() or text in lexicon.organizations or text in lexicon.territory_of:
            return False
        if any(self.shouts(beside) for beside in (index - 1, index + 1)):  # a heading, or "USA TODAY"
            return False
        lower = self.tokens[index].lower
        written_small = lower in self.lowered and lower in lexicon.common_words
        small = lower in CLOSED_CLASS and lower not in NUMERALS
        return small or (len(text) >= LONG and written_small)

    def shouts(self, index: int) -> bool:
        """True for a word in capitals that is no abbreviation of a state."""
        text = self.tokens[index].text if 0 <= index < len(self.tokens) else ""
        return len(text) > 1 and text.isupper() and text not in self.lexicon.regions

    def is_head(self, index: int) -> bool:
        """True for a word that heads the name of an organisation, or its legal form."""
        return bool(self.tokens[index].traits & HEAD)

    def is_title(self, index: int) -> bool:
        """True for a word that can stand before a name as a title or role."""
        return bool(self.tokens[index].traits & OFFICE)

    def is_known(self, first: int, last: int) -> bool:
        """True where the lexicon has the words as an organisation, a country or its adjective."""
        text = self.state.text(first, last)
        lexicon = self.lexicon
        return text in lexicon.organizations or text in lexicon.territory_of or text in lexicon.adjective_of
