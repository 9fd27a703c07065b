"""The network: who appears with whom, as a picture and as a table."""

from __future__ import annotations

from briefgen.site.drawing import arc
from briefgen.site.library import Library
from briefgen.site.network import network
from briefgen.site.page import Page, named, page
from briefgen.site.settings import SiteSettings

WIDEST = 6
"""The width of the line between the closest pair, in pixels."""


def network_page(settings: SiteSettings, library: Library) -> Page:
    found = network(library)
    seat = {each.key: number for number, each in enumerate(found.actors)}
    longest = max((seat[pair.second.key] - seat[pair.first.key] for pair in found.pairs), default=1)
    most = max((pair.together for pair in found.pairs), default=1)
    return page(
        settings,
        "network/index.html",
        "network.html",
        title="",
        actors=[{**named(each), "briefs": each.briefs} for each in found.actors],
        arcs=[
            {
                "path": arc(seat[pair.first.key], seat[pair.second.key], longest),
                "width": max(1, round(WIDEST * pair.together / most)),
            }
            for pair in reversed(found.pairs)
        ],
        pairs=[
            {"first": named(pair.first), "second": named(pair.second), "together": pair.together}
            for pair in found.pairs
        ],
        total=len(library.dossiers),
    )
