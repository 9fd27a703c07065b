from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from lxml import html

from briefgen.model import Actor, Brief, Evidence, KeyFact, Photo, Quote, Source
from briefgen.register import Entry, Register, SameAs
from briefgen.site.library import catalogue
from briefgen.site.search import records
from briefgen.site.search.records import document, parts

BRIEF = Brief(
    title='Ferry "sinks" <off> Sandrey',
    source=Source(title="Sinking", publisher="Sandrey Herald", authors=("Ada Renn",)),
    date=date(2031, 2, 3),
    language="fr",
    topics=("shipping", "courts"),
    summary="It went **down**\n\nat night.",
    actors=(Actor("Bo Lind", "person", "harbour master", ("Lind",), evidence=(Evidence(1, "unseen words"),)),),
    key_facts=(KeyFact("A fact.", "2031-02"),),
    quotes=(Quote("Bo Lind", "We saw it.", ()),),
    photos=(Photo("A caption", "Ada Renn/NWA"),),
)


def made(brief: Brief, language: str = "en") -> Any:
    library = catalogue([("ferry", brief)])
    return html.fromstring(document(library.briefs[0], library, language))


def about(tree: Any, use: str) -> list[tuple[str, str]]:
    key = f"data-pagefind-{use}"
    found = (each for each in tree.iter("meta") if each.get(key))
    return [(each.get(key).removesuffix("[content]"), each.get("content")) for each in found]


def test_everything_that_a_page_says_can_be_found() -> None:
    tree = made(BRIEF)
    words = " ".join(tree.itertext())
    assert tree.findtext(".//h1") == BRIEF.title
    for said in ("It went down at night.", "A fact.", "We saw it. Bo Lind", "A caption Ada Renn/NWA", "harbour master"):
        assert said in words
    assert "unseen" not in words


def test_a_name_that_only_the_register_has_finds_the_brief() -> None:
    register = Register((Entry("Bo Lindqvist", aliases=("the Bosun",), same_as=(SameAs("Bo Lind"),)),))
    library = catalogue([("ferry", BRIEF)], register)
    tree = html.fromstring(document(library.briefs[0], library, "en"))
    assert all(name in " ".join(tree.itertext()) for name in ("Bo Lindqvist", "the Bosun", "Bo Lind"))
    assert ("actor", "Bo Lindqvist") in about(tree, "filter")


def test_a_result_shows_day_source_language_and_cast() -> None:
    assert about(made(BRIEF), "meta") == [
        ("day", "2031-02-03"),
        ("source", "Sandrey Herald"),
        ("language", "fr"),
        ("actors", '[["bo-lind", "Bo Lind"]]'),
    ]
    assert "language" not in dict(about(made(BRIEF, language="fr"), "meta"))


def test_it_can_be_filtered_by_actor_topic_source_and_day() -> None:
    assert about(made(BRIEF), "filter") == [
        ("day", "2031-02-03"),
        ("source", "sandrey herald"),
        ("actor", "Bo Lind"),
        ("topic", "shipping"),
        ("topic", "courts"),
    ]
    assert about(made(BRIEF), "sort") == [("day", "2031-02-03")]


def test_what_a_brief_does_not_say_is_left_out() -> None:
    tree = made(Brief("Title", Source()))
    assert [name for name, _ in about(tree, "meta")] == ["actors"]
    assert about(tree, "filter") == []


def test_a_new_brief_changes_the_newest_part_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "PART", 3)
    filed = [(f"b{n}", Brief("x", Source(), date=date(2031, 1, 1) + timedelta(n))) for n in range(7)]
    before, after = parts(catalogue(filed)), parts(catalogue([*filed, ("new", Brief("y", Source(), date(2032, 1, 1)))]))
    assert [(part.number, [each.slug for each in part.briefs]) for part in before] == [
        (3, ["b6"]),
        (2, ["b5", "b4", "b3"]),
        (1, ["b2", "b1", "b0"]),
    ]
    assert before[1:] == after[1:] and before[0] != after[0]
    assert parts(catalogue([])) == []
