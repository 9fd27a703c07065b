"""Addresses of one page, told from those of others: how a reader came to the page is no part of it."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from briefgen.model import Article, Source


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


def contradict(one: Source | Article, other: Source | Article) -> bool:
    """Whether the two are known to be different articles, in a feed's file, say."""
    for ours, theirs in ((one.guid, other.guid), (one.url, other.url)):
        if ours and theirs:
            return same_page(ours) != same_page(theirs)
    return False
