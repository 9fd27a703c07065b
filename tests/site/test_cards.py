from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image

from briefgen.crew import Crew
from briefgen.model import Actor, Brief, Source
from briefgen.site import carddrawing, cards, fonts
from briefgen.site.carddrawing import SIZE, draw
from briefgen.site.cards import Card
from briefgen.site.library import Library, catalogue
from briefgen.site.publishing import build
from briefgen.site.settings import SiteSettings

SETTINGS = SiteSettings("The Orr Desk", site_url="https://desk.example/orr/", social_cards="briefs")
ARABIC = "المجلس يناقش فتح الجسور"
CARD = Card("card.png", "The Orr Desk", "Żółć at the Orr: “Ferry” – αβγ, где?", "8 Mar 2031 · Łukasz Quill", "en")


@pytest.fixture
def library() -> Library:
    actors = tuple(Actor(name, "person") for name in ("Ada Renn", "Bo Lind", "Dora Quill", "Tomas Avelar"))
    return catalogue(
        [
            ("ferry", Brief("Ferry sinks", Source(), date=date(2031, 2, 3), actors=actors)),
            ("jusur", Brief(ARABIC, Source(), date=date(2031, 2, 4), language="ar")),
        ]
    )


def pixels(content: bytes) -> Image.Image:
    with Image.open(BytesIO(content)) as image:
        assert (image.format, image.size) == ("PNG", SIZE)
        return image.convert("L")


def ink(image: Image.Image, box: tuple[int, int, int, int]) -> bool:
    return image.crop(box).getextrema()[0] < 130  # type: ignore[operator]


def test_a_card_is_a_small_png_with_its_words_on_it() -> None:
    content = draw(CARD)
    assert len(content) < 25_000
    image = pixels(content)
    assert ink(image, (40, 120, 1100, 300)) and ink(image, (40, 520, 700, 600))
    assert draw(CARD) == content


@pytest.mark.parametrize("title", ["x" * 500, "word " * 200, "W", "many words in a title " * 4])
def test_a_title_of_any_length_stays_within_the_card(title: str) -> None:
    image = pixels(draw(replace(CARD, title=title, foot=title)))
    assert not ink(image, (SIZE[0] - 40, 20, SIZE[0], SIZE[1]))
    assert not ink(image, (30, SIZE[1] - 40, SIZE[0], SIZE[1]))


def test_a_brief_has_title_day_and_its_first_actors(library: Library) -> None:
    made = cards.cards(SETTINGS, cards.casts_of(library))
    assert made["briefs/ferry/index.html"] == Card(
        "briefs/ferry/card.png", "The Orr Desk", "Ferry sinks", "3 Feb 2031 · Ada Renn, Bo Lind, Dora Quill", "en"
    )
    assert made["index.html"].title == "The Orr Desk"


def test_words_that_no_font_has_make_no_card_rather_than_boxes(library: Library) -> None:
    assert "briefs/jusur/index.html" not in cards.cards(SETTINGS, cards.casts_of(library))
    assert not ink(pixels(draw(replace(CARD, title=ARABIC, foot="x"))), (100, 120, 1100, 500))
    assert fonts.font_for("日本", "ja") is None and fonts.font_for("", "en") is None
    assert fonts.font_for("Łódź, Привет, Ωμέγα – “…”", "en")


def test_a_right_to_left_card_is_set_from_the_right() -> None:
    image = pixels(draw(replace(CARD, title="Ferry", language="he")))
    assert ink(image, (900, 120, 1140, 300)) and not ink(image, (30, 120, 500, 300))


@pytest.mark.parametrize(
    ("changed", "pages"),
    [
        ({}, 2),
        ({"social_cards": "site"}, 1),
        ({"social_cards": "none"}, 0),
        ({"site_url": None}, 0),
        ({"site_name": ARABIC}, 1),
    ],
)
def test_the_setting_says_which_pages_have_one(library: Library, changed: dict[str, str], pages: int) -> None:
    assert len(cards.cards(replace(SETTINGS, **changed), cards.casts_of(library))) == pages


def test_without_a_font_there_is_no_card(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "families", list)
    assert cards.cards(SETTINGS, cards.casts_of(library)) == {}


def test_what_has_not_changed_is_not_drawn_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [replace(CARD, path=f"{n}.png", title=f"Ferry {n}") for n in range(40)]
    first = cards.contents(many, cache=tmp_path, crew=Crew(lambda *_: ThreadPoolExecutor()))
    made = {each.path: each.make() for each in first}
    monkeypatch.setattr(carddrawing, "draw", None)
    assert {each.path: each.make() for each in cards.contents(many, cache=tmp_path)} == made


def test_pages_name_their_card_or_the_sites(library: Library, tmp_path: Path) -> None:
    briefs = [(filed.slug, filed.brief) for filed in library.briefs]
    build(SETTINGS, briefs, out=tmp_path / "site", cache=tmp_path / "cache")

    def meta(page: str) -> dict[str, str]:
        text = (tmp_path / "site" / page).read_text(encoding="utf-8")
        return dict(re.findall(r'<meta (?:property|name)="([a-z_:]+)" content="([^"]*)">', text))

    ferry = meta("briefs/ferry/index.html")
    assert ferry["og:image"] == "https://desk.example/orr/briefs/ferry/card.png"
    assert (ferry["og:type"], ferry["og:title"], ferry["og:image:alt"]) == ("article", "Ferry sinks", "Ferry sinks")
    assert ferry["article:published_time"] == "2031-02-03"
    assert ferry["twitter:card"] == "summary_large_image"
    other = meta("briefs/jusur/index.html")
    assert (other["og:image"], other["og:image:alt"]) == ("https://desk.example/orr/card.png", "The Orr Desk")
    text = (tmp_path / "site/actors/index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" property="og:url" href="https://desk.example/orr/actors/">' in text
    assert meta("actors/index.html")["og:title"] == "Actors – The Orr Desk"
    assert {path.name for path in (tmp_path / "site").rglob("*.png")} == {"card.png"}
    build(replace(SETTINGS, site_url=None), briefs, out=tmp_path / "site", cache=tmp_path / "cache")
    assert "og:title" not in meta("index.html") and not list((tmp_path / "site").rglob("*.png"))
