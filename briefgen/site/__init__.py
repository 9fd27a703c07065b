"""Briefs and a theme -> a static site.

Four steps that know nothing of each other: `library` finds what links to what, `pages` lists the pages and what each
shows, `render` makes bytes of one page, `write` brings the output folder up to date.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from briefgen.model import Brief
from briefgen.problem import Problem
from briefgen.register import Register
from briefgen.site import cards
from briefgen.site.library import Library, catalogue
from briefgen.site.media import photo_files
from briefgen.site.pages import all_pages
from briefgen.site.pictures import Album, develop, shot_of
from briefgen.site.render import environment, render
from briefgen.site.search import engine
from briefgen.site.search.records import parts
from briefgen.site.settings import SiteSettings
from briefgen.site.theme import STYLE, find_theme, packaged_themes, static_files, stylesheet
from briefgen.site.themesettings import settle
from briefgen.site.write import write

__all__ = ["Built", "SiteSettings", "build"]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: HTML pages in the site; files written, standing as they should be, removed; and what it had
    to leave out."""

    pages: int
    written: int
    unchanged: int
    removed: int
    problems: tuple[Problem, ...] = ()


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
    executor: Executor | None = None,
) -> Built:
    """Bring the site of these (slug, brief) pairs in `out` up to date.

    `theme_dirs` are the site's own folders of themes; those that come with briefgen count after them. `cache` keeps
    the record of what was written, and what is dear to make. `media` is the folder that a photo's `file` is relative
    to, `register` says who is who, `extra_css` are stylesheets of the site's own. Every page is rendered before the
    first is written, so a theme that is wrong leaves the old site as it was. What takes long runs on `executor`, if
    there is one. Raises Problem.
    """
    theme = find_theme(settings.theme, [*theme_dirs, packaged_themes()])
    chosen = settle(theme.settings, settings.theme_settings, "briefgen.yml")
    style = stylesheet(theme, chosen, extra_css)
    templates = environment(theme, settings.language, chosen)
    library = catalogue(briefs, register)
    finder = engine.find_engine() if settings.search and briefs else None
    settings = replace(settings, search=finder is not None)
    album = _album(media, briefs, cache, executor)
    shown = cards.cards(settings, library)
    pages = (cards.shared(page, settings, shown) for page in all_pages(settings, library, album.pictures))
    made = [(page.path, render(templates, page)) for page in pages]
    drawn = cards.contents(shown.values(), cache=cache, executor=executor)
    index = _index(library, settings, finder, cache) if finder else ()
    files = chain([(STYLE, style)], static_files(theme), album.contents(), drawn, made, index)
    done = write(files, out=out, cache=cache)
    count = sum(path.endswith(".html") for path, _ in made)
    return Built(count, done.written, done.unchanged, done.removed, album.problems)


def _index(library: Library, settings: SiteSettings, finder: Path, cache: Path) -> Iterator[tuple[str, bytes]]:
    """The files of the search index, all of them made before the first is asked for."""
    each = parts(library)
    return engine.contents(each, engine.index(each, library, settings.language, engine=finder, cache=cache))


def _album(media: Path | None, briefs: Sequence[tuple[str, Brief]], cache: Path, executor: Executor | None) -> Album:
    if media is None:
        return Album()
    shots = (shot_of(photo) for _, brief in briefs for photo in brief.photos)
    return develop(shots, photo_files(media, (brief for _, brief in briefs)), cache=cache, executor=executor)
