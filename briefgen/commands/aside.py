"""A process that makes pages beside this one, where one can be forked and there is a processor for it."""

from __future__ import annotations

import os
import signal
from contextlib import nullcontext, suppress

from briefgen.commands.forking import can_fork

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractContextManager
    from typing import Any

    from briefgen.site.press import Setup


def begin(jobs: int | None) -> AbstractContextManager[Aside | None]:
    """Such a process, unless one is to do everything."""
    return Aside() if (jobs or os.cpu_count() or 1) > 1 and can_fork() else nullcontext()


class Aside:
    """`site.press.Aside`. It ends with the block, or with this process, whatever ends that."""

    def __init__(self) -> None:
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
        self._asked = os.fdopen(ours, "wb")
        self._told = os.fdopen(theirs, "rb")

    def __enter__(self) -> Aside:
        return self

    def __exit__(self, *_: object) -> None:
        self.dismiss()
        with suppress(ChildProcessError):  # whoever started us wants to hear of no child's end
            os.waitpid(self.process, 0)

    def begin(self, setup: Setup) -> None:
        with suppress(OSError):
            self._send(setup)

    def make(self, path: str, template: str, data: Mapping[str, Any]) -> tuple[bytes, dict[str, str]] | None:
        import pickle

        try:
            self._send((path, template, data))
            made: tuple[bytes, dict[str, str]] = pickle.load(self._told)
            return made
        except (BrokenPipeError, EOFError, pickle.PickleError, TypeError, AttributeError):
            return None

    def dismiss(self) -> None:
        for end in (self._asked, self._told):
            with suppress(OSError):
                end.close()

    def _send(self, told: object) -> None:
        import pickle

        self._asked.write(pickle.dumps(told, pickle.HIGHEST_PROTOCOL))
        self._asked.flush()


def _work(requests: int, answers: int) -> None:
    """Make pages until nobody asks for more. What goes wrong ends it: who asked makes the page itself, and says so."""
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
