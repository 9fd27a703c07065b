"""The shortest way to a site after an edit: where only the words of a few briefs are others, the pages that show them
are made, and of no other page anything is asked.

What a brief says in its own words stands on its page, in its twin, in the feeds that have it for an entry, and, while
it is among the newest, on the front page. Everything else that a site shows of it is on its card (`indexcard`), so an
edit that leaves the card alone leaves all other pages alone. What a page shows beside the brief the last build has
kept (`memory.Sheets`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from briefgen.crew import Hands
from briefgen.laps import Laps
from briefgen.site import cards
from briefgen.site.briefpage import brief_page, twin
from briefgen.site.built import Built
from briefgen.site.dossier import Filed
from briefgen.site.feeds import Feed, feed_pages, item_of
from briefgen.site.front import front_page, retold
from briefgen.site.indexcard import IndexCard
from briefgen.site.memory import Ground, Held, Memory, mark
from briefgen.site.page import Page
from briefgen.site.record import look_of, record_file
from briefgen.site.scene import Scene
from briefgen.site.settings import SiteSettings
from briefgen.site.workshop import Workshop
from briefgen.site.write import Amiss, Fate, write


class Edit(msgspec.Struct, frozen=True):
    """A brief as it is now, and the card that it had."""

    filed: Filed
    before: IndexCard


def is_of_words(before: IndexCard, now: IndexCard) -> bool:
    """Whether two cards of a brief differ in nothing but what its own page, the front page and feeds show."""
    return replace(now, digest=before.digest, gist=before.gist) == before


def ground_after(ground: Ground | None, edits: Iterable[Edit]) -> Ground | None:
    """What the site stands on when these edits are in it; None if they reach further, or one of the briefs is not there
    as it was, or not once."""
    if ground is None:
        return None
    marks = bytearray(ground.marks)
    for edit in edits:
        was, now = mark(edit.before), mark(edit.filed.card)
        places = [at for at in _places(was, ground.marks) if at % len(was) == 0]
        if len(places) != 1 or not is_of_words(edit.before, edit.filed.card):
            return None
        marks[places[0] : places[0] + len(was)] = now
    return replace(ground, marks=bytes(marks))


def amend(
    shop: Workshop,
    hands: Hands | None,
    edits: Sequence[Edit],
    briefs: int,
    *,
    out: Path,
    cache: Path,
    memory: Memory,
    stands: Callable[[Path], bool],
    laps: Laps,
) -> Built | None:
    """Bring a site of so many briefs up to date after edits that reach no further than `ground_after` says.

    The other arguments are those of `publishing.publish`. None where all is not as it has to be for that; then nothing
    is touched. Raises Problem.
    """
    ground = ground_after(memory.before.ground, edits)
    if ground is None or ground.record != look_of(out, cache) or ground.shop != shop.keys.all:
        return None
    if not stands(record_file(out, cache)):  # as where a preview was built there since
        return None
    scenes = [placed.scene for edit in edits if (placed := memory.placed(edit.filed.slug))]
    if len(scenes) < len(edits):
        return None
    changed = list(zip(edits, scenes, strict=True))
    casts = [(edit.filed, dict.fromkeys(each.name for each in scene.actors)) for edit, scene in changed]
    shown = cards.cards(shop.settings, casts, memory)
    pages = (cards.shared(page, shop.settings, shown) for page in pages_of(shop.settings, changed, memory))
    try:
        done = write(map(shop.piece, pages), out=out, cache=cache, hands=hands, laps=laps, fate=_stay, stands=stands)
    except Amiss:
        return None
    memory.now = Held(memory.before.answers, replace(ground, record=look_of(out, cache)))
    return Built.of(briefs, done)


def pages_of(settings: SiteSettings, changed: Sequence[tuple[Edit, Scene]], memory: Memory) -> Iterator[Page]:
    """All pages that these edits can change; the sheets of which others come are kept in `memory`."""
    for edit, scene in changed:
        yield brief_page(settings, scene, edit.filed, {})
        if settings.has("json") or edit.filed.hold:
            yield twin(edit.filed)
    edits = [edit for edit, _ in changed]
    if held := memory.sheets.one("front", ""):
        before = front = msgspec.msgpack.decode(held)
        for edit in edits:
            front = retold(front, edit.filed)
        if front is not before:
            memory.front(front)
            yield front_page(settings, front)
    if settings.site_url:
        entries = {each.id: each for each in (item_of(settings, {}, edit.filed) for edit in edits)}
        for held in memory.sheets.naming("feed", entries).values():
            feed = msgspec.msgpack.decode(held, type=Feed)
            items = tuple([entries.get(each.id, each) for each in feed.items])
            if items != feed.items:
                memory.feed(other := replace(feed, items=items))
                yield from feed_pages(settings, other)


def _places(part: bytes, whole: bytes) -> Iterator[int]:
    at = whole.find(part)
    while at >= 0:
        yield at
        at = whole.find(part, at + 1)


def _stay(path: str) -> Fate:
    return "stays"
