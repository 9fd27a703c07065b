"""A process that makes pages beside this one, where one can be forked and there is a processor for it."""

from __future__ import annotations

import os
from contextlib import suppress

from briefgen.commands.forking import can_fork

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO

    from briefgen.site.press import Made, Order, Setup


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
        self.dismiss()
        if self.process:
            if error:  # it may be at a page that never ends
                import signal

                os.kill(self.process, signal.SIGKILL)
            with suppress(ChildProcessError):  # whoever started us wants to hear of no child's end
                os.waitpid(self.process, 0)

    def start(self) -> None:
        """Let it load what it needs for any site."""
        if self.process or self.jobs == 1 or not can_fork():
            return
        requests, ours = os.pipe()
        theirs, answers = os.pipe()
        self.process = os.fork()
        if self.process == 0:
            try:
                os.close(ours)
                os.close(theirs)
                _work(requests, answers)
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

    def dismiss(self) -> None:
        for end in (self._asked, self._told):
            if end:
                with suppress(OSError):
                    end.close()
        self._asked = self._told = None


def _work(requests: int, answers: int) -> None:
    """Make pages until nobody asks for more. What goes wrong ends it: who asked makes the page itself, and says so."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent
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
