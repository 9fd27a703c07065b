"""Dates in words become ISO 8601 by the day of publication: here Wednesday, 14 May 2031."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.extraction.dateforms import PATTERNS
from briefgen.extraction.traits import bits_of_parts
from briefgen.extraction.when import find_when

TODAY = date(2031, 5, 14)

PAST = (
    ("The bridge opened on Friday.", "2031-05-09"),
    ("The bridge opened Wednesday.", "2031-05-14"),
    ("A boat sank early Tuesday.", "2031-05-13"),
    ("A boat sank late on Monday night.", "2031-05-12"),
    ("A boat sank last Thursday.", "2031-05-08"),
    ("A boat sank yesterday.", "2031-05-13"),
    ("A boat sank on Feb. 19.", "2031-02-19"),
    ("A boat sank on 19 February.", "2031-02-19"),
    ("A boat sank on Dec. 30.", "2030-12-30"),
    ("A boat sank on the 3rd of April 2027.", "2027-04-03"),
    ("A boat sank on May 3, 2029.", "2029-05-03"),
    ("The fair ran May 3-5.", "2031-05-03/2031-05-05"),
    ("Strikes on Feb. 19 and March 12 closed the yard.", "2031-02-19/2031-03-12"),
    ("The yard lost a bid last week.", "2031-05-05/2031-05-11"),
    ("The yard lost a bid last month.", "2031-04"),
    ("The yard lost a bid last year.", "2030"),
    ("The yard lost a bid three weeks ago.", "2031-04-21/2031-04-27"),
    ("The yard lost a bid two days ago.", "2031-05-12"),
    ("The yard lost a bid a year ago.", "2030"),
    ("The attack in March killed two.", "2031-03"),
    ("The attack in June killed two.", "2030-06"),
    ("The attack in May 2029 killed two.", "2029-05"),
    ("Crews cleared the road over the weekend.", "2031-05-10/2031-05-11"),
    ("The yard made a profit in the first quarter.", "2031-01/2031-03"),
    ("The yard made a loss in the fourth quarter.", "2030-10/2030-12"),
    ("The yard made a profit in the third quarter of 2029.", "2029-07/2029-09"),
    ("The state paid for it in 2029-30.", "2029/2030"),
    ("The state paid for it between 2024 and 2027.", "2024/2027"),
    ("The yard has built tugs since 2014.", "2014"),
    ("The yard thrived in the 1990s.", "1990/1999"),
    ("The owners rejected a bid on Monday although the deadline is June 30.", "2031-05-12"),
    ("In March, the owners rejected a bid.", "2031-03"),
    ("The owners said a sale was unlikely before the meeting on June 22.", "2031-06-22"),
    ("The owners agreed to end night work by October.", "2031-10"),
    ("The yard lost money between January 2028 and March 2030.", "2028-01/2030-03"),
    ("The court found on Monday that the Coast Act of 2029 broke the law.", "2031-05-12"),
    ("From April to June 2030 the yard stood still.", "2030-04/2030-06"),
    ("The yard burnt on New Year's Eve.", "2030-12-31"),
    ("The boat sank last Tuesday.", "2031-05-06"),
    ("The boat sank last Friday.", "2031-05-09"),
    ("The Nov. 7 attacks killed two.", "2030-11-07"),
    ("Two bids, the first on Feb. 19 and the second on March 12, failed.", "2031-02-19/2031-03-12"),
    ("Nobody kept watch from 10 p.m. May 9 to 6 a.m. the following morning.", "2031-05-09/2031-05-10"),
    ("As the fair opened yesterday, the board closed the pier it built on Friday.", "2031-05-09"),
    ("Output fell in March, according to figures released Friday.", "2031-03"),
    ("Nobody searched the yard until November.", "2030-11"),
    ("Owners wanted an answer no later than June 10.", "2031-06-10"),
    ("Prices stood higher than in 2029 on Monday.", "2031-05-12"),
    ("March 3, 2029: the yard launched its first tug.", "2029-03-03"),
    ("The board condemned a sale announced on Monday in talks that ended on Tuesday.", "2031-05-13"),
    ("The yard lost a tug on Monday in the run-up to the 2032 regatta.", "2031-05-12"),
    ("The yard lost a tug during the 2029 regatta.", "2029"),
    ("The owners spoke of Friday's vote on Monday.", "2031-05-12"),
)
AHEAD = (
    ("The board will meet on Friday.", "2031-05-16"),
    ("The board will meet Wednesday next week.", "2031-05-21"),
    ("The board will meet next Tuesday.", "2031-05-20"),
    ("The board will meet tomorrow.", "2031-05-15"),
    ("The board will meet next week.", "2031-05-19/2031-05-25"),
    ("The board will meet next month.", "2031-06"),
    ("A new dock is planned for next year.", "2032"),
    ("A new dock will open on Jan. 10.", "2032-01-10"),
    ("A new dock will open in February.", "2032-02"),
    ("A new dock is due in the second half of next year.", "2032-07/2032-12"),
    ("The lease runs until June 30.", "2031-06-30"),
    ("The cut runs from this year up to 2034.", "2031/2034"),
    ("The report is due at the end of the month.", "2031-05"),
    ("The board will answer the Nov. 7 killings.", "2030-11-07"),
)
NONE = (
    "The owners may sell the yard.",
    "They march through the town and may not stop.",
    "May Quill owns the yard.",
    "The sun set over 1,950 boats.",
    "About 2030 people came.",
    "The yard made 30 tugs.",
    "A boat sank on Feb. 30.",
    "The Coast Act of 2029 holds.",
    "Police searched a house of 1909 Jolly Drive.",
    "Harbour United scored twice in the third quarter for a 38-10 lead.",
    "Shops open early for Black Friday 2031 sales.",
)


@pytest.mark.parametrize(("sentence", "when"), PAST)
def test_what_happened_lies_behind(sentence: str, when: str) -> None:
    assert find_when(sentence, TODAY, past=True) == when


@pytest.mark.parametrize(("sentence", "when"), AHEAD)
def test_what_is_to_come_lies_ahead(sentence: str, when: str) -> None:
    assert find_when(sentence, TODAY) == when


@pytest.mark.parametrize("sentence", NONE)
def test_a_word_that_only_looks_like_a_date_is_none(sentence: str) -> None:
    assert find_when(sentence, TODAY) is None


def test_without_a_day_of_publication_only_whole_dates_are_read() -> None:
    assert find_when("A boat sank on Friday.", None) is None
    assert find_when("A boat sank on Feb. 19.", None) is None
    assert find_when("A boat sank on Feb. 19, 2031.", None) == "2031-02-19"
    assert find_when("A boat sank in 2029.", None) == "2029"


@settings(max_examples=25, deadline=None)
@pytest.mark.parametrize("row", PATTERNS, ids=lambda row: row[1].__name__)
@given(data=st.data())
def test_a_sentence_without_the_traits_of_a_form_holds_nothing_for_it(
    row: tuple[Any, ...], data: st.DataObject
) -> None:
    pattern, _, _, needs = row
    ahead = re.compile(r"\(\?=[^()]*\)")  # what a pattern looks for ahead it has behind, too
    plain = re.compile(ahead.sub("", pattern.pattern), pattern.flags)
    text = data.draw(st.from_regex(plain, alphabet=st.characters(codec="ascii")))
    assert [match.span() for match in pattern.finditer(text)] == [match.span() for match in plain.finditer(text)]
    for match in pattern.finditer(text):
        assert all(group & bits_of_parts(match.group()) for group in needs), match.group()
