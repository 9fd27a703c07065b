"""What is dear to work out and depends on little, kept from one build to the next under a key of what it depends on."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import msgspec

from briefgen.files import FRESH
from briefgen.site.indexcard import digest_of
from briefgen.site.related import Near, Ties

if TYPE_CHECKING:
    from briefgen.site.ahead import Backdrop
    from briefgen.site.briefpage import Surroundings


class Held(msgspec.Struct, array_like=True):
    """Slug -> key and related briefs; digest of a question -> the answer."""

    near: dict[str, tuple[bytes, list[Near]]]
    answers: dict[bytes, str]


class Memory:
    """What the last build found, and what this one finds: `now` holds what was asked for, and nothing else.

    `around` and `backdrop` are for this process alone, and there once the build has been.
    """

    def __init__(self, before: Held | None = None) -> None:
        self.before = before or Held({}, {})
        self.now = Held({}, {})
        self.around: Surroundings | None = None
        self.backdrop: Backdrop | None = None

    def near(self, slug: str, topics: Sequence[str], ties: Ties) -> list[Near]:
        """The briefs that are related to one, the nearest first."""
        key = ties.key(slug, topics)
        known = self.before.near.get(slug)
        found = known if known and known[0] == key else (key, ties.related(slug, topics))
        self.now.near[slug] = found
        return found[1]

    def answer(self, question: bytes, work: Callable[[], str]) -> str:
        """The answer to a question by its digest; `work` gives it, always the same one."""
        known = self.before.answers.get(question)
        self.now.answers[question] = answer = work() if known is None else known
        return answer

    def of_file(self, path: str, found: os.stat_result, work: Callable[[], str]) -> str:
        """The answer to a question about what a file holds; one that was written just now is asked for again."""
        if found.st_ctime_ns >= time.time_ns() - FRESH:
            return work()
        looks = path, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino
        return self.answer(digest_of(looks), work)


def pack_memory(memory: Memory) -> bytes:
    """What the build found, as bytes."""
    return _encode(memory.now)


def unpack_memory(packed: bytes | None) -> Memory:
    """A memory of it; an empty one where there is nothing, or nothing that can be read."""
    try:
        return Memory(_decode(packed) if packed else None)
    except msgspec.MsgspecError:
        return Memory()


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Held).decode
