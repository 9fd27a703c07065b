"""Processes that share work, whatever the work is. `commands/pool.py` and `commands/aside.py` have the real ones."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

import msgspec

if TYPE_CHECKING:
    from concurrent.futures import Executor

T = TypeVar("T")

Setup = Callable[..., None]
Call = tuple[Callable[..., Any], tuple[Any, ...]]
"""A function of a module, and what it is called with."""


class Crew(msgspec.Struct, frozen=True):
    """`start` starts the processes, each with a call of the function with these arguments."""

    start: Callable[[Setup, tuple[object, ...]], AbstractContextManager[Executor]]


class Hand(Protocol):
    """A process beside this one, that makes one call after another. `begun` are those that it was begun with."""

    begun: dict[Callable[..., Any], tuple[Any, ...]]

    def give(self, call: bytes) -> None:
        """Have a packed call made; one that goes wrong ends the process."""

    def ready(self) -> bool:
        """Whether `answer` need not wait."""

    def answer(self) -> Any:
        """What the oldest call gave that was not answered yet; one that gives None is not answered. Raises EOFError
        for a process that has ended."""


class Aside(Protocol):
    """Hands, where processes can be forked and there are processors for them. They are forked while this process is
    small, since each begins with all that it holds, and what either changes then has to be copied first."""

    def hands(self, most: int | None = None) -> Sequence[Hand]:
        """So many at most, or one for each processor but this process's."""

    def pack(self, call: Call) -> bytes | None:
        """A call as it is given; None where it is of something that cannot be copied."""

    def dismiss(self) -> None:
        """There is no more to do for those that there are."""

    def stop(self) -> None:
        """End them at once, whatever they do, and wait for that."""


class Hands(msgspec.Struct, frozen=True):
    """Hands of `aside`, each of which begins with the call of `first`, which gives None."""

    aside: Aside
    first: Call

    def begin(self, most: int | None = None) -> Sequence[Hand]:
        """So many at most, or all that there can be; none if the call cannot be copied."""
        function, about = self.first
        for hand in (hands := self.aside.hands(most)):
            if hand.begun.get(function) != about:
                packed = self.aside.pack(self.first)
                if packed is None:
                    return ()
                hand.begun[function] = about
                hand.give(packed)
        return hands


class Giving(msgspec.Struct, Generic[T], eq=False):
    """A hand, and the shares that it was given and has not answered."""

    hand: Hand
    shares: deque[Sequence[T]] = msgspec.field(default_factory=deque)


class Shares(Generic[T]):
    """Work that hands do, in shares; `take` gets each with its answer. What a hand leaves that has ended, and what
    cannot be copied for one, is `lost`, and for this process to do."""

    def __init__(self, hands: Hands, take: Callable[[Sequence[T], Any], None]) -> None:
        self.lost: list[T] = []
        self.givings: list[Giving[T]] = []
        self._hands = hands
        self._take = take
        self._ended: set[Hand] = set()

    def call(self, most: int | None = None) -> None:
        """Have so many hands at most, or all that there can be."""
        known = {giving.hand for giving in self.givings} | self._ended
        for hand in self._hands.begin(most):
            if hand not in known:
                self.givings.append(Giving(hand))

    def open(self, most: int) -> list[Giving[T]]:
        """The hands that have fewer shares than these, once what they have done is taken."""
        for giving in [*self.givings]:
            while giving.shares and giving.hand.ready():
                self.wait(giving)
        return [giving for giving in self.givings if len(giving.shares) < most]

    def give(self, giving: Giving[T], share: Sequence[T], call: Call) -> None:
        """Have a share done by a call."""
        packed = self._hands.aside.pack(call)
        if packed is None:
            self.lost += share
        else:
            giving.hand.give(packed)
            giving.shares.append(share)

    def wait(self, giving: Giving[T]) -> None:
        """Take what a hand does next."""
        try:
            answer = giving.hand.answer()
        except EOFError:
            self.givings.remove(giving)
            self._ended.add(giving.hand)
            for share in giving.shares:
                self.lost += share
            giving.shares.clear()
        else:
            self._take(giving.shares.popleft(), answer)

    def wait_for_all(self) -> None:
        """Take what all of them were given."""
        for giving in [*self.givings]:
            while giving.shares:
                self.wait(giving)
