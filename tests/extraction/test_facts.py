"""Which sentences become key facts: deeds, figures and deadlines before colour, talk and old history."""

from __future__ import annotations

from datetime import date

from briefgen.extraction import extract
from briefgen.extraction.facts import MOST_FACTS
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
