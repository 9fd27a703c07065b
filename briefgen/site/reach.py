"""What can be linked to in a site, as the list of pages and the theme have it; nothing is written.

Pictures are left out: a page shows them, and their addresses change with their content.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import msgspec
from lxml import html

from briefgen.model import Brief
from briefgen.register import Register
from briefgen.site.library import catalogue
from briefgen.site.pages import all_pages
from briefgen.site.render import environment, render
from briefgen.site.settings import SiteSettings
from briefgen.site.theme import STYLE, find_theme, packaged_themes, static_files
from briefgen.site.themesettings import settle


class Reach(msgspec.Struct, frozen=True):
    """`paths` of all files of a site, below its root; `anchors` in those pages that were asked for."""

    paths: frozenset[str]
    anchors: dict[str, frozenset[str]]


def reach(
    settings: SiteSettings,
    briefs: Sequence[tuple[str, Brief]],
    *,
    anchors_of: Collection[str] = (),
    theme_dirs: Sequence[Path] = (),
    register: Register | None = None,
) -> Reach:
    """The files of the site of these briefs. Only the pages in `anchors_of` are rendered. Raises Problem."""
    theme = find_theme(settings.theme, [*theme_dirs, packaged_themes()])
    chosen = settle(theme.settings, settings.theme_settings, "briefgen.yml")
    templates = environment(theme, settings.language, chosen)
    paths = {STYLE} | {path for path, _ in static_files(theme)}
    anchors: dict[str, frozenset[str]] = {}
    for page in all_pages(settings, catalogue(briefs, register), {}):
        paths.add(page.path)
        if page.template and page.path in anchors_of:
            found = html.fromstring(render(templates, page)).xpath("//@id | //a/@name")
            anchors[page.path] = frozenset(map(str, found))
    return Reach(frozenset(paths), anchors)
