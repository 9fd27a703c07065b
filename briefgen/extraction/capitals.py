"""Capitalised words: which may be part of a name, and what the lexicon says of one where it stands.

A capital means a name but for the place of the word (a sentence begins), for the calendar, and for adjectives made of
names. What the steps that read, trim and cut a run of capitals all ask is answered here.
"""

from __future__ import annotations

import re
from functools import lru_cache

from briefgen.dates import MONTHS, WEEKDAYS
from briefgen.extraction.grammar import CLOSED_CLASS
from briefgen.extraction.state import State
from briefgen.extraction.tokens import Token

PARTICLES = frozenset(
    """de da do dos das del della di du van von der den ten ter bin ibn bint binti al el la le las los y e zu af av
    ben abu ul""".split()
)
# The Arabic article, joined to the name by a hyphen; any other small prefix makes an adjective ("mid-", "intra-").
ARTICLES = frozenset("al el ad as ash an ar at az ul ol".split())
SUFFIXES = frozenset(["jr.", "sr.", "jr", "sr", "ii", "iii", "iv"])
JOINERS = frozenset("of for on to in and & the".split())
POSSESSIVES = frozenset(("’s", "'s"))
NO_NAME = frozenset("i i'm i’m i'll i’ll i've i’ve i'd i’d".split())
# Days and most months stand beside names without being part of them; "May" and "April" are people, too.
CALENDAR = frozenset(name for name in (*MONTHS, *WEEKDAYS) if len(name) > 4 and name not in ("april", "march"))
OPENING_MARKS = frozenset("“\"‘'([•:—*-«…’")
PARTY = re.compile("[RDI]-[A-Z]")  # R-Ky.: the party and state of an American legislator
NUMERALS = frozenset("two three four five six seven eight nine ten".split())
# Acronyms that are also words have fewer letters.
LONG = 5
NOT_NAMES = NO_NAME | CALENDAR | frozenset(f"{name}." for name in MONTHS)
# "London-based", "Australian-born": an adjective made of a name, before the name that counts.
COMPOUND_ENDS = tuple("-based -born -led -backed -run -owned -style -era -made -listed -funded".split())


def is_name_word(token: Token) -> bool:
    """True for a capitalised word that may be part of a name."""
    return token.cap and names(token.text)


@lru_cache(maxsize=1 << 14)
def names(word: str) -> bool:
    """True unless the word has its capital for another reason than being a name."""
    lower = word.lower()
    if lower in NOT_NAMES or lower.endswith(COMPOUND_ENDS) or PARTY.match(word):
        return False
    return word[0].isupper() or "-" not in word or word.split("-")[0] in ARTICLES


def adjacent(state: State, index: int) -> bool:
    """True where token `index` follows the one before it in the same sentence with only a space between."""
    if not 0 < index < len(state.tokens):
        return False
    before, here = state.tokens[index - 1], state.tokens[index]
    return here.sentence == before.sentence and 0 <= here.start - before.end <= 1


def opens_sentence(state: State, index: int) -> bool:
    """True where a capital is due to the place of the word: at a sentence's start, after an opening mark or a colon."""
    if index == state.sentences[state.tokens[index].sentence].first:
        return True
    return state.tokens[index - 1].text in OPENING_MARKS


class Capitals:
    """The words of one article as a reader of names asks for them."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.tokens = state.tokens
        self.lexicon = state.lexicon
        self.heads = state.lexicon.organization_heads | state.lexicon.legal_suffixes
        self.places = [index for index, token in enumerate(state.tokens) if token.cap]
        """The tokens with a capital."""
        self.inside = {state.tokens[index].text for index in self.places if not opens_sentence(state, index)}
        """Words that have a capital inside a sentence, too."""
        self.lowered = {token.text for token in state.tokens if token.word and not token.cap}
        """Words that stand in small letters somewhere."""
        self.titles: dict[str, bool] = {}
        """Printed word -> whether it can be a title, as far as it has been asked."""

    def word_at(self, index: int) -> bool:
        """True where a word that may be part of a name stands at token `index`."""
        if index >= len(self.tokens):
            return False
        token = self.tokens[index]
        return token.cap and names(token.text) and not (token.text.isupper() and self.is_stressed(index))

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
        return self.tokens[index].lower.rstrip(".") in self.heads or self.tokens[index].lower in self.heads

    def is_title(self, index: int) -> bool:
        """True for a word that can stand before a name as a title or role."""
        text = self.tokens[index].text
        known = self.titles.get(text)
        if known is None:
            known = self.titles[text] = self.names_office(text, self.tokens[index].lower)
        return known

    def names_office(self, text: str, lower: str) -> bool:
        """True for a printed word that is a title or, unless it is a given name, too, a role."""
        lexicon = self.lexicon
        if lower in lexicon.titles or text in lexicon.titles:
            return True
        if lower in lexicon.given_names or lower in lexicon.ambiguous_given_names:
            return False
        return lower in lexicon.role_nouns or lower.rpartition("-")[2] in lexicon.role_nouns

    def is_known(self, first: int, last: int) -> bool:
        """True where the lexicon has the words as an organisation, a country or its adjective."""
        text = self.state.text(first, last)
        lexicon = self.lexicon
        return text in lexicon.organizations or text in lexicon.territory_of or text in lexicon.adjective_of
