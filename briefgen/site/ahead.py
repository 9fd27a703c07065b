"""Pages that somebody looks at, made before the build that makes them: what was saved shows at once.

A build goes through all briefs to learn which pages change. That a brief's own page changes with it, and those of its
actors, is known beforehand. They are made here of what the last build worked out, unless the edit changes what ties
briefs to one another; the build that follows makes them again, and has the last word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import msgspec
from msgspec.structs import replace

from briefgen.site import cards
from briefgen.site.briefpage import brief_page
from briefgen.site.dossier import Dossier, Filed, Statement
from briefgen.site.dossierpage import dossier_pages
from briefgen.site.library import Library, speaker_of
from briefgen.site.memory import Placed
from briefgen.site.page import Page
from briefgen.site.press import Press
from briefgen.site.settings import SiteSettings
from briefgen.site.surroundings import Surroundings


class Backdrop(msgspec.Struct, frozen=True):
    """What the last build worked out, before which an edited brief is put.

    `placed` gives the scene of a brief by its slug; `cards` are by the path of their page.
    """

    settings: SiteSettings
    press: Press
    around: Surroundings
    placed: Callable[[str], Placed | None]
    cards: Mapping[str, cards.Card]


def pages_ahead(backdrop: Backdrop, filed: Filed) -> Iterator[Page]:
    """The pages that surely change with a brief; none where other briefs may be listed, counted or linked otherwise."""
    settings, around = backdrop.settings, backdrop.around
    library = around.library
    before = around.briefs.get(filed.slug)
    if before is None or _ties(before) != _ties(filed):
        return
    placed = backdrop.placed(filed.slug)
    if placed is None:
        return
    scene = around.scene(filed, around.own(filed), placed.scene.places)
    pages = [brief_page(settings, scene, filed, around.pictures)]
    for dossier in (library.dossiers[key] for key in library.casts[filed.slug]):
        pages += dossier_pages(settings, library, around.digests, _with(dossier, filed, library))
    yield from (cards.shared(page, settings, backdrop.cards) for page in pages)


def _ties(filed: Filed) -> tuple[object, ...]:
    """By what a brief is listed, counted and linked, beside its title."""
    card = filed.card
    cast = [(each.key, each.name, each.type) for each in card.cast]
    shelves = card.topics, card.place, card.publisher, card.publisher_name
    return filed.hold, card.day, card.language, shelves, cast, card.photos


def _with(dossier: Dossier, filed: Filed, library: Library) -> Dossier:
    """The dossier with what a brief says now in the place of what it said."""
    keys = [library.key(filed, actor) for actor in filed.card.cast]
    said_by = enumerate(speaker_of(number, filed, library.register) for number in range(len(filed.card.quotes)))
    said = [Statement(filed, number) for number, who in said_by if who is not None and keys[who] == dossier.key]
    now = replace(
        dossier,
        filed=tuple(filed if each.slug == filed.slug else each for each in dossier.filed),
        statements=(*(each for each in dossier.statements if each.filed.slug != filed.slug), *said),
    )
    return replace(now, mentions=sum(each.actor.mentions for each in now.appearances))
