"""The list of pages: what a site consists of, in one place. To add a page is to add a line here."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from briefgen.briefs.record import to_record
from briefgen.site.briefpage import brief_page
from briefgen.site.dossierpage import dossier_page
from briefgen.site.library import Filed, Library
from briefgen.site.listpages import actors_page, briefs_page, home_page, not_found_page, sitemap
from briefgen.site.page import Page
from briefgen.site.settings import SiteSettings


def all_pages(settings: SiteSettings, library: Library, media: Collection[str] = ()) -> Iterator[Page]:
    """Every page of a site, in a fixed order. `media` are the photo files that the site has."""
    pages = [*_pages(settings, library, media)]
    yield from pages
    if settings.site_url:
        yield sitemap(settings, library, pages)


def _pages(settings: SiteSettings, library: Library, media: Collection[str]) -> Iterator[Page]:
    yield home_page(settings, library)
    yield briefs_page(settings, library)
    for filed in library.briefs:
        yield brief_page(settings, library, filed, media)
        yield twin(filed)
    yield actors_page(settings, library)
    for dossier in library.dossiers.values():
        yield dossier_page(settings, library, dossier)
    yield not_found_page(settings)


def twin(filed: Filed) -> Page:
    """The brief for programs, beside the page for people."""
    return Page(f"briefs/{filed.slug}/brief.json", None, to_record(filed.brief))
