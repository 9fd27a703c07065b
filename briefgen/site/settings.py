"""What a site says of itself: the part of the configuration that reaches its pages."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

KINDS = (
    "archive",
    "topics",
    "timeline",
    "network",
    "sources",
    "credits",
    "corrections",
    "about",
    "json",
    "topic_feeds",
    "actor_feeds",
)
"""What a site may do without. Home, briefs, actors, the site's own feeds and what machines look for always stand."""


class SiteSettings(msgspec.Struct, frozen=True):
    """`site_url` is the address of the front page; without it the site has no sitemap and no canonical addresses.

    `language` is a BCP 47 tag: what briefs, name and description are in unless they say otherwise. `search` asks for a
    search page, which needs the search engine. `social_cards` is "none", "site" (one for all pages) or "briefs" (one
    for each as well). `extra` is the site's own and reaches the templates as it is; `theme_settings` are checked
    against those that the theme declares. `leave_out` are those of the `KINDS` that the site does without.
    """

    site_name: str
    site_url: str | None = None
    language: str = "en"
    site_description: str = ""
    theme: str = "desk"
    theme_settings: Mapping[str, object] = msgspec.field(default_factory=dict)
    search: bool = False
    social_cards: str = "site"
    extra: Mapping[str, object] = msgspec.field(default_factory=dict)
    leave_out: frozenset[str] = frozenset()

    def has(self, kind: str) -> bool:
        """Whether the site has pages of that kind, one of the `KINDS`. Feeds of topics need the topics."""
        return kind not in self.leave_out and (kind != "topic_feeds" or self.has("topics"))
