"""Words keep their place and the full stop of an abbreviation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.extraction.forms import forms_of
from briefgen.extraction.lexicon import load
from briefgen.extraction.state import State
from briefgen.extraction.zones import lay_out
from briefgen.model import Article

ENGLISH = load("en")
assert ENGLISH is not None


def laid_out(text: str) -> State:
    """The tokens and sentences of one paragraph."""
    state = State(Article("Title", (text,)), ENGLISH, None)
    lay_out(state, 0, text, 0, forms_of(ENGLISH))
    return state


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Gen. Vane", "Gen.|Vane"),
        ("the U.S. Navy", "the|U.S.|Navy"),
        ("Kenneth F. Holt", "Kenneth|F.|Holt"),
        ("Quill’s bridge", "Quill|’s|bridge"),
        ("Maeve O’Rourke", "Maeve|O’Rourke"),
        ("AT&T and Park Sang-woo", "AT&T|and|Park|Sang-woo"),
        ("up 11.25% to $2.1bn at 19:30", "up|11.25%|to|$2.1bn|at|19:30"),
        ("the miners’ pay", "the|miners|’|pay"),
    ],
)
def test_words_are_cut_as_names_need_them(text: str, words: str) -> None:
    assert [token.text for token in laid_out(text).tokens] == words.split("|")


@given(st.text(max_size=80))
def test_tokens_are_verbatim_and_lose_nothing_but_space(text: str) -> None:
    state = laid_out(text)
    places = range(len(state.tokens))
    assert all(text[state.starts[at] : state.end(at)] == state.tokens[at].text for at in places)
    assert "".join(token.text for token in state.tokens) == "".join(text.split())


@given(st.text(max_size=80))
def test_a_sentence_has_what_its_tokens_show(text: str) -> None:
    state = laid_out(text)
    for sentence in state.sentences:
        own = state.tokens[sentence.first : sentence.last]
        assert sentence.shape == "".join("A" if token.cap else "a" if token.word else "." for token in own)
        assert all(sentence.traits & token.traits == token.traits for token in own)
        assert {state.sentence_of[at] for at in range(sentence.first, sentence.last)} <= {sentence.index}
