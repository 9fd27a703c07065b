"""What programs read: sitemaps, robots.txt, OpenSearch. They hold absolute addresses, so they need the site's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from briefgen.site.page import Page, address, made_of
from briefgen.site.settings import SiteSettings

ADDRESSES = 40_000
"""In one sitemap; sitemaps.org allows 50,000 and 50 MB."""


def sitemaps(settings: SiteSettings, changed: Mapping[str, str | None]) -> Iterator[Page]:
    """All pages but the error page (sitemaps.org 0.9): `changed` is path -> ISO day of the last change.

    Where they are too many for one file, `sitemap.xml` leads to several.
    """
    entries = [
        {"address": address(settings, path), "changed": day} for path, day in changed.items() if path != "404.html"
    ]
    if len(entries) <= ADDRESSES:
        yield made_of("sitemap.xml", "sitemap.xml", {"entries": entries})
        return
    names = []
    for number, start in enumerate(range(0, len(entries), ADDRESSES), 1):
        names.append(f"sitemap-{number}.xml")
        yield made_of(names[-1], "sitemap.xml", {"entries": entries[start : start + ADDRESSES]})
    yield made_of("sitemap.xml", "sitemapindex.xml", {"entries": [address(settings, name) for name in names]})


def robots(settings: SiteSettings) -> Page:
    """RFC 9309: everything may be read. It counts at the root of a server alone, and is harmless below."""
    return made_of("robots.txt", "robots.txt", {"sitemap": address(settings, "sitemap.xml")})


SEARCH = "search/index.html"
"""The page that a browser's own search field leads to, where a site has it."""


def opensearch(settings: SiteSettings) -> Page:
    """How a browser searches the site (OpenSearch 1.1). Its short name has 16 characters at most."""
    about = {
        "name": settings.site_name[:16].strip(),
        "description": settings.site_description or settings.site_name,
        "search": f"{address(settings, SEARCH)}?q={{searchTerms}}",
        "icon": address(settings, "static/icon.svg"),
        "language": settings.language,
    }
    return made_of("opensearch.xml", "opensearch.xml", about)


def last_changes(paths: Iterable[str], days: Mapping[str, str | None], newest: str | None) -> dict[str, str | None]:
    """Path -> day of the last change of each HTML page: of its own, else the newest day of what it may list."""
    return {path: days.get(path, newest) for path in paths if path.endswith(".html")}
