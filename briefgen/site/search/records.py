"""Briefs -> what a search engine indexes: a plain HTML document for each, in parts of at most a thousand.

A browser loads of an index what a query needs, but for each part a table of all its documents as well; so parts are
small, and the newest briefs, which are looked for most, are found before the others are loaded. Parts are filled from
the oldest brief on, so that a new brief changes the newest part alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape

import msgspec

from briefgen.model import Brief
from briefgen.site.dossier import Filed
from briefgen.site.library import Library
from briefgen.site.markdown import to_text
from briefgen.site.page import iso_day
from briefgen.site.shelves import fold

PART = 1000
"""Briefs in a part at most. Of 10,000 briefs a first result costs about 136 kB with it, and more than 200 kB in one
part (`benchmarks/search.py`)."""

CAST = 4
"""Actors that a result names, the first of the brief's own order."""

EVERY = "\ua66e"
"""A letter that every document holds and nobody types. To filter without a word is to look for this one: the engine
loads a whole index to look for none."""

BLANK = "<!doctype html><html><body data-pagefind-body><p data-pagefind-sort='day:0000'>\ua66d</p></body></html>"
"""The engine ranks by day with numbers from 0, and what has 0 would come behind everything of all other parts. This
document takes that number and is never found."""


class Part(msgspec.Struct, frozen=True):
    """`number` counts from 1, the oldest; `briefs` are newest first."""

    number: int
    briefs: tuple[Filed, ...]

    def documents(self, library: Library, language: str) -> Iterator[tuple[str, str]]:
        """(path of the page below the site's root, HTML for the engine) of each brief; `language` is the site's."""
        for filed in self.briefs:
            yield f"briefs/{filed.slug}/index.html", document(filed, library, language)
        yield "blank.html", BLANK


def parts(library: Library) -> list[Part]:
    """The briefs in parts, the newest part first."""
    oldest_first = library.briefs[::-1]
    starts = range(0, len(oldest_first), PART)
    return [Part(start // PART + 1, oldest_first[start : start + PART][::-1]) for start in reversed(starts)]


def document(filed: Filed, library: Library, language: str) -> str:
    """A brief in Pagefind's terms: its words, what a result shows (`meta`), what can be filtered, how it is sorted.

    Topics and sources are filtered by the key of their shelf, so that one spelling finds all.
    """
    brief = filed.brief
    acting = [library.dossiers[key] for key in library.casts[filed.slug]]
    cast = {dossier.slug: dossier.name for dossier in acting}
    registered = (", ".join((each.name, *each.entry.names)) for each in acting if each.entry)
    return "\n".join(
        [
            "<!doctype html><html><body data-pagefind-body>",
            f"<p>{EVERY}</p>",
            f"<h1>{_text(brief.title)}</h1>",
            *(f"<p>{_text(words)}</p>" for words in (*_words(brief), *registered) if words),
            _about("day", iso_day(filed) or "", "meta", "filter", "sort"),
            _about("source", filed.card.publisher, "meta"),
            _about("source", fold(filed.card.publisher), "filter"),
            _about("language", brief.language if brief.language != language else "", "meta"),
            _about("actors", json.dumps(list(cast.items())[:CAST], ensure_ascii=False), "meta"),
            *(_about("actor", name, "filter") for name in cast.values()),
            *(_about("topic", topic, "filter") for topic in dict.fromkeys(map(fold, brief.topics))),
            "</body></html>",
        ]
    )


def _words(brief: Brief) -> Iterator[str]:
    """Everything that the page of the brief says, but for evidence, which repeats it."""
    yield from (fact.text for fact in brief.key_facts)
    yield from map(to_text, (brief.summary, brief.background, brief.watch))
    for said in brief.quotes:
        yield f"{said.text} {said.speaker or ''}"
    for actor in brief.actors:
        yield ", ".join((actor.name, actor.role, *actor.aliases))
    for photo in brief.photos:
        yield f"{photo.caption} {photo.credit or ''}"
    yield " ".join(brief.topics)
    if brief.dateline:
        yield f"{brief.dateline.place or ''} {brief.dateline.agency or ''}"
    yield " ".join((brief.source.title, brief.source.publisher or "", *brief.source.authors))


def _about(name: str, value: str, *uses: str) -> str:
    if not value:
        return ""
    attributes = " ".join(f'data-pagefind-{use}="{name}[content]"' for use in uses)
    return f'<meta {attributes} content="{_text(value)}">'


def _text(value: str) -> str:
    return escape(" ".join(value.split()).replace("\0", ""))
