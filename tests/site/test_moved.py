"""Addresses of dossiers that the register joined to others still lead there."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import feedparser
import pytest

from briefgen.fields import Findings
from briefgen.model import Actor, Brief, EntityType, Source
from briefgen.register import Register, read_register
from briefgen.site.library import catalogue
from briefgen.site.moved import moved
from briefgen.site.publishing import build
from briefgen.site.settings import SiteSettings

SETTINGS = SiteSettings("Orr", site_url="https://desk.example/orr/")


def brief(day: int, *actors: tuple[str, EntityType]) -> Brief:
    named = tuple(Actor(name, kind) for name, kind in actors)
    return Brief(f"Day {day}", Source(), date=date(2031, 3, day), actors=named)


BRIEFS = [
    ("one", brief(1, ("Velensky", "person"), ("Quillory", "place"), ("Ada Renn", "person"))),
    ("two", brief(2, ("Velenskyy", "person"), ("Quillory", "organization"))),
    ("three", brief(3, ("Velenskyy", "person"), ("Ada Renn", "person"))),
]


def register(text: str) -> Register:
    return read_register(text, Findings("actors.yml"))


@pytest.mark.parametrize(
    ("written", "leads"),
    [
        ("", {}),
        ("Velenskyy: {same_as: [Velensky]}", {"velensky": "velenskyy"}),
        ("Velensky: {same_as: [Velenskyy]}", {"velenskyy": "velensky"}),
        ("Velenskyy: {same_as: [Velensky, Bohdan V., Quill Orr]}", {"velensky": "velenskyy", "bohdan-v": "velenskyy",
                                                                    "quill-orr": "velenskyy"}),
        ("Quillory: {type: organization}", {"quillory-2": "quillory"}),
        ("Ada Renn (skipper): {same_as: [{name: Ada Renn, briefs: [one]}]}", {}),
        ("Ada Renn (skipper): {same_as: [Ada Renn]}", {"ada-renn": "ada-renn-skipper"}),
        ("Nobody: {same_as: [Nobody Else]}", {}),
        ("Velenskyy: {same_as: [{name: Bo, briefs: [one]}]}\nAda Renn: {same_as: [{name: Bo, briefs: [two]}]}", {}),
        ("Velenskyy: {aliases: [Velensky, Bo]}", {}),
    ],
)  # fmt: skip
def test_an_address_that_the_register_took_leads_to_who_is_meant(written: str, leads: dict[str, str]) -> None:
    found = moved(catalogue(BRIEFS, register(written)))
    assert {slug: dossier.slug for slug, dossier in found.items()} == leads


def test_the_old_page_leads_on_without_script_from_any_place_and_the_sitemap_knows_the_new_one(tmp_path: Path) -> None:
    entries = register("Velenskyy: {same_as: [Velensky]}")
    build(SETTINGS, BRIEFS, out=tmp_path / "site", cache=tmp_path / "cache", register=entries)
    page = (tmp_path / "site/actors/velensky/index.html").read_text("utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../velenskyy/index.html">' in page
    assert '<link rel="canonical" href="https://desk.example/orr/actors/velenskyy/">' in page
    assert '<a href="../velenskyy/index.html">Velenskyy</a>' in page
    sitemap = (tmp_path / "site/sitemap.xml").read_text("utf-8")
    assert "actors/velenskyy/" in sitemap and "actors/velensky/" not in sitemap


def test_who_follows_an_actor_by_the_old_feed_goes_on_doing_so(tmp_path: Path) -> None:
    entries = register("Velenskyy: {same_as: [Velensky]}")
    build(SETTINGS, BRIEFS, out=tmp_path / "site", cache=tmp_path / "cache", register=entries)
    old, new = (tmp_path / "site/actors" / slug for slug in ("velensky", "velenskyy"))
    assert (old / "feed.xml").read_bytes() == (new / "feed.xml").read_bytes()
    assert json.loads((old / "feed.json").read_text("utf-8")) == json.loads((new / "feed.json").read_text("utf-8"))
    feed = feedparser.parse((old / "feed.xml").read_bytes()).feed
    assert feed.links[0].href == "https://desk.example/orr/actors/velenskyy/feed.xml"


def test_a_line_that_is_taken_out_gives_the_address_back(tmp_path: Path) -> None:
    for written, back in (("Velenskyy: {same_as: [Velensky]}", False), ("", True)):
        build(SETTINGS, BRIEFS, out=tmp_path / "site", cache=tmp_path / "cache", register=register(written))
        page = (tmp_path / "site/actors/velensky/index.html").read_text("utf-8")
        assert ("In the briefs" in page) is back
