"""Addresses as pages give them: whatever stands there, cutting and joining them never raises."""

from __future__ import annotations

from urllib.parse import SplitResult, urljoin, urlsplit

NOWHERE = urlsplit("")


def split_address(address: str) -> SplitResult:
    """The parts of an address (RFC 3986), all empty where it is none."""
    try:
        return urlsplit(address)
    except ValueError:
        return NOWHERE


def join_address(base: str, address: str) -> str | None:
    """The address seen from a base, or None where they make none."""
    try:
        return urljoin(base, address)
    except ValueError:
        return None


def host_of(address: str | None) -> str | None:
    """The host that an address names, or None."""
    return split_address(address or "").hostname
