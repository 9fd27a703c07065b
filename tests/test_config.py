from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from briefgen import config
from briefgen.config import Settings
from briefgen.model import Extractor
from briefgen.problem import Problem
from briefgen.site.settings import KINDS


def problems(text: str, environment: dict[str, str] | None = None) -> list[str]:
    with pytest.raises(ExceptionGroup) as group:
        config.read(text, "briefgen.yml", root=Path(), environment=environment)
    return [str(problem) for problem in group.value.exceptions]


def test_a_name_is_all_a_site_needs() -> None:
    assert config.read("site_name: Harbour", "briefgen.yml", root=Path("x")) == Settings("Harbour", root=Path("x"))


def test_every_setting_can_be_written() -> None:
    text = """
site_name: NO
site_url: https://example.org/desk
cname: News.Example.org
site_description: Short briefs
language: de
theme: plain
leave_out: [network, actor_feeds, network]
extractors: [roster, spacy: {pipeline: en_core_web_sm, seed: 7}]
articles_dir: in
briefs_dir: out
media_dir: pictures
actors_file: people.yml
site_dir: public
cache_dir: .cache
extra: {contact: desk@example.org, links: [a, 1, true, null, NO]}
"""
    settings = config.read(text, "briefgen.yml", root=Path("x"))

    assert settings == Settings(
        site_name="NO",
        site_url="https://example.org/desk/",
        cname="news.example.org",
        site_description="Short briefs",
        language="de",
        theme="plain",
        leave_out=("network", "actor_feeds", "network"),
        extractors=(Extractor("roster"), Extractor("spacy", (("pipeline", "en_core_web_sm"), ("seed", "7")))),
        articles_dir="in",
        briefs_dir="out",
        media_dir="pictures",
        actors_file="people.yml",
        site_dir="public",
        cache_dir=".cache",
        extra={"contact": "desk@example.org", "links": ["a", 1, True, None, "NO"]},
        root=Path("x"),
    )
    assert settings.articles == Path("x/in")


def test_everything_wrong_is_said_at_once() -> None:
    assert problems("site_nmae: Harbour\nsite_url: example.org\nextra: 3\n") == [
        "briefgen.yml:1: error: site_nmae: unknown key (did you mean site_name?) [unknown-key]",
        "briefgen.yml:1: error: site_name is missing [missing-key]",
        "briefgen.yml:2: error: site_url: 'example.org' is not an address; write https://example.org/ [bad-value]",
        "briefgen.yml:3: error: extra: write keys and values under it, one a line, indented [bad-value]",
    ]


@pytest.mark.parametrize(
    ("written", "line", "message"),
    [
        ("[[spacy]]", 2, "extractors[0]: write a name, or a name with options, such as spacy: {pipeline: en_core_web"),
        ("[{a: {}, b: {}}]", 2, "extractors[0]: write a name, or a name with options, such as spacy: {pipeline: en_"),
        ("\n  - spacy: small", 3, "extractors[0]: write the options as keys and values: spacy: {pipeline: en_core_web"),
        ("\n  - spacy: {pipeline: [a]}", 3, "extractors[0].pipeline: a list stands here; write text"),
    ],
)
def test_an_extractor_is_a_name_with_or_without_options(written: str, line: int, message: str) -> None:
    (problem,) = problems(f"site_name: Harbour\nextractors: {written}\n")
    assert problem.startswith(f"briefgen.yml:{line}: error: {message}")


def test_what_to_leave_out_is_told_from_what_there_is() -> None:
    known = f"is not one of {', '.join(KINDS)}"
    assert problems("site_name: Harbour\nleave_out: [network, corections, home]\n") == [
        f"briefgen.yml:2: error: leave_out[1]: 'corections' {known} (did you mean corrections?) [bad-value]",
        f"briefgen.yml:2: error: leave_out[2]: 'home' {known} [bad-value]",
    ]


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "site_name:\n", "site_name: ~\n"])
def test_a_site_without_a_name_is_refused(text: str) -> None:
    assert problems(text) == ["briefgen.yml:1: error: site_name is missing [missing-key]"]


def test_a_syntax_error_has_its_line() -> None:
    assert problems("site_name: Harbour\ntheme: a: b\n") == [
        "briefgen.yml:2: error: not valid YAML: put the text in quotes, it holds a colon [bad-yaml]"
    ]


def test_the_environment_overrides_the_file() -> None:
    environment = {"BRIEFGEN_SITE_NAME": "Quay: east", "BRIEFGEN_SITE_URL": "", "BRIEFGEN_HOME": "x"}

    settings = config.read("site_url: https://example.org/", "briefgen.yml", root=Path(), environment=environment)

    assert (settings.site_name, settings.site_url) == ("Quay: east", "")


def test_a_wrong_value_in_the_environment_is_named_as_such() -> None:
    assert problems("site_name: Harbour", {"BRIEFGEN_SITE_URL": "harbour"}) == [
        "BRIEFGEN_SITE_URL: error: site_url: 'harbour' is not an address; write https://example.org/ [bad-value]"
    ]


def test_the_nearest_file_above_is_found(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert config.find(tmp_path / "a" / "b") in (None, config.find(tmp_path))

    (tmp_path / "briefgen.yml").write_text("site_name: Harbour")

    assert config.find(tmp_path / "a" / "b") == str(tmp_path / "briefgen.yml")


@pytest.mark.parametrize("site_dir", [".", "..", "content", "content/briefs", "content/articles/site"])
def test_a_build_may_not_write_among_what_people_write(tmp_path: Path, site_dir: str) -> None:
    with pytest.raises(Problem, match="a folder of its own"):
        config.check_folders(Settings("Harbour", site_dir=site_dir, root=tmp_path))


@pytest.mark.parametrize("site_dir", ["site", "public/site", "../site"])
def test_a_folder_of_its_own_is_fine(tmp_path: Path, site_dir: str) -> None:
    config.check_folders(Settings("Harbour", site_dir=site_dir, root=tmp_path))


def test_the_file_that_init_lays_sets_nothing_but_the_name() -> None:
    text = (files("briefgen") / "scaffold" / "briefgen.yml").read_text("utf-8")

    assert config.read(text, "briefgen.yml", root=Path()) == Settings("My Briefing Desk")


def test_the_file_that_init_lays_explains_every_setting() -> None:
    text = (files("briefgen") / "scaffold" / "briefgen.yml").read_text("utf-8")

    assert [key for key in config.FIELDS if f"{key}:" not in text] == []


@pytest.mark.parametrize(
    "name", ["https://a.example", "a.example/", "harbour", "-a.example", "a..example", "10.0.0.1", "a b.c"]
)
def test_a_domain_is_a_name_alone(name: str) -> None:
    assert problems(f"site_name: A\ncname: {name}\n") == [
        f"briefgen.yml:2: error: cname: '{name}' is not a domain; write news.example.org [bad-value]"
    ]


def test_a_site_may_have_no_domain_of_its_own() -> None:
    assert config.read("site_name: A\ncname: ''", "briefgen.yml", root=Path()).cname == ""
