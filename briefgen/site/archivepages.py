"""All briefs: the newest on a page of their own, and every month on another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from briefgen.site.library import Filed, Library
from briefgen.site.page import Data, Page, brief_line, page
from briefgen.site.paging import listed, newest_first, paths
from briefgen.site.settings import SiteSettings

NEWEST = 50
PER_PAGE = 100
UNDATED = "undated"


def archive_pages(settings: SiteSettings, library: Library) -> Iterator[Page]:
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
        yield from _month_pages(settings, month, briefs)


def _month_pages(settings: SiteSettings, month: str | None, briefs: Sequence[Filed]) -> Iterator[Page]:
    parts: list[list[Data]] = [[brief_line(each) for each in part] for part in newest_first(briefs, PER_PAGE)]
    at = paths(_folder(month).removesuffix("/index.html"), len(parts), from_the_end=True)
    yield from listed(settings, "archive.html", at, parts, "briefs", "", month=month, total=len(briefs))


def _folder(month: str | None) -> str:
    return f"archive/{month or UNDATED}/index.html"


def _month(filed: Filed) -> str | None:
    return filed.day.isoformat()[:7] if filed.day else None
