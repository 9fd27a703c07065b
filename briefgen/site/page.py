"""A page: where it goes, which template makes it, and of what. All of it plain values, so that it is a pure function.

What a page shows of a brief or an actor on another page is cut here, once, so that a page's data holds nothing that
it does not show: that is what lets a build see which pages a change really touches.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from briefgen.register import ActorKey
from briefgen.site.library import Dossier, Filed, Library
from briefgen.site.settings import SiteSettings

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """`path` is relative to the site's root, with slashes. Without a template a page is its data, as JSON."""

    path: str
    template: str | None
    data: Data


def page(settings: SiteSettings, path: str, template: str, title: str, description: str = "", **data: Any) -> Page:
    """A page with what every template is given: `site`, `page`, and `root`, the way to the site's root.

    `title` comes from the content; a page that is named by the interface leaves it to the template.
    """
    about = {"path": path, "title": title, "description": description, "address": address(settings, path), "card": None}
    return Page(path, template, {"site": site(settings), "page": about, "root": "../" * path.count("/"), **data})


def site(settings: SiteSettings) -> Data:
    """The settings as templates see them."""
    return {
        "name": settings.site_name,
        "description": settings.site_description,
        "language": settings.language,
        "search": settings.search,
        "extra": dict(settings.extra),
    }


def address(settings: SiteSettings, path: str) -> str | None:
    """The address that a page is known by in the world, if the site has one."""
    if not settings.site_url:
        return None
    return settings.site_url.rstrip("/") + "/" + path.removesuffix("index.html")


def base_path(settings: SiteSettings) -> str:
    """The path of the site's root on its server, with slashes around: "/repo/"."""
    path = urlsplit(settings.site_url or "").path.strip("/")
    return f"/{path}/" if path else "/"


def iso_day(filed: Filed) -> str | None:
    return filed.day.isoformat() if filed.day else None


def named(dossier: Dossier) -> Data:
    """An actor as a link."""
    return {"name": dossier.name, "slug": dossier.slug, "type": dossier.type}


def telling_aliases(name: str, aliases: Iterable[str]) -> list[str]:
    """The aliases that say more than a part of the name does."""
    words = name.casefold()
    return [alias for alias in aliases if alias.casefold() not in words]


def headline(filed: Filed) -> Data:
    """A brief as a line in a list. `hold` marks one that only a preview shows: "draft", or the day before it is out."""
    brief = filed.brief
    hold = "draft" if brief.status == "draft" else brief.publish.isoformat() if brief.publish else None
    return {"title": brief.title, "slug": filed.slug, "day": iso_day(filed), "language": brief.language, "hold": hold}


def brief_line(filed: Filed) -> Data:
    """A brief as a line in a list of briefs."""
    return {**headline(filed), "kicker": kicker(filed)}


def card(filed: Filed, library: Library, actors: int = 4) -> Data:
    """A brief as a story on a front page: `lede` is Markdown, the actors are the first of the brief's own order."""
    brief = filed.brief
    keys = list(dict.fromkeys(library.key(filed, actor) for actor in brief.actors))
    return {
        **brief_line(filed),
        "publisher": brief.source.publisher,
        "lede": brief.summary or (brief.key_facts[0].text if brief.key_facts else ""),
        "actors": links(keys[:actors], library),
        "more_actors": max(0, len(keys) - actors),
    }


def kicker(filed: Filed) -> str:
    """The word above a headline: the first topic, or where the story was filed."""
    brief = filed.brief
    return brief.topics[0] if brief.topics else (brief.dateline.place if brief.dateline else None) or ""


def links(keys: list[ActorKey], library: Library) -> list[Data]:
    return [named(library.dossiers[key]) for key in keys]
