"""What is made -> a file on the stage, in whichever process: another one has little else to load for that."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from time import perf_counter

import msgspec

from briefgen.site import answers

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class Staged(msgspec.Struct, frozen=True, array_like=True):
    """A piece that was made, in so many seconds: whether its file `differs` from what stands, and how it looks."""

    seconds: float
    differs: bool
    size: int
    changed: int


def stage_there(
    folder: str, out: str, known: Mapping[str, str], orders: Iterable[tuple[str, Callable[[], bytes]]]
) -> tuple[list[Staged], Mapping[str, str]]:
    """What comes of pieces in another process than that which has them made, and what became known of languages."""
    answers.hear(known)
    answers.news()
    return [stage(folder, out, path, make) for path, make in orders], answers.news()


def stage(folder: str, out: str, path: str, make: Callable[[], bytes]) -> Staged:
    begun = perf_counter()
    content = make()
    took = perf_counter() - begun
    target = f"{out}/{path}"
    try:
        found = os.lstat(target)
        if found.st_size == len(content) and not os.path.islink(target):
            with open(target, "rb") as file:
                if file.read() == content:
                    return Staged(took, False, found.st_size, found.st_mtime_ns)
    except OSError:
        pass  # as most often, there is none
    made = _put_aside(f"{folder}/{path}", content)
    return Staged(took, True, made.st_size, made.st_mtime_ns)


def _put_aside(path: str, content: bytes) -> os.stat_result:
    """Write a new file; how it looks then. Most pages have a folder of their own, so it is made before it is missed."""
    folder = os.path.dirname(path)
    try:
        os.mkdir(folder)
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)
    file = os.open(path, _NEW, 0o666)  # takes two thirds of the time of what buffers
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(file, left) :]
        return os.fstat(file)
    finally:
        os.close(file)
