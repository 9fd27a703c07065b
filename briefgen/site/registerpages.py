"""The registers: every photo with its credit, every correction with its brief."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefgen.site.digests import Digests
from briefgen.site.dossier import Filed
from briefgen.site.indexcard import Plate, digest_of, short
from briefgen.site.library import Library
from briefgen.site.page import Data, Page, headline
from briefgen.site.paging import Rows, listed, newest_first, paths, plain_rows
from briefgen.site.pictures import Picture, Shot, credited, shot_of
from briefgen.site.settings import SiteSettings

PHOTOS_PER_PAGE = 100
CORRECTIONS_PER_PAGE = 60

Plates = Sequence[tuple[Filed, int]]
"""Photos, each by its brief and its number there, from 0."""


def credits_pages(
    settings: SiteSettings, library: Library, digests: Digests, pictures: Mapping[Shot, Picture]
) -> Iterator[Page]:
    """Photos in the order of their briefs, the newest first. `photo` is the photo's number in its brief, from 1."""
    plates = [(filed, number) for filed in library.briefs for number in range(len(filed.card.photos))]

    def shown_as(plate: Plate) -> Shot:
        shot = shot_of(plate)
        return credited(shot, pictures.get(shot))

    def row(filed: Filed, number: int) -> Data:
        plate = filed.card.photos[number]
        shown = shown_as(plate)
        return {
            "credit": shown.credit,
            "caption": plate.caption,
            "licence": shown.licence,
            "flags": list(plate.flags),
            "taken": plate.taken,
            "photo": number + 1,
            "brief": headline(filed),
        }

    def key(part: Plates) -> bytes:
        lines = digests.lines
        plates = [(plate := filed.card.photos[number], number, shown_as(plate)) for filed, number in part]
        return short(digest_of(plates), *[lines[filed.slug] for filed, _ in part])

    rows: Rows[tuple[Filed, int]] = Rows("photos", lambda part: [row(*each) for each in part], key)
    parts = newest_first(plates, PHOTOS_PER_PAGE)
    at = paths("credits", len(parts), from_the_end=True)
    without = sum(
        not plate.credit and not shown_as(plate).credit for filed in library.briefs for plate in filed.card.photos
    )
    yield from listed(settings, "credits.html", at, parts, rows, "", total=len(plates), uncredited=without)


def corrections(library: Library) -> list[tuple[int, Filed]]:
    """Every correction by its number in its brief, from 0, the newest first."""
    found = [(number, filed) for filed in library.briefs for number in range(len(filed.card.corrections))]
    by_text = sorted(found, key=lambda each: (each[1].slug, each[1].card.corrections[each[0]][1]))
    return sorted(by_text, key=lambda each: each[1].card.corrections[each[0]][0], reverse=True)


def corrections_pages(settings: SiteSettings, library: Library) -> Iterator[Page]:
    rows: list[Data] = []
    for number, filed in corrections(library):
        day, text = filed.card.corrections[number]
        rows.append({"day": day, "text": text, "brief": headline(filed)})
    parts = newest_first(rows, CORRECTIONS_PER_PAGE)
    at = paths("corrections", len(parts), from_the_end=True)
    yield from listed(settings, "corrections.html", at, parts, plain_rows("corrections"), "", total=len(rows))
