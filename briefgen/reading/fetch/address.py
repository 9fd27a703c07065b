"""A web address as somebody wrote it -> one that may be asked for: http or https, a host, no name and no password.

Programs read odd addresses in different ways, and an attacker needs two that differ. So there is one parser here, the
one that also makes the request, what it might misread is refused, and nothing is ever decided on the host's name.
"""

from __future__ import annotations

import re

from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from briefgen.problem import Problem

LONGEST = 4096
PORTS = {"http": 80, "https": 443}

_ODD = re.compile(r"[\x00-\x1f\x7f\\]")


def parse_address(text: str, ports: frozenset[int] | None) -> Url:
    """The parts of a web address, its port filled in and its fragment dropped. `ports` None: any.

    Raises Problem `bad-address`.
    """
    text = text.strip()
    try:
        if len(text) > LONGEST or _ODD.search(text):
            raise ValueError
        found = parse_url(text)
    except (LocationParseError, ValueError):
        raise _bad(text, "this is no web address") from None
    scheme = found.scheme or ""
    if scheme not in PORTS:
        raise _bad(text, "only http and https addresses can be fetched")
    if found.auth is not None:
        raise _bad(text, "an address with a user name in it is not fetched; save the page from the browser")
    if not found.host:
        raise _bad(text, "the address has no host")
    port = found.port if found.port is not None else PORTS[scheme]
    if port == 0 or (ports is not None and port not in ports):
        raise _bad(text, f"port {port} is not one that web sites use")
    shown = None if port == PORTS[scheme] else port
    return found._replace(port=shown, path=found.path or "/", fragment=None)


def _bad(text: str, message: str) -> Problem:
    return Problem(text[:200], message, code="bad-address")
