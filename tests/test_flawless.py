from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefgen import flawless
from briefgen.briefs.schema import ACTOR, DATELINE
from briefgen.config import CONFIG, Settings
from briefgen.fields import Findings, Many, Named
from briefgen.flawless import Flawed
from briefgen.model import Actor, Dateline, Evidence, Extractor
from briefgen.site.theme import ABOUT
from briefgen.yamltext import parse
from briefgen.yamltree import Mapping


def test_a_table_reads_plain_data() -> None:
    read = flawless.reader(ACTOR)

    assert read(
        {
            "name": ("Odile Farrant",),
            "type": "person",
            "role": None,
            "aliases": "Farrant",
            "evidence": [{"paragraph": "2", "quote": "Farrant said."}, None],
            "wikidata": "7",
        }
    ) == Actor(
        "Odile Farrant",
        "person",
        aliases=("Farrant",),
        evidence=(Evidence(2, "Farrant said."),),
        extra=(("wikidata", 7),),
    )


def test_bare_text_stands_for_the_short_field() -> None:
    assert flawless.reader(DATELINE)("SANDMOOR") == Dateline("SANDMOOR")


@pytest.mark.parametrize(
    "data",
    [
        {"name": "Odile Farrant"},
        {"name": "Odile Farrant", "type": "ship"},
        {"name": ["Odile Farrant"], "type": "person"},
        {"name": "Odile Farrant", "type": "person", "mentions": ("many",)},
        {"name": "Odile Farrant", "type": "person", "alases": "x"},
        ["Odile Farrant"],
        "Odile Farrant",
    ],
)
def test_what_there_is_something_to_say_of_is_not_read(data: object) -> None:
    with pytest.raises(Flawed):
        flawless.reader(ACTOR)(data)


def test_what_keeps_its_line_is_not_read_without() -> None:
    with pytest.raises(Flawed):
        flawless.reader(Many(Named(Extractor, "spacy: {pipeline: x}")))(["spacy"])


SETTINGS = (
    "site_name: The Desk",
    'site_name: "007"',
    "site_url: https://desk.example/news",
    "site_url: desk.example",
    "cname: News.Desk.Example",
    "language:",
    "search: no",
    "search: perhaps",
    "theme_settings:\n  accent: '#123456'\n  width: 60\n  deep: [a, b]",
    "theme_settings: 3",
    "extra_css: one.css",
    "extra_css:\n- one.css\n-\n- two.css",
    "extractors: [spacy]",
    "leave_out: [json, network]",
    "leave_out: [jason]",
    "check:\n  copied: 30\n  undated: off\n  thin:",
    "check:\n  copied: 130",
    "check:\n  no-such-rule: off",
    "check: off",
    "extra:\n  motto: yes\n  since: 1999",
    "extra:",
    "sight_name: The Desk",
)


@given(st.lists(st.sampled_from(SETTINGS), unique=True))
@example(["site_name: The Desk", "check:\n  copied: 30\n  undated: off", "extra:\n  motto: yes\n  since: 1999"])
def test_settings_that_are_read_at_once_are_what_reading_with_care_gives(lines: list[str]) -> None:
    text = "\n".join(lines)
    at_once = flawless.at_once(flawless.reader(CONFIG), text)

    if at_once is not None:
        tree, findings = parse(text, "x"), Findings("x")
        assert isinstance(tree, Mapping)
        assert at_once == Settings(**CONFIG.values(tree, "", findings))
        assert findings.problems == []


THEME = (
    "name: Dusk",
    "name:",
    "extends: desk",
    "stylesheets: [dusk.css]",
    "settings:\n  accent:\n    type: colour\n    default: '#123456'",
    "settings:\n  accent:\n    type: hue\n    default: '#123456'",
    "settings:\n  accent:",
    "settings:\n  '': {}",
    "colour: red",
)


@given(st.lists(st.sampled_from(THEME), unique=True))
@example(["name: Dusk", "settings:\n  accent:\n    type: colour\n    default: '#123456'"])
def test_a_theme_that_is_read_at_once_is_what_reading_with_care_gives(lines: list[str]) -> None:
    text = "\n".join(lines)
    findings = Findings("x")
    at_once = flawless.at_once(flawless.reader(ABOUT), text)

    if at_once is not None:
        assert at_once == ABOUT.read(parse(text, "x"), "", findings)
        assert findings.problems == []
