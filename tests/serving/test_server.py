"""The server, asked over real connections."""

from __future__ import annotations

import socket
from http.client import HTTPConnection
from pathlib import Path

import pytest

from briefgen.serving import server as module
from briefgen.serving.answer import SCRIPT, STREAM, digest
from briefgen.serving.server import Server
from briefgen.serving.stage import Stage

from .conftest import PATIENCE, Served

HOME = b"<!doctype html><body><p>home</p></body>"


@pytest.fixture
def site(served: Served) -> Served:
    served.files = {"index.html": HOME, "404.html": b"<p>missing</p>", "a/index.html": b"<p>a", "static/x.css": b"p{}"}
    served.put()
    return served


def raw(site: Served, request: bytes) -> bytes:
    """All that comes back for these bytes."""
    with socket.create_connection(("127.0.0.1", site.port), PATIENCE) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_a_page_is_served_with_the_script_and_nothing_is_kept(site: Served) -> None:
    status, headers, body = site.ask("/repo/")
    assert status == 200
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["cache-control"] == "no-store"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-length"] == str(len(body))
    assert f'<script src="{SCRIPT}" data-page="{digest(HOME)}"'.encode() in body
    assert (site.folder / "index.html").read_bytes() == HOME
    assert site.ask(SCRIPT)[:1] == (200,)
    assert "access-control-allow-origin" not in headers


def test_what_is_missing_and_what_moved(site: Served) -> None:
    status, headers, body = site.ask("/repo/nothing/here?x=1")
    assert (status, body.startswith(b"<p>missing</p>")) == (404, True)
    status, headers, body = site.ask("/repo/a?x=1")
    assert (status, headers["location"], body) == (301, "/repo/a/?x=1", b"")
    assert site.ask("/")[1]["location"] == "/repo/"


def test_head_says_what_get_would(site: Served) -> None:
    for target in ("/repo/", "/repo/static/x.css", "/repo/a", "/repo/nothing", SCRIPT):
        got, headers, _ = site.ask(target)
        status, same, body = site.ask(target, "HEAD")
        assert (status, body) == (got, b"")
        assert {**same, "date": ""} == {**headers, "date": ""}
    status, headers, body = site.ask("/repo/static/x.css", "HEAD", Range="bytes=0-0")
    assert (status, headers["content-length"]) == (200, "3")


def test_a_range_is_served(site: Served) -> None:
    status, headers, body = site.ask("/repo/static/x.css", Range="bytes=1-")
    assert (status, headers["content-range"], body) == (206, "bytes 1-2/3", b"{}")
    assert site.ask("/repo/static/x.css", Range="bytes=9-")[0] == 416


def test_a_connection_serves_many_requests(site: Served) -> None:
    connection = HTTPConnection("127.0.0.1", site.port, timeout=PATIENCE)
    connection.connect()
    one = connection.sock
    for target, method in (("/repo/", "GET"), ("/repo/", "HEAD"), ("/repo/x", "GET"), ("/repo/a", "GET")) * 3:
        connection.request(method, target)
        connection.getresponse().read()
        assert connection.sock is one
    connection.close()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_nothing_can_be_changed(site: Served, method: str) -> None:
    status, headers, _ = site.ask("/repo/", method)
    assert (status, headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    "request_",
    [
        b"GET /repo/ HTTP/1.1\r\n\r\n",
        b"GET /repo/ HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
        b"GET http://localhost/repo/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET repo HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /repo/ HTTP/9.9\r\nHost: localhost\r\n\r\n",
        b"GET /repo/\r\n\r\n",
        b"G\x00T /\x00 HTTP/1.1\r\n\r\n",
        b"\xff\xfe\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"x: y\r\n" * 200 + b"\r\n",
        b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n",
        b"BREW /repo/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ],
    ids=range(11),
)
def test_what_no_browser_asks_is_refused_and_does_no_harm(site: Served, request_: bytes) -> None:
    answer = raw(site, request_)
    assert b"home" not in answer
    assert b" 200 " not in answer.split(b"\r\n")[0]
    assert site.ask("/repo/")[0] == 200


def test_the_words_of_a_request_are_never_another_request(site: Served) -> None:
    inner = b"GET /repo/ HTTP/1.1\r\nHost: localhost\r\n\r\n"
    head = b"POST /repo/ HTTP/1.1\r\nHost: localhost\r\n"
    for framing in (b"Content-Length: %d\r\n\r\n" % len(inner), b"Transfer-Encoding: chunked\r\n\r\n"):
        answer = raw(site, head + framing + inner)
        assert answer.count(b"HTTP/1.1 ") == 1
        assert b"405" in answer


@pytest.mark.parametrize("target", ["/repo/", "/repo/static/x.css", SCRIPT, STREAM])
def test_other_sites_and_other_names_are_refused(site: Served, target: str) -> None:
    assert site.ask(target, Host="evil.example")[0] == 403
    assert site.ask(target, Origin="http://evil.example")[0] == 403
    assert site.ask(target, Origin=f"http://localhost:{site.port}")[0] == 403
    assert site.ask(target, Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="no-cors")[0] == 403


def test_what_no_build_wrote_is_not_served(site: Served) -> None:
    (site.folder / "secret.txt").write_text("secret")
    (site.folder / "link.txt").symlink_to(site.folder / "secret.txt")
    for target in ("secret.txt", "link.txt", "../site/secret.txt", "%2e%2e/site/index.html", "a/../index.html"):
        status, _, body = site.ask(f"/repo/{target}")
        assert (status, b"secret" in body, b"home" in body) == (404, False, False)


def test_until_there_is_a_site_a_page_says_so(served: Served) -> None:
    status, headers, body = served.ask("/anything")
    assert (status, headers["content-type"]) == (503, "text/html; charset=utf-8")
    assert b"There is no site yet" in body
    assert SCRIPT.encode() in body


def test_the_stream_says_at_once_how_things_stand_and_then_what_is_new(site: Served) -> None:
    with site.listening(f"at=/repo/&page={digest(HOME)}&build={site.stage.build}") as messages:
        assert next(messages)["stale"] is False
        site.files["index.html"] = b"<p>new"
        site.put(changed=("index.html", "static/x.css"))
        message = next(messages)
        assert (message["stale"], message["changed"]) == (True, ["/repo/static/x.css"])
        site.put(changed=("static/x.css",))
        assert next(messages)["build"] == site.stage.build


def test_a_silent_stream_is_kept_awake(site: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "HEARTBEAT", 0.01)
    with socket.create_connection(("127.0.0.1", site.port), PATIENCE) as connection:
        connection.sendall(f"GET {STREAM} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        with connection.makefile("rb") as lines:
            assert any(line == b":\n" for line in lines)


def test_the_end_waits_for_no_open_page_and_frees_the_port(tmp_path: Path) -> None:
    site = Served(tmp_path, Stage(tmp_path), Server("127.0.0.1", 0, Stage(tmp_path)))
    port = site.port
    idle = [socket.create_connection(("127.0.0.1", port), PATIENCE) for _ in range(3)]
    site.server.end()
    again = Server("127.0.0.1", port, site.stage)
    again.end()
    for each in idle:
        each.close()


def test_a_taken_port_is_an_error(site: Served) -> None:
    with pytest.raises(OSError, match="in use"):
        Server("127.0.0.1", site.port, site.stage)


def test_five_hundred_idle_connections_cost_nothing(site: Served) -> None:
    idle = [socket.create_connection(("127.0.0.1", site.port), PATIENCE) for _ in range(500)]
    assert site.ask("/repo/")[0] == 200
    for each in idle:
        each.close()
