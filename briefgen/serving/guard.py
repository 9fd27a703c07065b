"""Who may ask: the person at this machine, and pages of the site itself; no page of another site in their browser.

A page elsewhere can make a browser send requests here, so what the browser says about where they come from decides
(Fetch Metadata Request Headers; RFC 6454 for Origin). A name that somebody else has made lead to this machine is told
by the Host header (DNS rebinding).
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Mapping

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_HOST = re.compile(r"(?:\[([0-9a-f:.]{2,45})\]|([a-z0-9._-]{1,253}))(?::[0-9]{1,5})?")
"""A name or a number, and a port (RFC 3986, 3.2.2)."""


def names_of(host: str) -> frozenset[str]:
    """The names that a server which listens at `host` goes by: those of this machine, as far as they lead there."""
    if is_loopback(host):
        return LOCAL | {host.lower()}
    machine = socket.gethostname().lower()
    return LOCAL | {host.lower(), machine, f"{machine}.local", socket.getfqdn().lower()}


def objection(
    headers: Mapping[str, str], names: frozenset[str], *, numbers: bool = False, stream: bool = False
) -> str | None:
    """Why a request is refused, None if it is not. `headers` are looked up in small letters.

    `names` are those that this server goes by, and with `numbers` every address in numbers, which nobody can make lead
    elsewhere. With `stream`, only pages of the site itself may ask.
    """
    host = headers.get("host", "")
    name = host_name(host)
    if name not in names and not (numbers and _is_number(name)):
        return "this server does not go by that name"
    origin = headers.get("origin")
    if origin is not None and origin not in (f"http://{host}", f"https://{host}"):
        return "requests from other sites are not answered"
    asked_by: tuple[str | None, ...] = ("same-origin", "none", None)
    if stream:
        asked_by = ("same-origin", None)
    elif headers.get("sec-fetch-dest") == "document" and headers.get("sec-fetch-mode") == "navigate":
        return None  # a link that a person followed
    if headers.get("sec-fetch-site") not in asked_by:
        return "requests from other sites are not answered"
    return None


def host_name(host: str) -> str:
    """The name or number in a Host header, without its port, in small letters; empty if it is none."""
    match = _HOST.fullmatch(host.lower())
    return (match[1] or match[2]) if match else ""


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a server at `host`."""
    return host.lower() == "localhost" or (_is_number(host) and ipaddress.ip_address(host).is_loopback)


def _is_number(host: str) -> bool:
    try:
        return bool(ipaddress.ip_address(host))
    except ValueError:
        return False
