"""What a site makes of its register of actors, on its pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefgen.fields import Findings
from briefgen.model import Brief
from briefgen.register import read_register
from briefgen.site.publishing import build
from briefgen.site.settings import SiteSettings

DATA = Path(__file__).parents[1] / "data" / "register"


@pytest.fixture(scope="module")
def folder(settings: SiteSettings, briefs: list[tuple[str, Brief]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    register = read_register((DATA / "orr.yml").read_text("utf-8"), Findings("orr.yml"))
    folder = tmp_path_factory.mktemp("registered")
    build(settings, briefs, out=folder / "site", cache=folder / "cache", register=register)
    return folder / "site"


@pytest.fixture
def look(folder: Path, html: Callable[[str], Any]) -> Callable[[str], Any]:
    return lambda path: html((folder / path / "index.html").read_text("utf-8"))


def test_a_dossier_has_the_word_of_the_desk(look: Callable[[str], Any]) -> None:
    page = look("actors/bridge-council-of-the-orr")
    assert "Also: BC, Bridge Council, the Council" in page.words
    assert (
        "As the desk has it joint body of both banks 2029 to Dec 2030 Set up by the truce. orr.example · Wikidata"
        in (page.words)
    )
    assert [each["href"] for each in page.all("a") if each["href"].startswith("https://")][-2:] == [
        "https://www.orr.example/council",
        "https://www.wikidata.org/entity/Q1001",
    ]


def test_the_data_of_a_dossier_is_the_canonical_actor(look: Callable[[str], Any]) -> None:
    (data,) = look("actors/bridge-council-of-the-orr").scripts
    assert json.loads(data) == {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": "Bridge Council of the Orr",
        "sameAs": "https://www.wikidata.org/entity/Q1001",
        "alternateName": ["BC", "Bridge Council", "the Council"],
        "url": "https://www.orr.example/council",
        "mainEntityOfPage": "https://desk.example/orr/actors/bridge-council-of-the-orr/",
    }


def test_a_brief_keeps_its_own_name_for_an_actor_and_links_to_the_dossier(folder: Path) -> None:
    page = (folder / "briefs/bridge-council-opens-third-crossing/index.html").read_text("utf-8")
    assert 'actors/bridge-council-of-the-orr/index.html">Bridge Council</a>' in page
    data = json.loads(page.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    canonical = {"name": "Bridge Council of the Orr", "sameAs": "https://www.wikidata.org/entity/Q1001"}
    assert {"@type": "Organization", **canonical} in data["mentions"]


def test_a_role_that_no_brief_states_is_the_desks(look: Callable[[str], Any]) -> None:
    assert "Veskara country east of the Orr, as the desk has it" in look("actors/veskara").words


def test_a_note_is_markdown_that_can_do_no_harm(look: Callable[[str], Any]) -> None:
    assert look("actors/veskara").all("b") == []
    assert "<b>not HTML</b>" in look("actors/veskara").words
