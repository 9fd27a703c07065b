"""What a site's settings ask of its pages, and what of it cannot be had here."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.config import FILE_NAME, Settings
from briefgen.problem import Problem
from briefgen.site import search
from briefgen.site.settings import SiteSettings


def site_settings(settings: Settings) -> SiteSettings:
    """What the pages know of the settings."""
    return SiteSettings(
        settings.site_name,
        site_url=settings.site_url or None,
        site_description=settings.site_description,
        language=settings.language,
        theme=settings.theme,
        theme_settings=settings.theme_settings,
        search=settings.search,
        social_cards=settings.social_cards,
        extra=settings.extra,
        leave_out=frozenset(settings.leave_out),
    )


def not_installed(settings: Settings) -> Iterator[Problem]:
    """What a site asks for and cannot have, and how it can."""
    if settings.search and not search.find_engine():
        how = f"no search page: pip install '{search.WANTED}' adds it, search: false says that you want none"
        yield Problem(FILE_NAME, how, code="no-search", severity="note")
    if settings.social_cards == "briefs" and settings.site_url:
        from briefgen.site import fonts

        if fonts.families():
            return
        how = f"no social cards: pip install '{fonts.WANTED}' adds the font they are drawn in"
        yield Problem(FILE_NAME, how, code="no-cards", severity="note")
