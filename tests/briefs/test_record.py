from __future__ import annotations

import json
from datetime import date

from briefgen.briefs.record import full_record, to_record
from briefgen.model import Actor, Article, Brief, Dateline, Evidence, Name, Photo, PhotoPerson, Source

LIT = Brief(
    "The lamp is lit",
    Source("lamp.txt", title="The lamp is lit", published=date(2026, 6, 5)),
    date=date(2026, 6, 5),
    dateline=Dateline("SANDMOOR", "CP", "SANDMOOR (CP) — "),
    actors=(Actor("Odile Farrant", "person", "mayor", evidence=(Evidence(0, "Mayor Odile Farrant"),)),),
    photos=(Photo("The mayor.", people=(PhotoPerson("Odile Farrant", "right"),)),),
    names=(Name("Sandmoor", "place"),),
)


def test_every_key_is_there_in_one_order() -> None:
    record = to_record(Brief("Lamp", Source()))

    assert list(record) == [
        "source",
        "title",
        "date",
        "language",
        "topics",
        "dateline",
        "summary",
        "background",
        "watch",
        "actors",
        "key_facts",
        "quotes",
        "photos",
    ]
    assert record["source"] == {
        "path": "",
        "url": None,
        "publisher": None,
        "authors": [],
        "published": None,
        "title": "",
        "sha256": "",
    }
    assert record["dateline"] is None


def test_records_within_are_plain_values() -> None:
    record = json.loads(json.dumps(to_record(LIT)))

    assert record["date"] == "2026-06-05"
    assert record["dateline"] == {"place": "SANDMOOR", "agency": "CP"}
    assert record["actors"][0] == {
        "name": "Odile Farrant",
        "type": "person",
        "role": "mayor",
        "aliases": [],
        "mentions": 0,
        "rule": "",
        "evidence": [{"paragraph": 0, "quote": "Mayor Odile Farrant"}],
    }
    assert record["photos"][0]["people"] == [{"name": "Odile Farrant", "position": "right"}]


def test_what_is_rarely_known_is_there_only_when_known() -> None:
    source = Source(published=date(2026, 6, 5), published_inferred=True, guid="urn:newsml:1")
    record = json.loads(json.dumps(to_record(Brief("Lamp", source, photos=(Photo(number=1, of=3), Photo())))))

    assert record["source"]["published_inferred"] is True
    assert record["source"]["guid"] == "urn:newsml:1"
    assert (record["photos"][0]["number"], record["photos"][0]["of"]) == (1, 3)
    assert "number" not in record["photos"][1]


def test_the_full_record_adds_the_names_and_the_article() -> None:
    record = full_record(LIT, Article("The lamp is lit", ("One.", "Two.")))

    assert list(record)[-2:] == ["names", "article"]
    assert record["names"] == [{"name": "Sandmoor", "type": "place", "aliases": []}]
    assert record["article"] == {"paragraphs": ["One.", "Two."]}
