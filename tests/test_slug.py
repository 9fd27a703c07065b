from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.slug import DEVICES, LONGEST, are_slugs, slugify, unique


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Ferry sinks off Sandrey; 212 rescued", "ferry-sinks-off-sandrey-212-rescued"),
        ("The Lightermen’s Union", "the-lightermens-union"),
        ("Straße nach Øst", "strasse-nach-ost"),
        ("../../etc/passwd", "etc-passwd"),
        ("-- --", "untitled"),
        ("CON", "con-x"),
        ("com1", "com1-x"),
        ("console", "console"),
    ],
)
def test_a_title_becomes_a_slug(text: str, slug: str) -> None:
    assert slugify(text) == slug


def test_a_long_title_is_cut_at_a_word_end() -> None:
    assert slugify("word " * 40) == "-".join(["word"] * 16)
    assert slugify("x" * 100) == "x" * LONGEST


@given(st.text())
def test_a_slug_is_always_a_safe_name(text: str) -> None:
    slug = slugify(text)
    assert re.fullmatch(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?", slug)
    assert len(slug) <= LONGEST
    assert slug not in DEVICES


@given(st.text())
def test_a_slug_is_its_own_slug(text: str) -> None:
    assert slugify(slugify(text)) == slugify(text)


def test_a_taken_slug_is_numbered() -> None:
    assert unique("orr", set()) == "orr"
    assert unique("orr", {"orr", "orr-2"}) == "orr-3"


@given(st.text(), st.integers(1, 12))
def test_numbered_slugs_are_different_and_short(text: str, count: int) -> None:
    taken: set[str] = set()
    for _ in range(count):
        taken.add(unique(slugify(text), taken))
    assert len(taken) == count
    assert all(len(slug) <= LONGEST and slugify(slug) == slug for slug in taken)


@given(st.lists(st.text("ab1-\nÉ", max_size=4) | st.sampled_from([*DEVICES, "a" * LONGEST, "a" * (LONGEST + 1)])))
def test_many_are_seen_to_be_slugs_as_each_is(texts: list[str]) -> None:
    assert are_slugs(texts) == all(slugify(text) == text for text in texts)
