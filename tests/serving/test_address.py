from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.serving.address import NOT_FOUND, Found, Moved, address_of, find
from briefgen.serving.outcome import Site

PATHS = frozenset(
    {
        "index.html",
        "404.html",
        "about/index.html",
        "notes.html",
        "static/style.css",
        "media/survivors ashore.png",
        "topics/größe/index.html",
        "briefs/a?b/index.html",
    }
)
MISSING = Found(NOT_FOUND, 404)
OUT = ["..", "%2e%2e", "..%2f", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..%5c", "%00", "static/style.css%00", ".briefgen"]


@pytest.mark.parametrize("base", ["/", "/repo/", "/news/the desk/"])
def test_addresses_are_read_as_github_pages_reads_them(base: str) -> None:
    site = Site(Path("site"), PATHS, base)
    below = quote(base)
    expected = {
        "": Found("index.html"),
        "?q=ferry": Found("index.html"),
        "index.html": Found("index.html"),
        "about/": Found("about/index.html"),
        "about/index.html": Found("about/index.html"),
        "about": Moved(f"{below}about/"),
        "about?page=2": Moved(f"{below}about/?page=2"),
        "notes": Found("notes.html"),
        "notes/": MISSING,
        "static/": MISSING,
        "static": MISSING,
        "static/style.css?briefgen=1.2": Found("static/style.css"),
        "static/style.css/": MISSING,
        "Static/style.css": MISSING,
        "media/survivors%20ashore.png": Found("media/survivors ashore.png"),
        "topics/gr%C3%B6%C3%9Fe": Moved(f"{below}topics/gr%C3%B6%C3%9Fe/"),
        "briefs/a%3Fb/": Found("briefs/a?b/index.html"),
        "topics/gr%F6sse/": MISSING,
        "/about/": MISSING,
        "about//": MISSING,
        "./about/": MISSING,
    }
    assert {target: find(site, below + target) for target in expected} == expected


def test_the_folder_of_a_site_below_a_path_has_its_slash_and_the_root_leads_there() -> None:
    site = Site(Path("site"), PATHS, "/repo/")
    assert find(site, "/repo") == Moved("/repo/")
    assert find(site, "/repo?a=b") == Moved("/repo/?a=b")
    assert find(site, "/") == Moved("/repo/", 302)
    assert find(site, "/repository/") == MISSING
    assert find(site, "/about/") == MISSING


def test_a_site_without_a_page_for_what_is_missing_says_nothing() -> None:
    assert find(Site(Path("site"), frozenset({"index.html"})), "/x") is None


@pytest.mark.parametrize("way", OUT)
@pytest.mark.parametrize("below", ["/", "/static/", "/about/"])
def test_no_way_leads_out(way: str, below: str) -> None:
    assert find(Site(Path("site"), PATHS), below + way) == MISSING


@given(st.text())
def test_whatever_is_asked_is_a_file_of_the_site_or_its_address(target: str) -> None:
    found = find(Site(Path("site"), PATHS), f"/{target}")
    if isinstance(found, Found):
        assert found.path in PATHS
    else:
        assert isinstance(found, Moved)
        assert found.address.partition("?")[0] in {address_of(Site(Path("site"), PATHS), path) for path in PATHS}


@given(st.sampled_from(sorted(PATHS)), st.sampled_from(["/", "/repo/", "/ü/"]))
def test_the_address_of_a_file_finds_it(path: str, base: str) -> None:
    site = Site(Path("site"), PATHS, base)
    assert find(site, address_of(site, path)) == Found(path)
