"""The published site over real HTTP: pushed to a server that speaks git's protocol, served below a path, and read."""

from __future__ import annotations

import gzip
import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin

import lxml.html
import pytest
import urllib3

from briefgen.deploying import answer

from .conftest import ADDRESS, Deploy, Desk, git


@contextmanager
def serving(handler: Any) -> Iterator[str]:
    """The address of a server on this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


class GitBackend(BaseHTTPRequestHandler):
    """git's smart HTTP (git-http-backend), for repositories below `root`; whoever comes may push."""

    root: Path

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        given = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.headers.get("Content-Encoding") == "gzip":
            given = gzip.decompress(given)
        variables = {
            "GIT_PROJECT_ROOT": str(self.root),
            "GIT_HTTP_EXPORT_ALL": "1",
            "REQUEST_METHOD": self.command,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(given)),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
            "REMOTE_USER": "odile",
            "REMOTE_ADDR": "127.0.0.1",
        }
        done = subprocess.run(
            ["git", "http-backend"], input=given, env={**os.environ, **variables}, capture_output=True
        )
        head, _, body = done.stdout.partition(b"\r\n\r\n")
        fields = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
        self.send_response(int(fields.pop("Status", "200").split()[0]))
        for name, value in fields.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, *_: Any) -> None:
        pass


class Pages(SimpleHTTPRequestHandler):
    """A host that serves a folder and shows 404.html for what is not there."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "repo/404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_: Any) -> None:
        pass


def links(page: str, text: bytes) -> set[str]:
    """Where a page leads and what it loads, as whole addresses without fragments."""
    found = {urldefrag(urljoin(page, link)).url for _, _, link, _ in lxml.html.fromstring(text).iterlinks()}
    return {link for link in found if link.startswith("http")}


def test_over_smart_http_two_deploys_arrive(desk: Desk, deploy: Deploy) -> None:
    handler = type("Handler", (GitBackend,), {"root": desk.remote.parent})
    with serving(handler) as server:
        git(desk.top, "remote", "set-url", "origin", f"{server}/remote.git")

        assert deploy()[0] == 0
        desk.edit()
        desk.commit()
        assert deploy()[0] == 0
        assert "nothing changed" in deploy()[1]

    assert len(desk.history()) == 2
    assert "two years of darkness" in desk.read("index.html")


def test_over_smart_http_a_server_that_goes_away_leaves_the_old_site(
    desk: Desk, deploy: Deploy, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Fails(GitBackend):
        root = desk.remote.parent

        def do_POST(self) -> None:
            if self.path.endswith("git-receive-pack"):
                self.connection.close()
            else:
                self.do_GET()

        def finish(self) -> None:
            if not self.wfile.closed and self.connection.fileno() != -1:
                super().finish()

    with serving(Fails) as server:
        git(desk.top, "remote", "set-url", "origin", f"{server}/remote.git")
        code, _, said = deploy()

    assert (code, desk.published()) == (3, {})
    assert said.startswith("origin: error: did not take the site: ")
    assert said.count("\n") == 1


def test_every_link_of_the_published_site_leads_somewhere_below_its_path(
    desk: Desk, deploy: Deploy, tmp_path: Path
) -> None:
    deploy()
    git(tmp_path, "clone", "--quiet", "--branch", "gh-pages", str(desk.remote), "www/repo")
    http = urllib3.PoolManager(retries=False)
    with serving(partial(Pages, directory=str(tmp_path / "www"))) as server:
        ours = f"{server}/repo/"
        lost = f"{ours}briefs/renamed/long/ago/"
        waiting, seen = {ours, lost}, set[str]()
        while waiting:
            page = waiting.pop()
            seen.add(page)
            found = http.request("GET", page)
            assert found.status == (404 if page == lost else 200), page
            if found.headers["Content-Type"].startswith("text/html"):
                led = {link.replace(ADDRESS, ours) for link in links(page, found.data)}
                assert not {link for link in led if link.startswith(server) and not link.startswith(ours)}
                waiting |= {link for link in led if link.startswith(ours)} - seen

    files = {path for path in desk.published() if path.endswith(".html") and path != "404.html"}
    assert {ours + path.removesuffix("index.html") for path in files} <= {
        page.removesuffix("index.html") for page in seen
    }


def test_wait_sees_that_the_new_site_answers(desk: Desk, deploy: Deploy, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    with serving(partial(Pages, directory=str(tmp_path / "www"))) as server:
        config = desk.root / "briefgen.yml"
        config.write_text(config.read_text("utf-8").replace(ADDRESS, f"{server}/repo/"), encoding="utf-8")
        desk.commit()
        deploy()
        git(tmp_path, "clone", "--quiet", "--branch", "gh-pages", str(desk.remote), "www/repo")

        code, said, _ = deploy("--wait")
        assert (code, said.splitlines()[-1]) == (0, f"It answers at {server}/repo/")

        desk.edit()
        desk.commit()
        code, _, said = deploy("--wait", "1")

    assert code == 3
    assert "still shows an older page after 1 seconds" in said
    assert len(desk.history()) == 2


@pytest.mark.parametrize(
    ("pages", "outcome", "asked"),
    [
        ([b"new"], "new", 1),
        ([None, b"old", b"new"], "new", 3),
        ([b"old"] * 9, "old", 4),
        ([None] * 9, "none", 4),
    ],
)
def test_waiting_asks_until_the_page_is_the_new_one_or_time_is_up(
    pages: list[bytes | None], outcome: str, asked: int
) -> None:
    now = [0.0]
    left = iter(pages)

    def sleep(seconds: float) -> None:
        now[0] += seconds

    found = answer.wait(ADDRESS, b"new", seconds=10, get=lambda _: next(left), clock=lambda: now[0], sleep=sleep)

    assert (found, len(pages) - len(list(left))) == (outcome, asked)


def test_an_address_where_nobody_listens_is_no_answer() -> None:
    assert answer.getting(1, 10)("http://127.0.0.1:9/") is None
