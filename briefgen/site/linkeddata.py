"""A brief as schema.org sees it: an Article based on another, which mentions people, organisations and places."""

from __future__ import annotations

from briefgen.model import Brief
from briefgen.site.library import Filed
from briefgen.site.links import web_link
from briefgen.site.page import Data, address, iso_day
from briefgen.site.settings import SiteSettings

TYPES = {"person": "Person", "organization": "Organization", "place": "Place"}
"""Entity type -> schema.org class."""


def article(settings: SiteSettings, filed: Filed, path: str) -> Data:
    """The JSON-LD of a brief's page (schema.org `Article`); what is not known is left out."""
    brief = filed.brief
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
            "mentions": [{"@type": TYPES[actor.type], "name": actor.name} for actor in brief.actors],
        }
    )


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
