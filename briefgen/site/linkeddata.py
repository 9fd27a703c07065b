"""A brief as schema.org sees it: an Article based on another, which mentions people, organisations and places.

An actor is the same whatever a brief calls them: the canonical name, and the Wikidata item that the register gives.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.model import Brief, Photo, Source
from briefgen.site.dossier import Dossier, Filed
from briefgen.site.links import web_link
from briefgen.site.page import Data, address, iso_day
from briefgen.site.pictures import Picture, Shot, credited, shot_of
from briefgen.site.scene import Known, Scene, known_as
from briefgen.site.settings import SiteSettings

CONTEXT = "https://schema.org"
TYPES = {"person": "Person", "organization": "Organization", "place": "Place"}
"""Entity type -> schema.org class."""


WIKIDATA = "https://www.wikidata.org/entity/"


def article(
    settings: SiteSettings, scene: Scene, filed: Filed, brief: Brief, path: str, pictures: Mapping[Shot, Picture]
) -> Data:
    """The JSON-LD of a brief's page (schema.org `Article`); what is not known is left out."""
    return _known(
        {
            "@context": CONTEXT,
            "@type": "Article",
            "headline": brief.title,
            "datePublished": iso_day(filed),
            "dateModified": modified if (modified := changed(filed)) != iso_day(filed) else None,
            "inLanguage": brief.language,
            "url": address(settings, path),
            "keywords": list(brief.topics),
            "publisher": {"@type": "Organization", "name": settings.site_name},
            "isBasedOn": _source(brief),
            "mentions": [_mention(each) for each in dict.fromkeys(scene.actors)],
            "image": [_image(settings, photo, brief.source, pictures.get(shot_of(photo))) for photo in brief.photos],
            "correction": [
                {"@type": "CorrectionComment", "text": each.text, "datePublished": each.date.isoformat()}
                for each in brief.corrections
            ],
        }
    )


def dossier_data(settings: SiteSettings, dossier: Dossier, path: str) -> Data:
    """The JSON-LD of an actor's page (schema.org `Person`, `Organization` or `Place`)."""
    homepage = dossier.entry.homepage if dossier.entry else None
    return _known(
        {
            "@context": CONTEXT,
            **_mention(known_as(dossier)),
            "alternateName": list(dossier.aliases),
            "url": web_link(homepage),
            "mainEntityOfPage": address(settings, path),
        }
    )


def _mention(known: Known) -> Data:
    item = known.wikidata
    return _known({"@type": TYPES[known.type], "name": known.name, "sameAs": f"{WIKIDATA}{item}" if item else None})


def changed(filed: Filed) -> str | None:
    """The day of the brief or of its newest correction (ISO 8601)."""
    return filed.card.changed or None


def _image(settings: SiteSettings, photo: Photo, source: Source, picture: Picture | None) -> Data:
    """The credit of a photo (schema.org `ImageObject`, with the properties that Google reads for image licences).

    Who wants a licence is led to the photo's own `licence_page`, or else to the source that published it.
    """
    page = dict(photo.extra).get("licence_page")
    shot = credited(shot_of(photo), picture)
    *_, every_browser = picture.renditions.values() if picture else ((),)
    return _known(
        {
            "@type": "ImageObject",
            "contentUrl": address(settings, every_browser[-1].path) if every_browser else None,
            "width": picture.width if picture else None,
            "height": picture.height if picture else None,
            "creditText": shot.credit,
            "creator": {"@type": "Person", "name": shot.photographer} if shot.photographer else None,
            "copyrightNotice": (picture.rights.notice if picture else "") or shot.credit,
            "license": web_link(shot.licence),
            "acquireLicensePage": web_link(page) if isinstance(page, str) else web_link(source.url),
            "contentLocation": {"@type": "Place", "name": photo.place} if photo.place else None,
        }
    )


def _source(brief: Brief) -> Data:
    source = brief.source
    return _known(
        {
            "@type": "NewsArticle",
            "headline": source.title if source.title != brief.title else None,
            "url": web_link(source.url),
            "datePublished": source.published.isoformat() if source.published else None,
            "author": [{"@type": "Person", "name": author} for author in source.authors],
            "publisher": {"@type": "Organization", "name": source.publisher} if source.publisher else None,
        }
    )


def _known(record: Data) -> Data:
    return {key: value for key, value in record.items() if value}
