"""Where direct speech begins and ends, by the marks alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.extraction.quotations import double_spans, single_spans


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("“It is over,” she said.", [("It is over,", True)]),
        ('"It is over," she said. "Go home."', [("It is over,", True), ("Go home.", True)]),
        ("“I came, I saw.", [("I came, I saw.", False)]),
        ("„Es ist aus”, «c’est fini»", [("Es ist aus", True), ("c’est fini", True)]),
        ("“He said ‘no’ to me,” she said.", [("He said ‘no’ to me,", True)]),
        ("Nobody spoke.", []),
    ],
)
def test_double_marks_hold_speech(text: str, spoken: list[tuple[str, bool]]) -> None:
    assert [(text[start:end], closed) for start, end, closed in double_spans(text)] == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("‘It’s over,’ she said.", ["It’s over,"]),
        ("'It's over,' she said. 'Don't wait.'", ["It's over,", "Don't wait."]),
        ("‘The miners’ pay is late,’ she said.", ["The miners’ pay is late,"]),
        ("The miners’ pay wasn’t late.", []),
    ],
)
def test_single_marks_hold_speech_but_apostrophes_do_not(text: str, spoken: list[str]) -> None:
    assert [text[start:end] for start, end, _ in single_spans(text)] == spoken


@pytest.mark.parametrize("spans_of", [double_spans, single_spans])
@given(text=st.text(st.sampled_from("“”\"'‘’«»„ a.,"), max_size=40))
def test_spans_keep_their_order_and_never_hold_their_marks(spans_of: object, text: str) -> None:
    assert callable(spans_of)
    end_before = 0
    for start, end, _ in spans_of(text):
        assert end_before < start <= end <= len(text)
        assert text[start - 1] in "“„«\"'‘"
        end_before = end
