"""The page of a brief: everything it says, each claim with its evidence, each name with its dossier."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from urllib.parse import quote

from briefgen.model import Actor, Evidence, Photo, Source
from briefgen.site.library import Dossier, Filed, Library, speaker_of
from briefgen.site.linkeddata import article
from briefgen.site.links import excerpt, host, sentence_link, web_link
from briefgen.site.media import MEDIA
from briefgen.site.page import Data, Page, headline, kicker, links, named, page
from briefgen.site.settings import SiteSettings


def brief_page(settings: SiteSettings, library: Library, filed: Filed, media: Collection[str] = ()) -> Page:
    """`media` are the photo files that the site has; a photo whose file is not there is shown by its credit alone."""
    brief, url = filed.brief, filed.brief.source.url
    path = f"briefs/{filed.slug}/index.html"
    return page(
        settings,
        path,
        "brief.html",
        title=brief.title,
        description=brief.summary,
        brief={
            **headline(filed),
            "kicker": kicker(filed),
            "topics": list(brief.topics),
            "notice": brief.notice,
            "dateline": {"place": brief.dateline.place, "agency": brief.dateline.agency} if brief.dateline else None,
            "source": _source(brief.source),
            "summary": brief.summary,
            "background": brief.background,
            "watch": brief.watch,
            "actors": [_actor(actor, library.dossiers[library.key(filed, actor)], url) for actor in brief.actors],
            "facts": [
                {"text": fact.text, "when": fact.when, "evidence": evidence(fact.evidence, url)}
                for fact in brief.key_facts
            ],
            "quotes": [
                {
                    "text": said.text,
                    "speaker": said.speaker,
                    "actor": named(library.dossiers[library.key(filed, said_by)]) if said_by else None,
                    "role": said_by.role if said_by else "",
                    "evidence": evidence(said.evidence, url),
                }
                for said in brief.quotes
                for said_by in [speaker_of(said, filed, library.register)]
            ],
            "photos": [_photo(photo, media) for photo in brief.photos],
        },
        related=[
            {**headline(each.filed), "shared": links(list(each.shared[:3]), library)} for each in library.related(filed)
        ],
        linked_data=article(settings, library, filed, path),
    )


def evidence(found: Iterable[Evidence], url: str | None) -> list[Data]:
    """Where the source says it: the paragraph's number (from 1, as people count), some of its words, the way there."""
    return [
        {"paragraph": each.paragraph + 1, "quote": excerpt(each.quote), "url": sentence_link(url, each.quote)}
        for each in found
    ]


def _source(source: Source) -> Data:
    url = web_link(source.url)
    return {
        "name": source.publisher or (host(url) if url else ""),
        "title": source.title,
        "url": url,
        "host": host(url) if url else "",
        "authors": list(source.authors),
        "published": source.published.isoformat() if source.published else None,
        "inferred": source.published_inferred,
    }


def _actor(actor: Actor, dossier: Dossier, url: str | None) -> Data:
    return {
        **named(dossier),
        "name": actor.name,
        "role": actor.role,
        "aliases": list(actor.aliases),
        "mentions": actor.mentions,
        "evidence": evidence(actor.evidence, url),
    }


def _photo(photo: Photo, media: Collection[str]) -> Data:
    people = [{"name": each.name, "position": each.position} for each in photo.people]
    return {
        "caption": photo.caption,
        "credit": photo.credit,
        "photographer": photo.photographer,
        "provider": photo.provider,
        "via": photo.via,
        "licence": photo.licence,
        "flags": list(photo.flags),
        "taken": photo.taken,
        "place": photo.place,
        "people": people,
        "number": photo.number,
        "of": photo.of,
        "url": web_link(photo.url),
        "image": quote(f"{MEDIA}/{photo.file}") if photo.file in media else None,
        "alt": _alternative(photo),
    }


def _alternative(photo: Photo) -> str:
    """Words for who cannot see the picture: who stands where, else how the caption begins. Never the credit."""
    shown = ", ".join(f"{each.name} ({each.position})" if each.position else each.name for each in photo.people)
    return f"Photograph: {shown or excerpt(photo.caption, 12) or 'no description given'}"
