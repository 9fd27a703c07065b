import json
from datetime import date
from pathlib import Path

import pytest

from briefgen.problem import Problem
from briefgen.reading import read

DATA = Path(__file__).parent.parent / "data/reading"


@pytest.mark.parametrize("name", ["ninjs-1.json", "ninjs-2.json", "ninjs-3.json"])
def test_the_three_tracks_give_the_same_article(name: str) -> None:
    (found,) = read((DATA / name).read_bytes(), name)
    assert (found.title, found.guid, found.language) == ("Ferry talks resume", "urn:marland:1", "en")
    assert found.authors == ("Ada Quill",)
    assert (found.published, found.published_inferred) == (date(2024, 3, 3), False)
    assert (found.publisher, found.topics) == ("AP", ("transport",))
    assert found.dateline is not None and found.dateline.place == "PORT AMBER, Marland"
    assert [paragraph.split()[0] for paragraph in found.paragraphs] == ["PORT", "The"]
    (photo,) = found.photos
    assert (photo.credit, photo.photographer, photo.provider) == ("AP Photo/Jo Roe, File", "Jo Roe", "AP")
    assert (photo.taken, photo.place, photo.flags) == ("2024-01-09", "Port Amber, Marland", ("file",))
    assert photo.url == "https://example.org/talks.jpg"


def test_a_web_address_among_the_identifiers_is_the_articles() -> None:
    (found,) = read((DATA / "ninjs-2.json").read_bytes(), "x.json")
    assert found.url == "https://example.org/ferry"


def test_a_list_of_items_gives_an_article_each() -> None:
    item = json.loads((DATA / "ninjs-3.json").read_bytes())
    assert len(list(read(json.dumps([item, item]).encode(), "x.json"))) == 2


@pytest.mark.parametrize(
    ("by", "photographer", "provider"),
    [("Jo Roe", "Jo Roe", None), ("Tarwo", "Tarwo", None), ("Marland Coast Guard", None, "Marland Coast Guard")],
)
def test_an_organisation_in_a_pictures_by_is_its_provider(
    by: str, photographer: str | None, provider: str | None
) -> None:
    item = {
        "headline": "A",
        "body_text": "One paragraph.",
        "associations": {"one": {"type": "picture", "by": by, "description_text": "A ferry leaves."}},
    }
    (found,) = read(json.dumps(item).encode(), "x.json")
    assert (found.photos[0].photographer, found.photos[0].provider) == (photographer, provider)


def test_half_a_surrogate_pair_does_not_reach_the_article() -> None:
    (found,) = read(b'{"headline": "A \\ud800 B", "body_text": "One paragraph."}', "x.json")
    assert found.title.encode() == b"A ? B"


def test_without_a_dateline_in_the_text_the_located_place_stands_in() -> None:
    (found,) = read(b'{"headline": "A", "body_text": "One paragraph.", "located": "Port Amber"}', "x.json")
    assert found.dateline is not None and (found.dateline.place, found.dateline.text) == ("Port Amber", "")


def test_an_item_that_cannot_be_read_does_not_lose_those_behind_it() -> None:
    item = {"headline": "A", "body_text": "One paragraph."}
    found = read(json.dumps([item, {"type": "picture"}, item]).encode(), "x.json")
    assert [next(found).title, next(found).title] == ["A", "A"]
    with pytest.raises(Problem, match="item 2 of 3 was left out: no headline and body") as caught:
        next(found)
    assert caught.value.code == "not-ninjs"


def test_items_that_cannot_be_read_are_counted() -> None:
    with pytest.raises(Problem, match="2 of 2 items were left out: item 1: no headline"):
        list(read(b'[{"type": "picture"}, {}]', "x.json"))


@pytest.mark.parametrize(
    ("field", "terms", "licence"),
    [
        ("description_creditline", "Mara Lind/CC BY 2.0", "CC BY 2.0"),
        ("usageterms", "Licensed under CC BY 4.0", "CC BY 4.0"),
        ("usageTerms", "Not to be licensed under CC BY 4.0", None),
    ],
)
def test_a_pictures_licence_is_in_its_credit_or_its_rights(field: str, terms: str, licence: str | None) -> None:
    picture = {"type": "picture", "description_text": "A ferry leaves.", field: terms}
    item = {"headline": "A", "body_text": "One paragraph.", "associations": {"one": picture}}
    (found,) = read(json.dumps(item).encode(), "x.json")
    assert found.photos[0].licence == licence
