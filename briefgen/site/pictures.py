"""The pictures of a site: for each photo of a brief that has a file, its renditions, and whose it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from briefgen.model import Photo
from briefgen.problem import Problem
from briefgen.site.indexcard import Plate, digest_of, short
from briefgen.site.making import Piece
from briefgen.site.rights import Rights

WIDTHS = (480, 960, 1600)
"""Pixels: a phone's column, a page's column, and that column on a screen of twice the density."""

TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg", "png": "image/png"}
"""File name extension -> media type."""


class Shot(msgspec.Struct, frozen=True):
    """A photo as far as its picture depends on the brief: the file's name, and what the brief states of its rights."""

    file: str | None
    credit: str | None = None
    photographer: str | None = None
    licence: str | None = None


class Rendition(msgspec.Struct, frozen=True):
    """One file of a picture: `path` below the site's root, `width` in pixels, where its bytes are in the cache."""

    path: str
    width: int
    cached: Path


class Picture(msgspec.Struct, frozen=True):
    """`width` and `height` are those of the largest rendition; `renditions` by type ("avif"), the lightest type first
    and the one that every browser knows last, each from narrow to wide."""

    width: int
    height: int
    renditions: Mapping[str, tuple[Rendition, ...]]
    rights: Rights

    @property
    def digest(self) -> bytes:
        """Of what pages show of it."""
        files = [(each.path, each.width) for made in self.renditions.values() for each in made]
        return digest_of(self.width, self.height, files, self.rights)


class Album(msgspec.Struct, frozen=True):
    """The pictures by what briefs say of the photo that they show, and why others have none."""

    pictures: Mapping[Shot, Picture] = msgspec.field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def contents(self) -> Iterator[Piece]:
        """Every rendition. Its path holds a digest of its bytes, so that is its key."""
        each_type = (made for picture in self.pictures.values() for made in picture.renditions.values())
        for path, cached in sorted({(each.path, each.cached) for made in each_type for each in made}):
            yield Piece(path, short(path.encode()), cached.read_bytes, "pictures", apart=True)


def shot_of(photo: Photo | Plate) -> Shot:
    """What a brief says of a photo."""
    return Shot(photo.file, photo.credit, photo.photographer, photo.licence)


def credited(shot: Shot, picture: Picture | None) -> Shot:
    """The photo as a site credits it: the credit, the photographer and the licence are the file's where the brief is
    silent."""
    if picture is None:
        return shot
    creators = ", ".join(picture.rights.creators)
    return Shot(
        shot.file,
        shot.credit or picture.rights.credit or creators or None,
        shot.photographer or creators or None,
        shot.licence or picture.rights.terms or None,
    )
