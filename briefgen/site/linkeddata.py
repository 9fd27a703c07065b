"""A brief as schema.org sees it: an Article based on another, which mentions people, organisations and places.

An actor is the same whatever a brief calls them: the canonical name, and the Wikidata item that the register gives.
"""

from __future__ import annotations

from briefgen.model import Brief
from briefgen.site.library import Dossier, Filed, Library
from briefgen.site.links import web_link
from briefgen.site.page import Data, address, iso_day
from briefgen.site.settings import SiteSettings

TYPES = {"person": "Person", "organization": "Organization", "place": "Place"}
"""Entity type -> schema.org class."""


WIKIDATA = "https://www.wikidata.org/entity/"


def article(settings: SiteSettings, library: Library, filed: Filed, path: str) -> Data:
    """The JSON-LD of a brief's page (schema.org `Article`); what is not known is left out."""
    brief = filed.brief
    keys = dict.fromkeys(library.key(filed, actor) for actor in brief.actors)
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "Article",
            "headline": brief.title,
            "datePublished": iso_day(filed),
            "inLanguage": brief.language,
            "url": address(settings, path),
            "keywords": list(brief.topics),
            "publisher": {"@type": "Organization", "name": settings.site_name},
            "isBasedOn": _source(brief),
            "mentions": [_mention(library.dossiers[key]) for key in keys],
        }
    )


def dossier_data(settings: SiteSettings, dossier: Dossier, path: str) -> Data:
    """The JSON-LD of an actor's page (schema.org `Person`, `Organization` or `Place`)."""
    homepage = dossier.entry.homepage if dossier.entry else None
    return _known(
        {
            "@context": "https://schema.org",
            **_mention(dossier),
            "alternateName": list(dossier.aliases),
            "url": web_link(homepage),
            "mainEntityOfPage": address(settings, path),
        }
    )


def _mention(dossier: Dossier) -> Data:
    item = dossier.entry.wikidata if dossier.entry else None
    return _known({"@type": TYPES[dossier.type], "name": dossier.name, "sameAs": f"{WIKIDATA}{item}" if item else None})


def _source(brief: Brief) -> Data:
    source = brief.source
    return _known(
        {
            "@type": "NewsArticle",
            "headline": source.title or brief.title,
            "url": web_link(source.url),
            "datePublished": source.published.isoformat() if source.published else None,
            "author": [{"@type": "Person", "name": author} for author in source.authors],
            "publisher": {"@type": "Organization", "name": source.publisher} if source.publisher else None,
        }
    )


def _known(record: Data) -> Data:
    return {key: value for key, value in record.items() if value}
