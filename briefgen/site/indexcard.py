"""What a brief says on pages other than its own, on one card: all that the lists of a site are made of.

A site has the cards of all its briefs in hand, and fetches a whole brief only where a page shows more of it. So a card
holds what orders, counts and names a brief, and short digests of what is left out.
"""

from collections.abc import Iterable
from hashlib import blake2b

import msgspec

from briefgen.briefs import packed
from briefgen.model import Brief, EntityType, Photo, Quote
from briefgen.register import Register, fold
from briefgen.site.links import excerpt, host, web_link
from briefgen.site.markdown import gist
from briefgen.site.speakers import speaker

SHORT = 8
"""Bytes of a digest that tells whether something changed."""

GIST = 30
"""Words of a brief's summary that describe it in feeds and to who shares its address."""

CAPTION = 20
"""Words of a caption in the register of photos; the whole caption stands in the brief."""


_NO_REGISTER = Register()
_encode = msgspec.msgpack.Encoder().encode


class Cast(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An actor as a brief lists it. `key` is the folded name.

    `stated` is a digest of what the brief says the actor is, `said` of what a dossier shows of the actor in this brief:
    role, evidence and quotes.
    """

    name: str
    key: str
    type: EntityType
    role: str
    aliases: tuple[str, ...]
    mentions: int
    stated: bytes
    said: bytes


class Dated(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A dated key fact: `number` counts from 1 in the brief, `text` is as much as a timeline tells."""

    when: str
    number: int
    text: str


class Plate(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A photo as the register of photos lists it; `file` is its name in the media folder."""

    credit: str | None
    photographer: str | None
    caption: str
    licence: str | None
    flags: tuple[str, ...]
    taken: str | None
    file: str | None


class IndexCard(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Days are ISO 8601, empty where there is none. `digest` is of the whole brief, `line` of what a list shows of it.

    `publisher` is who published the source: by name, else by the host of its address.

    `day` is the brief's date, or for want of it the source's, and `changed` the newest of it and its corrections'.
    `quotes` are (speaker, number of the actor in `cast` who is meant, by the brief's own names, or -1), and `quoted` is
    a digest of them all. `ties` is one of all by which a brief is listed, counted and linked, but for its title.
    """

    digest: bytes
    line: bytes
    ties: bytes
    title: str
    day: str
    changed: str
    language: str
    status: str
    publish: str
    topics: tuple[str, ...]
    place: str
    publisher: str
    publisher_name: str
    gist: str
    cast: tuple[Cast, ...]
    quotes: tuple[tuple[str | None, int], ...]
    quoted: bytes
    dated: tuple[Dated, ...]
    photos: tuple[Plate, ...]
    corrections: tuple[tuple[str, str], ...]

    def __reduce__(self) -> tuple[object, ...]:
        """Copied packed, as that is sooner done."""
        return card_of, (_encode(self),)


_card_of = msgspec.msgpack.Decoder(IndexCard).decode


def card_of(packed: bytes) -> IndexCard:
    """A card that was packed. Raises msgspec.DecodeError."""
    return _card_of(packed)


def index_card(brief: Brief, digest: bytes | None = None) -> IndexCard:
    """The card of a brief; `digest` is that of its packed form, if it is known."""
    source = brief.source
    day = brief.date or source.published
    days = [each.date for each in brief.corrections] + ([day] if day else [])
    speakers = [_speaker(quote, brief) for quote in brief.quotes]
    url = web_link(source.url)
    place = (brief.dateline.place if brief.dateline else None) or ""
    shown = day.isoformat() if day else ""
    publisher = source.publisher or (host(url) if url else "")
    cast = tuple(_cast(brief, speakers, shown))
    changed = max(days).isoformat() if days else ""
    return IndexCard(
        digest=digest or packed.digest(packed.pack(brief)),
        line=digest_of(brief.title, shown, brief.language, brief.topics[0] if brief.topics else place),
        ties=digest_of(
            (shown, changed, brief.language, brief.topics, publisher),
            [(each.name, each.type, each.mentions) for each in cast],
        ),
        title=brief.title,
        day=shown,
        changed=changed,
        language=brief.language,
        status=brief.status,
        publish=brief.publish.isoformat() if brief.publish else "",
        topics=brief.topics,
        place=place,
        publisher=publisher,
        publisher_name=source.publisher or "",
        gist=gist(brief.summary or (brief.key_facts[0].text if brief.key_facts else ""), GIST),
        cast=cast,
        quotes=tuple((quote.speaker, number) for quote, number in zip(brief.quotes, speakers, strict=True)),
        quoted=digest_of(brief.quotes, source.url),
        dated=tuple(
            Dated(fact.when, number, excerpt(fact.text)) for number, fact in enumerate(brief.key_facts, 1) if fact.when
        ),
        photos=tuple(map(_plate, brief.photos)),
        corrections=tuple((each.date.isoformat(), each.text) for each in brief.corrections),
    )


def short(*parts: bytes) -> bytes:
    """A digest of some bytes, long enough to tell whether they changed."""
    return blake2b(b"".join(parts), digest_size=SHORT).digest()


def digest_of(*values: object) -> bytes:
    """A digest of plain values: texts, numbers, None, lists, tuples, dicts and records of these."""
    try:
        return short(_encode(values))
    except UnicodeEncodeError:  # half a character
        return short(repr(values).encode(errors="backslashreplace"))


def _cast(brief: Brief, speakers: Iterable[int], day: str) -> Iterable[Cast]:
    said: dict[int, list[Quote]] = {}
    for quote, number in zip(brief.quotes, speakers, strict=True):
        said.setdefault(number, []).append(quote)
    for number, each in enumerate(brief.actors):
        stated = digest_of(each.name, each.role, each.aliases, each.mentions, day, brief.language)
        shown = digest_of(each.role, each.evidence[:1], brief.source.url, said.get(number, ()))
        yield Cast(each.name, fold(each.name), each.type, each.role, each.aliases, each.mentions, stated, shown)


def _speaker(quote: Quote, brief: Brief) -> int:
    number = speaker(quote.speaker, brief.actors, _NO_REGISTER, "")
    return -1 if number is None else number


def _plate(photo: Photo) -> Plate:
    caption = excerpt(photo.caption, CAPTION)
    return Plate(photo.credit, photo.photographer, caption, photo.licence, photo.flags, photo.taken, photo.file)
