"""A sentence taken out of its article says the same alone: links go, pronouns become names, marks are closed."""

from __future__ import annotations

from datetime import date

import pytest

from briefgen.extraction import extract
from briefgen.extraction.chain import CHAIN
from briefgen.extraction.dangling import lacks_thing
from briefgen.extraction.lexicon import load
from briefgen.extraction.state import State
from briefgen.extraction.wording import close_quotation
from briefgen.model import Article

LEAD = "Harbour chief Marlo Venn closed the Lindow ferry pier on Monday after a crack was found in its deck."


def facts_of(*sentences: str) -> list[str]:
    """The texts of the key facts of a story with the sentences, a paragraph each, behind its lead."""
    brief = extract(Article("Harbour chief closes ferry pier", (LEAD, *sentences), published=date(2031, 5, 14)))
    return [fact.text for fact in brief.key_facts]


@pytest.mark.parametrize(
    ("printed", "alone"),
    [
        (
            "Meanwhile, the pier in Orr also stays shut until 20 June.",
            "The pier in Orr stays shut until 20 June.",
        ),
        ("But with no spare pier, 4,000 people must walk.", "With no spare pier, 4,000 people must walk."),
        (
            "But for the crack, 4,000 people would sail each day.",
            "But for the crack, 4,000 people would sail each day.",
        ),
        ("He said repairs would cost 2 million marks.", "Marlo Venn said repairs would cost 2 million marks."),
        (
            "The repairs would cost 2 million marks, he said.",
            "The repairs would cost 2 million marks, Marlo Venn said.",
        ),
        (
            "With this crack he expects 40 days of repairs on the pier.",
            "With this crack Marlo Venn expects 40 days of repairs on the pier.",
        ),
    ],
)
def test_what_points_outside_the_sentence_is_dropped_or_named(printed: str, alone: str) -> None:
    assert alone in facts_of(printed)


def test_a_body_is_named_where_it_speaks_and_left_where_it_is_not_meant() -> None:
    facts = facts_of(
        "Ferry operator Lindow Lines Ltd. said on Tuesday that 300 jobs were at risk.",
        "It said it had offered 12 million marks for a new pier by 20 June.",
        "It was the sixth closure of the pier in 12 months, harbour records of 2031 show.",
    )
    assert "Lindow Lines Ltd. said it had offered 12 million marks for a new pier by 20 June." in facts
    assert "It was the sixth closure of the pier in 12 months, harbour records of 2031 show." in facts


def test_a_company_stays_the_company_where_nothing_says_which() -> None:
    facts = facts_of(
        "Orr Harbour Authority inspected the pier and 14 boats on Monday.",
        "The airline said 300 passengers of its seaplanes were moved to Orr on 13 May.",
    )
    assert "The airline said 300 passengers of its seaplanes were moved to Orr on 13 May." in facts


@pytest.mark.parametrize(
    ("printed", "alone"),
    [
        ("The company shelved 14 new boats.", "Lindow Lines Ltd. shelved 14 new boats."),
        ("The company, which owns 14 boats, lost two.", "Lindow Lines Ltd., which owns 14 boats, lost two."),
        ("The company behind the pier lost 14 boats.", "The company behind the pier lost 14 boats."),
        ("The organization believes that 14 boats sank.", "Lindow Lines Ltd. believes that 14 boats sank."),
    ],
)
def test_the_company_of_the_story_is_named_whatever_it_does(printed: str, alone: str) -> None:
    opening = "Ferry operator Lindow Lines Ltd. said on Monday that it would close the pier of Orr."
    brief = extract(Article("Lindow Lines closes a pier", (opening, printed), published=date(2031, 5, 14)))
    assert alone in [fact.text for fact in brief.key_facts]


@pytest.mark.parametrize(
    ("cut", "closed"),
    [
        ('“The pier is safe," Venn said.', '“The pier is safe," Venn said.'),
        ('as good as new" in May, Venn said.', '"as good as new" in May, Venn said.'),
        ('Venn said: "The pier is safe.', 'Venn said: "The pier is safe."'),
    ],
)
def test_marks_are_closed_on_the_side_that_lacks_one(cut: str, closed: str) -> None:
    assert close_quotation(cut) == closed


def test_half_a_quotation_gets_its_other_mark() -> None:
    facts = facts_of(
        "“We found the crack by chance. The harbour and its 14 piers are safe, all the same,” Venn said on Monday.",
        "Asked about the deck, Venn said on Tuesday: “All 14 piers of the harbour will be tested by June. They rot.”",
    )
    assert "“The harbour and its 14 piers are safe, all the same,” Venn said on Monday." in facts
    assert "Asked about the deck, Venn said on Tuesday: “All 14 piers of the harbour will be tested by June.”" in facts


def test_who_is_named_in_a_quotation_is_not_she_who_says_it() -> None:
    facts = facts_of(
        "Engineer Ada Farrow inspected 14 piers of the harbour on Tuesday.",
        "“Marlo Venn closed the pier in time, and 4,000 people owe him thanks,” she said.",
    )
    assert "“Marlo Venn closed the pier in time, and 4,000 people owe him thanks,” Ada Farrow said." in facts


def test_he_is_left_alone_where_somebody_without_a_name_came_up_last() -> None:
    facts = facts_of(
        "Nurse Carl Orr told on Tuesday of a 40-year-old man who fell from the pier.",
        "His leg was broken in 12 places by the fall of 3 metres, a report says.",
    )
    assert "His leg was broken in 12 places by the fall of 3 metres, a report says." in facts


@pytest.mark.parametrize(
    ("sentence", "leaning"),
    [
        ("Venn said it was a start.", True),
        ("Harbour chief Marlo Venn said they would be back by June.", True),
        ("Venn said it was clear that the deck had rotted.", False),
        ("The board said it was a start.", False),
        ("Shipyards said their cranes were idle.", False),
        ("In their first week, Venn and Moor closed two piers.", False),
    ],
)
def test_it_and_they_lean_where_nothing_is_named_that_they_can_mean(sentence: str, leaning: bool) -> None:
    article = Article("Harbour chief closes ferry pier", (LEAD, sentence), published=date(2031, 5, 14))
    state = State(article, load("en"), article.published)
    for _, rule in CHAIN:
        rule(state)
    assert lacks_thing(state, state.sentences[1]) is leaning
