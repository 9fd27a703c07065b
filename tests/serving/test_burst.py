from __future__ import annotations

import pytest

from briefgen.serving.burst import LONGEST, QUIET, UNFINISHED, Burst


def test_there_is_nothing_to_look_at_before_the_first_event() -> None:
    assert Burst().due() is None


def test_a_save_is_looked_at_as_soon_as_it_is_quiet() -> None:
    burst = Burst()
    burst.add("a", 1.0)
    burst.add("a", 1.01)
    assert burst.due() == pytest.approx(1.01 + QUIET[0])


def test_whoever_saves_several_files_may_save_more() -> None:
    burst = Burst()
    waits = []
    for number in range(50):
        burst.add(f"{number}", 1.0)
        waits.append(round((burst.due() or 0) - 1.0, 3))
    assert sorted(set(waits)) == sorted(QUIET)
    assert waits == sorted(waits)


def test_a_file_that_is_still_being_written_is_waited_for() -> None:
    burst = Burst()
    burst.add("a", 1.0, writing=True)
    assert burst.due() == 1.0 + UNFINISHED
    burst.add("a", 1.5)
    assert burst.due() == pytest.approx(1.5 + QUIET[0])


def test_a_burst_without_end_is_looked_at_all_the_same() -> None:
    burst = Burst()
    for tick in range(10_000):
        burst.add("a", tick / 100)
    assert burst.due() == LONGEST
