from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefgen.briefs import frontmatter
from briefgen.briefs.markdown import format_brief, parse_brief, read_at_once, read_brief, read_carefully
from briefgen.fields import Findings
from briefgen.model import (
    Actor,
    Brief,
    Correction,
    Dateline,
    EntityType,
    Evidence,
    KeyFact,
    Photo,
    PhotoPerson,
    Quote,
    Source,
    Status,
)
from briefgen.problem import Problem

DATA = Path(__file__).parent.parent / "data" / "briefs"

LIT = Brief(
    "Sandmoor: the lamp is lit",
    Source(
        "content/articles/lamp.txt",
        title="Sandmoor: the lamp is lit",
        url="https://coastline.example/lamp",
        publisher="Coastline Press",
        authors=("Marit Ossel",),
        published=date(2026, 6, 5),
        published_inferred=True,
        sha256="ab" * 32,
    ),
    date=date(2026, 6, 5),
    topics=("shipping", "towns"),
    dateline=Dateline("SANDMOOR", "CP"),
    summary="The lamp of the Greywater lighthouse is lit.\n\nIt was dark for two years.",
    background="A storm broke the lens.",
    watch="- The fog signal.",
    actors=(
        Actor(
            "Odile Farrant",
            "person",
            role="mayor of Sandmoor",
            aliases=("Farrant", "the mayor"),
            mentions=3,
            rule="speaks",
            evidence=(Evidence(2, "“Every boat has waited for that light,” Farrant said."),),
        ),
    ),
    key_facts=(
        KeyFact("The lamp was lit.", "2026-06-05", "who-did-what", (Evidence(0, "The lamp: lit # at last"),)),
        KeyFact("A storm broke the lens.", "2024-02"),
        KeyFact("The authority runs the tower.", "1968"),
    ),
    quotes=(Quote(None, "No captain should have to guess."),),
    photos=(
        Photo(
            "The mayor at the tower.",
            credit="Marit Ossel/Coastline Press",
            photographer="Marit Ossel",
            provider="Coastline Press",
            taken="2026-06-05",
            people=(PhotoPerson("Odile Farrant", "right"),),
            flags=("handout",),
            number=1,
            of=2,
        ),
    ),
)


def test_a_brief_is_a_file_that_reads_well() -> None:
    assert format_brief(LIT) == (DATA / "lit.md").read_text("utf-8")


def test_what_is_written_is_read_back() -> None:
    assert parse_brief(format_brief(LIT), "x.md") == LIT


def test_a_brief_of_a_title_alone_is_three_lines() -> None:
    assert format_brief(Brief("Lamp", Source())) == "---\ntitle: Lamp\nsource: {}\n---\n"


def test_what_a_person_would_type_is_understood() -> None:
    brief = parse_brief((DATA / "by-hand.md").read_text("utf-8"), "by-hand.md")

    assert brief.date == date(2026, 6, 5)
    assert brief.topics == ("shipping",)
    assert brief.dateline == Dateline("SANDMOOR")
    assert brief.source == Source(
        title=brief.title, url="https://coastline.example/greywater", authors=("Marit Ossel",)
    )
    assert [fact.when for fact in brief.key_facts] == [None, "2024-02", "1968", "2026-06-04/2026-06-05"]
    assert brief.key_facts[0].text == "The lamp was lit on Friday."
    assert brief.photos[0].caption == "The lens on its way up"
    assert brief.photos[1].credit == "NO"
    assert brief.photos[1].taken == "2026"
    assert brief.photos[1].people == (PhotoPerson("Odile Farrant"), PhotoPerson("Tobias Wenlock", "right"))


def test_every_line_of_the_body_is_kept_in_the_part_it_stands_in() -> None:
    brief = parse_brief((DATA / "by-hand.md").read_text("utf-8"), "by-hand.md")

    assert brief.summary == ""
    assert brief.watch == "- The fog signal, next week."
    assert brief.background.split("\n\n") == [
        "The tower was dark for two years.",
        "### The storm",
        "It broke the lens.",
        "## Notes of my own",
        "Ask the union again.",
        "One more line.",
    ]


def test_windows_line_ends_and_a_byte_order_mark_are_no_matter() -> None:
    assert parse_brief("\ufeff" + format_brief(LIT).replace("\n", "\r\n"), "x.md") == LIT


CASES = [case.split("\n", 1) for case in (DATA / "wrong.txt").read_text("utf-8").rstrip("\n").split("\n====\n")]


@pytest.mark.parametrize(("name", "case"), CASES, ids=[name for name, _ in CASES])
def test_what_is_wrong_is_said_with_its_line(name: str, case: str) -> None:
    text, _, expected = case.rpartition("\n")

    findings = Findings("x.md")

    read_brief(text + "\n", findings)

    assert [str(problem) for problem in findings.problems] == [expected]


def test_the_first_error_is_raised_where_no_list_is_wanted() -> None:
    with pytest.raises(Problem, match="title is missing"):
        parse_brief("---\ntitel: Lamp\n---\n", "x.md")


def test_keys_of_a_person_s_own_are_kept_at_every_level() -> None:
    brief = parse_brief((DATA / "own-keys.md").read_text("utf-8"), "x.md")

    assert brief.extra == (("region", "north"), ("reviewed", {"by": ["Tobias", "Marit"], "times": 2, "done": True}))
    assert brief.source.extra == (("archive", "https://archive.example/1"),)
    assert brief.actors[0].extra == (("wikidata", "Q1"),)
    assert brief.actors[0].evidence[0].extra == (("checked", None),)
    assert brief.photos[0].people[0].extra == (("age", "012"),)
    assert parse_brief(format_brief(brief), "x.md") == brief


def test_everything_wrong_is_said_at_once_in_the_order_of_the_lines() -> None:
    findings = Findings("x.md")

    assert read_brief("---\ndate: soon\ntitel: Lamp\n---\n", findings) is None

    assert [(problem.line, problem.code) for problem in findings.problems] == [
        (2, "bad-value"),
        (2, "missing-key"),
        (3, "unknown-key"),
    ]


def test_a_lone_surrogate_does_not_stop_the_writing() -> None:
    assert "lamp \ufffd lit" in format_brief(replace(LIT, summary="lamp \ud800 lit"))


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
words = st.lists(texts, max_size=3).map(tuple)
known = st.none() | texts
counts = st.integers(0, 999_999_999)
days = st.dates()
whens = st.none() | st.one_of(
    days.map(str),
    days.map(lambda day: str(day)[:7]),
    days.map(lambda day: str(day)[:4]),
    days.map(lambda day: f"{day}/{day}"),
)
evidence = st.lists(st.builds(Evidence, counts, texts), max_size=2).map(tuple)
types = st.sampled_from(get_args(EntityType))
values = st.recursive(
    texts | st.booleans() | st.none() | st.integers(-(10**17), 10**17),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts.filter(str.strip), inner, max_size=2),
    max_leaves=4,
)
sources = st.builds(
    Source, texts, texts, known, known, known, words, st.none() | days, published_inferred=st.booleans(), sha256=texts
)


def bodies() -> st.SearchStrategy[str]:
    """Markdown as the file can hold it: no blank ends, newlines alone, none of the two headings that cut the body."""
    lines = texts.filter(lambda line: not line.startswith("##"))
    return st.lists(lines, max_size=4).map(lambda each: "\n".join(each).replace("\r", "\n").strip())


def lists(element: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(element, max_size=2).map(tuple)


briefs = st.builds(
    Brief,
    title=texts.filter(lambda text: text.strip() and "\0" not in text),
    source=sources,
    date=st.none() | days,
    language=texts,
    topics=words,
    dateline=st.none() | st.builds(Dateline, known, known),
    summary=bodies(),
    background=bodies(),
    watch=bodies(),
    actors=lists(st.builds(Actor, texts, types, texts, words, counts, texts, evidence)),
    key_facts=lists(st.builds(KeyFact, texts, whens, texts, evidence)),
    quotes=lists(st.builds(Quote, known, texts, evidence)),
    photos=lists(
        st.builds(
            Photo,
            caption=texts,
            credit=known,
            photographer=known,
            taken=whens,
            people=lists(st.builds(PhotoPerson, texts, known)),
            flags=words,
            number=st.none() | counts,
        )
    ),
    status=st.sampled_from(get_args(Status)),
    publish=st.none() | days,
    corrections=lists(st.builds(Correction, days, texts.filter(lambda text: text.strip() and "\0" not in text))),
    extra=st.dictionaries(st.from_regex(r"own_[a-z]{1,5}", fullmatch=True), values, max_size=2).map(
        lambda own: tuple(own.items())
    ),
)


@given(briefs)
def test_any_brief_comes_back_as_it_was(brief: Brief) -> None:
    title = brief.source.title or brief.title

    read = parse_brief(format_brief(brief), "x.md")

    assert read == replace(brief, source=replace(brief.source, title=title))


@given(st.text())
def test_any_text_is_a_brief_or_a_list_of_problems(text: str) -> None:
    for whole in (text, f"---\n{text}\n---\n", f"---\ntitle: {text}\n---\n{text}"):
        findings = Findings("x.md")
        brief = read_brief(whole, findings)
        assert (brief is None) == bool(findings.errors)


headings = ("## Background", "## What to watch")
lines = st.sampled_from([*headings, "## Notes", "# Lamp", "---", "    code", ""]) | texts


@given(st.lists(lines))
def test_no_line_of_a_body_is_lost(body: list[str]) -> None:
    brief = parse_brief("\n".join(["---", "title: Lamp", "---", *body]), "x.md")

    kept = f"{brief.summary}\n{brief.background}\n{brief.watch}".split()
    assert sorted(kept) == sorted(" ".join(line for line in body if line not in headings).split())


odd_lines = st.sampled_from(
    [
        *(
            "title: Lamp",
            "title:",
            "titel: Lamp",
            "date: soon",
            "date: '2026-06-05'",
            "date: 2026-06-05T10:00",
            "own: 012",
        ),
        *(
            "source: x.txt",
            "source:",
            "source: []",
            "  url: x",
            "actors: Odile",
            "actors: []",
            "actors:",
            "- name: Odile",
        ),
        *("  type: person", "  type: ship", "  mentions: many", "  mentions: 7", "  aliases: [a, b]", "  aliases: a"),
        *(
            "- The lamp is lit.",
            "- ~",
            "-",
            "- text: x",
            "  whn: 2026",
            "  when: 2026-13",
            "  evidence:",
            "  - paragraph: 1",
        ),
        *(
            "    quote: 'x'",
            "key_facts:",
            "- 'a: b'",
            "publish: 2026-01-01",
            "status: draft",
            "status: gone",
            "  x: {a: b}",
        ),
        *(
            "extra: 1",
            "dateline: SANDMOOR",
            "topics: [a, ~, 'b']",
            "topics: {a: b}",
            "photos:",
            "- caption: 'x'",
            "# why",
            "",
        ),
        *(
            "  people: [a]",
            "- people:",
            "  - name: x",
            "  number: -1",
            "  of: 0",
            "corrections: x",
            "  rule: |",
            "   a",
        ),
    ]
)


@given(st.lists(odd_lines, max_size=9), st.none() | briefs, st.data())
def test_what_is_read_at_once_is_what_is_read_carefully(
    odd: list[str], brief: Brief | None, data: st.DataObject
) -> None:
    lines = frontmatter.split(format_brief(brief), "x.md")[0].splitlines() if brief else ["title: Lamp"]
    place = data.draw(st.integers(0, len(lines)))
    front = "\n".join([*lines[:place], *odd, *lines[place:]])

    at_once = read_at_once(front)

    if at_once is not None:
        findings = Findings("x.md")
        assert repr(at_once) == repr(read_carefully(front, 2, findings))
        assert findings.problems == []


def test_what_is_written_is_read_at_once() -> None:
    assert read_at_once(frontmatter.split(format_brief(LIT), "x.md")[0])
