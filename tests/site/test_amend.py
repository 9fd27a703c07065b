"""An edit of a brief's own words: which pages show them, made of what the last build kept."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from briefgen.model import Brief
from briefgen.register import Register
from briefgen.site.amend import Edit, ground_after, pages_of
from briefgen.site.dossier import Filed
from briefgen.site.library import Library, catalogue
from briefgen.site.memory import Loose, Memory, decode_placed
from briefgen.site.touched import ground_of

from .test_touched import BRIEFS, OTHER, QUOTED, REGISTER, SITE, TEXT, keys

EDITS = {**TEXT, **OTHER}
OWN = {"summary", "background", "notice"}
"""Edits that change nothing by which other pages show a brief."""


def filed(library: Library, slug: str) -> Filed:
    return next(each for each in library.briefs if each.slug == slug)


def amended(before: dict[str, Brief], after: dict[str, Brief], register: Register) -> Any:
    """(path -> key of the pages that are made anew, of all before and of all after); None where that takes a build."""
    old, new = catalogue(before.items(), register), catalogue(after.items(), register)
    first = Memory()
    was, whole = keys(old, first), keys(new)
    changed = [slug for slug, brief in before.items() if after[slug] != brief]
    edits = [Edit(filed(new, slug), filed(old, slug).card) for slug in changed]
    ground = ground_after(ground_of(old, []), edits)
    if ground is None:
        return None
    assert ground == ground_of(new, [])
    scenes = [decode_placed(first.made["scene", slug]).scene for slug in changed]
    found = pages_of(SITE, list(zip(edits, scenes, strict=True)), Memory(sheets=Loose(first.made)))
    return {page.path: page.key for page in found}, was, whole


made = st.lists(st.tuples(st.sampled_from([*BRIEFS]), st.sampled_from([*EDITS])), min_size=1, max_size=3)


@settings(max_examples=150)
@given(made, st.booleans())
def test_what_an_edit_of_words_leaves_has_the_key_that_it_had(edits: list[tuple[str, str]], registered: bool) -> None:
    after = dict(BRIEFS)
    for slug, kind in edits:
        after[slug] = EDITS[kind](after[slug])
    found = amended(BRIEFS, after, REGISTER if registered else Register())
    if found:
        pages, was, whole = found
        assert was | pages == whole


@pytest.mark.parametrize("kind", [kind for kind, edit in EDITS.items() if edit(BRIEFS[QUOTED]) != BRIEFS[QUOTED]])
def test_which_edits_are_of_words_alone(kind: str) -> None:
    after = BRIEFS | {QUOTED: EDITS[kind](BRIEFS[QUOTED])}
    assert (amended(BRIEFS, after, Register()) is not None) == (kind in OWN)


def test_a_new_lede_stands_on_the_front_page_and_in_the_feeds() -> None:
    after = BRIEFS | {QUOTED: TEXT["summary"](BRIEFS[QUOTED])}
    pages, was, _ = amended(BRIEFS, after, Register())
    changed = {path for path, key in pages.items() if was[path] != key}
    actors = {f"actors/{path.split('/')[1]}/feed.xml" for path in changed if path.startswith("actors/")}
    assert {f"briefs/{QUOTED}/index.html", f"briefs/{QUOTED}/brief.json", "index.html", "feed.xml"} <= changed
    assert actors and actors < changed


def test_of_two_briefs_that_say_the_same_none_is_known_from_the_other() -> None:
    before = BRIEFS | {"another": BRIEFS[QUOTED]}
    assert amended(before, before | {QUOTED: TEXT["summary"](BRIEFS[QUOTED])}, Register()) is None


def test_a_mark_is_found_only_where_one_begins() -> None:
    library = catalogue(BRIEFS.items())
    edit = Edit(filed(library, QUOTED), filed(library, QUOTED).card)
    ground = ground_of(library, [])
    assert ground_after(ground, [edit]) == ground
    assert ground_after(replace(ground, marks=b"-" + ground.marks + b"-" * 23), [edit]) is None
