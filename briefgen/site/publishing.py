"""The way from briefs and a theme to a static site.

Four steps that know nothing of each other: `library` finds what links to what, `pages` lists the pages and what each
shows, `render` makes bytes of one page, `write` brings the output folder up to date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from msgspec.structs import replace

from briefgen.crew import Aside, Crew
from briefgen.laps import Laps
from briefgen.model import Brief
from briefgen.register import Register
from briefgen.site import cards, search
from briefgen.site.ahead import Backdrop
from briefgen.site.built import Built
from briefgen.site.indexcard import digest_of
from briefgen.site.library import Library, catalogue
from briefgen.site.making import Piece
from briefgen.site.media import photo_files
from briefgen.site.memory import Memory
from briefgen.site.page import Page
from briefgen.site.pages import all_pages
from briefgen.site.pictures import Album, shot_of
from briefgen.site.record import look_of
from briefgen.site.settings import SiteSettings
from briefgen.site.theme import STYLE, static_files, stylesheet
from briefgen.site.touched import Touched, fate, ground_of, touched
from briefgen.site.workshop import Workshop, hands, set_up
from briefgen.site.write import Amiss, Written, write


def build(
    settings: SiteSettings,
    briefs: Sequence[tuple[str, Brief]],
    *,
    out: Path,
    cache: Path,
    theme_dirs: Sequence[Path] = (),
    media: Path | None = None,
    register: Register | None = None,
    extra_css: Sequence[Path] = (),
    crew: Crew | None = None,
) -> Built:
    """`publish` of (slug, brief) pairs that are in hand."""
    return publish(
        settings,
        catalogue(briefs, register),
        out=out,
        cache=cache,
        theme_dirs=theme_dirs,
        media=media,
        extra_css=extra_css,
        crew=crew,
    )


def publish(
    settings: SiteSettings,
    library: Library,
    *,
    out: Path,
    cache: Path,
    theme_dirs: Sequence[Path] = (),
    media: Path | None = None,
    extra_css: Sequence[Path] = (),
    crew: Crew | None = None,
    memory: Memory | None = None,
    fingerprint: bytes = b"",
    aside: Aside | None = None,
    stands: Callable[[Path], bool] | None = None,
    laps: Laps | None = None,
    heed: Callable[[], None] = lambda: None,
) -> Built:
    """Bring the site of a library in `out` up to date.

    `theme_dirs` are the site's own folders of themes; those that come with briefgen count after them. `cache` keeps
    the record of what was written, and what is dear to make. `media` is the folder that a photo's `file` is relative
    to, `extra_css` are stylesheets of the site's own. `memory` is what an earlier build worked out, `fingerprint` tells
    one version of the program and its libraries from another, `stands` whether all files are known to be as a record
    has them, `laps` take the time. Every page is rendered before the first is put in place, so a theme that is wrong
    leaves the old site as it was. Hands of `aside` make files too, if there are any, and a `crew` draws pictures.
    `heed` is called again and again before the first is put in place, and ends the build by what it raises. Raises
    Problem.
    """
    setup = set_up(settings, cache=cache, theme_dirs=theme_dirs, fingerprint=fingerprint)
    finder = search.find_engine() if settings.search and library.briefs else None
    shop, beside = Workshop.of(settings, setup, searched=finder is not None), hands(setup, aside)
    settings = shop.settings
    style = stylesheet(setup.theme, setup.settings, extra_css)
    memory = memory or Memory()
    album = _album(media, library, cache, crew, memory)
    shown = cards.cards(settings, cards.casts_of(library), memory)
    laps = laps or Laps()

    def bring(touched: Touched | None) -> Written:
        every = _heeding(heed, all_pages(settings, library, album.pictures, memory, touched))
        made = (shop.piece(cards.shared(page, settings, shown)) for page in every)
        index = _index(library, settings, finder, cache) if finder else ()
        drawn = cards.contents(shown.values(), cache=cache, crew=crew, memory=memory)
        given = chain([(STYLE, style)], static_files(setup.theme))
        standing = (Piece(path, digest_of(content), partial(bytes, content)) for path, content in given)
        pieces = chain(standing, album.contents(), drawn, made, index)
        some = fate if touched else None
        return write(pieces, out=out, cache=cache, hands=beside, laps=laps, fate=some, stands=stands)

    pictures = [picture.digest for picture in album.pictures.values()]
    ground = ground_of(library, [shop.keys.all, *pictures], look_of(out, cache))
    some = touched(memory.before.ground, ground, library, memory)
    try:
        done = bring(some)
    except Amiss:
        done = bring(None)
    if aside:
        aside.dismiss()
    memory.now.ground = replace(ground, record=look_of(out, cache), shop=shop.keys.all)
    if memory.around:
        memory.backdrop = Backdrop(settings, shop.press, memory.around, memory.placed, shown)
    return Built.of(len(library.briefs), done, album.problems)


def _heeding(heed: Callable[[], None], pages: Iterable[Page]) -> Iterator[Page]:
    for page in pages:
        heed()
        yield page


def _index(library: Library, settings: SiteSettings, finder: Path, cache: Path) -> Iterator[Piece]:
    """The files of the search index, all of them made before the first is asked for."""
    from briefgen.site.search import engine  # brings what runs it
    from briefgen.site.search.records import parts

    each = parts(library)
    return engine.contents(each, engine.index(each, library, settings.language, engine=finder, cache=cache))


def _album(media: Path | None, library: Library, cache: Path, crew: Crew | None, memory: Memory) -> Album:
    shots = [shot_of(plate) for filed in library.briefs for plate in filed.card.photos if plate.file]
    if media is None or not shots:
        return Album()
    from briefgen.site.developing import develop  # brings the library that reads pictures

    return develop(shots, photo_files(media, (each.file for each in shots)), cache=cache, crew=crew, memory=memory)
