"""The server: a thread for each connection, HTTP/1.1 with connections that stay open, and the stream of events.

It is the standard library's, which is enough for one person's pages and loads at once; the protocol beyond the request
line and headers is `answer`'s. Events go over Server-Sent Events (WHATWG HTML, 9.2): one message at once, and one
whenever something else is shown.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from briefgen.serving import address, guard
from briefgen.serving.answer import (
    ALWAYS,
    SCRIPT,
    STREAM,
    Answer,
    file_answer,
    moved_answer,
    plain_answer,
    read,
    waiting_answer,
)
from briefgen.serving.stage import Stage

IDLE = 75
"""Seconds that a connection stays open without a request."""
HEARTBEAT = 15
"""Seconds after which a silent stream sends a comment, by which a closed page is noticed."""
LIVE = Path(__file__).with_name("live.js")


class Server(ThreadingHTTPServer):
    """Serves what is on a stage. Use it as a context manager, which frees the port at its end."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # on Windows it would let two servers have one port
    request_queue_size = 128

    def __init__(self, host: str, port: int, stage: Stage) -> None:
        """Raises OSError where the port is taken or there is no such address."""
        self.stage = stage
        self.names = guard.names_of(host)
        self.numbers = not guard.is_loopback(host)
        self._serving = False
        self.script = LIVE.read_bytes()
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, port), Handler)

    def end(self) -> None:
        """Answer no more, and free the port."""
        if self._serving:
            self.shutdown()
        self.server_close()

    def serve_forever(self, poll_interval: float = 0.5) -> None:
        """Answer until `end`."""
        self._serving = True
        super().serve_forever(poll_interval)

    def server_bind(self) -> None:
        """Bind, without asking who the host is: that may take long, and nobody needs it."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, int(self.allow_reuse_address))
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = self.server_address[:2]  # type: ignore[assignment]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A page that was closed while it loaded is nobody's fault."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)

    def respond(self, method: str, target: str, headers: Mapping[str, str]) -> Answer | None:
        """The answer to a request; None for the stream of events."""
        stream = target.partition("?")[0] == STREAM
        if not target.startswith("/") or "host" not in headers:
            return plain_answer(HTTPStatus.BAD_REQUEST, "this is no request that a browser makes")
        if why := guard.objection(headers, self.names, numbers=self.numbers, stream=stream):
            return plain_answer(HTTPStatus.FORBIDDEN, why)
        if method not in ("GET", "HEAD"):
            return plain_answer(HTTPStatus.METHOD_NOT_ALLOWED, "this server only shows", Allow="GET, HEAD")
        if stream:
            return None
        if target.partition("?")[0] == SCRIPT:
            return Answer(HTTPStatus.OK, {"Content-Type": "text/javascript; charset=utf-8"}, self.script)
        build, site = self.stage.build, self.stage.site
        if site is None:
            return waiting_answer(build)
        found = address.find(site, target)
        if isinstance(found, address.Moved):
            return moved_answer(found)
        content = read(site.folder, found.path) if found else None
        if found is None or content is None:
            return plain_answer(HTTPStatus.NOT_FOUND, "there is no such page")
        return file_answer(found, content, headers if method == "GET" else {}, build)


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: Server
    protocol_version = "HTTP/1.1"
    timeout = IDLE
    disable_nagle_algorithm = True
    wbufsize = -1  # headers and body leave in one piece

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in reversed(self.headers.items())}
        if len(self.headers.get_all("host", [])) > 1:
            headers.pop("host")
        if self.headers.get("content-length", "0") != "0" or "transfer-encoding" in headers:
            self.close_connection = True  # what it brings is not read
        answer = self.server.respond(self.command, self.path, headers)
        if answer is None:
            self._stream()
        else:
            self._send(answer)

    do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_GET  # noqa: N815

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in {**ALWAYS, **answer.headers, "Content-Length": str(len(answer.body))}.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def _stream(self) -> None:
        """Events until the page or the server goes."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        for name, value in {**ALWAYS, "Content-Type": "text/event-stream", "Connection": "close"}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "HEAD":
            return
        asked = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        at, page, known, tab = (asked.get(name, "") for name in ("at", "page", "build", "tab"))
        stage = self.server.stage
        heard = ""
        with stage.watching(at, known, tab):
            while True:
                if heard != stage.build:
                    news = stage.news(at, page, known)
                    known = heard = news["build"]
                    self.wfile.write(f"id: {heard}\ndata: {json.dumps(news)}\n\n".encode())
                else:
                    self.wfile.write(b":\n\n")
                self.wfile.flush()
                if not stage.wait(heard, HEARTBEAT):
                    return

    def version_string(self) -> str:
        """What the Server header says."""
        return "briefgen"

    def log_message(self, *_: object) -> None:
        """The terminal is for what was saved, not for what was looked at."""
