"""All briefs: the newest on a page of their own, and every month on another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from briefgen.site.digests import Digests
from briefgen.site.dossier import Filed
from briefgen.site.library import Library
from briefgen.site.page import Page, brief_line, page
from briefgen.site.paging import brief_rows, listed, newest_first, paths
from briefgen.site.settings import SiteSettings
from briefgen.site.touched import Touched

NEWEST = 50
PER_PAGE = 100
UNDATED = "undated"


def archive_pages(
    settings: SiteSettings, library: Library, digests: Digests, touched: Touched | None = None
) -> Iterator[Page]:
    """The page of the newest, and of the months all, or those that are `touched`."""
    months = [(month, list(same)) for month, same in groupby(library.briefs, key=_month)]
    yield page(
        settings,
        "briefs/index.html",
        "briefs.html",
        title="",
        months=[
            {"month": month, "href": _folder(month), "briefs": [brief_line(each) for each in same]}
            for month, same in groupby(library.briefs[:NEWEST], key=_month)
        ],
        years=[
            {
                "year": year,
                "months": [{"month": month, "href": _folder(month), "briefs": len(of)} for month, of in same],
            }
            for year, same in groupby(months, key=lambda each: each[0] and each[0][:4])
        ],
        total=len(library.briefs),
    )
    for month, briefs in months:
        if touched and not touched.listed(briefs):
            continue
        parts = newest_first(briefs, PER_PAGE)
        at = paths(_folder(month).removesuffix("/index.html"), len(parts), from_the_end=True)
        about = {"month": month, "total": len(briefs)}
        yield from listed(settings, "archive.html", at, parts, brief_rows(digests), "", **about)


def _folder(month: str | None) -> str:
    return f"archive/{month or UNDATED}/index.html"


def _month(filed: Filed) -> str | None:
    return filed.card.day[:7] or None
