from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefgen.model import Brief, Source
from briefgen.site.library import catalogue
from briefgen.site.machinepages import SEARCH
from briefgen.site.pages import all_pages
from briefgen.site.render import environment, render
from briefgen.site.search import page
from briefgen.site.settings import SiteSettings
from briefgen.site.shelves import by_publisher, by_topic
from briefgen.site.theme import find_theme, packaged_themes

SETTINGS = SiteSettings("Orr", site_url="https://orr.example/desk/", search=True)
LIBRARY = catalogue(
    [
        ("a", Brief("A", Source(publisher="Orr Post"), topics=("Ships", "ships"))),
        ("b", Brief("B", Source(publisher="ORR POST"), topics=("Courts",))),
        ("c", Brief("C", Source(url="https://quell.example/c"))),
    ]
)


def pages(settings: SiteSettings) -> dict[str, str]:
    templates = environment(find_theme("desk", [packaged_themes()]), settings.language)
    return {each.path: render(templates, each).decode() for each in all_pages(settings, LIBRARY, {})}


def test_the_page_the_navigation_and_what_browsers_are_told_go_together() -> None:
    made = pages(SETTINGS)
    assert '<a href="../search/index.html" aria-current="page">Search</a>' in made[SEARCH]
    assert '<a href="../../search/index.html">Search</a>' in made["briefs/a/index.html"]
    assert 'href="opensearch.xml" title="Orr"' in made["index.html"]
    assert 'href="../opensearch.xml" title="Orr"' in made[SEARCH]
    assert "opensearch.xml" not in made["briefs/a/index.html"]
    assert 'template="https://orr.example/desk/search/?q={searchTerms}"' in made["opensearch.xml"]
    assert "https://orr.example/desk/search/" in made["sitemap.xml"]


def test_without_search_nothing_speaks_of_it() -> None:
    made = pages(replace(SETTINGS, search=False))
    assert SEARCH not in made and "opensearch.xml" not in made
    assert not [path for path, text in made.items() if "search" in text]


def test_without_an_address_the_page_is_there_and_browsers_are_told_nothing() -> None:
    made = pages(replace(SETTINGS, site_url=None))
    assert SEARCH in made and "opensearch.xml" not in made
    assert "opensearch" not in made["index.html"]


def test_topics_and_sources_are_offered_once_in_one_spelling(monkeypatch: pytest.MonkeyPatch) -> None:
    def offered() -> dict[str, list[str]]:
        data = page.search_page(SETTINGS, LIBRARY, by_topic(LIBRARY), by_publisher(LIBRARY)).data["search"]
        return {field: [each["key"] for each in data[field]] for field in ("topics", "sources")}

    assert offered() == {"topics": ["courts", "ships"], "sources": ["orr post", "quell.example"]}
    monkeypatch.setattr(page, "SHELVES", 1)
    assert offered() == {"topics": ["courts"], "sources": ["orr post"]}


def test_the_script_gets_its_words_in_the_language_of_the_site() -> None:
    arabic = pages(replace(SETTINGS, language="ar"))[SEARCH]
    assert 'data-counts="{&#34;zero&#34;:&#34;لا موجزات&#34;' in arabic and "كل كلمة في 3 موجزات" in arabic
    assert 'data-none="Kein Dossier enthält' in pages(replace(SETTINGS, language="de"))[SEARCH]
