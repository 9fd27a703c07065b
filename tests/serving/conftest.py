"""A site on a server of this machine, for tests that ask it as a client would."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from briefgen.serving.outcome import Outcome, Site
from briefgen.serving.server import Server
from briefgen.serving.stage import Stage

PATIENCE = 20
"""Seconds after which what a test waits for is given up: a failure, not a measurement."""


@dataclass
class Served:
    """A folder of files as a site below /repo/, its stage and its server."""

    folder: Path
    stage: Stage
    server: Server
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def port(self) -> int:
        return self.server.server_port

    def put(self, newest: str | None = None, **outcome: Any) -> None:
        """Show `files` as a build's; by keyword what else came of it."""
        for path, content in self.files.items():
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / path).write_bytes(content)
        site = Site(self.folder, frozenset(self.files), "/repo/")
        self.stage.show(Outcome(**{"site": site, "newest": newest, **outcome}))

    def ask(self, target: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers in small letters, and body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with closing(connection):
            connection.request(
                method, target, headers={name.replace("_", "-"): value for name, value in headers.items()}
            )
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()

    @contextmanager
    def listening(self, query: str = "", **headers: str) -> Iterator[Iterator[dict[str, Any]]]:
        """The messages of the event stream, as they come."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with closing(connection):
            connection.request("GET", f"/__briefgen/events?{query}", headers=headers)
            answer = connection.getresponse()
            assert answer.status == 200
            assert answer.headers["Content-Type"] == "text/event-stream"
            lines = (line.decode() for line in iter(answer.readline, b""))
            yield (json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: "))


@contextmanager
def closing(connection: http.client.HTTPConnection) -> Iterator[None]:
    try:
        yield
    finally:
        connection.close()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A server that has nothing to show yet."""
    stage = Stage(tmp_path)
    server = Server("127.0.0.1", 0, stage)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield Served(tmp_path / "site", stage, server)
    stage.close()
    server.end()
    thread.join()
