from __future__ import annotations

from datetime import date

from briefgen.model import Brief, KeyFact, Source
from briefgen.site.chronicle import Chronicle
from briefgen.site.digests import Digests
from briefgen.site.library import catalogue
from briefgen.site.page import Page
from briefgen.site.settings import SiteSettings
from briefgen.site.timelinepages import PER_PAGE, timeline_pages

SITE = SiteSettings("Orr")


def brief(*dates: str | None, day: int = 1) -> Brief:
    facts = tuple(KeyFact(f"Fact {number} of {day}.", when) for number, when in enumerate(dates, 1))
    return Brief("A title", Source(), date=date(2031, 3, day), key_facts=facts)


def pages(*briefs: Brief, today: str = "2031-03-01") -> dict[str, Page]:
    library = catalogue([(f"b-{number}", each) for number, each in enumerate(briefs)])
    return {each.path: each for each in timeline_pages(SITE, Chronicle(library), Digests(library), today)}


def test_facts_are_newest_first_as_precisely_as_they_are_dated() -> None:
    told = [*Chronicle(catalogue([("one", brief("2031", "2031-03", "2031-03-02", "2030-01-01/2030-01-03", None))]))]
    assert [each.when for each in told] == ["2031-03-02", "2031-03", "2031", "2030-01-01/2030-01-03"]
    assert [each.month for each in told] == ["2031-03", "2031-03", "2031", "2030-01"]
    assert [each.number for each in told] == [3, 2, 1, 4]


def test_a_fact_that_briefs_share_is_told_once_by_the_oldest() -> None:
    fact = KeyFact("The ferry sank.", "2031-01-16")
    old, new = (Brief("A", Source(), date=date(2031, 3, day), key_facts=(fact,)) for day in (1, 2))
    (entry,) = Chronicle(catalogue([("new", new), ("old", old)]))
    assert entry.filed.slug == "old"


def test_a_year_is_a_page_until_it_has_many_facts() -> None:
    few = pages(brief("2031-01-05", "2031-02"))
    assert [*few] == ["timeline/index.html", "timeline/2031/index.html"]
    months = few["timeline/index.html"].data["years"][0]["months"]
    assert [each["href"] for each in months] == [
        "timeline/2031/index.html#m2031-02",
        "timeline/2031/index.html#m2031-01",
    ]

    many = pages(brief(*["2031-01-05"] * (PER_PAGE + 1), "2031"), brief("2031-02-03", day=2))
    assert [*many] == [
        "timeline/index.html",
        "timeline/2031-02/index.html",
        "timeline/2031-01/index.html",
        "timeline/2031/index.html",
    ]
    hrefs = [each["href"] for each in many["timeline/index.html"].data["years"][0]["months"]]
    assert hrefs == [*many][1:]


def test_what_is_dated_after_the_newest_brief_lies_ahead_the_nearest_first() -> None:
    front = pages(brief("2031-02-01", "2031-05-01", "2032"))["timeline/index.html"].data
    assert [each["when"] for each in front["newest"]] == ["2031-02-01"]
    assert [each["when"] for each in front["ahead"]] == ["2031-05-01", "2032"]


def test_the_picture_shows_the_time_around_the_newest_brief() -> None:
    plot = pages(brief("1912-04-15", "2030-12-31", "2031-02-01", "2031-02-02", "2099-01"))["timeline/index.html"].data[
        "plot"
    ]
    assert (plot["first"], plot["last"], plot["width"]) == ("2030-12", "2031-02", 15)
    assert plot["path"] == "M0 40v-20h4v20zM10 40v-40h4v40z"
    assert plot["years"] == [{"year": "2030", "at": 0}, {"year": "2031", "at": 5}]
