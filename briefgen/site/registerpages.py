"""The registers: every photo with its credit, every correction with its brief."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.model import Correction, Photo
from briefgen.site.briefpage import correction_data
from briefgen.site.library import Filed, Library
from briefgen.site.links import excerpt
from briefgen.site.page import Page, headline
from briefgen.site.paging import listed, newest_first, paths
from briefgen.site.pictures import Picture, credited
from briefgen.site.settings import SiteSettings

PHOTOS_PER_PAGE = 100
CORRECTIONS_PER_PAGE = 60
CAPTION = 20
"""Words of a caption in the register; the whole caption stands in the brief."""


def credits_pages(settings: SiteSettings, library: Library, pictures: Mapping[Photo, Picture]) -> Iterator[Page]:
    """Photos in the order of their briefs, the newest first. `photo` is the photo's number in its brief, from 1."""
    rows = [
        {
            "credit": photo.credit,
            "caption": excerpt(photo.caption, CAPTION),
            "licence": photo.licence,
            "flags": list(photo.flags),
            "taken": photo.taken,
            "photo": number,
            "brief": headline(filed),
        }
        for filed in library.briefs
        for number, named in enumerate(filed.brief.photos, 1)
        for photo in [credited(named, pictures.get(named))]
    ]
    parts = newest_first(rows, PHOTOS_PER_PAGE)
    at = paths("credits", len(parts), from_the_end=True)
    uncredited = sum(not row["credit"] for row in rows)
    yield from listed(settings, "credits.html", at, parts, "photos", "", total=len(rows), uncredited=uncredited)


def corrections(library: Library) -> list[tuple[Correction, Filed]]:
    """Every correction, the newest first."""
    found = [(each, filed) for filed in library.briefs for each in filed.brief.corrections]
    return sorted(found, key=lambda each: (-each[0].date.toordinal(), each[1].slug, each[0].text))


def corrections_pages(settings: SiteSettings, library: Library) -> Iterator[Page]:
    rows = [{**correction_data(each), "brief": headline(filed)} for each, filed in corrections(library)]
    parts = newest_first(rows, CORRECTIONS_PER_PAGE)
    at = paths("corrections", len(parts), from_the_end=True)
    yield from listed(settings, "corrections.html", at, parts, "corrections", "", total=len(rows))
