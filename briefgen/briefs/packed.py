"""A brief as bytes and back, many thousand a second, for what is kept between two builds.

MessagePack by way of the model's own types, so that nothing in a cache can run, or be anything but a brief.
"""

from hashlib import blake2b

import msgspec

from briefgen.model import Brief, Evidence, Quote

DIGEST = 16
"""Bytes of a digest: of any number of briefs no two share one."""


class ToldSource(msgspec.Struct, frozen=True, gc=False):
    """Where the article is."""

    url: str | None


class ToldActor(msgspec.Struct, frozen=True, gc=False):
    """Where the article names an actor."""

    evidence: tuple[Evidence, ...]


class Told(msgspec.Struct, frozen=True, gc=False):
    """What a brief tells of its actors beside its index card: a part that is unpacked in a fraction of the time."""

    source: ToldSource
    actors: tuple[ToldActor, ...]
    quotes: tuple[Quote, ...]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Brief).decode
_decode_told = msgspec.msgpack.Decoder(Told).decode


def pack(brief: Brief) -> bytes:
    """The same bytes for the same brief, on every machine."""
    return _encode(brief)


def unpack(packed: bytes) -> Brief:
    """Raises ValueError for what is no packed brief."""
    return _decode(packed)


def unpack_told(packed: bytes) -> Told:
    """Raises ValueError for what is no packed brief."""
    return _decode_told(packed)


def digest(packed: bytes) -> bytes:
    return blake2b(packed, digest_size=DIGEST).digest()
