from __future__ import annotations

import pytest

from briefgen.briefs.address import contradict, identities, same_page
from briefgen.model import Source

PAGE = "https://courier.example/world/bridge?id=3"


@pytest.mark.parametrize(
    "other",
    [
        "http://courier.example/world/bridge?id=3",
        "https://www.courier.example/world/bridge/?id=3",
        "https://courier.example/world/bridge?utm_source=rss&id=3&utm_medium=feed",
        "https://courier.example/world/bridge?id=3&fbclid=IwAR0",
        "https://courier.example:443/world/bridge?id=3#comments",
        "HTTPS://COURIER.example/world/bridge?id=3",
    ],
)
def test_how_a_reader_came_to_a_page_is_no_part_of_its_address(other: str) -> None:
    assert same_page(other) == same_page(PAGE)


@pytest.mark.parametrize(
    "other",
    [
        "https://courier.example/world/bridge?id=4",
        "https://courier.example/world/bridge",
        "https://courier.example/World/bridge?id=3",
        "https://courier.example:8080/world/bridge?id=3",
        "https://sport.courier.example/world/bridge?id=3",
    ],
)
def test_another_page_stays_another(other: str) -> None:
    assert same_page(other) != same_page(PAGE)


@pytest.mark.parametrize("text", ["", "lamp.txt", "https://[", "http://a:b:c/", "mailto:desk@courier.example"])
def test_what_is_no_address_stays_as_it_is(text: str) -> None:
    assert same_page(text) == text


@pytest.mark.parametrize(
    "site", ["https://courier.example/", "http://www.courier.example", "https://courier.example/#top"]
)
def test_the_address_of_a_whole_site_tells_no_article(site: str) -> None:
    source = Source("a.html", url=site)

    assert list(identities(source)) == [("path", "a.html")]
    assert not contradict(source, Source("a.html", url=PAGE))


def test_an_article_is_known_by_what_is_surest_first() -> None:
    source = Source("a.html", url="https://courier.example/?id=3", guid="g3", sha256="0" * 64)

    assert [*identities(source)] == [
        *(("guid", "g3"), ("url", "courier.example?id=3"), ("path", "a.html"), ("sha256", "0" * 64))
    ]
    assert list(identities(Source("-"))) == []
