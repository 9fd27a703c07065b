"""A brief as plain JSON values, for programs: every key always there, in one order, dates as ISO 8601 text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from briefgen.briefs.schema import ACTOR, CORRECTION, DATELINE, KEY_FACT, PHOTO, QUOTE, SOURCE
from briefgen.fields import DAY, EXTRA, Many, Record
from briefgen.model import Article, Brief

ONLY_WHEN_KNOWN = frozenset({"guid", "published_inferred", "licence", "number", "of"})

Plainer = Callable[[Any], Any]


def _record(table: Record) -> Plainer:
    """What makes a dict of a record of this table: its fields, and keys of a person's own."""
    columns = [(key, _plainer(kind), key in ONLY_WHEN_KNOWN) for key, kind in table.fields.items()]

    def plain(value: Any) -> dict[str, object]:
        found: dict[str, object] = {}
        for key, plainer, optional in columns:
            held = getattr(value, key)
            if held or not optional:
                found[key] = plainer(held) if plainer else held
        if value.extra:
            found[EXTRA] = dict(value.extra)
        return found

    return plain


def _plainer(kind: Any) -> Plainer | None:
    """What makes JSON of a value of this kind; None where it is JSON as it is."""
    if isinstance(kind, Many):
        item = _plainer(kind.kind)
        return list if item is None else lambda held: [item(each) for each in held]
    if isinstance(kind, Record):
        return _record(kind)
    return _day if kind is DAY else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


_source, _dateline, _actor, _key_fact, _quote, _photo, _correction = map(
    _record, (SOURCE, DATELINE, ACTOR, KEY_FACT, QUOTE, PHOTO, CORRECTION)
)


def to_record(brief: Brief) -> dict[str, object]:
    """The JSON of a brief, as a page of the site publishes it beside itself."""
    return {
        "source": _source(brief.source),
        "title": brief.title,
        "date": brief.date.isoformat() if brief.date else None,
        **_when_known("status", "" if brief.status == "published" else brief.status),
        **_when_known("publish", brief.publish.isoformat() if brief.publish else ""),
        "language": brief.language,
        **_when_known("notice", brief.notice),
        "topics": list(brief.topics),
        "dateline": _dateline(brief.dateline) if brief.dateline else None,
        "summary": brief.summary,
        "background": brief.background,
        "watch": brief.watch,
        "actors": [_actor(actor) for actor in brief.actors],
        "key_facts": [_key_fact(fact) for fact in brief.key_facts],
        "quotes": [_quote(quote) for quote in brief.quotes],
        "photos": [_photo(photo) for photo in brief.photos],
        **_when_known("corrections", [_correction(each) for each in brief.corrections]),
        **_when_known(EXTRA, dict(brief.extra)),
    }


def full_record(brief: Brief, article: Article) -> dict[str, object]:
    """`to_record` with every name and the article's paragraphs; the article is often not ours to publish."""
    return {
        **to_record(brief),
        "names": [{"name": each.name, "type": each.type, "aliases": list(each.aliases)} for each in brief.names],
        "article": {"paragraphs": list(article.paragraphs)},
    }


def _when_known(key: str, value: object) -> dict[str, object]:
    return {key: value} if value else {}
