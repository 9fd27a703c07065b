"""Social cards: the picture of a page that is shown where somebody shares its address (Open Graph `og:image`).

Words in a script that no installed font covers are left out, never drawn as boxes; a brief whose title they are
shares the site's card. Drawing one takes longer than making a brief's pages, so by default a site has one for all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from briefgen.crew import Crew
from briefgen.site.dates import show_date
from briefgen.site.dossier import Filed
from briefgen.site.indexcard import digest_of, short
from briefgen.site.making import Piece
from briefgen.site.memory import Memory
from briefgen.site.page import Data, Page, address
from briefgen.site.settings import SiteSettings
from briefgen.site.write import spread

if TYPE_CHECKING:
    from briefgen.site.library import Library

CAST = 3
"""Actors at the foot of a card."""

FEW = 32
"""Cards that are drawn here, and that a process is given at once."""

SITE = "index.html"
CARD = "card.png"


Cast = tuple[Filed, Iterable[str]]
"""A brief, and who acts in it, as the site calls them."""


class Card(msgspec.Struct, frozen=True):
    """The words of a card, and the language of its title. `path` is below the site's root."""

    path: str
    site: str
    title: str
    foot: str
    language: str


def cards(settings: SiteSettings, casts: Iterable[Cast], memory: Memory | None = None) -> dict[str, Card]:
    """The card of each page that has one of its own, by the page's path; the front page's is that of all others."""
    if not settings.site_url or settings.social_cards == "none":
        return {}
    found = {SITE: Card(CARD, "", settings.site_name, settings.site_description, settings.language)}
    if settings.social_cards == "briefs":
        found |= {f"briefs/{filed.slug}/index.html": _of(filed, names, settings) for filed, names in casts}
    memory = memory or Memory()
    return {page: card for page, card in found.items() if memory.answer(_can(card), partial(_font, card))}


def casts_of(library: Library) -> Iterator[Cast]:
    for filed in library.briefs:
        yield filed, (library.dossiers[key].name for key in library.casts[filed.slug])


def _can(card: Card) -> bytes:
    return digest_of("font", card.title, card.language)


def _font(card: Card) -> str:
    """Whether there is a font for a card's title: "yes", or nothing."""
    from briefgen.site.fonts import font_for  # brings the library that draws

    return "yes" if font_for(card.title, card.language) else ""


def shared(page: Page, settings: SiteSettings, made: Mapping[str, Card]) -> Page:
    """The page with the address of its card, if it has one."""
    card = made.get(page.path) or made.get(SITE)
    if card is None or not page.path.endswith(".html"):
        return page
    about = {"address": address(settings, card.path), "alt": card.title}
    key = short(page.key, digest_of(about))
    return Page(page.path, page.template, key, partial(_with, page, about), page.apart)


def _with(page: Page, card: Data) -> Data:
    data = page.make()
    return {**data, "page": {**data["page"], "card": card}}


def contents(
    made: Iterable[Card], *, cache: Path, crew: Crew | None = None, memory: Memory | None = None
) -> Iterator[Piece]:
    """Each card as a file. What `cache` does not hold is drawn, all before the first."""
    folder = cache / "cards"
    memory = memory or Memory()
    kept = {card: folder / memory.answer(digest_of("card", card), partial(_name, card)) for card in made}
    missing = [(card, file) for card, file in kept.items() if not file.is_file()]
    if missing:
        from briefgen.site.carddrawing import keep

        folder.mkdir(parents=True, exist_ok=True)
        list(spread(keep, missing, crew if len(missing) > FEW else None, share=FEW))
    return (
        Piece(card.path, short(file.name.encode()), file.read_bytes, "cards", apart=True) for card, file in kept.items()
    )


def _name(card: Card) -> str:
    from briefgen.site.carddrawing import digest

    return f"{digest(card)}.png"


def _of(filed: Filed, names: Iterable[str], settings: SiteSettings) -> Card:
    brief = filed.card
    day = show_date(brief.day, brief.language) if brief.day else ""
    cast = ", ".join(islice(dict.fromkeys(names), CAST))
    foot = " · ".join(filter(None, (day, cast)))
    return Card(f"briefs/{filed.slug}/{CARD}", settings.site_name, brief.title, foot, brief.language)
