"""A process that makes pages beside this one, where one can be forked and there is a processor for it."""

from __future__ import annotations

import os
from contextlib import suppress

from briefgen.commands.forking import can_fork

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO

    from briefgen.site.press import Made, Order, Setup


WATCH = 0.5
"""Seconds after which such a process sees again whether that is still there for which it works."""


class Aside:
    """`site.press.Aside`, where there is a processor for a second of `jobs` processes. It starts when it is told to, or
    when it has something to do, and ends with the block, or with this process, whatever ends that."""

    def __init__(self, jobs: int | None = None) -> None:
        self.jobs = jobs or os.cpu_count() or 1
        self.process: int | None = None
        self._begun: Setup | None = None
        self._asked: BinaryIO | None = None
        self._told: BinaryIO | None = None

    def __enter__(self) -> Aside:
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        if self.process and error:  # it may be at a page that never ends
            _kill(self.process)
        self.finish()

    def start(self) -> None:
        """Let it load what it needs for any site. Where the system has no process left for it, there is none."""
        if self.process or self.jobs == 1 or not can_fork():
            return
        ends: list[int] = []
        parent = os.getpid()
        try:
            ends += os.pipe()
            ends += os.pipe()
            self.process = os.fork()
        except OSError:
            for end in ends:
                os.close(end)
            return
        requests, ours, theirs, answers = ends
        if self.process == 0:
            try:
                os.close(ours)
                os.close(theirs)
                _work(requests, answers, parent)
            finally:
                os._exit(0)
        os.close(requests)
        os.close(answers)
        self._asked, self._told = os.fdopen(ours, "wb"), os.fdopen(theirs, "rb")

    def begin(self, setup: Setup) -> None:
        self.start()
        if self._begun is None and (packed := self.pack(setup)):
            self._begun = setup
            self.hand(packed)
        elif setup != self._begun:
            self.dismiss()

    def pack(self, told: Setup | Order) -> bytes | None:
        import pickle

        with suppress(pickle.PickleError, TypeError, AttributeError):
            return pickle.dumps(told, pickle.HIGHEST_PROTOCOL)
        return None

    def hand(self, packed: bytes) -> None:
        if self._asked:
            with suppress(BrokenPipeError):
                self._asked.write(packed)
                self._asked.flush()

    def receive(self) -> Made | None:
        import pickle

        if self._told:
            with suppress(EOFError, pickle.PickleError):
                made: Made = pickle.load(self._told)
                return made
        return None

    def finish(self) -> None:
        self.dismiss()
        if self.process:
            with suppress(ChildProcessError):  # whoever started us wants to hear of no child's end
                os.waitpid(self.process, 0)
        self.process = self._begun = None  # not before: who is interrupted while waiting has to end it

    def dismiss(self) -> None:
        for end in (self._asked, self._told):
            if end:
                with suppress(OSError):
                    end.close()
        self._asked = self._told = None


def _kill(process: int) -> None:
    """End a child; one that nobody wants to hear of is gone once it has ended, and its number may be another's."""
    import signal

    with suppress(ChildProcessError):
        if os.waitpid(process, os.WNOHANG) == (0, 0):
            os.kill(process, signal.SIGKILL)


def _work(requests: int, answers: int, parent: int) -> None:
    """Make pages until nobody asks for more. What goes wrong ends it: who asked makes the page itself, and says so."""
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
    import pickle

    import jinja2  # noqa: F401 - first what takes longest

    from briefgen.site.press import made_aside

    with os.fdopen(requests, "rb") as asked, os.fdopen(answers, "wb") as told, suppress(Exception):
        for made in made_aside(lambda: pickle.load(asked)):
            pickle.dump(made, told, pickle.HIGHEST_PROTOCOL)
            told.flush()
