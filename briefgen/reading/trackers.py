"""Addresses without what says only how somebody came to the page.

A link has to go on leading to its page, so nothing goes that a page may be known by: `source`, `cid` or `gallery` stay,
which a comparison of addresses (`briefs/address.py`) can afford to leave out. All else is kept as printed.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

TRACKER = re.compile(
    r"(?:utm|mtm|itm|oly|vero)_\w+|pk_(?:campaign|kwd|keyword|source|medium|content)|xtor|_ga|_gl"  # of campaigns
    r"|(?:d|fb|g|tw|y|ys)clid|msclkid|gbraid|wbraid|igshid"  # of clicks, by who counts them
    r"|mc_[ce]id|mkt_tok",  # of mailings
    re.IGNORECASE,
)
"""The name of a parameter that only counts readers."""


def without_trackers(address: str) -> str:
    """The address without such parameters in its query, or in a fragment that holds nothing but parameters."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    query, fragment = (_kept(each) for each in (parts.query, parts.fragment))
    if (query, fragment) == (parts.query, parts.fragment):
        return address
    return urlunsplit(parts._replace(query=query, fragment=fragment))


def _kept(parameters: str) -> str:
    return "&".join(each for each in parameters.split("&") if not TRACKER.fullmatch(each.partition("=")[0]))
