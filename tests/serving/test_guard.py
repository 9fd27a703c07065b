from __future__ import annotations

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.serving.guard import LOCAL, host_name, is_loopback, names_of, objection

HERE = "127.0.0.1:8000"


@pytest.mark.parametrize("host", [HERE, "localhost:8000", "LOCALHOST", "[::1]:8000", "127.0.0.1"])
def test_this_machine_is_answered(host: str) -> None:
    assert objection({"host": host}, LOCAL) is None


@pytest.mark.parametrize(
    "host",
    [
        *"evil.example evil.example:8000 localhost.evil.example 127.0.0.1.evil.example 192.168.0.7:8000".split(),
        *"2130706433 [::1 evil.example@127.0.0.1 127.0.0.1/../evil 127.0.0.1#evil.example".split(),
        "",
        "local\thost",
    ],
)
def test_another_name_is_refused(host: str) -> None:
    assert objection({"host": host}, LOCAL) == "this server does not go by that name"


def test_on_the_network_it_goes_by_its_number_and_the_machine_s_name() -> None:
    names = names_of("0.0.0.0")
    for host in ("192.168.0.7:8000", "[fe80::1]:8000", socket.gethostname(), "localhost"):
        assert objection({"host": host}, names, numbers=True) is None
    assert objection({"host": "evil.example"}, names, numbers=True)


@pytest.mark.parametrize(
    ("origin", "refused"),
    [
        ("http://127.0.0.1:8000", False),
        ("https://127.0.0.1:8000", False),
        ("http://127.0.0.1:3000", True),
        ("http://localhost:8000", True),
        ("http://evil.example", True),
        ("http://127.0.0.1:8000.evil.example", True),
        ("null", True),
        ("", True),
    ],
)
@pytest.mark.parametrize("stream", [True, False])
def test_an_origin_that_is_not_the_site_s_own_is_refused(origin: str, refused: bool, stream: bool) -> None:
    assert bool(objection({"host": HERE, "origin": origin}, LOCAL, stream=stream)) is refused


@pytest.mark.parametrize(
    ("site", "dest", "mode", "page", "stream"),
    [
        ("same-origin", "image", "no-cors", True, True),
        ("none", "document", "navigate", True, False),
        ("cross-site", "document", "navigate", True, False),
        ("same-site", "document", "navigate", True, False),
        ("cross-site", "iframe", "navigate", False, False),
        ("cross-site", "script", "no-cors", False, False),
        ("same-site", "script", "no-cors", False, False),
        ("cross-site", "empty", "cors", False, False),
        ("cross-site", "document", "no-cors", False, False),
    ],
)
def test_other_sites_may_link_here_and_no_more(site: str, dest: str, mode: str, page: bool, stream: bool) -> None:
    headers = {"host": HERE, "sec-fetch-site": site, "sec-fetch-dest": dest, "sec-fetch-mode": mode}
    assert (objection(headers, LOCAL) is None) is page
    assert (objection(headers, LOCAL, stream=True) is None) is stream


@given(st.text())
def test_no_host_is_too_strange(host: str) -> None:
    assert isinstance(host_name(host), str)


def test_what_only_this_machine_reaches() -> None:
    assert [is_loopback(each) for each in ("127.0.0.1", "127.0.0.9", "::1", "localhost")] == [True] * 4
    assert [is_loopback(each) for each in ("0.0.0.0", "::", "192.168.0.7", "desk.example", "")] == [False] * 5
