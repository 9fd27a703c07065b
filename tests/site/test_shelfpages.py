from __future__ import annotations

from datetime import date

from briefgen.model import Brief, Source
from briefgen.site.digests import Digests
from briefgen.site.library import Library, catalogue
from briefgen.site.settings import SiteSettings
from briefgen.site.shelfpages import BRIEFS_PER_PAGE, SHELVES_PER_PAGE, sources_pages, topics_pages
from briefgen.site.shelves import by_publisher, by_topic

SITE = SiteSettings("Orr")


def library(*briefs: Brief) -> Library:
    return catalogue([(f"b-{number}", each) for number, each in enumerate(briefs)])


def brief(*topics: str, day: int = 1, **source: str) -> Brief:
    return Brief("A title", Source(**source), date=date(2031, 3, day), topics=topics)  # type: ignore[arg-type]


def test_spellings_of_one_topic_share_a_page_that_is_called_as_the_newest_brief_does() -> None:
    shelves = by_topic(library(brief("ferries"), brief("Ferries", "FERRIES", day=2), brief("Budget", day=3)))
    assert [(each.name, each.slug, len(each.briefs)) for each in shelves.values()] == [
        ("Ferries", "ferries", 2),
        ("Budget", "budget", 1),
    ]


def test_a_publisher_without_a_name_is_known_by_the_address() -> None:
    shelves = by_publisher(library(brief(url="https://www.courier.example/a"), brief(publisher="The Courier"), brief()))
    assert {each.name for each in shelves.values()} == {"courier.example", "The Courier"}


def test_a_new_brief_moves_no_old_address() -> None:
    old, new = brief("C"), brief("C!", day=2)
    assert {each.name: each.slug for each in by_topic(library(old, new)).values()} == {"C": "c", "C!": "c-2"}


def test_a_long_list_and_a_topic_called_2_are_different_pages() -> None:
    many = library(brief(*map(str, range(SHELVES_PER_PAGE + 1))))
    found = [page.path for page in topics_pages(SITE, many, Digests(many), by_topic(many))]
    assert len(found) == len(set(found))
    assert {"topics/index.html", "all-topics/2/index.html", "topics/2/index.html"} <= set(found)


def test_a_publisher_of_many_briefs_has_several_pages_and_the_newest_come_first() -> None:
    many = library(*(brief(publisher="The Courier") for _ in range(2 * BRIEFS_PER_PAGE)))
    found = {page.path: page.data for page in sources_pages(SITE, Digests(many), by_publisher(many))}
    assert [*found] == ["sources/index.html", "sources/the-courier/index.html", "sources/the-courier/1/index.html"]
    assert found["sources/the-courier/index.html"]["pager"]["behind"] == "sources/the-courier/1/index.html"
    assert len(found["sources/the-courier/1/index.html"]["briefs"]) == BRIEFS_PER_PAGE
