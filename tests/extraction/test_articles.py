"""Whole articles of our own writing, one theme a file, and what a careful editor takes from each.

A file lists only what it is about: of an expected actor, the keys that stand there are compared, and of a quotation the
speaker and how the words begin. `dates` gives the date of the key fact whose evidence holds a fragment.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefgen.extraction import extract
from briefgen.model import Actor, Article, Brief, Dateline, Photo

FOLDER = Path(__file__).parent.parent / "data" / "extraction"
FILES = sorted(FOLDER.glob("*.yml"))
EXPECTED = ("actors", "not_actors", "names", "not_names", "quotes", "not_quotes")


@lru_cache(maxsize=1)
def cases() -> dict[str, dict[str, Any]]:
    return {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in FILES}


@lru_cache
def brief_of(name: str) -> Brief:
    case = cases()[name]
    dateline = Dateline(**case["dateline"]) if "dateline" in case else None
    paragraphs = tuple(case["paragraphs"])
    photos = tuple(map(Photo, case.get("captions", ())))
    return extract(Article(case["title"], paragraphs, published=case["published"], dateline=dateline, photos=photos))


def expectations(key: str) -> list[Any]:
    """One (file, item) for each item that the case files expect under `key`."""
    return [
        pytest.param(name, item, id=f"{name}: {label(item)}")
        for name, case in cases().items()
        for item in (case[key].items() if key == "dates" and key in case else case.get(key, ()))
    ]


def label(item: Any) -> str:
    if isinstance(item, dict):
        return str(item.get("name") or item.get("text"))
    return str(item[0] if isinstance(item, tuple) else item)


def as_case(actor: Actor, keys: set[str]) -> dict[str, Any]:
    """What of an actor a case file names, as it names it."""
    printed = {"name": actor.name, "type": actor.type, "role": actor.role, "aliases": sorted(actor.aliases)}
    return {key: value for key, value in printed.items() if key in keys}


def test_every_file_is_a_case_and_expects_something() -> None:
    known = {"title", "published", "dateline", "captions", "paragraphs", "dates", *EXPECTED}
    for name, case in cases().items():
        assert set(case) <= known, name
        assert 2 <= len(case["paragraphs"]) <= 6, name
        assert any(case.get(key) for key in (*EXPECTED, "dates")), name


@pytest.mark.parametrize("name", list(cases()))
def test_the_summary_is_in_the_words_of_the_article(name: str) -> None:
    brief, text = brief_of(name), " ".join(cases()[name]["paragraphs"])
    assert brief.summary
    for prose in (brief.summary, brief.background, brief.watch):
        assert set(re.findall(r"\w+", prose.lower())) <= set(re.findall(r"\w+", text.lower())) | {"s"}


@pytest.mark.parametrize(("name", "item"), expectations("actors"))
def test_an_actor_is_found(name: str, item: dict[str, Any]) -> None:
    wanted = item | ({"aliases": sorted(item["aliases"])} if "aliases" in item else {})
    assert wanted in [as_case(actor, set(item)) for actor in brief_of(name).actors]


@pytest.mark.parametrize(("name", "item"), expectations("not_actors"))
def test_what_does_not_act_is_no_actor(name: str, item: str) -> None:
    assert item not in {form for actor in brief_of(name).actors for form in (actor.name, *actor.aliases)}


@pytest.mark.parametrize(("name", "item"), expectations("names"))
def test_a_name_is_listed(name: str, item: dict[str, str]) -> None:
    assert (item["name"], item["type"]) in {(found.name, found.type) for found in brief_of(name).names}


@pytest.mark.parametrize(("name", "item"), expectations("not_names"))
def test_what_is_no_name_is_not_listed(name: str, item: str) -> None:
    assert item not in {found.name for found in brief_of(name).names}


@pytest.mark.parametrize(("name", "item"), expectations("quotes"))
def test_a_quotation_has_its_speaker(name: str, item: dict[str, str]) -> None:
    said = {quote.text: quote.speaker for quote in brief_of(name).quotes}
    assert [speaker for text, speaker in said.items() if text.startswith(item["text"])] == [item["speaker"]]


@pytest.mark.parametrize(("name", "item"), expectations("not_quotes"))
def test_a_hidden_speaker_gets_no_name(name: str, item: str) -> None:
    assert not [q for q in brief_of(name).quotes if q.text.startswith(item) and q.speaker is not None]


@pytest.mark.parametrize(("name", "item"), expectations("dates"))
def test_a_fact_has_its_date(name: str, item: tuple[str, object]) -> None:
    fragment, when = item
    facts = [fact for fact in brief_of(name).key_facts if fragment in fact.evidence[0].quote]
    assert [fact.when for fact in facts] == [None if when is None else str(when)]
