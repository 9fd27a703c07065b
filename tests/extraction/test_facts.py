"""Which sentences become key facts: deeds, figures and deadlines before colour, talk and old history."""

from __future__ import annotations

from datetime import date

import pytest

from briefgen.extraction import extract
from briefgen.extraction.chain import CHAIN
from briefgen.extraction.facts import FEWEST_FACTS, MOST_FACTS
from briefgen.extraction.keysigns import count_words, counted, signs, tell_story
from briefgen.extraction.lexicon import load
from briefgen.extraction.state import State
from briefgen.extraction.weighing import WEIGHTS
from briefgen.model import Article

NEWS = (
    "The Lindow council approved a 12-million-mark sea wall on Monday after floods in April killed four people.",
    "Mayor Ada Quill said the wall would protect 3,000 homes along the harbour.",
    "Builders will begin work on the sea wall on 2 June, the council said.",
    "About 40 people were moved out of harbour homes in the April floods.",
)
COLOUR = (
    "Gulls cried over the wet roofs as a grey morning broke over the bay.",
    "“I have never been so cold,” said Tilda Moor, who sells fish on the quay.",
    "The latter had always been fond of the old wooden stairs.",
    "One of the oldest stones of the quay bears the name of a king.",
    "Lindow grew rich on herring in 1890 and lost its fleet in 1912.",
    "“It is what it is, and we will see what the winter brings us,” said Bram Alder, a neighbour.",
    "He likes to sit by the window and to count the boats.",
    "Somewhere behind the houses a dog barked, and then there was silence.",
)


def facts_of(*paragraphs: str) -> list[str]:
    title = "Lindow council approves sea wall after floods"
    return [fact.text for fact in extract(Article(title, paragraphs, published=date(2031, 5, 14))).key_facts]


def weight_of(sentence: str) -> float:
    """What the sentence weighs behind the news."""
    article = Article("Lindow council approves sea wall after floods", (*NEWS, sentence), published=date(2031, 5, 14))
    state = State(article, load("en"), article.published)
    for _, rule in CHAIN:
        rule(state)
    return state.candidates[-1].weight


def test_news_comes_before_colour_wherever_it_stands() -> None:
    mixed = (NEWS[0], *COLOUR[:3], NEWS[1], *COLOUR[3:6], NEWS[2], *COLOUR[6:], NEWS[3])
    facts = facts_of(*mixed)
    assert len(facts) == MOST_FACTS
    assert [fact for fact in facts if fact in NEWS] == list(NEWS)


def test_what_leans_on_the_sentence_before_comes_last() -> None:
    assert not {COLOUR[2], COLOUR[3], COLOUR[6]} & set(facts_of(*NEWS, *COLOUR))


def test_a_writers_own_voice_comes_after_what_can_be_reported() -> None:
    tweet = "Sharing my full letter of 12 May on the sea wall of Lindow and the 14 million marks it costs our town."
    more = (
        "Quill said 30 homes along the harbour had stood empty since April.",
        "The council will vote again on the money for the sea wall on 2 June.",
        "Work on the old wall stopped on 9 May after a crane fell, the council said.",
        "Two firms from Orr offered on Monday to build it for 11 million marks.",
    )
    assert tweet not in facts_of(*NEWS, tweet, *more)


def test_bylines_hours_and_words_to_the_reader_are_no_facts() -> None:
    lines = (
        "Marlo Venn / LINDOW-POST.EXAMPLE / May 14, 2031, 14:04 IST",
        "Get the latest figures on the sea wall of Lindow every morning.",
        "— Lindow Council (@lindowcouncil) May 12, 2031 on the wall",
        "Updated at 1:23 p.m. with a word from the council of Lindow.",
    )
    assert facts_of(*NEWS, *lines) == list(NEWS)


def test_a_long_story_has_only_the_facts_that_are_above_its_bar() -> None:
    short, long = facts_of(*NEWS, *COLOUR[:4]), facts_of(*NEWS, *COLOUR, *COLOUR[3:8])
    assert set(NEWS) <= set(long)
    assert len(long) < len(short) == len(NEWS) + len(COLOUR[:4])


def test_what_is_hardly_a_story_still_has_its_heaviest_sentences() -> None:
    assert len(facts_of(*COLOUR, *COLOUR)) >= FEWEST_FACTS


def test_a_line_that_the_lead_takes_up_is_no_second_fact() -> None:
    deck = "Lindow council approves a 12-million-mark sea wall after floods in April killed four people"
    facts = facts_of(deck, *NEWS)
    assert (deck in facts) + (NEWS[0] in facts) == 1
    assert set(NEWS[1:]) <= set(facts)


@pytest.mark.parametrize(
    ("silent", "answering"),
    [
        ("The Orr Harbour Board did not immediately respond.", "The Orr Harbour Board did immediately respond."),
        ("Mayor Quill’s office declined to say what it costs.", "Mayor Quill’s office found out what it costs."),
        ("Builder Bram Alder could not be reached at home.", "Builder Bram Alder could be reached at home."),
    ],
)
def test_the_line_that_nobody_answered_says_least(silent: str, answering: str) -> None:
    assert weight_of(silent) < weight_of(answering) - 1


def test_each_sign_has_its_weight_in_the_order_of_the_table() -> None:
    state = State(Article("Sea wall", NEWS[:1], published=date(2031, 5, 14)), load("en"), date(2031, 5, 14))
    for name, rule in CHAIN:
        if name != "weights":
            rule(state)
    sentence = state.sentences[0]
    bag = counted(sentence.content)
    story = tell_story(state, [bag], ["sea", "wall"])
    assert list(signs(state, sentence, count_words(state, sentence), bag, 1.0, story)) == list(WEIGHTS)


def test_speech_comes_behind_what_the_desk_tells_itself() -> None:
    told = "The wall will keep the harbour of Lindow dry, and 3,000 homes with it."
    spoken = "“The wall will keep the harbour of Lindow dry, and 3,000 homes with it,” Quill said."
    assert weight_of(told) > weight_of(spoken)
