from __future__ import annotations

from datetime import date

import pytest

from briefgen.commands.clock import today
from briefgen.problem import Problem


def test_the_day_can_be_fixed() -> None:
    assert today({"SOURCE_DATE_EPOCH": "1780617600"}) == date(2026, 6, 5)


@pytest.mark.parametrize("value", ["soon", "1e9", "9" * 30])
def test_what_is_no_time_is_refused(value: str) -> None:
    with pytest.raises(Problem, match="is not a time; write seconds since 1970"):
        today({"SOURCE_DATE_EPOCH": value})
