"""Messages between two processes: one that works, and may wait for the other, and one that has others work for it, and
must never wait for one that waits."""

from __future__ import annotations

import os
import select
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

LENGTH = 4
"""Bytes before each message, which tell how long it is."""
ROOM = 1 << 20
"""Bytes, if the system grants so much, that need not be taken at one end for the other to go on."""


class Line:
    """The ends of two pipes: what is given goes into `out`, what is taken comes from `back`. While there is no room in
    the one, what comes from the other is taken, so the process at the other end goes on, whatever it is at."""

    def __init__(self, out: int, back: int) -> None:
        self._out = out
        self._back = back
        self._taken = bytearray()
        self._ended = False
        self._waits = waiting(back)
        os.set_blocking(out, False)

    def give(self, message: bytes) -> None:
        """What nobody is there to take is lost."""
        left = memoryview(_headed(message))
        while left:
            try:
                left = left[os.write(self._out, left) :]
            except BlockingIOError:
                self._wait_for_room()
            except BrokenPipeError:
                return

    def ready(self) -> bool:
        """Whether `take` need not wait."""
        while not (whole := self._is_whole()) and self._waits():
            self._take_some()
        return whole

    def take(self) -> bytes:
        """The next message. Raises EOFError where none will come."""
        while not self._is_whole():
            self._take_some()
        if self._ended:
            raise EOFError
        end = LENGTH + int.from_bytes(self._taken[:LENGTH], "big")
        message = bytes(memoryview(self._taken)[LENGTH:end])
        del self._taken[:end]
        return message

    def close(self) -> None:
        os.close(self._out)
        os.close(self._back)

    def _is_whole(self) -> bool:
        """Whether a message is there, or none will be."""
        taken = self._taken
        return self._ended or (len(taken) >= LENGTH and len(taken) >= LENGTH + int.from_bytes(taken[:LENGTH], "big"))

    def _take_some(self) -> None:
        """Take something of what there is, or wait for it."""
        some = os.read(self._back, ROOM)
        self._taken += some
        self._ended = not some

    def _wait_for_room(self) -> None:
        """Or until there is something to take, and take it."""
        pipes = select.poll()
        pipes.register(self._out, select.POLLOUT)
        if not self._ended:
            pipes.register(self._back, select.POLLIN)
        if any(pipe == self._back for pipe, _ in pipes.poll()):
            self._take_some()


def waiting(pipe: int) -> Callable[[], bool]:
    """What tells whether there is something to read, or the other end is closed."""
    pipes = select.poll()
    pipes.register(pipe, select.POLLIN)
    return lambda: bool(pipes.poll(0))


def send(pipe: int, message: bytes) -> None:
    """Raises BrokenPipeError where nobody is there to take it."""
    left = memoryview(_headed(message))
    while left:
        left = left[os.write(pipe, left) :]


def receive(pipe: int) -> bytes:
    """The next message. Raises EOFError where the other end is closed."""
    return _read(pipe, int.from_bytes(_read(pipe, LENGTH), "big"))


def widen(pipe: int) -> None:
    """Give a pipe more room, where the system can (Linux)."""
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, ROOM)


def _headed(message: bytes) -> bytes:
    return len(message).to_bytes(LENGTH, "big") + message


def _read(pipe: int, size: int) -> bytes:
    read = bytearray()
    while len(read) < size:
        some = os.read(pipe, size - len(read))
        if not some:
            raise EOFError
        read += some
    return bytes(read)
