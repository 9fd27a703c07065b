"""What the pages of a site are made with: settings, templates, and keys that tell when either changed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import msgspec
from msgspec.structs import replace

from briefgen.crew import Aside, Hands
from briefgen.site.indexcard import digest_of, short
from briefgen.site.making import Piece
from briefgen.site.page import Page
from briefgen.site.press import Press, Setup, set_up_there
from briefgen.site.settings import SiteSettings
from briefgen.site.templatekeys import TemplateKeys
from briefgen.site.theme import find_theme, packaged_themes
from briefgen.site.themesettings import settle
from briefgen.site.words import speak


class Workshop(msgspec.Struct, frozen=True):
    """`settings` say whether the site is searched: not whether it is to be."""

    settings: SiteSettings
    setup: Setup
    press: Press
    keys: TemplateKeys

    @classmethod
    def of(cls, settings: SiteSettings, setup: Setup, *, searched: bool) -> Workshop:
        settings = replace(settings, search=searched)
        common = short(setup.fingerprint, _key(settings))
        return cls(settings, setup, Press(setup), TemplateKeys(setup.theme, setup.words, setup.settings, common))

    def piece(self, page: Page) -> Piece:
        """A page as a file that is to be made."""
        make, order = partial(self.press.make, page), partial(self.press.order, page)
        return Piece(page.path, self.keys.of(page), make, page.template or "brief.json", page.apart, order)


def hands(setup: Setup, aside: Aside | None) -> Hands | None:
    """Hands that make pages with these templates, the first of which begins at once to compile them."""
    if aside is None:
        return None
    found = Hands(aside, (set_up_there, (setup,)))
    found.begin(1)
    return found


def set_up(settings: SiteSettings, *, cache: Path, theme_dirs: Sequence[Path] = (), fingerprint: bytes = b"") -> Setup:
    """What the templates of a site are loaded by; the arguments are those of `publishing.publish`. Raises Problem."""
    theme = find_theme(settings.theme, [*theme_dirs, packaged_themes()])
    chosen = settle(theme.settings, settings.theme_settings, "briefgen.yml")
    words = speak(theme, settings.language)
    return Setup(theme, words.language, words.texts, chosen, cache, fingerprint)


def _key(settings: SiteSettings) -> bytes:
    """A digest of the settings, the same whatever order a set has."""
    return digest_of(replace(settings, leave_out=frozenset()), sorted(settings.leave_out))
