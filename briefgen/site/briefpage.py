"""The page of a brief: everything it says, each claim with its evidence, each name with its dossier."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import groupby

import msgspec

from briefgen.model import Actor, Brief, Correction, Dateline, KeyFact, Source
from briefgen.site.digests import Digests
from briefgen.site.dossier import Dossier, Filed
from briefgen.site.evidence import ProofsOfActors, proof
from briefgen.site.indexcard import digest_of, short
from briefgen.site.library import Library, speaker_of
from briefgen.site.linkeddata import article
from briefgen.site.links import excerpt, host, web_link
from briefgen.site.ondemand import Later, OnDemand
from briefgen.site.page import Data, Page, framed, headline, kicker, named, telling_aliases
from briefgen.site.photodata import photo_data
from briefgen.site.pictures import Picture, Shot, shot_of
from briefgen.site.related import Near
from briefgen.site.settings import SiteSettings
from briefgen.site.shelves import Shelves, fold

TIMELINE = 3
"""Dated facts that make a timeline; fewer are told as well by the key facts."""

SHARED = 3
"""Actors and topics that a related brief names at most as what it shares."""


class Surroundings(msgspec.Struct, frozen=True):
    """What the pages of briefs show beside the briefs themselves, and digests of it: `on` topics, `by` publishers."""

    library: Library
    digests: Digests
    topics: Shelves
    publishers: Shelves
    pictures: Mapping[Shot, Picture]
    briefs: Mapping[str, Filed]
    on: Mapping[str, bytes]
    by: Mapping[str, bytes]

    @classmethod
    def of(
        cls, library: Library, digests: Digests, topics: Shelves, publishers: Shelves, pictures: Mapping[Shot, Picture]
    ) -> Surroundings:
        briefs = {each.slug: each for each in library.briefs}
        return cls(library, digests, topics, publishers, pictures, briefs, _digests(topics), _digests(publishers))


def _digests(shelves: Shelves) -> Mapping[str, bytes]:
    """Key -> what a link to the shelf shows."""
    return {key: digest_of(each.name, each.slug) for key, each in shelves.items()}


def brief_page(settings: SiteSettings, around: Surroundings, filed: Filed, near: Sequence[Near]) -> Page:
    """`near` are the related briefs. A photo without a picture is shown by its credit alone."""
    path = f"briefs/{filed.slug}/index.html"
    return Page(path, "brief.html", _key(around, filed, near), partial(_data, settings, around, filed, near, path))


def _key(around: Surroundings, filed: Filed, near: Sequence[Near]) -> bytes:
    card, digests, topics = filed.card, around.digests, around.on
    parts = [card.digest, digests.casts[filed.slug], filed.slug.encode()]
    parts += [topics[key] for key in map(fold, card.topics) if key in topics]
    if (name := fold(card.publisher)) in around.by:
        parts.append(around.by[name])
    for each in near:
        parts.append(digests.lines[each.slug])
        parts += [digests.names[key] for key in each.actors[:SHARED]]
        parts += [topics[key] for key in each.topics]
    if card.photos and around.pictures:
        found = (around.pictures.get(shot_of(plate)) for plate in card.photos)
        parts += [each.digest if each else b"-" for each in found]
    if around.library.register.entries:
        dossiers = around.library.dossiers
        meant = [around.library.key(filed, actor) for actor in card.cast]
        entries = [(entry.wikidata, entry.names) for key in meant if (entry := dossiers[key].entry)]
        parts.append(digest_of(filed.hold, meant, entries))
    elif filed.hold:
        parts.append(filed.hold.encode())
    return short(*parts)


def _data(settings: SiteSettings, around: Surroundings, filed: Filed, near: Sequence[Near], path: str) -> Data:
    brief, library = filed.brief, around.library
    url = brief.source.url
    return framed(
        settings,
        path,
        title=brief.title,
        description=filed.card.gist,
        brief=OnDemand(
            {
                **headline(filed),
                "kicker": kicker(filed),
                "topics": shelf_links(brief.topics, around.topics),
                "notice": brief.notice,
                "dateline": _dateline(brief.dateline),
                "source": _source(filed, brief.source, around.publishers),
                "summary": brief.summary,
                "background": brief.background,
                "watch": brief.watch,
                "actors": _actors(filed, brief, library),
                "facts": [_fact(fact, url) for fact in brief.key_facts],
                "photos": [photo_data(photo, around.pictures.get(shot_of(photo))) for photo in brief.photos],
                "corrections": [correction_data(each) for each in newest_corrections(brief)],
                "extra": dict(brief.extra),
            },
            timeline=partial(_timeline, brief.key_facts),
            quotes=partial(_quotes, filed, brief, library),
            made=partial(_made, brief),
        ),
        related=[_related(each, around) for each in near],
        linked_data=Later(partial(article, settings, library, filed, brief, path, around.pictures)),
    )


def _dateline(dateline: Dateline | None) -> Data | None:
    return {"place": dateline.place, "agency": dateline.agency} if dateline else None


def _fact(fact: KeyFact, url: str | None) -> OnDemand:
    return OnDemand({"text": fact.text, "when": fact.when}, evidence=partial(proof, fact.evidence, url, fact.text))


def shelf_links(words: Iterable[str], shelves: Shelves) -> list[Data]:
    """Topics or publishers as links, each once."""
    found = {key: shelves[key] for key in map(fold, words) if key in shelves}
    return [{"name": each.name, "slug": each.slug} for each in found.values()]


def newest_corrections(brief: Brief) -> list[Correction]:
    return sorted(brief.corrections, key=lambda each: each.date, reverse=True)


def correction_data(correction: Correction) -> Data:
    return {"day": correction.date.isoformat(), "text": correction.text}


def _source(filed: Filed, source: Source, publishers: Shelves) -> Data:
    url = web_link(source.url)
    name = filed.card.publisher
    return {
        "name": name,
        "slug": publishers[fold(name)].slug if fold(name) in publishers else None,
        "title": source.title,
        "url": url,
        "host": host(url) if url else "",
        "authors": list(source.authors),
        "published": source.published.isoformat() if source.published else None,
        "inferred": source.published_inferred,
    }


def _actors(filed: Filed, brief: Brief, library: Library) -> list[OnDemand]:
    """`seen` says that the evidence of another actor leads to this one's."""
    proofs = ProofsOfActors(brief)
    dossiers = [library.dossiers[library.key(filed, actor)] for actor in filed.card.cast]
    return [
        OnDemand(
            _actor(actor, dossier),
            evidence=partial(proofs.of, number),
            seen=partial(proofs.lead_to, number),
        )
        for number, (actor, dossier) in enumerate(zip(brief.actors, dossiers, strict=True), 1)
    ]


def _actor(actor: Actor, dossier: Dossier) -> Data:
    return {
        **named(dossier),
        "name": actor.name,
        "role": actor.role,
        "aliases": telling_aliases(actor.name, actor.aliases),
        "extra": dict(actor.extra),
    }


def _quotes(filed: Filed, brief: Brief, library: Library) -> list[Data]:
    """What is quoted, in the source's order; quotations in a row of one speaker are one entry."""
    said = [(quote, speaker_of(number, filed, library.register)) for number, quote in enumerate(brief.quotes)]
    entries = []
    for (speaker, number), same in groupby(said, key=lambda each: (each[0].speaker, each[1])):
        quotes = list(same)
        key = None if number is None else library.key(filed, filed.card.cast[number])
        entries.append(
            {
                "speaker": speaker,
                "actor": named(library.dossiers[key]) if key else None,
                "role": "" if number is None else brief.actors[number].role,
                "said": [
                    {"text": quote.text, "evidence": proof(quote.evidence, brief.source.url, quote.text)}
                    for quote, _ in quotes
                ],
            }
        )
    return entries


def _timeline(facts: Iterable[KeyFact]) -> list[Data]:
    """The dated facts in the order of time, each by its number and its first words, if there are enough of them."""
    dated = sorted((fact.when, number, fact) for number, fact in enumerate(facts, 1) if fact.when)
    if len(dated) < TIMELINE or len({when for when, *_ in dated}) < 2:
        return []
    return [{"when": when, "fact": number, "text": excerpt(fact.text, 8)} for when, number, fact in dated]


def _made(brief: Brief) -> Data:
    """How many actors and facts each rule found, and what a person changed since: None where nothing is known of that.

    What no rule found, a person wrote (rule "").
    """
    return {
        "edited": None if brief.edited is None else list(brief.edited),
        "actors": _counted([actor.rule for actor in brief.actors]),
        "facts": _counted([fact.rule for fact in brief.key_facts]),
    }


def _counted(words: list[str]) -> list[tuple[str, int]]:
    """Each word and how often it is there, the most frequent first."""
    return sorted(((word, words.count(word)) for word in dict.fromkeys(words)), key=lambda each: -each[1])


def _related(near: Near, around: Surroundings) -> Data:
    names = [around.library.dossiers[key].name for key in near.actors]
    names += [around.topics[key].name for key in near.topics]
    return {**headline(around.briefs[near.slug]), "shared": names[:SHARED]}
