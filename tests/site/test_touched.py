"""An edit that ties no briefs to others in another way: only what it can reach is listed, and with the right keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from briefgen.briefs.markdown import parse_brief
from briefgen.briefs.packed import DIGEST
from briefgen.fields import Findings
from briefgen.model import Brief, Correction, KeyFact
from briefgen.register import Register, read_register
from briefgen.site.indexcard import SHORT
from briefgen.site.library import Library, catalogue
from briefgen.site.memory import Held, Loose, Memory
from briefgen.site.pages import all_pages
from briefgen.site.settings import SiteSettings
from briefgen.site.touched import STRETCH, Touched, changed_places, fate, ground_of, touched

FOLDER = Path(__file__).parents[1] / "data" / "site" / "briefs"
BRIEFS = {path.stem: parse_brief(path.read_text("utf-8"), path.name) for path in sorted(FOLDER.glob("*.md"))}
QUOTED = next(slug for slug, brief in BRIEFS.items() if brief.quotes and len(brief.actors) > 1 and brief.topics)
SITE = SiteSettings("Orr", site_url="https://desk.example/", search=True)
REGISTER = (
    read_register("Coast Watch: {same_as: [Sandrey Line], note: One desk}\n", Findings("actors.yml")) or Register()
)

Edit = Callable[[Brief], Brief]

TEXT: Mapping[str, Edit] = {
    "title": lambda brief: replace(brief, title=f"{brief.title} again"),
    "summary": lambda brief: replace(brief, summary=f"It was so. {brief.summary}"),
    "background": lambda brief: replace(brief, background=f"{brief.background} It was so."),
    "role": lambda brief: replace(brief, actors=tuple(replace(each, role="acting head") for each in brief.actors)),
    "aliases": lambda brief: replace(brief, actors=tuple(replace(each, aliases=("Aka",)) for each in brief.actors)),
    "fact": lambda brief: replace(brief, key_facts=tuple(replace(each, text="It was so.") for each in brief.key_facts)),
    "quotes": lambda brief: replace(brief, quotes=brief.quotes[1:]),
    "speaker": lambda brief: replace(brief, quotes=tuple(replace(each, speaker=None) for each in brief.quotes)),
    "notice": lambda brief: replace(brief, notice="Read with care."),
}
OTHER: Mapping[str, Edit] = {
    "when": lambda brief: replace(brief, key_facts=(*brief.key_facts, KeyFact("It was so.", when="2019-05"))),
    "undated": lambda brief: replace(brief, key_facts=tuple(replace(each, when=None) for each in brief.key_facts)),
    "date": lambda brief: replace(brief, date=date(2030, 3, 4)),
    "topics": lambda brief: replace(brief, topics=("Other", *brief.topics)),
    "first topic": lambda brief: replace(brief, topics=brief.topics[::-1]),
    "language": lambda brief: replace(brief, language="de"),
    "actors": lambda brief: replace(brief, actors=brief.actors[1:], quotes=()),
    "order of actors": lambda brief: replace(brief, actors=brief.actors[::-1], quotes=()),
    "mentions": lambda brief: replace(brief, actors=tuple(replace(each, mentions=99) for each in brief.actors)),
    "name": lambda brief: replace(brief, actors=tuple(replace(each, name=each.name.upper()) for each in brief.actors)),
    "correction": lambda brief: replace(brief, corrections=(Correction(date(2033, 1, 2), "It was not so."),)),
    "draft": lambda brief: replace(brief, status="draft"),
    "photos": lambda brief: replace(brief, photos=()),
    "publisher": lambda brief: replace(brief, source=replace(brief.source, publisher="Orr Post")),
    "place": lambda brief: replace(brief, dateline=None),
}
edits = st.lists(st.tuples(st.sampled_from([*BRIEFS]), st.sampled_from([*TEXT] * 8 + [*OTHER])), min_size=1, max_size=3)


@settings(max_examples=150)
@given(edits, st.booleans(), st.none() | st.sampled_from([*BRIEFS]))
def test_what_is_not_listed_has_the_key_that_it_had(
    made: list[tuple[str, str]], registered: bool, gone: str | None
) -> None:
    register = REGISTER if registered else Register()
    before, after = dict(BRIEFS), dict(BRIEFS)
    for slug, kind in made:
        after[slug] = (TEXT | OTHER)[kind](after[slug])
    if gone:
        del after[gone]
    old, new = catalogue(before.items(), register), catalogue(after.items(), register)
    some, memory = reached(old, new)
    was, whole = keys(old), keys(new)
    if some is None:
        return
    listed = keys(new, memory, some)
    assert listed.items() <= whole.items()
    left, come = was.keys() - listed.keys(), listed.keys() - was.keys()
    if any(fate(path) != "goes" for path in come) or any(fate(path) == "amiss" for path in left):
        return  # the build goes through everything
    stays = {path: was[path] for path in left if fate(path) == "stays"}
    assert listed | stays == whole


@pytest.mark.parametrize("kind", TEXT)
def test_an_edit_of_a_text_reaches_the_pages_that_show_it(kind: str) -> None:
    slug = QUOTED
    after = BRIEFS | {slug: TEXT[kind](BRIEFS[slug])}
    old, new = catalogue(BRIEFS.items()), catalogue(after.items())
    some, memory = reached(old, new)
    assert some is not None
    assert some.briefs == {slug}
    assert some.actors == {*new.casts[slug]}
    assert (some.shows == {slug}) == (kind != "title")
    listed, whole = keys(new, memory, some), keys(new)
    assert len(listed) < len(whole)
    shelves = {path for path in listed if path.startswith(("archive/", "topics/", "sources/")) and "feed" not in path}
    changed = {path for path, key in keys(old).items() if whole[path] != key}
    assert shelves == (shelves & changed if kind == "title" else set())
    assert changed <= listed.keys()


@pytest.mark.parametrize("number", [0, 400])
def test_a_list_of_topics_that_takes_several_pages_stands(number: int) -> None:
    topics = tuple(f"Topic {each}" for each in range(number))
    briefs = BRIEFS | {QUOTED: replace(BRIEFS[QUOTED], topics=(*BRIEFS[QUOTED].topics, *topics))}
    old, new = catalogue(briefs.items()), catalogue((briefs | {QUOTED: TEXT["fact"](briefs[QUOTED])}).items())
    some, memory = reached(old, new)
    assert some is not None
    left = keys(old).keys() - keys(new, memory, some).keys()
    assert ("all-topics/2/index.html" in left) == (number == 400)
    assert not [path for path in left if fate(path) == "amiss"]


@pytest.mark.parametrize("kind", ["date", "topics", "language", "actors", "mentions", "name", "publisher", "draft"])
def test_an_edit_of_what_ties_briefs_reaches_everything(kind: str) -> None:
    slug = QUOTED
    old, new = catalogue(BRIEFS.items()), catalogue((BRIEFS | {slug: OTHER[kind](BRIEFS[slug])}).items())
    assert reached(old, new)[0] is None


def test_where_the_record_is_another_everything_is_reached() -> None:
    library = catalogue(BRIEFS.items())
    ground = ground_of(library, [b"theme"], "record")
    assert touched(ground, ground, library, Memory()) == Touched(frozenset(), frozenset(), frozenset())
    for other in (ground_of(library, [b"theme"], "another"), ground_of(library, [b"changed"], "record"), None):
        assert touched(other, ground, library, Memory()) is None


def reached(old: Library, new: Library) -> tuple[Touched | None, Memory]:
    """What a build of the new library after one of the old one goes through, with what that one has found."""
    first = Memory()
    keys(old, first)
    second = Memory(Held({}, ground_of(old, [])), Loose(first.made))
    return touched(second.before.ground, ground_of(new, []), new, second), second


def keys(library: Library, memory: Memory | None = None, some: Touched | None = None) -> dict[str, bytes]:
    """Path -> key of the pages of a library."""
    return {page.path: page.key for page in all_pages(SITE, library, {}, memory, some)}


@given(
    number=st.sampled_from([0, 1, STRETCH - 1, STRETCH, STRETCH + 1, 3 * STRETCH]),
    whole=st.sets(st.integers(0, 3 * STRETCH - 1), max_size=5),
    lines=st.sets(st.integers(0, 3 * STRETCH - 1), max_size=5),
)
def test_every_place_is_found_of_which_a_mark_differs(number: int, whole: set[int], lines: set[int]) -> None:
    def mark(differs: bool, size: int) -> bytes:
        return (b"1" if differs else b"0") + b"-" * (size - 1)

    before = (mark(False, DIGEST) + mark(False, SHORT)) * number
    now = b"".join(mark(place in whole | lines, DIGEST) + mark(place in lines, SHORT) for place in range(number))
    there = frozenset(range(number))
    assert changed_places(before, now, number) == (sorted(there & (whole | lines)), sorted(there & lines))
