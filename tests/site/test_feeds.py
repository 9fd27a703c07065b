from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest
from msgspec.structs import replace

from briefgen.model import Brief, Source
from briefgen.reading.feed import read
from briefgen.site.dossier import Filed
from briefgen.site.feeds import NEWEST, brief_items, newest
from briefgen.site.library import catalogue
from briefgen.site.publishing import build
from briefgen.site.settings import SiteSettings

Briefs = list[tuple[str, Brief]]


def atoms(site: Path) -> list[Path]:
    return sorted(site.rglob("feed.xml"))


def test_the_site_each_topic_and_each_actor_have_both_feeds(built: Path) -> None:
    folders = [built, *(each.parent for each in built.glob("topics/*/index.html"))]
    folders += [each.parent for each in built.glob("actors/*/index.html")] + [built / "corrections"]
    for folder in folders:
        assert (folder / "feed.xml").is_file() and (folder / "feed.json").is_file(), folder
    assert len(atoms(built)) == len(folders)


def test_atom_is_as_rfc_4287_asks(built: Path) -> None:
    for file in atoms(built):
        parsed = feedparser.parse(file.read_bytes())
        assert not parsed.bozo and parsed.version == "atom10", file
        assert parsed.feed.id == parsed.feed.links[0].href == f"https://desk.example/orr/{file.relative_to(built)}"
        assert parsed.feed.title and parsed.feed.updated_parsed and parsed.feed.author
        ids = [entry.id for entry in parsed.entries]
        assert len(ids) == len(set(ids))
        for entry in parsed.entries:
            assert urlsplit(entry.id).scheme == "https" and urlsplit(entry.link).netloc == "desk.example"
            assert entry.title and entry.updated_parsed and entry.get("published", "") < entry.updated
            assert entry.updated <= parsed.feed.updated


def test_json_feed_is_as_its_version_1_1_asks(built: Path) -> None:
    for file in sorted(built.rglob("feed.json")):
        feed = json.loads(file.read_text("utf-8"))
        assert feed["version"] == "https://jsonfeed.org/version/1.1" and feed["title"]
        assert feed["feed_url"] == f"https://desk.example/orr/{file.relative_to(built)}"
        for item in feed["items"]:
            assert item["content_text"] and item["date_published"].endswith("T00:00:00Z")
            assert item["id"].startswith("https://desk.example/orr/briefs/")
            assert all(each["name"] for each in item["authors"])


def test_both_feeds_of_a_page_say_the_same(built: Path) -> None:
    for file in atoms(built):
        parsed = feedparser.parse(file.read_bytes())
        feed = json.loads(file.with_suffix(".json").read_text("utf-8"))
        assert [entry.id for entry in parsed.entries] == [item["id"] for item in feed["items"]]


def test_the_newest_brief_is_first_and_an_undated_one_has_no_place(built: Path) -> None:
    titles = [entry.title for entry in feedparser.parse((built / "feed.xml").read_bytes()).entries]
    assert titles[0] == "Envoy returns to Lindow as Veskara talks stall over the eastern bridges"
    assert not any("Undated" in title for title in titles)


def test_a_feed_of_many_has_the_last_few_and_what_came_within_a_week_of_the_newest() -> None:
    days = ["2031-03-31", "2031-03-30", "2031-03-27", "2031-03-25", "2031-03-24", "2031-03-23", "2031-01-01"]
    briefs = catalogue((day, Brief(day, Source(), date=date.fromisoformat(day))) for day in days).briefs
    items = brief_items(SiteSettings("Orr", site_url="https://desk.example/"))

    def titles(of: Sequence[Filed], least: int) -> list[str]:
        return [each.title for each in newest(items, of, least)]

    assert titles(briefs, 3) == days[:5]
    assert titles(briefs, 6) == days[:6]
    assert titles(briefs[5:], 1) == days[5:6]
    assert titles(briefs[:2], 3) == days[:2]


def test_a_feed_of_many_ends_at_its_limit_and_at_the_first_day_of_all() -> None:
    first = date(1, 1, 2)
    briefs = catalogue((f"b{n:02}", Brief("T", Source(), date=first)) for n in range(NEWEST + 5)).briefs
    items = brief_items(SiteSettings("Orr", site_url="https://desk.example/"))
    assert len(newest(items, briefs, 3)) == NEWEST


def test_a_page_names_its_own_feeds(look: object, built: Path) -> None:
    page = (built / "actors/dora-quill/index.html").read_text("utf-8")
    assert 'type="application/atom+xml" href="feed.xml"' in page
    assert 'href="feed.json"' in (built / "index.html").read_text("utf-8")


def test_the_feed_of_corrections_is_named_in_the_language_of_the_site(
    settings: SiteSettings, briefs: Briefs, tmp_path: Path
) -> None:
    german = replace(settings, language="de")
    build(german, briefs, out=tmp_path / "site", cache=tmp_path / "cache")
    folder = tmp_path / "site" / "corrections"
    assert json.loads((folder / "feed.json").read_text("utf-8"))["title"] == "Korrekturen – The Orr Desk"
    assert feedparser.parse((folder / "feed.xml").read_bytes()).feed.title == "Korrekturen – The Orr Desk"


def test_a_picture_goes_with_its_credit(built: Path) -> None:
    feed = json.loads((built / "feed.json").read_text("utf-8"))
    (item,) = (item for item in feed["items"] if "image" in item)
    assert item["image"].startswith("https://desk.example/orr/media/survivors-ashore-")
    assert (built / item["image"].removeprefix("https://desk.example/orr/")).is_file()
    assert item["_image"] == {"credit": "Ada Renn/Sandrey Herald via NWA"}
    text = (built / "feed.xml").read_bytes()
    (entry,) = (entry for entry in feedparser.parse(text).entries if "media_content" in entry)
    assert entry.media_content == [{"url": item["image"], "type": "image/jpeg", "medium": "image", "width": "2"}]
    (article,) = (each for each in read(text, "feed.xml") if each.photos)
    assert article.photos[0].credit == "Ada Renn/Sandrey Herald via NWA"
    assert b"xmlns:media" not in (built / "actors/dora-quill/feed.xml").read_bytes()


def test_hostile_words_stay_words(built: Path) -> None:
    entries = feedparser.parse((built / "feed.xml").read_bytes()).entries
    assert any("&lt;script" in entry.title or "alert" in entry.title for entry in entries)


@pytest.mark.parametrize("address", [None])
def test_a_site_without_an_address_has_no_feeds(
    settings: SiteSettings, briefs: Briefs, tmp_path: Path, address: None
) -> None:
    build(replace(settings, site_url=address), briefs, out=tmp_path / "site", cache=tmp_path / "cache")
    assert not atoms(tmp_path / "site") and not list((tmp_path / "site").rglob("feed.json"))
    assert "feed.xml" not in (tmp_path / "site/index.html").read_text("utf-8")
