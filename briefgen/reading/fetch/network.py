"""Which addresses may be connected to, and the connection to one of them.

A name is looked up once, all that it leads to is checked, and the connection goes to the address that was checked: a
second look-up could answer otherwise (DNS rebinding). The standard library's `is_global` alone is not enough, since it
lets multicast and several ways to spell an IPv4 address in IPv6 pass.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence

import msgspec

from briefgen.problem import Problem

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# IANA special-purpose address registries (RFC 6890 and later): what is not one host on the public internet.
CLOSED = tuple(
    map(
        ipaddress.ip_network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8",  # private
            "100.64.0.0/10",  # carriers' own
            "127.0.0.0/8",  # this machine
            "169.254.0.0/16",  # link, and the clouds' machine data
            "172.16.0.0/12",  # private
            "192.0.0.0/24",  # protocol assignments
            "192.0.2.0/24",  # documentation
            "192.88.99.0/24",  # 6to4 relays
            "192.168.0.0/16",  # private
            "198.18.0.0/15",  # benchmarks
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, and broadcast
            "2001::/23",  # protocol assignments, Teredo among them
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4: an IPv4 address within
            "3fff::/20",  # documentation
        ),
    )
)
OPEN_V6 = ipaddress.IPv6Network("2000::/3")
"""All of IPv6 that is given out for the public internet; private, link, mapped and multicast addresses are outside."""
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""An IPv4 address as networks without IPv4 reach it (RFC 6052): as public as the address within."""
PORTS = frozenset([80, 443, 8080, 8443])


def is_public(address: Address) -> bool:
    """Whether an address is one host's on the public internet."""
    if isinstance(address, ipaddress.IPv6Address):
        if address in NAT64:
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if address not in OPEN_V6:
            return False
    return address.is_global and not any(address in network for network in CLOSED)


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host, in the system's order. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class Network(msgspec.Struct, frozen=True):
    """What may be reached: the look-up of names, the addresses allowed, and the ports (None: any)."""

    resolve: Callable[[str, int], Sequence[str]] = resolve
    allows: Callable[[Address], bool] = is_public
    ports: frozenset[int] | None = PORTS

    def connect(self, host: str, port: int, timeout: float) -> socket.socket:
        """A connection to `host`. Raises OSError, or Problem `private-address` if any address of it is closed."""
        addresses = [ipaddress.ip_address(each) for each in self.resolve(host, port)]
        for address in addresses:
            if not self.allows(address):
                message = f"leads to {address}, not on the public internet; save the page and convert the file"
                raise Problem(host, message, code="private-address")
        failed: OSError = socket.gaierror(socket.EAI_NONAME, "the name has no address")
        for address in addresses:
            try:
                return socket.create_connection((str(address), port), timeout)
            except OSError as error:
                failed = error
        raise failed
