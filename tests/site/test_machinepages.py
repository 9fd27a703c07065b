from __future__ import annotations

from xml.etree import ElementTree

import pytest

from briefgen.site import machinepages
from briefgen.site.machinepages import opensearch, robots, sitemaps
from briefgen.site.page import Page
from briefgen.site.render import environment, render
from briefgen.site.settings import SiteSettings
from briefgen.site.theme import find_theme, packaged_themes

SITE = SiteSettings("The Desk of Orr & Sons", site_url="https://desk.example/orr/")


def rendered(page: Page) -> bytes:
    return render(environment(find_theme("desk", [packaged_themes()])), page)


def texts(xml: bytes, tag: str) -> list[str | None]:
    return [each.text for each in ElementTree.fromstring(xml).iter() if each.tag.endswith(f"}}{tag}")]


def test_the_sitemap_says_when_each_page_changed() -> None:
    (page,) = sitemaps(SITE, {"index.html": "2031-03-14", "a/index.html": None, "404.html": "2031-03-14"})
    assert texts(rendered(page), "loc") == ["https://desk.example/orr/", "https://desk.example/orr/a/"]
    assert texts(rendered(page), "lastmod") == ["2031-03-14"]


def test_a_large_site_has_several_sitemaps_and_an_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machinepages, "ADDRESSES", 2)
    made = {page.path: rendered(page) for page in sitemaps(SITE, {f"{n}.html": None for n in range(5)})}
    assert [*made] == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]
    assert texts(made["sitemap.xml"], "loc") == [f"https://desk.example/orr/sitemap-{n}.xml" for n in (1, 2, 3)]
    assert len(texts(made["sitemap-3.xml"], "loc")) == 1


def test_robots_may_read_everything_and_find_the_sitemap() -> None:
    lines = rendered(robots(SITE)).splitlines()
    assert lines == [b"User-agent: *", b"Allow: /", b"Sitemap: https://desk.example/orr/sitemap.xml"]
    assert rendered(robots(SiteSettings("Orr"))).splitlines() == lines[:2]


def test_a_browser_learns_to_search_the_site() -> None:
    xml = rendered(opensearch(SITE))
    assert texts(xml, "ShortName") == ["The Desk of Orr"]
    (url,) = (each for each in ElementTree.fromstring(xml).iter() if each.tag.endswith("}Url"))
    assert url.attrib["template"] == "https://desk.example/orr/search/?q={searchTerms}"
