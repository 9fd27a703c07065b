"""Processes that work beside this one, where they can be forked and there are processors for them."""

from __future__ import annotations

import os
from contextlib import suppress

from briefgen.commands.forking import can_fork
from briefgen.commands.line import Line, receive, send, waiting, widen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from briefgen.crew import Call


WATCH = 0.5
"""Seconds after which such a process sees again whether that is still there for which it works."""


class Hand:
    """`crew.Hand`: a process that has been forked."""

    def __init__(self, process: int, line: Line) -> None:
        self.process = process
        self.begun: dict[Callable[..., Any], tuple[Any, ...]] = {}
        self._line = line

    def give(self, call: bytes) -> None:
        self._line.give(call)

    def ready(self) -> bool:
        return self._line.ready()

    def answer(self) -> Any:
        import pickle

        return pickle.loads(self._line.take())

    def dismiss(self) -> None:
        """There is no more to do."""
        self._line.close()

    def wait(self) -> None:
        with suppress(ChildProcessError):  # whoever started us wants to hear of no child's end
            os.waitpid(self.process, 0)

    def kill(self) -> None:
        """End it, unless it has ended and nobody wanted to hear of it: then its number may be another's."""
        import signal

        with suppress(ChildProcessError, ProcessLookupError):
            if os.waitpid(self.process, os.WNOHANG) == (0, 0):
                os.kill(self.process, signal.SIGKILL)


class Aside:
    """`crew.Aside` of `jobs` processes, of which this one is the first. The others start when they are told to, or when
    they have something to do, and end with the block, or with this process, whatever ends that.

    A process that has nothing to do calls `idle` again and again, until that gives False.
    """

    def __init__(self, jobs: int | None = None, idle: Callable[[], bool] = bool) -> None:
        self.jobs = jobs or os.cpu_count() or 1
        self.idle = idle
        self._hands: list[Hand] = []
        self._ending: list[Hand] = []

    def __enter__(self) -> Aside:
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        if error:  # one may be at a page that never ends
            self.stop()
        self.finish()

    def hands(self, most: int | None = None) -> Sequence[Hand]:
        wanted = self.jobs - 1 if most is None else min(most, self.jobs - 1)
        while len(self._hands) < wanted and can_fork() and (hand := _forked(self._hands, self.idle)):
            self._hands.append(hand)
        return self._hands[:wanted]

    def pack(self, call: Call) -> bytes | None:
        import pickle

        with suppress(Exception):  # of whatever kind: a template may be given anything
            return pickle.dumps(call, pickle.HIGHEST_PROTOCOL)
        return None

    def dismiss(self) -> None:
        self._ending += self._hands
        hands, self._hands = self._hands, []
        for hand in hands:
            hand.dismiss()

    def finish(self) -> None:
        """There is no more to do: wait until all is done that was begun."""
        self.dismiss()
        for hand in self._ending:
            hand.wait()
        self._ending = []  # not before: who is interrupted while waiting has to end them

    def stop(self) -> None:
        for hand in (*self._hands, *self._ending):
            hand.kill()
        self.finish()


def _forked(others: Sequence[Hand], idle: Callable[[], bool]) -> Hand | None:
    """A new one beside these. Where the system has no process left for it, there is none."""
    ends: list[int] = []
    parent = os.getpid()
    try:
        ends += os.pipe()
        ends += os.pipe()
        process = os.fork()
    except OSError:
        for end in ends:
            os.close(end)
        return None
    requests, ours, theirs, answers = ends
    if process == 0:
        try:
            os.close(ours)
            os.close(theirs)
            for hand in others:  # which end when nobody holds these ends any more
                hand.dismiss()
            _work(requests, answers, parent, idle)
        finally:
            os._exit(0)
    os.close(requests)
    os.close(answers)
    return Hand(process, Line(ours, theirs))


def _work(requests: int, answers: int, parent: int, idle: Callable[[], bool]) -> None:
    """Make calls until nobody asks for more. What goes wrong ends it: who asked makes the call itself, and says so."""
    import signal

    def see_to(*_: object) -> None:
        if os.getppid() != parent:
            os._exit(0)

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent
    signal.signal(signal.SIGALRM, see_to)  # at a page that never ends it does not see that nobody waits for it
    signal.setitimer(signal.ITIMER_REAL, WATCH, WATCH)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):  # nobody waits for this process to close them
        os.dup2(nothing, stream)
    for pipe in (requests, answers):
        widen(pipe)
    waits = waiting(requests)
    import pickle

    with suppress(Exception):
        while True:
            while not waits() and idle():
                pass
            work, about = pickle.loads(receive(requests))
            answer = work(*about)
            if answer is not None:
                send(answers, pickle.dumps(answer, pickle.HIGHEST_PROTOCOL))
