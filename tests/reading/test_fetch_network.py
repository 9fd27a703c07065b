from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.problem import Problem
from briefgen.reading.fetch.address import parse_address
from briefgen.reading.fetch.network import PORTS, is_public


@pytest.mark.parametrize(
    "address",
    """0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.8
    192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.1.1.1 240.0.0.1
    255.255.255.255 :: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b:1::1 100::1
    2001::1 2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1::1 3fff::1 4000::1 5f00::1 fc00::1 fd00::1 fe80::1
    fe80::1%eth0 fec0::1 ff02::1""".split(),
)
def test_what_is_not_one_host_on_the_internet_is_closed(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", "8.8.8.8 1.1.1.1 172.15.0.1 172.32.0.1 192.0.1.1 2606:4700::1111 2a00:1450::1 64:ff9b::808:808".split()
)
def test_hosts_on_the_internet_are_open(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@given(st.ip_addresses())
def test_nothing_is_open_that_the_registry_closes(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    if is_public(address) and address not in ipaddress.ip_network("64:ff9b::/96"):
        assert address.is_global and not address.is_multicast and not address.is_private


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("https://news.example", "https://news.example/"),
        (" HTTPS://News.Example:443/a b?c=é#d ", "https://news.example/a%20b?c=%C3%A9"),
        ("http://news.example:8080/a", "http://news.example:8080/a"),
        ("http://[2606:4700::1111]/", "http://[2606:4700::1111]/"),
    ],
)
def test_an_address_is_put_in_order(text: str, reads: str) -> None:
    assert str(parse_address(text, PORTS)) == reads


@pytest.mark.parametrize(
    "text",
    [
        "",
        "news.example/a",
        "//news.example/",
        "file:///a",
        "ftp://news.example/",
        "http://",
        "http:///a",
        "http://a@b/",
        "http://127.0.0.1\\@news.example/",
        "http://news.example/\r\nHost: x",
        "http://news.example:22/",
        "http://news.example:0/",
        "http://news.example:99999/",
        "http://[::1/",
        "https://news.example/" + "a" * 5000,
    ],
)
def test_what_is_no_address_of_a_web_page_is_refused(text: str) -> None:
    with pytest.raises(Problem) as caught:
        parse_address(text, PORTS)
    assert caught.value.code == "bad-address"


@given(st.one_of(st.text(), st.text().map("http://{}".format), st.text().map("https://news.example/{}".format)))
def test_any_text_is_an_address_or_a_problem(text: str) -> None:
    try:
        found = parse_address(text, PORTS)
    except Problem as problem:
        assert problem.code == "bad-address"
    else:
        assert found.scheme in ("http", "https") and found.host and found.auth is None
        found.request_uri.encode("ascii")
