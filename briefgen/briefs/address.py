"""Addresses of one page, told from those of others: how a reader came to the page is no part of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from briefgen.model import Article, Source

STDIN = "-"
"""The path of an article that came by standard input: that of any number of them."""


@lru_cache(maxsize=65536)
def same_page(url: str) -> str:
    """What all addresses of one page have in common: no scheme, "www.", fragment, closing slash or tracker.

    Trackers ("utm_source") are the parameters that the library courlan takes for such. What is no address stays.
    """
    try:
        if "?" in url:
            from courlan import normalize_url  # slow to load, and few addresses need it

            url = normalize_url(url)
        parts = urlsplit(url)
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return url
    if not host:
        return url
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{f':{port}' if port not in (None, 80, 443) else ''}{parts.path.rstrip('/')}{query}"


def identities(source: Source | Article) -> Iterator[tuple[str, str]]:
    """What an article can be known by, as (kind, value), the surest first."""
    if source.guid:
        yield "guid", source.guid
    if source.url and (page := _page(source.url)):
        yield "url", page
    if source.path and source.path != STDIN:
        yield "path", source.path
    if source.sha256:
        yield "sha256", source.sha256


def contradict(one: Source | Article, other: Source | Article) -> bool:
    """Whether the two are known to be different articles, in a feed's file, say."""
    if one.guid and other.guid:
        return same_page(one.guid) != same_page(other.guid)
    ours, theirs = (_page(each.url) if each.url else "" for each in (one, other))
    return bool(ours and theirs) and ours != theirs


def _page(url: str) -> str:
    """`same_page`; empty for a whole site's address, which some pages name as their own."""
    page = same_page(url)
    return page if "/" in page or "?" in page or page == url else ""
