"""The page of a brief: everything it says, each claim with its evidence, each name with its dossier."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from itertools import groupby

from msgspec.structs import asdict

from briefgen.briefs.record import to_record
from briefgen.model import Actor, Brief, Correction, Dateline, KeyFact, Source
from briefgen.site.dossier import Filed
from briefgen.site.evidence import ProofsOfActors, proof
from briefgen.site.indexcard import short
from briefgen.site.linkeddata import article
from briefgen.site.links import excerpt, host, web_link
from briefgen.site.ondemand import Later, OnDemand
from briefgen.site.page import Data, Page, framed, headline, kicker, named, telling_aliases
from briefgen.site.photodata import photo_data
from briefgen.site.pictures import Picture, Shot, shot_of
from briefgen.site.scene import Known, Scene, pack
from briefgen.site.settings import SiteSettings

TIMELINE = 3
"""Dated facts that make a timeline; fewer are told as well by the key facts."""

SHARED = 3
"""Actors and topics that a related brief names at most as what it shares."""


def brief_page(settings: SiteSettings, scene: Scene, filed: Filed, pictures: Mapping[Shot, Picture]) -> Page:
    """A photo without a picture is shown by its credit alone."""
    path = f"briefs/{filed.slug}/index.html"
    shots = [shot_of(plate) for plate in filed.card.photos if plate.file]
    shown = {shot: pictures[shot] for shot in shots if shot in pictures}
    digests = [shown[shot].digest if shot in shown else b"-" for shot in shots]
    key = short(filed.card.digest, pack((filed.slug, filed.hold, scene)), *digests)
    return Page(path, "brief.html", key, partial(_data, settings, scene, filed, shown, path), apart=True)


def twin(filed: Filed) -> Page:
    """The brief for programs, beside the page for people."""
    key = filed.card.digest + (filed.hold or "").encode()
    return Page(f"briefs/{filed.slug}/brief.json", None, key, partial(_record, filed), apart=True)


def _record(filed: Filed) -> Data:
    return to_record(filed.brief)


def _data(settings: SiteSettings, scene: Scene, filed: Filed, pictures: Mapping[Shot, Picture], path: str) -> Data:
    brief = filed.brief
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
                "topics": [asdict(each) for each in scene.topics],
                "notice": brief.notice,
                "dateline": _dateline(brief.dateline),
                "source": _source(filed, brief.source, scene),
                "summary": brief.summary,
                "background": brief.background,
                "watch": brief.watch,
                "actors": _actors(brief, scene),
                "facts": [_fact(fact, url) for fact in brief.key_facts],
                "photos": [photo_data(photo, pictures.get(shot_of(photo))) for photo in brief.photos],
                "corrections": [correction_data(each) for each in newest_corrections(brief)],
                "extra": dict(brief.extra),
            },
            timeline=partial(_timeline, brief.key_facts),
            quotes=partial(_quotes, filed, brief, scene),
            made=partial(_made, brief),
        ),
        related=[{**asdict(each.headline), "shared": scene.shared(each)[:SHARED]} for each in scene.near],
        linked_data=Later(partial(article, settings, scene, filed, brief, path, pictures)),
    )


def _dateline(dateline: Dateline | None) -> Data | None:
    return {"place": dateline.place, "agency": dateline.agency} if dateline else None


def _fact(fact: KeyFact, url: str | None) -> OnDemand:
    return OnDemand({"text": fact.text, "when": fact.when}, evidence=partial(proof, fact.evidence, url, fact.text))


def newest_corrections(brief: Brief) -> list[Correction]:
    return sorted(brief.corrections, key=lambda each: each.date, reverse=True)


def correction_data(correction: Correction) -> Data:
    return {"day": correction.date.isoformat(), "text": correction.text}


def _source(filed: Filed, source: Source, scene: Scene) -> Data:
    url = web_link(source.url)
    return {
        "name": filed.card.publisher,
        "slug": scene.publisher,
        "title": source.title,
        "url": url,
        "host": host(url) if url else "",
        "authors": list(source.authors),
        "published": source.published.isoformat() if source.published else None,
        "inferred": source.published_inferred,
    }


def _actors(brief: Brief, scene: Scene) -> list[OnDemand]:
    """`seen` says that the evidence of another actor leads to this one's."""
    proofs = ProofsOfActors(brief)
    return [
        OnDemand(
            _actor(actor, known),
            evidence=partial(proofs.of, number),
            seen=partial(proofs.lead_to, number),
        )
        for number, (actor, known) in enumerate(zip(brief.actors, scene.actors, strict=True), 1)
    ]


def _actor(actor: Actor, known: Known) -> Data:
    return {
        **named(known),
        "name": actor.name,
        "role": actor.role,
        "aliases": telling_aliases(actor.name, actor.aliases),
        "extra": dict(actor.extra),
    }


def _quotes(filed: Filed, brief: Brief, scene: Scene) -> list[Data]:
    """What is quoted, in the source's order; quotations in a row of one speaker are one entry."""
    said = [(quote, scene.speaker(filed, number)) for number, quote in enumerate(brief.quotes)]
    entries = []
    for (speaker, number), same in groupby(said, key=lambda each: (each[0].speaker, each[1])):
        quotes = list(same)
        entries.append(
            {
                "speaker": speaker,
                "actor": None if number is None else named(scene.actors[number]),
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
