"""Links from one page of the site to another: does what they lead to exist?

A link is resolved as a browser does it on the brief's page, briefs/SLUG/. Links that leave the site are not followed:
a check has no network.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit

import msgspec

from briefgen.checking.subject import Addresses, Entry, Finding, Shelf
from briefgen.problem import did_you_mean, nearest
from briefgen.slug import slugify

INDEX = "index.html"
GUESSES = 20
"""Dead links that the nearest page is looked up for; where there are more, something else is wrong."""


class Target(msgspec.Struct, frozen=True):
    """Where a link leads: the path of a file below the site's root, and the anchor in it. `outside`: below no root."""

    path: str
    anchor: str = ""
    outside: bool = False


class _Guide(msgspec.Struct):
    """Knows the page that a dead link may mean."""

    names: Mapping[str, str]
    left: int = GUESSES
    known: dict[str, str] = msgspec.field(default_factory=dict)

    def hint(self, target: str) -> str:
        """`" (did you mean ../x/?)"`, or nothing."""
        name = _name(target)
        if name not in self.known and name not in self.names:
            self.known[name] = nearest(name, self.names) or "" if self.left > 0 else ""
            self.left -= 1
        path = self.names.get(name) or self.names.get(self.known.get(name, ""))
        return f" (did you mean {_relative(path)}?)" if path else ""


def dead_link(shelf: Shelf) -> Iterator[Finding]:
    """A link to a page, a picture or an anchor that the site does not have."""
    addresses = shelf.addresses
    held = {page(entry): entry for entry in shelf.entries if entry.hold}
    guide = _Guide({_name(path): path for path in sorted(addresses.paths, reverse=True)})
    for entry in shelf.entries:
        for link in entry.links:
            target = resolve(link.href, entry, addresses)
            if target is None:
                continue
            if target.outside:
                message = f"{link.href} leads out of the site{_base(addresses)}"
                yield Finding(link.line, message, entry.path)
            elif standing := held.get(target.path):
                if not entry.hold:
                    why = "is a draft" if standing.hold == "draft" else "comes out later"
                    message = f"{link.href} leads to {standing.path}, which {why} and is not on the site"
                    yield Finding(link.line, message, entry.path)
            elif target.path not in addresses.paths:
                message = f"{link.href} leads to no page or file of the site{guide.hint(target.path)}"
                yield Finding(link.line, message, entry.path)
            elif target.anchor and target.anchor not in addresses.anchors.get(target.path, {target.anchor}):
                hint = did_you_mean(target.anchor, addresses.anchors[target.path])
                message = f"{link.href}: the page has no place called {target.anchor}{hint}"
                yield Finding(link.line, message, entry.path)


def resolve(href: str, entry: Entry, addresses: Addresses) -> Target | None:
    """Where a link on the page of `entry` leads; None for one that leaves the site."""
    if addresses.url and href.startswith(addresses.url):
        href = addresses.base + href[len(addresses.url) :]
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    if parts.scheme or parts.netloc:
        return None
    path, anchor = unquote(parts.path), unquote(parts.fragment.partition(":~:")[0])
    if not path:
        return Target(page(entry), anchor)
    if path.startswith("/"):
        if not f"{path}/".startswith(addresses.base):
            return Target(path, outside=True)
        path = path[len(addresses.base) :]
    else:
        path = posixpath.join(posixpath.dirname(page(entry)), path)
    folder = path.endswith(("/", "/.", "/..")) or not path
    path = posixpath.normpath(path)
    if path.startswith(".."):
        return Target(path, outside=True)
    whole = posixpath.normpath(posixpath.join(path, INDEX))
    return Target(whole if folder or whole in addresses.paths else path, anchor)


def page(entry: Entry) -> str:
    """The path of the page of a brief."""
    return f"briefs/{slugify(entry.name)}/{INDEX}"


def _name(path: str) -> str:
    """What a page is called: "x" for briefs/x/index.html, briefs/x.md and x.html; a picture has its ending."""
    path = path.removesuffix(f"/{INDEX}").rstrip("/")
    return posixpath.basename(path).removesuffix(".md").removesuffix(".markdown").removesuffix(".html")


def _relative(path: str) -> str:
    """The link to `path` from the page of a brief."""
    return posixpath.relpath(path.removesuffix(INDEX) or ".", "briefs/x") + ("/" if path.endswith(INDEX) else "")


def _base(addresses: Addresses) -> str:
    return "" if addresses.base == "/" else f", which lies under {addresses.base}"
