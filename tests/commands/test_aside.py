"""Processes beside this one: what they are told is done, and they end whatever happens."""

from __future__ import annotations

import os
import select
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from briefgen.commands import aside as processes
from briefgen.commands.aside import Aside, Hand
from briefgen.crew import Call, Hands, Shares

FORKS = hasattr(os, "fork") and sys.platform != "darwin"
pytestmark = pytest.mark.skipif(not FORKS, reason="needs processes that can be forked")


def started(aside: Aside) -> Hand:
    (hand,) = aside.hands(1)
    assert isinstance(hand, Hand)
    return hand


def asked(aside: Aside, work: Callable[..., Any], *about: Any) -> Hand:
    """A hand that was given a call."""
    hand = started(aside)
    packed = aside.pack((work, about))
    assert packed
    hand.give(packed)
    return hand


def stay(pipe: int) -> None:
    """Never end, and say that this has begun."""
    os.write(pipe, b"!")
    while True:
        pass


def test_calls_are_answered_in_their_order() -> None:
    with Aside(2) as aside:
        asked(aside, divmod, 17, 5)
        hand = asked(aside, sorted, "bca")
        assert [hand.answer(), hand.answer()] == [(3, 2), ["a", "b", "c"]]


def test_an_answer_that_is_there_need_not_be_waited_for() -> None:
    with Aside(2) as aside:
        hand = started(aside)
        assert not hand.ready()
        asked(aside, int)
        select.select([hand._line._back], [], [])
        assert hand.answer() == 0
        assert not hand.ready()


def test_what_is_larger_than_a_pipe_goes_through_it() -> None:
    with Aside(2) as aside:
        assert asked(aside, bytes.upper, b"ab" * 3_000_000).answer() == b"AB" * 3_000_000


def test_neither_waits_for_ever_for_the_other_to_take_something() -> None:
    """Both pipes are full."""
    many = [bytes([number]) * 300_000 for number in range(40)]
    with Aside(2) as aside:
        for each in many:
            hand = asked(aside, bytes.lower, each)
        assert [hand.answer() for _ in many] == many
        assert not hand.ready()


def test_one_that_ends_while_it_is_given_something_is_not_waited_for() -> None:
    with Aside(2) as aside:
        hand = asked(aside, divmod, 1, 0)
        for _ in range(3):
            asked(aside, bytes, 3_000_000)
            asked(aside, bytes.lower, b"a" * 3_000_000)
        with pytest.raises(EOFError):
            hand.answer()


def test_there_is_one_for_each_processor_but_ours() -> None:
    with Aside(4) as aside:
        assert len(aside.hands(2)) == 2
        assert [*aside.hands(2)] == [*aside.hands()][:2]
        assert len(aside.hands()) == len({each.process for each in aside.hands() if isinstance(each, Hand)}) == 3
        assert len(aside.hands(9)) == 3
    with Aside(1) as aside:
        assert not aside.hands()


def test_what_goes_wrong_ends_it() -> None:
    with Aside(2) as aside, pytest.raises(EOFError):
        asked(aside, divmod, 1, 0).answer()


def test_what_cannot_be_copied_is_not_packed() -> None:
    assert Aside(2).pack((print, (lambda: 1,))) is None


def test_one_that_has_nothing_to_do_does_what_is_left_step_by_step() -> None:
    left = [b"1", b"2", b"3", b"4"]
    there, here = os.pipe()

    def idle() -> bool:
        os.write(here, left.pop(0))
        return bool(left)

    with Aside(2, idle) as aside:
        hand = started(aside)
        assert b"".join(os.read(there, 1) for _ in range(4)) == b"1234"
        assert not hand.ready(), "it tells nobody of that"
        assert asked(aside, int).answer() == 0
    os.close(there)
    os.close(here)


def test_what_it_is_told_comes_before_the_next_step() -> None:
    """Else an order would wait until all is loaded that any may need."""
    told, tell = os.pipe()

    def idle() -> bool:
        os.read(told, 1)
        return True

    with Aside(2, idle) as aside:
        hand = asked(aside, int)
        os.write(tell, b"1")  # the step that it may be at
        assert hand.answer() == 0
        os.close(told)
        os.close(tell)
        aside.stop()


@pytest.mark.usefixtures("_alarm")
def test_they_end_with_the_block_though_a_call_does_not() -> None:
    begun, begin = os.pipe()
    with pytest.raises(KeyboardInterrupt), Aside(3) as aside:
        hands = [asked(aside, stay, begin), *aside.hands(2)[1:]]
        assert os.read(begun, 1)
        signal.raise_signal(signal.SIGALRM)
    os.close(begun)
    os.close(begin)
    assert not [hand for hand in hands if isinstance(hand, Hand) and is_there(hand)]


def is_there(hand: Hand) -> bool:
    with suppress(ProcessLookupError):
        os.kill(hand.process, 0)
        return True
    return False


def test_one_that_is_dismissed_does_what_it_was_told_before_it_ends() -> None:
    done, do = os.pipe()
    with Aside(2) as aside:
        hand = asked(aside, os.write, do, b"done")
        aside.finish()
        assert not is_there(hand)
        assert os.read(done, 4) == b"done"
        assert asked(aside, int).answer() == 0, "by a new one"
    os.close(done)
    os.close(do)


def test_several_end_when_they_are_dismissed() -> None:
    """Each holds no end of another's pipe, which would keep that one waiting."""
    with Aside(4) as aside:
        first, *_ = aside.hands()
        aside.dismiss()
        assert isinstance(first, Hand)
        os.waitpid(first.process, 0)


@pytest.mark.usefixtures("_alarm")
def test_it_ends_with_the_block_though_waiting_for_it_was_interrupted() -> None:
    with pytest.raises(KeyboardInterrupt), Aside(2) as aside:
        hand = started(aside)
        os.kill(hand.process, signal.SIGSTOP)
        signal.setitimer(signal.ITIMER_REAL, 0.3)
        aside.finish()
    assert not is_there(hand)


def test_it_ends_with_a_process_that_is_killed_though_a_call_does_not() -> None:
    begun, begin = os.pipe()
    ended, held = os.pipe()
    killed = os.fork()
    if killed == 0:
        try:
            with Aside(2) as aside:
                asked(aside, stay, begin)
                os.read(begun, 1)
                os.kill(os.getpid(), signal.SIGKILL)
        finally:
            os._exit(1)
    os.waitpid(killed, 0)
    for end in (begun, begin, held):
        os.close(end)
    with os.fdopen(ended, "rb") as there:
        assert not there.read(), "until the last process is gone that holds the other end"


def test_one_whose_end_nobody_hears_of_is_no_more_waited_for() -> None:
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        with pytest.raises(KeyError), Aside(2) as aside:
            hand = started(aside)
            os.kill(hand.process, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(hand.process, 0)
            raise KeyError
    finally:
        signal.signal(signal.SIGCHLD, before)


@pytest.mark.parametrize("lacks", ["fork", "pipe"])
def test_where_the_system_has_no_process_left_there_is_none(monkeypatch: pytest.MonkeyPatch, lacks: str) -> None:
    def refuse() -> int:
        raise BlockingIOError

    before = len([*Path("/dev/fd").iterdir()])
    monkeypatch.setattr(os, lacks, refuse)
    with Aside(2) as aside:
        assert not aside.hands()
    assert len([*Path("/dev/fd").iterdir()]) == before


def test_where_threads_are_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "can_fork", lambda: False)
    with Aside(2) as aside:
        assert not aside.hands()


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs /proc")
def test_nobody_who_reads_what_is_said_waits_for_it() -> None:
    with Aside(2) as aside:
        hand = asked(aside, int)
        assert hand.answer() == 0
        streams = {str(Path(f"/proc/{hand.process}/fd/{number}").readlink()) for number in range(3)}
    assert streams == {os.devnull}


# Shares


def shared(aside: Aside, most: int | None = None) -> tuple[Shares[int], dict[int, Any]]:
    """Work on numbers, and what came of it by number."""
    found: dict[int, Any] = {}

    def take(share: Sequence[int], told: Iterable[Any]) -> None:
        found.update(zip(share, told, strict=True))

    shares = Shares(Hands(aside, (print, ())), take)
    shares.call(most)
    return shares, found


def test_what_hands_have_done_is_taken_with_what_they_were_given() -> None:
    with Aside(3) as aside:
        shares, found = shared(aside)
        for number, giving in enumerate(shares.givings * 2):
            shares.give(giving, [number], (sorted, ([number + 10],)))
        shares.wait_for_all()
    assert found == {0: 10, 1: 11, 2: 12, 3: 13}
    assert not shares.lost


def test_what_a_hand_leaves_that_has_ended_is_lost() -> None:
    with Aside(3) as aside:
        shares, found = shared(aside)
        first, second = shares.givings
        shares.give(first, [1, 2], (divmod, (1, 0)))
        shares.give(first, [3], (sorted, ([3],)))
        shares.give(second, [4], (sorted, ([4],)))
        shares.wait_for_all()
        assert found == {4: 4}
        assert shares.lost == [1, 2, 3]
        assert shares.open(1) == [second]
        shares.call()
        assert shares.givings == [second], "it is not called again"


def test_what_cannot_be_copied_is_lost() -> None:
    with Aside(2) as aside:
        shares, found = shared(aside)
        shares.give(shares.givings[0], [1], (sorted, ([lambda: 1],)))
    assert shares.lost == [1]
    assert not found


def test_a_hand_that_has_enough_is_given_no_more() -> None:
    go, let = os.pipe()
    with Aside(2) as aside:
        shares, found = shared(aside)
        (giving,) = shares.open(1)
        shares.give(giving, [7], (os.read, (go, 1)))
        assert not shares.open(1)
        assert shares.open(2) == [giving]
        os.write(let, bytes([7]))
        select.select([giving.hand._line._back], [], [])  # type: ignore[attr-defined]
        assert shares.open(1) == [giving]
    assert found == {7: 7}
    os.close(go)
    os.close(let)


def test_each_begins_with_the_same_call_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    packed: list[Call] = []
    with Aside(3) as aside:
        pack = aside.pack
        monkeypatch.setattr(aside, "pack", lambda call: packed.append(call) or pack(call))
        first, second = Hands(aside, (os.umask, (0o77,))), Hands(aside, (os.umask, (0o70,)))
        assert len(first.begin()) == len(first.begin()) == 2
        assert packed == [(os.umask, (0o77,))] * 2
        assert len(second.begin(1)) == 1
        assert packed[2:] == [(os.umask, (0o70,))]


def test_none_begins_with_what_cannot_be_copied() -> None:
    with Aside(2) as aside:
        assert not Hands(aside, (print, (lambda: 1,))).begin()


@pytest.fixture
def _alarm() -> Any:
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    yield
    signal.signal(signal.SIGALRM, before)
