"""What the tests of the commands share: inputs, archives made of them, and a server on this machine."""

from __future__ import annotations

import gzip
import ipaddress
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from briefgen.reading.fetch import Fetcher, Limits, Network

DATA = Path(__file__).parents[1] / "data"
BRIDGE = DATA / "cli" / "bridge.txt"
FEED = DATA / "commands" / "feed.xml"
FERRY = DATA / "commands" / "ferry.html"
UNDATED = DATA / "commands" / "undated.txt"
WIRE = DATA / "commands" / "wire.json"


def archive(*pages: bytes) -> bytes:
    """A gzip WARC with a record for each page, from http://courier.example/1 on."""
    records = []
    for number, page in enumerate(pages, start=1):
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
        fields = f"WARC-Type: response\r\nWARC-Target-URI: http://courier.example/{number}"
        head = f"WARC/1.1\r\n{fields}\r\nContent-Length: {len(block)}\r\n\r\n"
        records.append(gzip.compress(head.encode() + block + b"\r\n\r\n"))
    return b"".join(records)


def ferry(town: str) -> bytes:
    """A page of its own for each town."""
    return FERRY.read_bytes().replace(b"Ferry crews", f"{town} crews".encode())


class Courier:
    """A news site on this machine: `pages` by path, and what was `asked` for beside robots.txt."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.pages: dict[str, bytes] = {}
        self.asked: list[str] = []
        network = Network(resolve=lambda *_: ["127.0.0.1"], allows=lambda a: a == _HERE, ports=None)
        self.fetch = Fetcher(network=network, limits=Limits(total=5, attempts=1, pause=0)).fetch

    def feed(self) -> bytes:
        """The feed, with links that lead here."""
        return FEED.read_bytes().replace(b"courier.example/", f"courier.example:{self.port}/".encode())


_HERE = ipaddress.ip_address("127.0.0.1")


@pytest.fixture
def courier() -> Iterator[Courier]:
    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path != "/robots.txt":
                site.asked.append(self.path)
            page = site.pages.get(self.path)
            self.send_response(200 if page else 404)
            self.send_header("Content-Length", str(len(page or b"")))
            self.end_headers()
            self.wfile.write(page or b"")

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        site = Courier(server.server_port)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield site
        server.shutdown()
        thread.join()
