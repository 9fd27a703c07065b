"""Social cards: the picture of a page that is shown where somebody shares its address (Open Graph `og:image`).

Words in a script that no installed font covers are left out, never drawn as boxes; a brief whose title they are
shares the site's card. Drawing one takes longer than making a brief's pages, so by default a site has one for all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import partial
from io import BytesIO
from itertools import islice
from pathlib import Path

import PIL
from PIL import Image, ImageDraw, ImageFont, features

from briefgen.files import write_whole
from briefgen.site.dates import direction, show_date
from briefgen.site.fonts import families, font_for
from briefgen.site.indexcard import digest_of, short
from briefgen.site.library import Filed, Library
from briefgen.site.page import Data, Page, address
from briefgen.site.settings import SiteSettings
from briefgen.site.write import Crew, Piece, spread

SIZE = (1200, 630)
"""Pixels: what Open Graph's and Twitter's readers show whole."""

MARGIN = 64
LEVELS = 8
"""Shades between ink and paper. A card in so few colours is 15 kB."""

MARK = (255, 232, 138)
INK, SOFT, PAPER = 0, 96, 255
CAST = 3
"""Actors at the foot of a card."""

HEADLINES = ((76, 4), (60, 5), (48, 6))
"""(pixels, lines): the largest that a title fits into is taken; the last one is cut."""

FEW = 32
"""Cards that are drawn here, and that a process is given at once."""

SITE = "index.html"
_RECIPE = (1, SIZE, LEVELS, PIL.__version__)


@dataclass(frozen=True, slots=True)
class Card:
    """The words of a card, and the language of its title. `path` is below the site's root."""

    path: str
    site: str
    title: str
    foot: str
    language: str


def cards(settings: SiteSettings, library: Library) -> dict[str, Card]:
    """The card of each page that has one of its own, by the page's path; the front page's is that of all others."""
    if not settings.site_url or settings.social_cards == "none" or not families():
        return {}
    found = {SITE: Card("card.png", "", settings.site_name, settings.site_description, settings.language)}
    if settings.social_cards == "briefs":
        found |= {f"briefs/{filed.slug}/index.html": _of(filed, settings, library) for filed in library.briefs}
    return {page: card for page, card in found.items() if font_for(card.title, card.language)}


def shared(page: Page, settings: SiteSettings, made: Mapping[str, Card]) -> Page:
    """The page with the address of its card, if it has one."""
    card = made.get(page.path) or made.get(SITE)
    if card is None or not page.path.endswith(".html"):
        return page
    about = {"address": address(settings, card.path), "alt": card.title}
    return Page(page.path, page.template, short(page.key, digest_of(about)), partial(_with, page, about))


def _with(page: Page, card: Data) -> Data:
    data = page.make()
    return {**data, "page": {**data["page"], "card": card}}


def contents(made: Iterable[Card], *, cache: Path, crew: Crew | None = None) -> Iterator[Piece]:
    """Each card as a file. What `cache` does not hold is drawn, all before the first."""
    folder = cache / "cards"
    kept = {card: folder / f"{_digest(card)}.png" for card in made}
    missing = [(card, file) for card, file in kept.items() if not file.is_file()]
    if missing:
        folder.mkdir(parents=True, exist_ok=True)
        list(spread(_keep, missing, crew if len(missing) > FEW else None, share=FEW))
    return (Piece(card.path, short(file.name.encode()), file.read_bytes) for card, file in kept.items())


def draw(card: Card) -> bytes:
    """The card as a PNG."""
    image = Image.new("L", SIZE, PAPER)
    canvas = ImageDraw.Draw(image)
    rtl = direction(card.language) == "rtl"
    width = SIZE[0] - 2 * MARGIN
    top = MARGIN + 12
    if card.site and (font := font_for(card.site, card.language, 34)):
        _line(canvas, top, _cut(card.site, font, width), font, SOFT, rtl)
        top += 74
    for size, most in HEADLINES:
        if font := font_for(card.title, card.language, size, bold=True):
            lines = _wrapped(card.title, font, width)
            if len(lines) <= most or size == HEADLINES[-1][0]:
                shown = lines[:most] if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]} …"]
                for number, line in enumerate(shown):
                    _line(canvas, top + round(number * size * 1.22), _cut(line, font, width), font, INK, rtl)
                break
    if card.foot and (font := font_for(card.foot, card.language, 32)):
        lines = _wrapped(card.foot, font, width)
        shown = lines if len(lines) <= 2 else [lines[0], f"{lines[1]} …"]
        for number, line in enumerate(reversed(shown)):
            _line(canvas, SIZE[1] - MARGIN - 36 - 42 * number, _cut(line, font, width), font, SOFT, rtl)
    return _png(image, rtl)


def _of(filed: Filed, settings: SiteSettings, library: Library) -> Card:
    brief = filed.card
    day = show_date(brief.day, brief.language) if brief.day else ""
    names = (library.dossiers[key].name for key in library.casts[filed.slug])
    cast = ", ".join(islice(dict.fromkeys(names), CAST))
    foot = " · ".join(filter(None, (day, cast)))
    return Card(f"briefs/{filed.slug}/card.png", settings.site_name, brief.title, foot, brief.language)


def _line(canvas: ImageDraw.ImageDraw, top: int, text: str, font: ImageFont.FreeTypeFont, ink: int, rtl: bool) -> None:
    place = (SIZE[0] - MARGIN if rtl else MARGIN, top)
    way = ("rtl" if rtl else "ltr") if features.check("raqm") else None
    canvas.text(place, text, font=font, fill=ink, anchor="ra" if rtl else "la", direction=way)


def _wrapped(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """The lines of a text; a word that is wider than a line stays whole."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _cut(text: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    """As much of a text as one line holds."""
    shown = " ".join(text.split())[:200]
    while shown and font.getlength(shown) > width:
        shown = shown.removesuffix(" …")[:-1].rstrip(" ,·") + " …"
    return shown


def _png(image: Image.Image, rtl: bool) -> bytes:
    step = 256 // LEVELS
    few = image.point([shade // step for shade in range(256)])
    few.putpalette([*(shade * 255 // (LEVELS - 1) for shade in range(LEVELS) for _ in "rgb"), *MARK])
    bar = SIZE[0] - 20 if rtl else 0
    ImageDraw.Draw(few).rectangle([bar, 0, bar + 19, SIZE[1]], fill=LEVELS)
    ImageDraw.Draw(few).rectangle([0, 0, SIZE[0], 9], fill=0)
    buffer = BytesIO()
    few.save(buffer, "PNG", bits=4, compress_level=6)
    return buffer.getvalue()


def _digest(card: Card) -> str:
    fonts: Sequence[tuple[str, int]] = [(file.name, file.stat().st_size) for file in families()]
    return hashlib.sha256(repr((_RECIPE, fonts, astuple(card))).encode(errors="replace")).hexdigest()[:20]


def _keep(work: tuple[Card, Path]) -> None:
    card, file = work
    write_whole(file, draw(card))
