"""Roles that a comma parts from the name behind it: "the agency's chief economist, Ada Quill,"."""

from __future__ import annotations

from briefgen.extraction.grammar import is_verb
from briefgen.extraction.roles_behind import MOST_WORDS, role_head
from briefgen.extraction.state import Mention, State

# Words that have a capital before a title only because they open the sentence.
LOWERED = frozenset("former outgoing incoming retired longtime veteran current fellow".split())
DETERMINERS = frozenset("the a an his her their its another".split())


def role_before_comma(state: State, mention: Mention) -> str:
    """ "the agency's chief economist, NAME,": the noun phrase before the comma, from its article or owner on."""
    tokens = state.tokens
    end = mention.first - 1
    opening = state.sentences[mention.sentence].first
    if state.lowers[mention.last] not in (",", ".", ";"):
        return ""
    for index in range(end - 1, max(opening, end - MOST_WORDS) - 1, -1):
        token = tokens[index]
        if not token.word and token.text not in ("’s", "'s", "&") and not in_brackets(state, index):
            return ""
        if token.lower in DETERMINERS or token.text in ("’s", "'s"):
            owner = state.ends.get(index) if token.text in ("’s", "'s") else None
            begin = owner.first if owner else index + 1
            if heads_role(state, index + 1, end):
                return state.text(begin, end)
            if [state.lowers[begin - 2], state.lowers[begin - 1]] == ["one", "of"] and are_roles(state, end):
                return state.text(begin - 2, end)  # "one of the chief's victims, Ada Quill,"
            if token.lower != "the":  # "the ambassador to the Netherlands": the role may stand further on
                return ""
        if index == opening and token.cap:  # "Former harbour master, Ada Quill, said"
            return lowered(state, index, end) if heads_role(state, index, end) else ""
        if is_verb(state, index) and token.lower != "then":
            return ""
    return ""


def heads_role(state: State, begin: int, end: int) -> bool:
    """True for a phrase whose last word, or whose word before "of", is a role: not "the man who hurt the child"."""
    words = [state.lowers[index] for index in range(begin, end)]
    if {"who", "which", "that", "whom"} & set(words):
        return False
    return role_head(state, begin, min(end, begin + 6)) is not None or words[-1:] == [last_role(state, end)]


def last_role(state: State, end: int) -> str:
    """The role noun that ends the phrase, or "": "the Orr Department of Land and Water (DLW) director-general"."""
    word = state.lowers[end - 1]
    return word if word in state.lexicon.role_nouns or word.rpartition("-")[0] in state.lexicon.role_nouns else ""


def are_roles(state: State, end: int) -> bool:
    """True for a phrase that ends in several of a role: "victims"."""
    word = state.lowers[end - 1]
    return word.endswith("s") and word[:-1] in state.lexicon.role_nouns


def in_brackets(state: State, index: int) -> bool:
    """True for either bracket around a single word: "(DLW)"."""
    opening, closing = state.lowers[index - 2], state.lowers[index + 2]
    text = state.tokens[index].text
    return (text == ")" and opening == "(") or (text == "(" and closing == ")")


def lowered(state: State, begin: int, end: int) -> str:
    """The phrase without the capital that only the sentence gives it."""
    text = state.text(begin, end)
    first = state.tokens[begin]
    if begin == state.sentences[state.sentence_of[begin]].first and first.lower in LOWERED:
        return text[0].lower() + text[1:]
    return text
