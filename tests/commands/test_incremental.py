"""After any edits, one build after another gives what a first build of the same content gives.

By default a few sequences are tried; BRIEFGEN_SEQUENCES says how many, and `make test-long` tries a thousand.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.commands import look, stock
from briefgen.site import search
from briefgen.site.search import engine

from .desk import Desk
from .newsroom import EDITS, NAMES, OFTEN

SEQUENCES = int(os.environ.get("BRIEFGEN_SEQUENCES", "4"))
LOWERED = {
    "homepage": {"FRONT": 3, "MOST_NAMED": 2, "CAST": 2},
    "archivepages": {"NEWEST": 2, "PER_PAGE": 2},
    "dossierpage": {
        "APPEARANCES": 2,
        "COMPANIONS": 2,
        "COMPANIONS_IN_ONE": 1,
        "ROLES": 2,
        "PLOTTED": 2,
        "LONGEST_PLOT": 2,
    },
    "digests": {"TITLES": 2},
    "front": {"LEAD_FACTS": 1},
    "feeds": {"NEWEST": 3, "OF_TOPIC": 2, "OF_ACTOR": 1},
    "timelinepages": {"NEWEST": 2, "AHEAD": 1, "PER_PAGE": 2},
    "shelfpages": {"SHELVES_PER_PAGE": 2, "BRIEFS_PER_PAGE": 2, "NAMED": 2},
    "registerpages": {"PHOTOS_PER_PAGE": 2, "CORRECTIONS_PER_PAGE": 2},
    "actorpages": {"ON_ONE_PAGE": 4, "MOST_NAMED": 2, "PER_PAGE": 2},
    "machinepages": {"ADDRESSES": 20},
    "related": {"NEAREST": 2, "COMMONPLACE": 4},
    "network": {"MOST_ACTORS": 4, "MOST_PAIRS": 3, "ENOUGH": 2},
    "briefpage": {"TIMELINE": 2, "SHARED": 2},
    "indexcard": {"GIST": 3, "CAPTION": 3},
    "search.records": {"PART": 2},
    "search.page": {"CHOICES": 2, "SHELVES": 2},
    "making": {"MANY": 24, "BEGIN": 3, "SHARE": 2, "REST": 4, "FEW": 2},
}
"""Where lists are cut, pages begin and work is shared out, low enough for sites of a few briefs to have all of it."""


@pytest.fixture(scope="module", autouse=True)
def small_pages() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name, values in LOWERED.items():
            module = import_module(f"briefgen.site.{name}")
            for constant, value in values.items():
                assert hasattr(module, constant)
                patch.setattr(module, constant, value)
        patch.setattr(import_module("briefgen.site.dossierpage"), "TITLES", 2)
        patch.setattr(stock, "MANY", 3)
        patch.setattr(stock, "SHARE", 1)
        patch.setattr(look, "FRESH", 0)  # else much is read again that nobody has edited
        patch.setattr(search, "find_engine", lambda: Path("engine"))
        patch.setattr(engine, "_run", index)
        yield


def index(_: Path, *arguments: str) -> str:
    """What the search engine does, but the same each time: it answers with what it was asked to index."""
    if arguments == ("--version",):
        return "1"
    options = dict(zip(arguments[::2], arguments[1::2], strict=False))
    site, made = Path(options["--site"]), Path(options["--output-path"])
    made.mkdir()
    (made / "pagefind-entry.json").write_text(json.dumps({"languages": {"en": {"wasm": "en"}}}))
    (made / "all.pf_index").write_text(
        "\n".join(f"{file.relative_to(site)}\n{file.read_text('utf-8')}" for file in sorted(site.rglob("*.html")))
    )
    return ""


STEPS = st.lists(
    st.tuples(st.lists(st.tuples(st.sampled_from(OFTEN), st.integers(0, 9999)), min_size=1, max_size=3), st.booleans()),
    min_size=1,
    max_size=8,
)


@settings(
    max_examples=SEQUENCES, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(seed=st.integers(0, 9999), briefs=st.integers(0, 9), steps=STEPS)
def test_after_any_edits_the_site_is_that_of_a_first_build(seed: int, briefs: int, steps: list[Any]) -> None:
    with TemporaryDirectory() as folder, Desk(Path(folder), seed, briefs) as desk:
        desk.check()
        for edits, stays in steps:
            for kind, number in edits:
                desk.room.edit(kind, number)
            desk.check(stays=stays)


WORDS = st.lists(st.tuples(st.sampled_from([*["rewrite"] * 12, *EDITS]), st.integers(0, 9999)), min_size=2, max_size=12)


@settings(
    max_examples=SEQUENCES, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(seed=st.integers(0, 9999), steps=WORDS)
def test_after_edits_of_words_alone_the_site_is_that_of_a_first_build(seed: int, steps: list[tuple[str, int]]) -> None:
    with (
        TemporaryDirectory() as folder,
        Desk(Path(folder), seed, len(NAMES)) as desk,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(look, "FRESH", 0)  # else much is read again that nobody has edited
        room = desk.room
        for name, brief in room.briefs.items():
            photos = [{**each, "file": None} for each in brief["photos"]]
            brief |= {"status": "published", "publish": None, "photos": photos}
            room._lay(name)
        for kind, number in steps:
            desk.check()
            room.edit(kind, number)
        desk.check()
