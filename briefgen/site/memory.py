"""What is dear to work out and depends on little, kept from one build to the next under a key of what it depends on."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

import msgspec

from briefgen.files import FRESH
from briefgen.site import answers
from briefgen.site.indexcard import digest_of
from briefgen.site.related import Near, Ties

if TYPE_CHECKING:
    from briefgen.site.ahead import Backdrop
    from briefgen.site.briefpage import Surroundings


class Ground(msgspec.Struct, array_like=True, frozen=True):
    """What the pages of a site stood on.

    `key` is of everything but what changes with most edits of a brief; of that, `marks` are digests, brief by brief in
    the library's order: of the whole, and of what a list shows. `record` is how the record of what was written looks.
    """

    key: bytes
    marks: bytes
    record: str


class Held(msgspec.Struct, array_like=True):
    """Digest of a question -> the answer; and the ground of the last build that was finished."""

    answers: dict[bytes, str]
    ground: Ground | None = None


Relations = dict[str, msgspec.Raw]
"""Slug -> key and related briefs, as they were kept: few of them are asked for."""


class Memory:
    """What the last build found, and what this one finds: `now` and `related` hold what was asked for, no more.

    `around` and `backdrop` are for this process alone, and there once the build has been.
    """

    def __init__(self, before: Held | None = None, related_before: Relations | None = None) -> None:
        self.before = before or Held({})
        self.related_before = related_before or {}
        self.now = Held({})
        self.related: Relations = {}
        self.around: Surroundings | None = None
        self.backdrop: Backdrop | None = None

    def again(self) -> Memory:
        """The memory of the build after this one."""
        return Memory(self.now, self.related)

    def near(self, slug: str, topics: Sequence[str], ties: Ties) -> list[Near]:
        """The briefs that are related to one, the nearest first."""
        key = ties.key(slug, topics)
        known = self.related_before.get(slug)
        if known is not None:
            for_key, found = _decode_near(known)
            if for_key == key:
                self.related[slug] = known
                return found
        found = ties.related(slug, topics)
        self.related[slug] = msgspec.Raw(_encode((key, found)))
        return found

    def relate(self, *, anew: bool) -> None:
        """Begin to say which briefs are related: each by its key, or all as they were."""
        self.related = {} if anew else self.related_before

    def near_now(self, slug: str) -> list[Near]:
        """The briefs that are related to one, as the last build has found."""
        return _decode_near(self.related[slug])[1]

    def near_to(self, slugs: Collection[str]) -> frozenset[str]:
        """The briefs to which one of these was related in the last build."""
        if not slugs:
            return frozenset()
        names = [slug.encode() for slug in slugs]
        likely = (slug for slug, held in self.related_before.items() if any(name in bytes(held) for name in names))
        wanted = frozenset(slugs)
        return frozenset(
            slug for slug in likely if any(each.slug in wanted for each in _decode_near(self.related_before[slug])[1])
        )

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

    def notes(self) -> dict[str, bytes]:
        """What the build found, as bytes by the name of the note; none of what is as it was."""
        notes = {} if self.now == self.before else {HELD: _encode(self.now)}
        if self.related is not self.related_before:
            notes[RELATED] = _encode(self.related)
        if said := answers.kept():
            notes[SAID] = said
        return notes


HELD, RELATED, SAID = "held", "related", "said"


def recall(note: Callable[[str], bytes | None]) -> Memory:
    """A memory of what was noted; an empty one where there is nothing, or nothing that can be read."""
    held, related, said = note(HELD), note(RELATED), note(SAID)
    try:
        if said:
            answers.learn(said)
        return Memory(_decode(held) if held else None, _decode_related(related) if related else None)
    except msgspec.MsgspecError:
        return Memory()


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Held).decode
_decode_related = msgspec.msgpack.Decoder(Relations).decode
_decode_near = msgspec.msgpack.Decoder(tuple[bytes, list[Near]]).decode
