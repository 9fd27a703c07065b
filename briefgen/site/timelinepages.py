"""The timeline: every dated fact, a page a year, and a page a month where a year has many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from briefgen.site.chronicle import Chronicle, Entry, key_of
from briefgen.site.digests import Digests
from briefgen.site.drawing import COLUMN, bars, months
from briefgen.site.page import Data, Page, headline, page
from briefgen.site.paging import Rows, listed, newest_first, paths
from briefgen.site.settings import SiteSettings

NEWEST = 20
AHEAD = 10
"""Facts of the time after the newest brief that the front page of the timeline shows."""

PER_PAGE = 120
"""Facts on a page: a year with more has its months on pages of their own."""

ROOM = 0.93
"""A year that begins behind this part of the picture has no room for its number."""

BACK, FORTH = 48, 12
"""Months before and after the newest brief that the picture shows at most."""


def timeline_pages(settings: SiteSettings, chronicle: Chronicle, digests: Digests, today: str) -> Iterator[Page]:
    """The pages of a chronicle. `today` is the ISO day of the newest brief: what is dated later lies ahead."""
    entries = [*chronicle]
    years = [(year, list(same)) for year, same in groupby(entries, key=lambda each: each.when[:4])]
    href = {month: _way(year, month, len(of)) for year, of in years for month in {each.month for each in of}}
    counts = Counter({month: len(told) for month, told in chronicle.months.items()})
    yield page(
        settings,
        "timeline/index.html",
        "timeline.html",
        title="",
        years=[
            {
                "year": year,
                "total": len(of),
                "months": [
                    {"month": month, "facts": counts[month], "href": href[month]}
                    for month in sorted({each.month for each in of}, reverse=True)
                ],
            }
            for year, of in years
        ],
        ahead=[entry_data(each) for each in reversed(entries) if each.when > today][:AHEAD],
        newest=[entry_data(each) for each in entries if each.when <= today][:NEWEST],
        total=len(entries),
        plot=_plot(counts, today),
    )
    for year, of in years:
        if len(of) <= PER_PAGE:
            yield from _list(settings, digests, year, of)
        else:
            for month, same in groupby(of, key=lambda each: each.month):
                yield from _list(settings, digests, month, list(same))


def entry_data(entry: Entry) -> Data:
    return {
        "when": entry.when,
        "text": entry.fact.text,
        "fact": entry.number,
        "brief": headline(entry.filed),
    }


def _list(settings: SiteSettings, digests: Digests, period: str, entries: Sequence[Entry]) -> Iterator[Page]:
    """The pages of one year or month, cut into months for their headings."""
    rows: Rows[Entry] = Rows("months", _by_month, lambda part: key_of(part, digests))
    parts = newest_first(entries, PER_PAGE)
    at = paths(f"timeline/{period}", len(parts), from_the_end=True)
    yield from listed(settings, "period.html", at, parts, rows, "", period=period, total=len(entries))


def _by_month(entries: Sequence[Entry]) -> list[Data]:
    return [
        {"month": month, "entries": [entry_data(each) for each in same]} for month, same in groupby(entries, _month)
    ]


def _month(entry: Entry) -> str:
    return entry.month


def _way(year: str, month: str, facts_in_year: int) -> str:
    if facts_in_year > PER_PAGE:
        return f"timeline/{month}/index.html"
    return f"timeline/{year}/index.html#m{month}"


def _plot(counts: Counter[str], today: str) -> Data | None:
    """Facts a month around the newest brief. The years are marked where they begin."""
    dated = [month for month in counts if len(month) == 7]
    around = [month for month in dated if -BACK <= _months(today, month) <= FORTH] if today else []
    if len(around) < 2:
        return None
    columns = months(min(around), max(around))
    return {
        "path": bars([counts[each] for each in columns]),
        "width": COLUMN * len(columns),
        "years": [
            {"year": each[:4], "at": number * COLUMN}
            for number, each in enumerate(columns)
            if (number == 0 or each.endswith("-01")) and number < len(columns) * ROOM
        ],
        "first": columns[0],
        "last": columns[-1],
    }


def _months(start: str, end: str) -> int:
    """Months from one ISO date to another."""
    return (int(end[:4]) - int(start[:4])) * 12 + int(end[5:7]) - int(start[5:7])
