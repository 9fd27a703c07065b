"""Whether the first word of a run belongs to the name or has its capital from the sentence alone."""

from __future__ import annotations

from briefgen.extraction.capitals import JOINERS, PARTICLES, Capitals, opens_sentence
from briefgen.extraction.grammar import CLOSED_CLASS, COMPANY_NOUNS
from briefgen.extraction.tokens import Token

ADJECTIVE_ENDS = tuple(
    """ous ised ized ated ally ively ently antly ional ative ating ising izing estly ingly fully ously ately edly ably
    ibly ically""".split()
)


class Trimming:
    """Drops the opening word of a sentence from the run that begins with it, where it is no name."""

    def __init__(self, words: Capitals) -> None:
        self.words = words
        self.state, self.tokens, self.lexicon = words.state, words.tokens, words.lexicon

    def trim(self, first: int, last: int) -> int:
        """Where the run begins once a word is dropped that has its capital from the sentence alone."""
        while first < last and opens_sentence(self.state, first):
            token = self.tokens[first]
            rest = self.tokens[first + 1 : last]
            if token.lower in CLOSED_CLASS and not (token.lower in ("will", "may") and self.knows(first, last)):
                first += 1
                while first < last and (self.tokens[first].lower in JOINERS or self.tokens[first].lower in PARTICLES):
                    first += 1
                break
            if not self.is_plain_word(token) or token.text in self.words.inside or self.words.is_title(first):
                break
            if not rest:
                return first if self.words.is_known(first, last) or self.is_apposed_company(last) else last
            if self.knows(first, last) or self.words.is_known(first, last):
                break
            if token.lower in self.lexicon.given_names and token.text not in self.words.lowered:
                break
            if (
                token.lower in self.words.lowered
                or token.lower.endswith(ADJECTIVE_ENDS)
                or self.plausible(first + 1, last)
            ):
                first += 1
            break
        return first

    def is_plain_word(self, token: Token) -> bool:
        """True for a word of the language: one in the list of common words, or an adjective or adverb by its ending."""
        lexicon = self.lexicon
        if token.lower in lexicon.common_words:
            return True
        known = (
            token.lower in lexicon.given_names or token.text in lexicon.organizations or token.text in lexicon.regions
        )
        return not known and len(token.text) > 6 and token.lower.endswith(ADJECTIVE_ENDS)

    def knows(self, first: int, last: int) -> bool:
        """True where the same words stand together elsewhere in the article, not at a sentence's start."""
        words = [token.text for token in self.tokens[first:last]]
        if not all(word in self.words.inside for word in words if word[0].isupper()):
            return False
        return len(words) > 1

    def is_apposed_company(self, behind: int) -> bool:
        """True where ", a … firm" follows: the word is that firm's name though the language has it, too."""
        words = [self.state.lowers[index] for index in range(behind, behind + 9)]
        return words[0] == "," and words[1] in ("a", "an", "the") and not COMPANY_NOUNS.isdisjoint(words[2:])

    def plausible(self, first: int, last: int) -> bool:
        """True where what is left after dropping the first word is a name by itself."""
        if self.words.is_known(first, last) or self.words.is_title(first):
            return True
        return self.tokens[first].lower in self.lexicon.given_names and not self.words.is_head(last - 1)
