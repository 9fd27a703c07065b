"""Feeds: the newest briefs of the site, a topic, an actor, and corrections, as Atom (RFC 4287) and as JSON Feed 1.1.

A picture goes with its credit: in Atom as Media RSS 1.5.1 has it.
Addresses in a feed are absolute, so a site without an address has none. A brief without a day has no place in an order
of time and is left out.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import islice

import msgspec

from briefgen.site.dossier import Filed
from briefgen.site.indexcard import digest_of
from briefgen.site.ondemand import Asked
from briefgen.site.page import Page, address
from briefgen.site.photodata import column_wide, pictured
from briefgen.site.pictures import TYPES, Picture, Shot, credited, shot_of
from briefgen.site.settings import SiteSettings

NEWEST = 30
"""Entries of a feed at most."""

OF_TOPIC, OF_ACTOR = 10, 3
"""Entries of feeds of which a site has many: so few, and all of the week before the newest, since a desk publishes by
the batch and many may come at once."""

WEEK = 7


class Image(msgspec.Struct, frozen=True, array_like=True):
    """The picture of an entry, in the type that every reader knows; `credit` is empty where nobody is known."""

    url: str
    type: str
    width: int
    credit: str


class Item(msgspec.Struct, frozen=True, array_like=True):
    """An entry. `id` is an address that stays the same; `published` and `updated` are ISO 8601 days."""

    id: str
    url: str
    title: str
    summary: str
    language: str
    published: str
    updated: str
    author: str
    topics: tuple[str, ...] = ()
    image: Image | None = None


class Feed(msgspec.Struct, frozen=True, array_like=True):
    """The `items` of the page in `folder` ("actors/x/", or "" for the site's own).

    `word` is the key of a word of the interface, which stands before the title. `at` is where the feed lies: in the
    same folder, unless it is a copy, which tells readers where the feed is.
    """

    at: str
    folder: str
    title: str
    items: tuple[Item, ...]
    word: str = ""


def feed_pages(settings: SiteSettings, feed: Feed) -> Iterator[Page]:
    """`feed.xml` and `feed.json`."""
    items = feed.items
    updated = max((each.updated for each in items), default="1970-01-01")
    about = {
        "title": feed.title,
        "word": feed.word,
        "home": address(settings, f"{feed.folder}index.html") or "",
        "atom": address(settings, f"{feed.folder}feed.xml"),
        "json": address(settings, f"{feed.folder}feed.json"),
        "language": settings.language,
        "author": settings.site_name,
        "updated": updated,
    }
    key = digest_of(about, items)
    media = any(each.image for each in items)
    yield Page(f"{feed.at}feed.xml", "feed.xml", key, lambda: {"feed": about, "items": list(items), "media": media})
    yield Page(f"{feed.at}feed.json", "feed.json", key, lambda: {"feed": _json_feed(about, items), "word": feed.word})


def brief_items(settings: SiteSettings, pictures: Mapping[Shot, Picture] | None = None) -> Mapping[Filed, Item]:
    """The entry of each brief that has a day."""
    return Asked(partial(item_of, settings, pictures or {}))


def newest(items: Mapping[Filed, Item], briefs: Iterable[Filed], least: int = NEWEST) -> tuple[Item, ...]:
    """The entries of the first of these briefs, which are newest first: `least`, and those of the week before."""
    found = tuple([items[each] for each in islice((each for each in briefs if each.card.day), NEWEST)])
    if len(found) <= least:
        return found
    last = date.fromisoformat(found[0].published).toordinal()
    week = date.fromordinal(max(last - WEEK, 1)).isoformat()
    return tuple([each for number, each in enumerate(found) if number < least or each.published >= week])


def correction_items(settings: SiteSettings, found: Iterable[tuple[int, Filed]]) -> tuple[Item, ...]:
    """The newest corrections, each by the address of the brief and its day and number there."""
    items = []
    for number, filed in islice(found, NEWEST):
        url = address(settings, f"briefs/{filed.slug}/index.html") or ""
        day, text = filed.card.corrections[number]
        items.append(
            Item(
                id=f"{url}#correction-{number + 1}",
                url=f"{url}#corrections",
                title=filed.card.title,
                summary=text,
                language=filed.card.language,
                published=day,
                updated=day,
                author=settings.site_name,
            )
        )
    return tuple(items)


def item_of(settings: SiteSettings, pictures: Mapping[Shot, Picture], filed: Filed) -> Item:
    card = filed.card
    url = address(settings, f"briefs/{filed.slug}/index.html") or ""
    return Item(
        id=url,
        url=url,
        title=card.title,
        summary=card.gist,
        language=card.language,
        published=card.day,
        updated=card.changed,
        author=card.publisher_name or settings.site_name,
        topics=card.topics,
        image=_image(settings, filed, pictures),
    )


def _image(settings: SiteSettings, filed: Filed, pictures: Mapping[Shot, Picture]) -> Image | None:
    if (found := pictured(filed.card.photos, pictures)) is None:
        return None
    photo, picture = found
    made = column_wide(picture)
    kind = TYPES[made.path.rpartition(".")[2]]
    return Image(address(settings, made.path) or "", kind, made.width, credited(shot_of(photo), picture).credit or "")


def _json_feed(about: dict[str, str | None], items: Iterable[Item]) -> dict[str, object]:
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": about["title"],
        "home_page_url": about["home"],
        "feed_url": about["json"],
        "language": about["language"],
        "items": [
            {
                "id": each.id,
                "url": each.url,
                "title": each.title,
                "content_text": each.summary or each.title,
                "date_published": f"{each.published}T00:00:00Z",
                **({"date_modified": f"{each.updated}T00:00:00Z"} if each.updated != each.published else {}),
                "authors": [{"name": each.author}],
                **({"language": each.language} if each.language != about["language"] else {}),
                **({"tags": list(each.topics)} if each.topics else {}),
                **(_json_image(each.image) if each.image else {}),
            }
            for each in items
        ],
    }


def _json_image(image: Image) -> dict[str, object]:
    """JSON Feed has no place for a credit, so it is an extension, whose name begins with an underscore."""
    return {"image": image.url, **({"_image": {"credit": image.credit}} if image.credit else {})}
