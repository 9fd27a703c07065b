"""What is known of a printed form: the letters and marks between two spaces.

News says most of what it says in the same few thousand forms, so each is looked at once, and remembered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from string import ascii_uppercase

import msgspec

from briefgen.extraction.lexicon import Lexicon
from briefgen.extraction.namewords import names
from briefgen.extraction.tokens import Token, cut
from briefgen.extraction.traits import (
    DEED,
    FIGURE,
    FIGURES,
    HEAD,
    NOT_VERBS,
    OFFICE,
    PARTICIPLE,
    SPEECH,
    WORD_BITS,
    bits_of_parts,
)

# What is longer hardly comes again.
LONGEST = 40
# So that no number of articles fills the memory, a book is begun anew when it has so many forms.
MOST = 1 << 15
# Words that carry no meaning.
STOP = frozenset(
    """a an the of for to in on at and or by with from his her its their as s is are was were be been has have had
    that this it he she they will would said says who which but not after before than more into also about
    over""".split()
)
WORD = re.compile(r"[^\W_]+")
# "Kenneth F. McKenzie": whether "F." is one token, the next form says.
MAY_BE_INITIAL = frozenset(f"{letter}." for letter in ascii_uppercase)


class Form(msgspec.Struct, frozen=True, eq=False, gc=False):
    """A printed form: its tokens, where they begin in it, its width with a space, and what it brings to a sentence."""

    tokens: tuple[Token, ...]
    starts: tuple[int, ...]
    width: int
    shape: str
    traits: int
    content: tuple[str, ...]


class Forms(dict[str, Form]):
    """The forms that a language has been seen to print."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.lexicon = lexicon
        self.tokens: dict[str, Token] = {}
        self.bits = dict(WORD_BITS)
        """Word in lower case -> the bits of what it shows."""
        heads = lexicon.organization_heads | lexicon.leading_heads | lexicon.legal_suffixes
        for bit, words in ((SPEECH, lexicon.speech_verbs), (DEED, lexicon.action_verbs), (HEAD, heads)):
            for word in words:
                self.bits[word] = self.bits.get(word, 0) | bit

    def __missing__(self, printed: str) -> Form:
        texts, starts = cut(printed)
        tokens = tuple([self.tokens.get(text) or self.token(text) for text in texts])
        shape = "".join(["A" if token.cap else "a" if token.word else "." for token in tokens])
        traits = bits_of_parts(printed)
        for token in tokens:
            traits |= token.traits
        content = tuple([word for word in WORD.findall(printed.lower()) if word not in STOP])
        form = Form(tokens, tuple(starts), len(printed) + 1, shape, traits, content)
        if len(printed) <= LONGEST:
            if len(self) >= MOST:
                self.clear()
            self[printed] = form
        return form

    def token(self, text: str) -> Token:
        """The token that is printed so."""
        lower = text.lower()
        cap = text[0].isalpha() and not text.islower()
        traits = self.bits.get(lower, 0) | (self.bits.get(lower.rstrip("."), 0) & HEAD)
        if lower.endswith("ed") and len(lower) > 3 and lower not in NOT_VERBS:
            traits |= PARTICIPLE
        traits |= FIGURE * (lower[0] in FIGURES) | OFFICE * is_office(text, lower, self.lexicon)
        token = Token(text, lower, cap, text[0].isalnum(), cap and names(text), traits)
        if len(text) <= LONGEST:
            if len(self.tokens) >= MOST:
                self.tokens.clear()
            self.tokens[text] = token
        return token

    def of(self, text: str) -> list[Form]:
        """The forms of a text, one for each stretch between two spaces."""
        printed = text.split(" ")
        found = [self[form] for form in printed]
        for at in initials(printed) if ". " in text else ():
            found[at] = self.initial(printed[at])
        return found

    def initial(self, printed: str) -> Form:
        """A form whose last letter and stop are one token, as another name follows."""
        form, known = self[f"{printed} X"], self[printed]
        return Form(form.tokens[:-1], form.starts[:-1], known.width, form.shape[:-1], known.traits, known.content)


def is_office(text: str, lower: str, lexicon: Lexicon) -> bool:
    """True for a printed word that is a title or, unless it is a given name, too, a role."""
    if lower in lexicon.titles or text in lexicon.titles:
        return True
    if lower in lexicon.given_names or lower in lexicon.ambiguous_given_names:
        return False
    return lower in lexicon.role_nouns or lower.rpartition("-")[2] in lexicon.role_nouns


def initials(forms: list[str]) -> Iterator[int]:
    """Where a form ends with an initial before a name."""
    for at, (form, following) in enumerate(pairwise(forms)):
        if form[-2:] in MAY_BE_INITIAL and "A" <= following[:1] <= "Z":
            yield at


def content_of(text: str, lexicon: Lexicon) -> list[str]:
    """The words of a text that carry meaning, in lower case."""
    return [word for form in forms_of(lexicon).of(text) for word in form.content]


@lru_cache(maxsize=4)
def forms_of(lexicon: Lexicon) -> Forms:
    """The book of a language's forms."""
    return Forms(lexicon)
