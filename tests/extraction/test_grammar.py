"""The small grammar: what is told as past, and what only qualifies a noun."""

from __future__ import annotations

import pytest

from briefgen.extraction.grammar import is_verb, qualifies
from briefgen.extraction.lexicon import load
from briefgen.extraction.quotations import find_quotations
from briefgen.extraction.state import State
from briefgen.extraction.tense import is_past
from briefgen.extraction.zones import lay_out_story
from briefgen.model import Article


def state_of(text: str) -> State:
    lexicon = load("en")
    assert lexicon is not None
    state = State(Article("", (text,)), lexicon, None)
    lay_out_story(state)
    find_quotations(state)
    return state


@pytest.mark.parametrize(
    ("sentence", "past"),
    [
        ("The board closed the harbour.", True),
        ("The boat left the pier.", True),
        ("Quill told reporters that the yard will close.", True),
        ("When the storm ends, crews cleared the road.", True),
        ("“It will close,” Quill said.", True),
        ("The board closes the harbour.", False),
        ("The yard has closed.", False),
        ("The yard will have closed.", False),
        ("The United Tugs yard is for sale.", False),
        ("The related claims are for the court.", False),
    ],
)
def test_the_first_finite_verb_outside_speech_tells_the_tense(sentence: str, past: bool) -> None:
    state = state_of(sentence)
    assert is_past(state, state.sentences[-1]) is past


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("Police stations closed.", True),
        ("Government buildings closed.", True),
        ("Police said so.", False),
        ("Police closed it.", False),
        ("Police also left.", False),
        ("Police in Lindow left.", False),
        ("Police Lindow", False),
        ("Police, who left.", False),
        ("Police", False),
    ],
)
def test_a_word_before_a_noun_only_qualifies_it(text: str, does: bool) -> None:
    assert qualifies(state_of(text + " And so on."), 1) is does


def test_beyond_the_last_word_nothing_qualifies_and_nothing_is_a_verb() -> None:
    state = state_of("The harbour closed early.")
    assert not qualifies(state, len(state.tokens))
    assert not is_verb(state, len(state.tokens))
