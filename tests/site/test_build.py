from __future__ import annotations

import gzip
import json
import random
import shutil
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from briefgen.briefs.record import to_record
from briefgen.model import Actor, Brief, Photo, Source
from briefgen.problem import Problem
from briefgen.site.built import Built
from briefgen.site.publishing import build
from briefgen.site.settings import SiteSettings

Briefs = list[tuple[str, Brief]]
Look = Callable[[str], Any]

PLACES = {"a": "href", "link": "href", "img": "src", "script": "src"}


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def pages(site: Path) -> list[str]:
    return sorted(file.relative_to(site).as_posix() for file in site.rglob("*.html"))


def test_the_site_has_a_page_for_everything(built: Path, briefs: Briefs) -> None:
    assert {"index.html", "briefs/index.html", "actors/index.html", "404.html", "sitemap.xml"} <= set(bytes_of(built))
    for slug, brief in briefs:
        twin = json.loads((built / "briefs" / slug / "brief.json").read_text(encoding="utf-8"))
        assert twin == to_record(brief)
        assert (built / "briefs" / slug / "index.html").is_file()
    assert (built / "actors/bridge-council/index.html").is_file()


def test_every_link_leads_somewhere_from_a_folder(built: Path, look: Look) -> None:
    for page in pages(built):
        if page == "404.html":
            continue
        for tag, attributes in look(page).elements:
            link = attributes.get(PLACES.get(tag, ""), "")
            if not link or attributes.get("rel") == "canonical" or urlsplit(link).scheme:
                continue
            assert not link.startswith("/"), f"{page}: {link}"
            path, _, anchor = link.partition("#")
            target = (built / page).parent / unquote(path) if path else built / page
            assert target.is_file(), f"{page}: {link}"
            assert target.resolve().is_relative_to(built.resolve())
            if anchor:
                ids = [each["id"] for _, each in look(str(target.relative_to(built))).elements if "id" in each]
                assert anchor in ids, f"{page}: {link}"


@pytest.mark.parametrize("root", ["https://host.example/", "https://host.example/repo/", "https://host.example/a/b/"])
def test_every_link_and_anchor_is_right_below_any_path(built: Path, look: Look, root: str) -> None:
    files = {root + file.relative_to(built).as_posix() for file in built.rglob("*") if file.is_file()}
    anchors = {root + page: {each["id"] for _, each in look(page).elements if "id" in each} for page in pages(built)}
    for page in pages(built):
        if page == "404.html":
            continue
        for tag, attributes in look(page).elements:
            link = attributes.get(PLACES.get(tag, ""), "")
            if not link or urlsplit(link).scheme:
                continue
            address, anchor = urldefrag(urljoin(root + page, link))
            assert unquote(address) in files, f"{page}: {link}"
            assert not anchor or anchor in anchors[unquote(address)], f"{page}: {link}"


def test_a_page_that_is_not_found_has_links_that_work_at_any_depth(look: Look) -> None:
    links = [each["href"] for tag in ("a", "link") for each in look("404.html").all(tag)]
    assert all(link.startswith(("/orr/", "https://desk.example/orr/", "#")) for link in links)


def test_no_page_calls_another_host(built: Path, look: Look) -> None:
    for page in pages(built):
        for tag, attributes in look(page).elements:
            assert tag not in {"iframe", "object", "embed", "base", "video", "audio", "form"}
            if tag == "img" or (tag == "link" and attributes["rel"] in {"stylesheet", "icon"}):
                assert not urlsplit(attributes.get("src") or attributes["href"]).netloc.replace("desk.example", "")
            assert tag != "script" or attributes == {"type": "application/ld+json"}


def test_pages_are_well_made(built: Path, look: Look) -> None:
    for page in pages(built):
        html = look(page)
        assert not html.open, page
        tags = [tag for tag, _ in html.elements]
        levels = [int(tag[1]) for tag in tags if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}]
        assert levels.count(1) == 1 and levels[0] == 1, page
        assert all(below <= above + 1 for above, below in pairwise(levels)), page
        assert [tags.count(tag) for tag in ("main", "title")] == [1, 1]
        navigation = [each.get("aria-label") or each["aria-labelledby"] for each in html.all("nav")]
        assert len(navigation) == len(set(navigation)) >= 2, page
        ids = [each["id"] for _, each in html.elements if "id" in each]
        assert len(ids) == len(set(ids)), page
        labels = [each["aria-labelledby"] for _, each in html.elements if "aria-labelledby" in each]
        assert set(labels) <= set(ids), page
        assert all(each.get("alt") for each in html.all("img"))


def test_hostile_words_stay_words(built: Path, look: Look) -> None:
    html = look("briefs/hostile-words")
    tags = {tag for tag, _ in html.elements}
    assert not tags & {"img", "i", "b"}
    assert [each["type"] for each in html.all("script")] == ["application/ld+json"]
    assert "<script>alert(1)</script> {{ 7*7 }} </title>" in html.words
    assert "{{ config }}" in html.words and "49" not in html.words
    assert not any(name.startswith("on") for _, each in html.elements for name in each)
    schemes = {urlsplit(each["href"]).scheme for each in html.all("a")}
    assert schemes <= {"", "https"}
    (linked,) = html.scripts
    assert json.loads(linked)["headline"].startswith("<script>")


def test_key_facts_have_their_date_and_evidence_one_tap_away(look: Look) -> None:
    html = look("briefs/envoy-returns-to-lindow")
    assert "Veskara wants all crossings open by the end of June. Source ¶ 2" in html.words
    assert {"datetime": "2031-06"} in html.all("time")
    assert "14–16 Mar 2031" in html.words
    fragment = "#:~:text=put%20five%20crossings%20under%20the,of%20them%20are%20still%20closed"
    assert f"https://news.example/world/envoy-returns-to-lindow{fragment}" in {each["href"] for each in html.all("a")}
    assert html.all("details") and not html.all("button")
    assert {"id": "fact-1"} in html.all("li")


def test_evidence_repeats_at_most_25_words(look: Look) -> None:
    words = look("briefs/envoy-returns-to-lindow").words
    assert "though he would not be drawn on the …" in words
    assert "would not be drawn on the number" not in words


def test_a_role_is_as_of_the_date_of_its_brief(look: Look) -> None:
    brief, dossier = look("briefs/bridge-council-opens-third-crossing"), look("actors/halla-brandt")
    assert "Who’s who as of 2 Nov 2030" in brief.words
    assert "deputy harbour minister of the Orrin Coast" in brief.words
    for role in ("chief negotiator for the Orrin Coast, as of 14 Mar 2031", "Orrin Coast as of 2 Nov 2030"):
        assert role in dossier.words
    assert "A bridge that opens too early" in dossier.words


def test_a_date_that_was_inferred_says_so(look: Look) -> None:
    assert "27 Feb 2031 date inferred, not printed" in look("briefs/harbour-strike-in-second-week").words
    assert "inferred" not in look("briefs/envoy-returns-to-lindow").words


def test_photos_are_credited_with_and_without_a_picture(look: Look) -> None:
    talks = look("briefs/envoy-returns-to-lindow")
    assert "Credit: Bridge Council via NWA handout" in talks.words
    assert "Tomas Avelar (left), Halla Brandt" in talks.words
    assert not talks.all("img")
    ferry = look("briefs/ferry-sinks-off-sandrey")
    (image,) = ferry.all("img")
    assert image["src"].startswith("../../media/survivors-ashore-") and image["src"].endswith("-2.jpg")
    assert (image["width"], image["height"], image["loading"]) == ("2", "1", "lazy")
    assert [each["type"] for each in ferry.all("source")] == ["image/avif", "image/webp"]
    assert "Credit: Ada Renn/Sandrey Herald via NWA Survivors come ashore" in ferry.words
    assert "No credit is given in the source video courtesy" in ferry.words


def test_an_actor_of_one_brief_has_the_first_others_of_it_for_company(
    settings: SiteSettings, tmp_path: Path, html: Any
) -> None:
    names = ["Zeno", "Yara", "Xenia", "Wilma", "Vito", "Ulla", "Tilo"]
    brief = Brief("T", Source(), actors=tuple(Actor(name, "person") for name in names))
    build(settings, [("b", brief)], out=tmp_path / "s", cache=tmp_path)
    words = html((tmp_path / "s/actors/yara/index.html").read_text("utf-8")).words
    assert "Appears with Zeno Xenia Wilma Vito Ulla Compiled from" in words


def test_the_front_page_shows_the_first_picture_of_a_brief_with_its_credit_directly_under_it(look: Look) -> None:
    html = look("index.html")
    (image,) = html.all("img")
    assert image["src"].startswith("media/survivors-ashore-") and image["loading"] == "lazy"
    assert image["alt"] and (image["width"], image["height"]) == ("2", "1")
    behind = [tag for tag, _ in html.elements][[tag for tag, _ in html.elements].index("img") + 1 :]
    assert behind[0] == "figcaption"
    assert "Credit: Ada Renn/Sandrey Herald via NWA" in html.words and len(html.all("figcaption")) == 1


def test_a_picture_of_the_newest_brief_is_loaded_at_once(
    settings: SiteSettings, media: Path, tmp_path: Path, html: Any
) -> None:
    photo = Photo("Survivors", None, file="survivors ashore.png")
    build(settings, [("b", Brief("T", Source(), photos=(photo,)))], out=tmp_path / "s", cache=tmp_path, media=media)
    page = html((tmp_path / "s/index.html").read_text("utf-8"))
    (image,) = page.all("img")
    assert "loading" not in image and "No credit is given in the source" in page.words


def test_a_quotation_without_speaker_says_so(look: Look) -> None:
    assert (
        "“It was always going off.” Source ¶ 6 Speaker not named in the source"
        in look("briefs/ferry-inquiry-hears-of-ignored-alarm").words
    )


def test_a_brief_in_another_language_is_marked(look: Look) -> None:
    html = look("briefs/majlis-yunaqish-al-jusur")
    assert html.all("html") == [{"lang": "en", "dir": "ltr"}]
    assert html.all("article") == [{"class": "brief", "dir": "rtl"}]
    assert html.all("h1") == [{"lang": "ar", "dir": "rtl"}]
    assert "in Arabic" in html.words
    assert "lang" not in look("briefs/envoy-returns-to-lindow").all("h1")[0]


def test_the_front_page_leads_with_the_newest_brief(look: Look) -> None:
    words = look("index.html").words
    newest = "Envoy returns to Lindow as Veskara talks stall over the eastern bridges"
    assert words.index(newest) < words.index("Key facts") < words.index("Ferry inquiry hears of an ignored alarm")
    assert "Most named in March 2031" in words
    assert "Dora Quill 2 briefs Veskaran President, as of 14 Mar 2031" in words


def test_linked_data_says_what_a_brief_is_based_on(look: Look) -> None:
    data = json.loads(look("briefs/envoy-returns-to-lindow").scripts[0])
    assert data["@type"] == "Article"
    assert data["url"] == "https://desk.example/orr/briefs/envoy-returns-to-lindow/"
    assert data["isBasedOn"]["url"] == "https://news.example/world/envoy-returns-to-lindow"
    assert {"@type": "Organization", "name": "Bridge Council"} in data["mentions"]


def test_the_sitemap_lists_every_page(built: Path) -> None:
    root = ElementTree.parse(built / "sitemap.xml").getroot()
    found = {entry.text for entry in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    expected = {f"https://desk.example/orr/{page.removesuffix('index.html')}" for page in pages(built)}
    assert found == expected - {"https://desk.example/orr/404.html"}


SCHEMA = {
    "Article": {
        "headline", "datePublished", "dateModified", "inLanguage", "url", "keywords", "publisher", "isBasedOn",
        "mentions", "image", "correction",
    },
    "NewsArticle": {"headline", "url", "datePublished", "author", "publisher"},
    "ImageObject": {
        "contentUrl", "width", "height", "creditText", "creator", "copyrightNotice", "license", "acquireLicensePage",
        "contentLocation",
    },
    "CorrectionComment": {"text", "datePublished"},
    "Person": {"name"},
    "Organization": {"name"},
    "Place": {"name"},
}  # fmt: skip
"""The properties that schema.org gives each class, of those that are used here."""


def test_linked_data_keeps_to_its_vocabulary(built: Path, look: Look, briefs: Briefs) -> None:
    seen = set()

    def walk(value: Any) -> None:
        if isinstance(value, list):
            for each in value:
                walk(each)
        elif isinstance(value, dict):
            kind = value["@type"]
            seen.add(kind)
            assert value.keys() - {"@type", "@context"} <= SCHEMA[kind]
            for each in value.values():
                walk(each)

    for slug, _ in briefs:
        walk(json.loads(look(f"briefs/{slug}").scripts[0]))
    assert seen == SCHEMA.keys()


def test_linked_data_credits_photos_and_tells_corrections(look: Look) -> None:
    data = json.loads(look("briefs/ferry-sinks-off-sandrey").scripts[0])
    assert data["image"][0].pop("contentUrl").startswith("https://desk.example/orr/media/survivors-ashore-")
    assert data["image"][0] == {
        "@type": "ImageObject",
        "width": 2,
        "height": 1,
        "creditText": "Ada Renn/Sandrey Herald via NWA",
        "creator": {"@type": "Person", "name": "Ada Renn"},
        "copyrightNotice": "Ada Renn/Sandrey Herald via NWA",
        "acquireLicensePage": "https://news.example/ferry-sinks",
        "contentLocation": {"@type": "Place", "name": "Sandrey harbour"},
    }
    assert (data["datePublished"], data["dateModified"]) == ("2030-08-21", "2030-11-20")
    assert data["correction"][1]["text"].startswith("An earlier version")


def test_corrections_stand_on_the_brief_on_their_own_page_and_in_a_feed(built: Path, look: Look) -> None:
    brief, register = look("briefs/ferry-sinks-off-sandrey"), look("corrections")
    assert "Corrected 20 Nov 2030" in brief.words
    assert brief.words.index("An earlier version gave") < brief.words.index("The ferry had left Sandrey")
    assert "2 corrections" in register.words
    assert register.words.index("An earlier version gave") < register.words.index("The ferry had left Sandrey")
    assert {"href": "../briefs/ferry-sinks-off-sandrey/index.html#corrections"} in register.all("a")
    feed = json.loads((built / "corrections/feed.json").read_text("utf-8"))
    assert [each["content_text"][:10] for each in feed["items"]] == ["An earlier", "The ferry "]


@pytest.mark.parametrize("kind", ["topics", "sources"])
def test_a_topic_and_a_source_lead_back_to_the_list_of_their_own(built: Path, kind: str) -> None:
    found = [file.read_text("utf-8") for file in built.glob(f"{kind}/*/index.html")]
    back = f'<p class="kicker"><a href="../../{kind}/index.html">{kind.title()}</a></p>'
    assert found and all(back in page for page in found)


def test_a_brief_says_how_it_was_made_and_how_to_cite_it(look: Look) -> None:
    words = look("briefs/ferry-sinks-off-sandrey").words
    assert "Written by a person." in words
    assert (
        "“Ferry sinks off Sandrey; 212 rescued, nine missing.” The Orr Desk, 21 Aug 2030."
        " https://desk.example/orr/briefs/ferry-sinks-off-sandrey/"
        " Based on: The Northern Ledger, 21 Aug 2030. https://news.example/ferry-sinks"
    ) in words


@pytest.mark.parametrize(
    ("edited", "said"),
    [
        (("summary", "key_facts"), "Changed by a person since: summary, key facts. How this is made"),
        ((), "Nothing was changed since. How this is made"),
        (None, "Written by a person. How this is made"),
    ],
)
def test_a_brief_says_what_a_person_changed(
    settings: SiteSettings,
    briefs: Briefs,
    tmp_path: Path,
    html: Callable[[str], Any],
    edited: tuple[str, ...] | None,
    said: str,
) -> None:
    slug, brief = next(each for each in briefs if each[0] == "ferry-sinks-off-sandrey")
    build(settings, [(slug, replace(brief, edited=edited))], out=tmp_path / "site", cache=tmp_path / "cache")
    assert said in html((tmp_path / "site" / "briefs" / slug / "index.html").read_text("utf-8")).words


def test_every_photo_is_in_the_register_with_its_credit_or_the_lack_of_it(look: Look, briefs: Briefs) -> None:
    html = look("credits")
    photos = [photo for _, brief in briefs for photo in brief.photos]
    assert f"{len(photos)} photos" in html.words
    for photo in photos:
        assert (photo.credit or "No credit is given in the source") in html.words
    assert {"href": "../briefs/ferry-sinks-off-sandrey/index.html#photo-2"} in html.all("a")


def test_an_actor_of_many_briefs_has_pages_that_stay_small(settings: SiteSettings, tmp_path: Path) -> None:
    many = [
        (f"b-{n}", Brief(f"Title {n}", Source(), date=date(2031, 1, 1), actors=(Actor("Ada", "person", mentions=1),)))
        for n in range(100)
    ]
    build(settings, many, out=tmp_path / "site", cache=tmp_path / "cache")
    found = sorted(
        path.relative_to(tmp_path / "site").as_posix() for path in tmp_path.rglob("actors/ada/**/index.html")
    )
    assert found == [f"actors/ada/{each}index.html" for each in ("1/", "2/", "")]
    texts = [(tmp_path / "site" / each).read_text("utf-8") for each in found]
    assert sum(text.count("<h3>") for text in texts) == 100
    assert max(text.count("<h3>") for text in texts) < 60


def test_many_actors_have_a_page_for_each_initial(settings: SiteSettings, tmp_path: Path) -> None:
    names = [f"{letter}{number}" for letter in "abcæё" for number in range(90)]
    cast = tuple(Actor(name, "person", mentions=1) for name in names)
    build(settings, [("b", Brief("T", Source(), actors=cast))], out=tmp_path / "site", cache=tmp_path / "cache")
    folder = tmp_path / "site" / "directory"
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("index.html"))
    assert found == [f"person-{each}index.html" for each in ("a/", "b/", "c/", "e/")]
    assert (tmp_path / "site/actors/index.html").read_text("utf-8").count("../directory/") == 4


def test_a_brief_is_small_over_the_wire(built: Path, look: Look) -> None:
    style = len(gzip.compress((built / "static/style.css").read_bytes()))
    for file in built.rglob("briefs/*/index.html"):
        html = len(gzip.compress(file.read_bytes()))
        assert html <= 8_000 and style <= 7_000 and html + style <= 17_000, file
        loaded = look(file.relative_to(built).as_posix())
        assert not [each for each in loaded.all("script") if each.get("type") != "application/ld+json"]
        assert [each["href"] for each in loaded.all("link") if each["rel"] == "stylesheet"] == [
            "../../static/style.css"
        ]


def test_the_same_briefs_make_the_same_bytes_in_any_order(
    built: Path, settings: SiteSettings, briefs: Briefs, media: Path, tmp_path: Path
) -> None:
    shuffled = list(briefs)
    random.Random(7).shuffle(shuffled)
    build(settings, shuffled, out=tmp_path / "site", cache=tmp_path / "cache", media=media)
    assert bytes_of(tmp_path / "site") == bytes_of(built)


def test_an_edit_and_its_undoing_leave_no_trace(settings: SiteSettings, briefs: Briefs, tmp_path: Path) -> None:
    out, cache = tmp_path / "site", tmp_path / "cache"
    first = build(settings, briefs, out=out, cache=cache)
    before = bytes_of(out)
    fewer = build(settings, briefs[1:], out=out, cache=cache)
    assert fewer.removed > 0 and 0 < fewer.written < first.written
    build(settings, briefs, out=out, cache=cache)
    assert bytes_of(out) == before
    again = build(settings, briefs, out=out, cache=cache)
    assert again == Built(len(briefs), first.pages, written=0, unchanged=first.written, removed=0)


def test_a_site_without_briefs_or_address_still_stands(tmp_path: Path, html: Callable[[str], Any]) -> None:
    done = build(SiteSettings("Empty"), [], out=tmp_path / "site", cache=tmp_path / "cache")
    assert done.pages == 11
    assert not (tmp_path / "site/sitemap.xml").exists()
    assert "There are no briefs yet" in html((tmp_path / "site/index.html").read_text(encoding="utf-8")).words
    assert 'href="/index.html"' in (tmp_path / "site/404.html").read_text(encoding="utf-8")


def test_a_site_overrides_one_template(
    built: Path, settings: SiteSettings, briefs: Briefs, media: Path, tmp_path: Path
) -> None:
    override = tmp_path / "themes/desk/templates/404.html"
    override.parent.mkdir(parents=True)
    override.write_text('{% extends "base.html" %}{% block main %}<h1>Gone</h1>{% endblock %}', encoding="utf-8")
    out = tmp_path / "site"
    build(settings, briefs, out=out, cache=tmp_path / "cache", theme_dirs=[tmp_path / "themes"], media=media)
    mine, theirs = bytes_of(out), bytes_of(built)
    assert {path for path in mine if mine[path] != theirs[path]} == {"404.html"}
    assert b"<h1>Gone</h1>" in mine["404.html"] and b"static/style.css" in mine["404.html"]


def test_a_wrong_template_leaves_the_old_site(settings: SiteSettings, briefs: Briefs, tmp_path: Path) -> None:
    out, cache = tmp_path / "site", tmp_path / "cache"
    build(settings, briefs, out=out, cache=cache)
    before = bytes_of(out)
    override = tmp_path / "themes/desk/templates/404.html"
    override.parent.mkdir(parents=True)
    override.write_text("{{ nothing }}", encoding="utf-8")
    with pytest.raises(Problem):
        build(replace(settings, site_name="New"), briefs, out=out, cache=cache, theme_dirs=[tmp_path / "themes"])
    assert bytes_of(out) == before


def test_only_pictures_of_the_media_folder_are_published(
    settings: SiteSettings, briefs: Briefs, media: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "media"
    shutil.copytree(media, folder)
    for name in ("drawing.svg", "unnamed.png", "../secret.png"):
        (folder / name).write_bytes(b"x")
    (folder / "linked.png").symlink_to(tmp_path / "secret.png")
    slug, brief = next(each for each in briefs if each[1].photos)
    named = ["survivors ashore.png", "drawing.svg", "../secret.png", "linked.png", "/etc/passwd", "gone.png", "x" * 999]
    photos = tuple(replace(brief.photos[0], file=name) for name in named)
    out = tmp_path / "site"
    done = build(settings, [(slug, replace(brief, photos=photos))], out=out, cache=tmp_path / "cache", media=folder)
    published = [path for path in bytes_of(out) if path.startswith("media")]
    assert len(published) == 3 and all(path.startswith("media/survivors-ashore-") for path in published)
    assert done.problems == ()
    assert (out / "briefs" / slug / "index.html").read_text(encoding="utf-8").count("<img") == 1
