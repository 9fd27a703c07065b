"""Addresses that may stand in a page, and how evidence is cited.

What comes from an article is hostile until it is shown to be a plain web address. Evidence links to the very sentence
in the source with a text fragment (WICG, "URL Fragment Text Directives"); a browser that does not know them opens the
page as usual.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit

LONGEST_QUOTATION = 25
"""Words of a source that one piece of evidence repeats at most; the rest is a click away in the source itself."""

_WHOLE_FRAGMENT = 10
_FRAGMENT_END = 5
# These two are compiled where they are needed, which few builds of an edit do.
_UNSEEN_OR_BLANK = r"[\x00-\x20\x7f\\\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
_SCHEME = r"[A-Za-z][A-Za-z0-9+.-]{0,30}:"
_PLAIN = re.compile(r"https?://([a-z0-9][a-z0-9.-]*)(?:/[!-[\]-~]*)?")
"""An address in which there is nothing to look into."""
_UNRESERVED = re.compile(r"[A-Za-z0-9_.~ ]*")
_MARKDOWN_SCHEMES = frozenset({"http:", "https:", "mailto:"})


@lru_cache(maxsize=1024)
def web_link(url: str | None) -> str | None:
    """`url` if it is an absolute http or https address with a host and nothing hidden in it, else None."""
    if url is None or _PLAIN.fullmatch(url):
        return url
    if re.search(_UNSEEN_OR_BLANK, url):
        return None
    try:
        parts = urlsplit(url)
        return url if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def host(url: str) -> str:
    """The host that a web link leads to, without "www."; letters beyond ASCII as Punycode, so that none looks alike."""
    if plain := _PLAIN.fullmatch(url):
        return plain[1].removeprefix("www.")
    name = urlsplit(url).hostname or ""
    try:
        name = name.encode("idna").decode("ascii")
    except UnicodeError:
        name = ascii(name).strip("'")
    return name.removeprefix("www.")


def may_link(url: str) -> bool:
    """Whether Markdown may link there: http, https, mailto, or an address within the site."""
    if re.search(_UNSEEN_OR_BLANK, url) or url.startswith("//"):
        return False
    scheme = re.match(_SCHEME, url)
    return scheme is None or scheme[0].lower() in _MARKDOWN_SCHEMES


def excerpt(text: str, words: int = LONGEST_QUOTATION) -> str:
    """The first `words` words of `text`, with an ellipsis where it goes on."""
    each = text.split()
    return " ".join(each) if len(each) <= words else " ".join(each[:words]).rstrip(",;:.") + " …"


def sentence_link(url: str | None, text: str) -> str | None:
    """The address of `text` within the page at `url`; None if that is not a web address."""
    link, words = web_link(url), text.split()
    if link is None or not words:
        return link
    if len(words) <= _WHOLE_FRAGMENT:
        directive = _percent(words)
    else:
        directive = f"{_percent(words[:_FRAGMENT_END])},{_percent(words[-_FRAGMENT_END:])}"
    return f"{link}{'' if '#' in link else '#'}:~:text={directive}"


def _percent(words: list[str]) -> str:
    """Dash and comma are the directive's own syntax, so they are escaped too."""
    text = " ".join(words)
    if _UNRESERVED.fullmatch(text):
        return text.replace(" ", "%20")
    return quote(text.encode(errors="replace"), safe="").replace("-", "%2D")
