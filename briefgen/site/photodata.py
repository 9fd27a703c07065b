"""Photos as pages show them: the picture, who is to be credited, and words for who cannot see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from briefgen.model import Photo
from briefgen.site.indexcard import Plate
from briefgen.site.links import excerpt, web_link
from briefgen.site.page import Data
from briefgen.site.pictures import TYPES, WIDTHS, Picture, Rendition, Shot, credited, shot_of

P = TypeVar("P", Photo, Plate)


def pictured(photos: Iterable[P], pictures: Mapping[Shot, Picture]) -> tuple[P, Picture] | None:
    """The first photo that has a picture, with it: what stands for a brief in a list."""
    if not pictures:
        return None
    found = ((photo, pictures.get(shot_of(photo))) for photo in photos)
    return next(((photo, picture) for photo, picture in found if picture), None)


def column_wide(picture: Picture) -> Rendition:
    """The rendition for a browser that does not choose: of the type that all know, as wide as a page's column."""
    *_, every_browser = picture.renditions.values()
    return [each for each in every_browser if each.width <= WIDTHS[1] or each is every_browser[0]][-1]


def photo_data(photo: Photo, picture: Picture | None) -> Data:
    """A photo with all that its caption and credit line say."""
    shot = credited(shot_of(photo), picture)
    people = [{"name": each.name, "position": each.position} for each in photo.people]
    return {
        "caption": photo.caption,
        **_credit(photo, shot),
        "photographer": shot.photographer,
        "provider": photo.provider,
        "via": photo.via,
        "licence": shot.licence,
        "copyright": picture.rights.notice if picture else "",
        "taken": photo.taken,
        "place": photo.place,
        "people": people,
        "number": photo.number,
        "of": photo.of,
        "url": web_link(photo.url),
        "picture": _picture(picture) if picture else None,
        "shown": _shown(photo),
        "extra": dict(photo.extra),
    }


def thumbnail(photos: Iterable[Photo], pictures: Mapping[Shot, Picture]) -> Data | None:
    """The first picture of a brief, with its credit."""
    found = pictured(photos, pictures)
    if found is None:
        return None
    photo, picture = found
    return {**_credit(photo, credited(shot_of(photo), picture)), "picture": _picture(picture), "shown": _shown(photo)}


def _credit(photo: Photo, shot: Shot) -> Data:
    return {"credit": shot.credit, "flags": list(photo.flags)}


def _shown(photo: Photo) -> str:
    """What is to be seen, for who cannot see it, and never the credit."""
    people = (f"{each.name} ({each.position})" if each.position else each.name for each in photo.people)
    return ", ".join(people) or excerpt(photo.caption, 12)


def _picture(picture: Picture) -> Data:
    """`sources` by type, the lightest first; `src` is for a browser that does not choose."""
    return {
        "width": picture.width,
        "height": picture.height,
        "sources": [
            {"type": TYPES[extension], "files": [{"path": each.path, "width": each.width} for each in made]}
            for extension, made in picture.renditions.items()
        ],
        "src": column_wide(picture).path,
    }
