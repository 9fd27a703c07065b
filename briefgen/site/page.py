"""A page: where it goes, which template makes it, and of what. All of it plain values, so that it is a pure function.

What a page shows of a brief or an actor on another page is cut here, once, so that a page's data holds nothing that
it does not show. The `key` of a page is a digest of all that its data is made of: a page whose key stands is as it was,
and its data is not even made. Where the data costs little the key is its own digest; a page of many briefs has one of
what its list shows of each (`digests.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

import msgspec

from briefgen.model import EntityType
from briefgen.register import ActorKey
from briefgen.site.dossier import Filed
from briefgen.site.indexcard import digest_of
from briefgen.site.settings import KINDS, SiteSettings

if TYPE_CHECKING:
    from briefgen.site.library import Library

Data = dict[str, Any]


class Page(msgspec.Struct, frozen=True):
    """`path` is relative to the site's root, with slashes. Without a template a page is its data, as JSON.

    `make` gives the data, and the same for the same `key`, template and settings of the site. Of a page that stands
    `apart` it is made of little, which is soon copied to another process.
    """

    path: str
    template: str | None
    key: bytes
    make: Callable[[], Data]
    apart: bool = False

    @property
    def data(self) -> Data:
        return self.make()


def made_of(path: str, template: str | None, data: Data) -> Page:
    """A page whose data is at hand."""
    return Page(path, template, digest_of(data), lambda: data)


def page(settings: SiteSettings, path: str, template: str, title: str, description: str = "", **data: Any) -> Page:
    """A page with `framed` data that is at hand."""
    return made_of(path, template, framed(settings, path, title, description, **data))


def framed(settings: SiteSettings, path: str, title: str, description: str = "", **data: Any) -> Data:
    """What every template is given: `site`, `page`, and `root`, the way to the site's root; and `data`.

    `title` comes from the content; a page that is named by the interface leaves it to the template.
    """
    about = {"path": path, "title": title, "description": description, "address": address(settings, path), "card": None}
    return {"site": site(settings), "page": about, "root": "../" * path.count("/"), **data}


def site(settings: SiteSettings) -> Data:
    """The settings as templates see them."""
    return {
        "name": settings.site_name,
        "description": settings.site_description,
        "language": settings.language,
        "search": settings.search,
        "has": [kind for kind in KINDS if settings.has(kind)],
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
    return filed.card.day or None


class Named(Protocol):
    """An actor of the site: a dossier, or what is known of one."""

    @property
    def name(self) -> str: ...
    @property
    def slug(self) -> str: ...
    @property
    def type(self) -> EntityType: ...


def named(actor: Named) -> Data:
    """An actor as a link."""
    return {"name": actor.name, "slug": actor.slug, "type": actor.type}


def telling_aliases(name: str, aliases: Iterable[str]) -> list[str]:
    """The aliases that say more than a part of the name does."""
    words = name.casefold()
    return [alias for alias in aliases if alias.casefold() not in words]


def headline(filed: Filed) -> Data:
    """A brief as a line in a list. `hold` marks one that only a preview shows: "draft", or the day before it is out."""
    card = filed.card
    return {
        "title": card.title,
        "slug": filed.slug,
        "day": iso_day(filed),
        "language": card.language,
        "hold": filed.hold,
    }


def brief_line(filed: Filed) -> Data:
    """A brief as a line in a list of briefs."""
    return {**headline(filed), "kicker": kicker(filed)}


def kicker(filed: Filed) -> str:
    """The word above a headline: the first topic, or where the story was filed."""
    return filed.card.topics[0] if filed.card.topics else filed.card.place


def links(keys: Iterable[ActorKey], library: Library) -> list[Data]:
    return [named(library.dossiers[key]) for key in keys]
