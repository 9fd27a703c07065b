"""Which file of a site an address means, as GitHub Pages reads addresses.

The address is looked up among the site's files and never becomes a path, so nothing else can be asked for: no way out
of the folder, no link, no file that a build did not write.
"""

from __future__ import annotations

from urllib.parse import quote, unquote_to_bytes

import msgspec

from briefgen.serving.outcome import Site

NOT_FOUND = "404.html"
"""The page for whatever is not there."""


class Found(msgspec.Struct, frozen=True):
    """A file of the site, and the status that it is served with."""

    path: str
    status: int = 200


class Moved(msgspec.Struct, frozen=True):
    """Another address, as it stands in a header."""

    address: str
    status: int = 301


def find(site: Site, target: str) -> Found | Moved | None:
    """What a request's target ("/repo/about/?x=1") means; None if it is nothing, and the site has no page for that.

    A folder is its index.html, a name without its ending the page of that name, and a folder without its slash moves.
    """
    address, mark, query = target.partition("?")
    path = _decoded(address)
    if path is not None:
        if path.startswith(site.base):
            rest = path[len(site.base) :]
            names = (f"{rest}index.html",) if not rest or rest.endswith("/") else (rest, f"{rest}.html")
            for name in names:
                if name in site.paths:
                    return Found(name)
            if f"{rest}/index.html" in site.paths:
                return Moved(address_of(site, f"{rest}/index.html") + mark + query)
        elif f"{path}/" == site.base:
            return Moved(quote(site.base) + mark + query)
        elif path == "/":
            return Moved(quote(site.base), 302)
    return Found(NOT_FOUND, 404) if NOT_FOUND in site.paths else None


def address_of(site: Site, path: str) -> str:
    """The address of a file of the site on its server."""
    return quote(site.base + path.removesuffix("index.html"), errors="replace")


def _decoded(address: str) -> str | None:
    """A path without its percent signs; None if it is no text then."""
    try:
        return unquote_to_bytes(address).decode()
    except UnicodeError:
        return None
