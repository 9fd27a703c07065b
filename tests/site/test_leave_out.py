"""A site without some of its kinds of pages: what is left out is gone, and nothing leads there."""

from __future__ import annotations

import json
from collections.abc import Callable
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from briefgen import config
from briefgen.model import Brief
from briefgen.problem import Problem
from briefgen.site.publishing import build
from briefgen.site.reach import reach
from briefgen.site.settings import KINDS, SiteSettings

Briefs = list[tuple[str, Brief]]
Html = Callable[[str], Any]

GONE = {
    "archive": ("briefs/index.html", "archive/*"),
    "topics": ("topics/*",),
    "timeline": ("timeline/*",),
    "network": ("network/*",),
    "sources": ("sources/*",),
    "credits": ("credits/*",),
    "corrections": ("corrections/*",),
    "about": ("about/*",),
    "json": ("briefs/*/brief.json",),
    "topic_feeds": ("topics/*/feed.*",),
    "actor_feeds": ("actors/*/feed.*",),
}
"""Kind -> the paths that go with it, as patterns in which a star stands for slashes too."""

EVERYTHING = [*((kind,) for kind in KINDS), KINDS]


def files(site: Path) -> set[str]:
    return {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}


def goes(path: str, without: tuple[str, ...]) -> bool:
    return any(fnmatchcase(path, pattern) for kind in without for pattern in GONE[kind])


@pytest.fixture(scope="module")
def sites(
    settings: SiteSettings, briefs: Briefs, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str, tuple[str, ...]], Path]:
    """`sites(theme, without)` is the folder of the sample site in that theme, without those kinds of pages."""
    folder = tmp_path_factory.mktemp("sites")

    def made(theme: str, without: tuple[str, ...]) -> Path:
        site = folder / f"{theme}-{'-'.join(without)}"
        if not site.exists():
            wanted = replace(settings, theme=theme, leave_out=frozenset(without))
            build(wanted, briefs, out=site, cache=folder / "cache")
        return site

    return made


def test_every_kind_is_tested_here() -> None:
    assert tuple(GONE) == KINDS


@pytest.mark.parametrize("without", EVERYTHING, ids="-".join)
def test_what_is_left_out_is_gone_and_nothing_else(
    sites: Callable[[str, tuple[str, ...]], Path], without: tuple[str, ...]
) -> None:
    whole = files(sites("desk", ()))

    left = files(sites("desk", without))

    assert left == {path for path in whole if not goes(path, without)}
    assert left != whole


@pytest.mark.parametrize("theme", ["desk", "paper"])
@pytest.mark.parametrize("without", EVERYTHING, ids="-".join)
def test_every_address_in_a_smaller_site_leads_somewhere(
    sites: Callable[[str, tuple[str, ...]], Path],
    settings: SiteSettings,
    html: Html,
    theme: str,
    without: tuple[str, ...],
) -> None:
    site, root = sites(theme, without), settings.site_url or ""
    there = files(site)
    for page in sorted(path for path in there if path.endswith(".html")):
        looked_at = html((site / page).read_text(encoding="utf-8"))
        for element in (*looked_at.all("a"), *looked_at.all("link")):
            address = unquote(urldefrag(urljoin(root + page, element["href"]))[0])
            if address.startswith(root):
                path = address.removeprefix(root)
                assert (f"{path}index.html" if path.endswith("/") or not path else path) in there, f"{page}: {address}"
        assert len(looked_at.all("nav")) >= 1 and not looked_at.open


def test_feeds_and_sitemap_tell_of_no_page_that_is_left_out(
    sites: Callable[[str, tuple[str, ...]], Path], settings: SiteSettings
) -> None:
    site, root = sites("desk", KINDS), settings.site_url or ""
    sitemap = {entry.text or "" for entry in ElementTree.parse(site / "sitemap.xml").getroot().iter() if entry.text}
    feed = {each["url"] for each in json.loads((site / "feed.json").read_text("utf-8"))["items"]}
    for address in (each for each in sitemap | feed if each.startswith(root)):
        assert (site / address.removeprefix(root) / "index.html").is_file(), address


def test_without_topics_a_brief_still_names_its_own(
    sites: Callable[[str, tuple[str, ...]], Path], briefs: Briefs, html: Html
) -> None:
    slug, brief = next(each for each in briefs if len(each[1].topics) > 1)
    page = html((sites("desk", KINDS) / "briefs" / slug / "index.html").read_text(encoding="utf-8"))
    assert f"Topics: {', '.join(brief.topics)}" in page.words


@pytest.mark.parametrize("without", EVERYTHING, ids="-".join)
def test_links_are_checked_against_what_the_smaller_site_has(
    sites: Callable[[str, tuple[str, ...]], Path], settings: SiteSettings, briefs: Briefs, without: tuple[str, ...]
) -> None:
    paths = reach(replace(settings, leave_out=frozenset(without)), briefs).paths

    written = {path for path in files(sites("desk", without)) if not path.endswith((".briefgen", "card.png"))}
    assert paths == written


def test_a_theme_needs_no_templates_for_what_is_left_out(
    settings: SiteSettings, briefs: Briefs, tmp_path: Path
) -> None:
    """The theme of the benchmark extends none and has nothing that its site does without."""
    folder = Path(__file__).parents[2] / "benchmarks" / "sites" / "equivalent"
    written = config.load(folder / "briefgen.yml", environment={})
    plain = replace(settings, theme=written.theme, leave_out=frozenset(written.leave_out))
    out, cache = tmp_path / "site", tmp_path / "cache"
    build(plain, briefs, out=out, cache=cache, theme_dirs=[folder / "themes"])
    assert {f"briefs/{slug}/index.html" for slug, _ in briefs} <= files(out)
    with pytest.raises(Problem, match="there is no template called"):
        whole = replace(plain, leave_out=frozenset())
        build(whole, briefs, out=tmp_path / "whole", cache=cache, theme_dirs=[folder / "themes"])


def test_a_draft_in_a_preview_keeps_the_twin_that_tells_a_deployment_of_it(
    settings: SiteSettings, briefs: Briefs, tmp_path: Path
) -> None:
    (held, draft), (_, out) = briefs[:2]
    build(
        replace(settings, leave_out=frozenset({"json"})),
        [(held, replace(draft, status="draft")), ("out", out)],
        out=tmp_path / "site",
        cache=tmp_path / "cache",
    )
    assert [file.parent.name for file in tmp_path.rglob("brief.json")] == [held]
