"""A brief as plain JSON values, for programs: every key always there, in one order, dates as ISO 8601 text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from briefgen.briefs.schema import ACTOR, CORRECTION, DATELINE, KEY_FACT, PHOTO, QUOTE, SOURCE
from briefgen.fields import EXTRA, Many, Record
from briefgen.model import Article, Brief

ONLY_WHEN_KNOWN = frozenset({"guid", "published_inferred", "licence", "number", "of"})


def to_record(brief: Brief) -> dict[str, object]:
    """The JSON of a brief, as a page of the site publishes it beside itself."""
    return {
        "source": _record(SOURCE, brief.source),
        "title": brief.title,
        "date": brief.date.isoformat() if brief.date else None,
        **_when_known("status", "" if brief.status == "published" else brief.status),
        **_when_known("publish", brief.publish.isoformat() if brief.publish else ""),
        "language": brief.language,
        **_when_known("notice", brief.notice),
        "topics": list(brief.topics),
        "dateline": _record(DATELINE, brief.dateline) if brief.dateline else None,
        "summary": brief.summary,
        "background": brief.background,
        "watch": brief.watch,
        "actors": [_record(ACTOR, actor) for actor in brief.actors],
        "key_facts": [_record(KEY_FACT, fact) for fact in brief.key_facts],
        "quotes": [_record(QUOTE, quote) for quote in brief.quotes],
        "photos": [_record(PHOTO, photo) for photo in brief.photos],
        **_when_known("corrections", [_record(CORRECTION, each) for each in brief.corrections]),
        **_when_known(EXTRA, dict(brief.extra)),
    }


def full_record(brief: Brief, article: Article) -> dict[str, object]:
    """`to_record` with every name and the article's paragraphs; the article is often not ours to publish."""
    return {
        **to_record(brief),
        "names": [{"name": each.name, "type": each.type, "aliases": list(each.aliases)} for each in brief.names],
        "article": {"paragraphs": list(article.paragraphs)},
    }


def _record(table: Record, value: Any) -> dict[str, object]:
    kinds: Mapping[str, Any] = table.fields
    held = {key: getattr(value, key) for key in kinds}
    return {
        **{key: _plain(kinds[key], each) for key, each in held.items() if each or key not in ONLY_WHEN_KNOWN},
        **_when_known(EXTRA, dict(value.extra)),
    }


def _when_known(key: str, value: object) -> dict[str, object]:
    return {key: value} if value else {}


def _plain(kind: Any, value: Any) -> object:
    if isinstance(kind, Many):
        return [_plain(kind.kind, item) for item in value]
    if isinstance(kind, Record):
        return _record(kind, value)
    return value.isoformat() if isinstance(value, date) else value
