"""What is dear to work out and depends on little, kept from one build to the next under a key of what it depends on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from briefgen.site.related import Near, Ties

Nearest = tuple[bytes, list[Near]]

_decode = msgspec.msgpack.Decoder(dict[str, Nearest]).decode


class Memory:
    """Which briefs are related, as the last build found. Used in a build, it holds what that build found in `now`."""

    def __init__(self, before: Mapping[str, Nearest] | None = None) -> None:
        self.before: Mapping[str, Nearest] = before or {}
        self.now: dict[str, Nearest] = {}

    def near(self, slug: str, topics: Sequence[str], ties: Ties) -> list[Near]:
        """The briefs that are related to one, the nearest first."""
        key = ties.key(slug, topics)
        known = self.before.get(slug)
        found = known if known and known[0] == key else (key, ties.related(slug, topics))
        self.now[slug] = found
        return found[1]


def pack_memory(memory: Memory) -> bytes:
    """What the build found, as bytes."""
    return msgspec.msgpack.encode(memory.now)


def unpack_memory(packed: bytes | None) -> Memory:
    """A memory of it; an empty one where there is nothing, or nothing that can be read."""
    try:
        return Memory(_decode(packed) if packed else None)
    except msgspec.MsgspecError:
        return Memory()
