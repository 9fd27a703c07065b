"""What JSON-LD says of a page's pictures (schema.org ImageObject), where nothing is printed beside them.

The printed credit counts first: the object's is often the photographer alone. Its `author` is at some titles the
writer of the story and on logos the publisher, so an object counts only for the picture it names: by the caption that
is printed, by the file, or as the article's own image where the page shows none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from briefgen.model import Photo
from briefgen.reading.caption import read_caption
from briefgen.reading.credit import looks_like_credit
from briefgen.reading.html.blocks import key
from briefgen.reading.html.frames import file_name
from briefgen.reading.html.linkeddata import Thing, listed, text, types

CREDITS = ("creditText", "copyrightHolder", "copyrightNotice", "creator", "author")
ADDRESSES = ("contentUrl", "url", "thumbnailUrl")
SHORTEST_NAME = 9
"""Characters of a file's name by which two addresses are of one picture; "1.jpg" is of any."""


def with_told_credits(photos: Sequence[Photo], things: Iterable[Thing]) -> tuple[Photo, ...]:
    """`photos`, those without a credit with the one that an object of the same caption or file has."""
    known: dict[str, str] = {}
    for image in filter(is_image, things):
        if credit := _credit(image):
            for name in _names(text(image.get("caption")), *(text(image.get(each)) for each in ADDRESSES)):
                known.setdefault(name, credit)
    return tuple(_credited(photo, known) if photo.credit is None else photo for photo in photos)


def own_photo(article: Thing) -> Photo | None:
    """The photo that an article's `image` describes, if it says whose it is."""
    for image in listed(article.get("image")):
        if isinstance(image, dict) and (credit := text(image.get("creditText"))) and looks_like_credit(credit):
            address = next(filter(None, (text(image.get(each)) for each in ADDRESSES)), None)
            return replace(read_caption(text(image.get("caption")), credit), url=address)
    return None


def is_image(thing: Thing) -> bool:
    """Whether an object describes a picture."""
    return "ImageObject" in types(thing)


def _credited(photo: Photo, known: dict[str, str]) -> Photo:
    credit = next((known[name] for name in _names(photo.caption, photo.url or "") if name in known), None)
    if credit is None:
        return photo
    return replace(read_caption(photo.caption, credit), url=photo.url, number=photo.number, of=photo.of)


def _credit(image: Thing) -> str | None:
    told = (text(image.get(field)) for field in CREDITS)
    return next((each for each in told if len(key(each)) > 1 and looks_like_credit(each)), None)


def _names(caption: str, *addresses: str) -> Iterator[str]:
    """What a picture can be known by."""
    if key(caption):
        yield key(caption)
    yield from (name for name in map(file_name, addresses) if len(name) >= SHORTEST_NAME)
