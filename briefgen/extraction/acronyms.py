"""Names as long as the acronym in brackets behind them: "Fisheries, Ports and Harbours Valmora (FPHV)".

A name with commas or an "and" in it looks like two, and its acronym has a letter for each word of it.
"""

from __future__ import annotations

from briefgen.extraction.capitals import Capitals
from briefgen.extraction.state import Mention, State

LEAST_LETTERS = 3
# Words of a name that its acronym may pass over.
PASSED = frozenset("of for the and & on in to ,".split())


def letters_of(state: State, first: int, last: int) -> str:
    """The first letters of the capitalised words from token `first` to before `last`."""
    return "".join(token.text[0] for token in state.tokens[first:last] if token.cap)


def acronym_behind(state: State, mention: Mention) -> str:
    """The acronym that stands in brackets behind a name, or ""."""
    if state.lowers[mention.last] != "(" or state.lowers[mention.last + 2] != ")":
        return ""
    text = state.tokens[mention.last + 1].text
    return text if text.isupper() and text.isalpha() and len(text) >= LEAST_LETTERS else ""


def beginning(words: Capitals, mention: Mention, acronym: str) -> int | None:
    """Where the name begins that has a word for every letter of its acronym, if it begins before the mention."""
    state = words.state
    if not acronym.endswith(letters_of(state, mention.first, mention.last)):
        return None
    sentence = mention.sentence
    index, first = mention.first, mention.first
    while index > 0 and state.sentence_of[index - 1] == sentence:
        index -= 1
        if words.word_at(index):
            first = index
            letters = letters_of(state, first, mention.last)
            if letters == acronym:
                return first
            if not acronym.endswith(letters):
                return None
        elif state.tokens[index].lower not in PASSED:
            return None
    return None


def widen_by_acronyms(words: Capitals) -> None:
    """Give each name with an acronym behind it all the words that the acronym stands for."""
    state = words.state
    widened: list[Mention] = []
    for mention in state.mentions:
        acronym = acronym_behind(state, mention)
        if acronym and letters_of(state, mention.first, mention.last) != acronym:
            first = beginning(words, mention, acronym)
            if first is not None:
                while widened and widened[-1].last > first:
                    widened.pop()
                mention = state.mention(first, mention.last)
        widened.append(mention)
    state.mentions = widened
