from __future__ import annotations

import pytest

from briefgen.checking.links import Target, dead_link, resolve
from briefgen.checking.subject import Addresses, Entry, Link, Shelf
from briefgen.model import Source

PATHS = {"index.html", "briefs/index.html", "briefs/ferry/index.html", "briefs/ferry/brief.json", "media/tower.jpg"}
HERE = Entry("content/briefs/Light House.md", "Light House", Source())


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("../ferry/", Target("briefs/ferry/index.html")),
        ("../ferry", Target("briefs/ferry/index.html")),
        ("../ferry/index.html?x=1#key-facts", Target("briefs/ferry/index.html", "key-facts")),
        ("../ferry/brief.json", Target("briefs/ferry/brief.json")),
        ("../../", Target("index.html")),
        ("..", Target("briefs/index.html")),
        ("../../media/t%6fwer.jpg", Target("media/tower.jpg")),
        ("#quotes", Target("briefs/light-house/index.html", "quotes")),
        ("../ferry/#:~:text=crews", Target("briefs/ferry/index.html")),
        ("/desk/briefs/ferry/", Target("briefs/ferry/index.html")),
        ("/desk/", Target("index.html")),
        ("https://a.example/desk/briefs/ferry/", Target("briefs/ferry/index.html")),
        ("/briefs/ferry/", Target("/briefs/ferry/", outside=True)),
        ("../../../elsewhere/", Target("../elsewhere", outside=True)),
        ("https://b.example/", None),
        ("mailto:desk@a.example", None),
    ],
)
def test_a_link_leads_where_a_browser_goes(href: str, target: Target | None) -> None:
    site = Addresses(PATHS, base="/desk/", url="https://a.example/desk/")

    assert resolve(href, HERE, site) == target


def dead(*hrefs: str, held: Entry | None = None, **about: object) -> list[str]:
    entry = Entry(HERE.path, HERE.name, Source(), links=tuple(Link(href, 9) for href in hrefs))
    entries = (entry, held) if held else (entry,)
    return [found.message for found in dead_link(Shelf(entries, Addresses(PATHS, **about)))]  # type: ignore[arg-type]


def test_a_link_to_a_brief_that_is_kept_back_says_so() -> None:
    draft = Entry("content/briefs/storm.md", "storm", Source(), hold="draft")
    later = Entry("content/briefs/storm.md", "storm", Source(), hold="future")

    assert dead("../storm/", held=draft) == [
        "../storm/ leads to content/briefs/storm.md, which is a draft and is not on the site"
    ]
    assert dead("../storm/", held=later) == [
        "../storm/ leads to content/briefs/storm.md, which comes out later and is not on the site"
    ]


def test_a_link_past_the_root_names_the_root() -> None:
    assert dead("/briefs/ferry/", base="/desk/") == ["/briefs/ferry/ leads out of the site, which lies under /desk/"]


@pytest.mark.parametrize("href", ["../feri/", "../../ferry/", "../ferry.md", "../../content/briefs/ferry.md"])
def test_the_nearest_page_is_named_as_one_would_write_it(href: str) -> None:
    assert dead(href) == [f"{href} leads to no page or file of the site (did you mean ../ferry/?)"]


def test_a_picture_is_named_as_one_would_write_it() -> None:
    assert dead("../../towr.jpg")[0].endswith("(did you mean ../../media/tower.jpg?)")


def test_very_many_dead_links_are_all_told() -> None:
    hrefs = [f"../nowhere-{number}/" for number in range(1000)]

    assert len(dead(*hrefs)) == 1000
