"""Against a real server on this machine, which only these tests may reach."""

from __future__ import annotations

import gzip
import ipaddress
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from briefgen.problem import Problem
from briefgen.reading.fetch import USER_AGENT, Fetched, Fetcher, Limits, Network

QUICK = Limits(total=5, backoff=0.01, pause=0)
Route = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    routes: dict[str, Route]
    asked: list[tuple[str, dict[str, str]]]

    def do_GET(self) -> None:
        self.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        self.routes.get(self.path, answer(404))(self)

    def log_message(self, *_: Any) -> None:
        pass


def answer(status: int, body: bytes = b"", **headers: str) -> Route:
    def give(request: Handler) -> None:
        request.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return give


class Site:
    """A server, what it was asked, and fetchers that may reach it as news.example."""

    def __init__(self, server: ThreadingHTTPServer, handler: type[Handler]) -> None:
        self.port = server.server_port
        self.routes = handler.routes
        self.asked = handler.asked
        self.slept: list[float] = []

    def url(self, path: str, host: str = "news.example") -> str:
        return f"http://{host}:{self.port}{path}"

    @property
    def pages(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def fetcher(self, limits: Limits = QUICK, cache: Path | None = None, **network: Any) -> Fetcher:
        def resolve(host: str, port: int) -> list[str]:
            return {"news.example": ["127.0.0.1"], "other.example": ["127.0.0.1"]}.get(host, [host])

        def allows(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
            return address == ipaddress.ip_address("127.0.0.1")

        opened = Network(**{"resolve": resolve, "allows": allows, "ports": None, **network})
        return Fetcher(cache=cache, network=opened, limits=limits, sleep=self.slept.append)

    def fetch(self, path: str, **options: Any) -> Fetched:
        return self.fetcher(**options).fetch(self.url(path))

    def problem(self, path: str, **options: Any) -> Problem:
        with pytest.raises(Problem) as caught:
            self.fetch(path, **options)
        assert caught.value.path == self.url(path)
        assert "\n" not in caught.value.message
        return caught.value


@pytest.fixture
def site() -> Iterator[Site]:
    handler = type("Routed", (Handler,), {"routes": {}, "asked": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield Site(server, handler)
        server.shutdown()
        thread.join()


def test_a_page_is_asked_for_by_name_and_version(site: Site) -> None:
    site.routes["/a?b=1"] = answer(200, b"<p>page")

    found = site.fetch("/a?b=1")

    assert found == Fetched(site.url("/a?b=1"), b"<p>page")
    (_, robots), (_, page) = site.asked
    assert robots["user-agent"] == page["user-agent"] == USER_AGENT
    assert USER_AGENT.startswith("briefgen/0.") and page["host"] == f"news.example:{site.port}"
    assert "cookie" not in page and "authorization" not in page


def test_what_robots_txt_forbids_is_not_asked_for(site: Site) -> None:
    site.routes["/robots.txt"] = answer(200, b"User-agent: *\nAllow: /\nDisallow: /private")
    site.routes["/open"] = answer(200, b"x")

    assert site.problem("/private/a").code == "robots"
    assert site.fetch("/open").data == b"x"
    assert site.pages == ["/open"]


@pytest.mark.parametrize(("status", "code"), [(503, "unreachable"), (429, "unreachable")])
def test_a_robots_txt_that_cannot_be_had_now_forbids_everything(site: Site, status: int, code: str) -> None:
    site.routes["/robots.txt"] = answer(status)
    site.routes["/a"] = answer(200)

    found = site.problem("/a")

    assert (found.code, site.pages) == (code, [])
    assert "/robots.txt" in found.message


def test_robots_txt_is_asked_for_once_a_site_and_holds_for_redirects_to_it(site: Site) -> None:
    site.routes["/robots.txt"] = answer(200, b"User-agent: briefgen\nDisallow: /hidden")
    site.routes["/a"] = answer(302, Location=site.url("/hidden", "other.example"))
    fetcher = site.fetcher()

    for _ in range(2):
        with pytest.raises(Problem) as caught:
            fetcher.fetch(site.url("/a"))

    assert caught.value.code == "robots" and "other.example" in caught.value.message
    assert [path for path, _ in site.asked] == ["/robots.txt", "/a", "/robots.txt", "/a"]


def test_redirects_are_followed_to_where_the_page_is(site: Site) -> None:
    site.routes["/a"] = answer(301, Location="b/")
    site.routes["/b/"] = answer(308, Location=site.url("/c#top", "other.example"))
    site.routes["/c"] = answer(200, b"there")

    assert site.fetch("/a") == Fetched(site.url("/c", "other.example"), b"there")


def test_redirects_without_end_are_one_problem(site: Site) -> None:
    site.routes["/a"] = answer(302, Location="/a")

    assert site.problem("/a").code == "redirects"
    assert len(site.pages) == QUICK.redirects + 1


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("http://10.0.0.1/", "private-address"),
        ("http://169.254.169.254/latest/meta-data/", "private-address"),
        ("http://[::ffff:7f00:1]/", "private-address"),
        ("//192.168.0.1/", "private-address"),
        ("file:///etc/passwd", "bad-address"),
        ("gopher://news.example/", "bad-address"),
        ("http://news.example\\@10.0.0.1/", "bad-address"),
        ("http://me:secret@news.example/", "bad-address"),
        ("http://[", "bad-address"),
    ],
)
def test_a_redirect_is_checked_like_an_address_of_the_users(site: Site, target: str, code: str) -> None:
    site.routes["/a"] = answer(302, Location=target)

    assert site.problem("/a").code == code
    assert site.pages == ["/a"]


def test_one_closed_address_among_several_closes_the_name(site: Site) -> None:
    found = site.problem("/a", resolve=lambda host, port: ["127.0.0.1", "10.0.0.1"])

    assert found.code == "private-address" and "10.0.0.1" in found.message
    assert site.asked == []


def test_the_connection_goes_to_the_address_that_was_checked(site: Site) -> None:
    answers = iter(["127.0.0.1", "127.0.0.1", "10.0.0.1"])  # one look-up a request, and what a second one would say
    site.routes["/a"] = answer(200, b"x")

    assert site.fetch("/a", resolve=lambda host, port: [next(answers)]).data == b"x"
    assert next(answers) == "10.0.0.1"


def test_without_leave_this_machine_cannot_be_reached(site: Site) -> None:
    for host in ("127.0.0.1", "localhost", "2130706433", "0x7f.1", "0", "[::1]"):
        with pytest.raises(Problem) as caught:
            Fetcher(network=Network(ports=None)).fetch(site.url("/a", host))
        assert caught.value.code in ("private-address", "unreachable")
    assert site.asked == []


def test_only_ports_of_web_sites_are_asked(site: Site) -> None:
    with pytest.raises(Problem, match="port") as caught:
        Fetcher().fetch(site.url("/a"))
    assert caught.value.code == "bad-address"


@pytest.mark.parametrize("status", [401, 403, 404, 410, 418, 451])
def test_a_refusal_is_said_once_with_a_way_out(site: Site, status: int) -> None:
    site.routes["/a"] = answer(status)

    found = site.problem("/a")

    assert found.code == "http-status" and str(status) in found.message
    assert site.pages == ["/a"]


def test_a_bad_moment_is_waited_out(site: Site) -> None:
    answers = iter([answer(503), answer(429, Retry_After="2"), answer(200, b"x")])
    site.routes["/a"] = lambda request: next(answers)(request)

    assert site.fetch("/a").data == b"x"
    assert site.slept == [0.01, 2]


def test_a_server_that_asks_for_more_patience_than_there_is_is_left_alone(site: Site) -> None:
    site.routes["/a"] = answer(429, Retry_After="3600")

    found = site.problem("/a")

    assert found.code == "unreachable" and "3600 seconds" in found.message
    assert (site.pages, site.slept) == (["/a"], [])


@pytest.mark.parametrize("value", ["soon", "-1", "9" * 5000, "Fri, 31 Dec 1999 23:59:59 GMT", ""])
def test_an_odd_retry_after_is_none(site: Site, value: str) -> None:
    site.routes["/a"] = answer(503, Retry_After=value)

    assert site.problem("/a").code == "unreachable"
    assert len(site.pages) in (1, 3)


def test_a_server_that_breaks_off_is_asked_again_and_then_named(site: Site) -> None:
    site.routes["/a"] = answer(200, b"half", Content_Length="8")

    assert site.problem("/a").code == "unreachable"
    assert len(site.pages) == QUICK.attempts


def test_a_host_that_is_not_there_is_one_line(site: Site) -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise OSError(-2, "Name or service not known")

    assert "Name or service not known" in site.problem("/a", resolve=resolve).message


def test_a_page_too_large_is_not_read_to_its_end(site: Site) -> None:
    site.routes["/a"] = answer(200, bytes(200_000))

    assert site.problem("/a", limits=replace(QUICK, size=100_000)).code == "too-large"
    assert site.fetch("/a", limits=replace(QUICK, size=200_000)).data == bytes(200_000)


def test_what_counts_is_the_size_that_a_page_unpacks_to(site: Site) -> None:
    site.routes["/a"] = answer(200, gzip.compress(bytes(50_000_000)), Content_Encoding="gzip")
    site.routes["/b"] = answer(200, gzip.compress(b"<p>small"), Content_Encoding="gzip")

    assert site.problem("/a").code == "too-large"
    assert site.fetch("/b").data == b"<p>small"


def drip(request: Handler, start: bytes) -> None:
    request.wfile.write(start)
    try:
        while True:
            request.wfile.write(b"x")
            time.sleep(0.005)
    except OSError:
        request.close_connection = True


@pytest.mark.parametrize(
    "start",
    [b"HTTP/1.0 200 OK\r\n\r\n", b"HTTP/1.0 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"],
)
def test_a_server_that_drips_is_cut_off_at_the_deadline(site: Site, start: bytes) -> None:
    site.routes["/a"] = lambda request: drip(request, start)
    started = time.monotonic()

    assert site.problem("/a", limits=replace(QUICK, total=0.2)).code == "too-slow"
    assert time.monotonic() - started < 2


def test_a_page_that_stands_unchanged_is_not_sent_again(site: Site, tmp_path: Path) -> None:
    def give(request: Handler) -> None:
        known = request.headers["If-None-Match"] == '"1"'
        answer(304 if known else 200, b"" if known else b"page", ETag='"1"', Content_Type="text/html")(request)

    site.routes["/a"] = give
    first = site.fetch("/a", cache=tmp_path)
    second = site.fetch("/a", cache=tmp_path)

    assert (first.data, first.unchanged) == (b"page", False)
    assert (second.data, second.unchanged) == (b"page", True)


def test_the_day_of_the_last_change_is_asked_about_too(site: Site, tmp_path: Path) -> None:
    day = "Sun, 03 Mar 2024 08:00:00 GMT"
    site.routes["/a"] = answer(200, b"page", Last_Modified=day)
    for _ in range(2):
        site.fetch("/a", cache=tmp_path)

    assert site.asked[-1][1]["if-modified-since"] == day


@pytest.mark.parametrize("damage", [b"", b"{}\n", b"[]\nx", b"\xff", b"{" * 9999])
def test_a_damaged_cache_is_no_cache(site: Site, tmp_path: Path, damage: bytes) -> None:
    site.routes["/a"] = answer(200, b"page", ETag='"1"')
    site.fetch("/a", cache=tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage)

    assert site.fetch("/a", cache=tmp_path) == Fetched(site.url("/a"), b"page")
    assert "if-none-match" not in site.asked[-1][1]


def test_what_may_not_be_stored_is_not(site: Site, tmp_path: Path) -> None:
    site.routes["/a"] = answer(200, b"page", ETag='"1"', Cache_Control="private, no-store")
    site.fetch("/a", cache=tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_a_server_is_left_alone_between_two_pages_for_as_long_as_it_asks(site: Site) -> None:
    site.routes["/robots.txt"] = answer(200, b"User-agent: *\nCrawl-delay: 7")
    site.routes["/a"] = answer(200)
    fetcher = site.fetcher()
    for _ in range(2):
        fetcher.fetch(site.url("/a"))

    (slept,) = site.slept
    assert 6 < slept <= 7


def test_the_charset_of_the_header_reaches_the_reader(site: Site) -> None:
    site.routes["/a"] = answer(200, "Řím".encode("iso-8859-2"), Content_Type="text/html; charset=ISO-8859-2")

    assert site.fetch("/a").data == "\ufeffŘím".encode()
