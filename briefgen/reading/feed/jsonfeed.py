"""JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1) -> entries."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from briefgen.problem import Problem
from briefgen.reading.decoding import decode
from briefgen.reading.feed.entry import Entry, Feed, Picture, absolute, as_html, read_day


def read_json(data: bytes, path: str) -> Feed:
    """The entries of a JSON Feed. Raises Problem `not-json`, `not-feed` or `no-entries`."""
    try:
        feed = json.loads(decode(data, path))
    except json.JSONDecodeError as error:
        raise Problem(path, f"broken JSON: {error.msg}", code="not-json", line=error.lineno) from None
    except (RecursionError, ValueError) as error:  # too deep, or a number of thousands of digits
        raise Problem(path, f"unreadable JSON: {error}", code="not-json") from None
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise Problem(path, 'this JSON Feed has no list "items"', code="not-feed")
    if not items:
        raise Problem(path, "the feed holds no entries", code="no-entries")
    return Feed(tuple(_entry(item, feed) for item in items if isinstance(item, dict)))


def _entry(item: dict[str, Any], feed: dict[str, Any]) -> Entry:
    base = _text(feed, "home_page_url")
    address = _text(item, "url") or _text(item, "external_url")
    plain = (as_html(_text(item, name)) for name in ("content_text", "summary"))
    return Entry(
        title=_text(item, "title"),
        bodies=tuple(filter(None, (_text(item, "content_html"), *plain))),
        url=absolute(address, base) if address else None,
        guid=_text(item, "id") or None,
        publisher=_text(feed, "title") or None,
        authors=tuple(_authors(item)) or tuple(_authors(feed)),
        published=read_day(_text(item, "date_published")) or read_day(_text(item, "date_modified")),
        language=_text(item, "language") or _text(feed, "language"),
        topics=tuple(filter(None, (_text({"tag": tag}, "tag") for tag in _list(item, "tags")))),
        pictures=tuple(_pictures(item, base)),
    )


def _text(record: dict[str, Any], name: str) -> str:
    """A field's text; half a surrogate pair, which JSON can spell but UTF-8 cannot, becomes "?"."""
    value = record.get(name)
    if isinstance(value, int) and not isinstance(value, bool):  # an id in figures
        return str(value)
    return value.strip().encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def _list(record: dict[str, Any], name: str) -> list[Any]:
    value = record.get(name)
    return value if isinstance(value, list) else []


def _authors(record: dict[str, Any]) -> Iterator[str]:
    """The names in `authors` (1.1) or `author` (1.0)."""
    for author in (*_list(record, "authors"), record.get("author")):
        if isinstance(author, dict) and (found := _text(author, "name")):
            yield found


def _pictures(item: dict[str, Any], base: str) -> Iterator[Picture]:
    attached = (
        _text(each, "url")
        for each in _list(item, "attachments")
        if isinstance(each, dict) and _text(each, "mime_type").startswith("image/")
    )
    for address in (_text(item, "image"), _text(item, "banner_image"), *attached):
        if address and (found := absolute(address, base)):
            yield Picture(found)
