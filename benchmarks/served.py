"""A folder on a server of this machine, packed as servers pack (gzip), and a browser to look at it."""

from __future__ import annotations

import gzip
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from tempfile import TemporaryDirectory

from selenium import webdriver

PACKED = {".html", ".css", ".js", ".json", ".svg", ".xml"}


@dataclass
class Served:
    """`sent` are the bytes of each answer's body since it was last cleared, by path."""

    root: Path
    address: str = ""
    sent: dict[str, int] = field(default_factory=dict)


@contextmanager
def served(root: Path, below: str = "/") -> Iterator[Served]:
    """The folder at `below` of a server, for as long as the block runs."""
    told = Served(root)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.partition("?")[0].removeprefix(below)
            file = root / path / "index.html" if (root / path).is_dir() else root / path
            if not self.path.startswith(below) or not file.is_file():
                self.send_error(404)
                return
            packed = file.suffix in PACKED
            body = content(file, packed)
            self.send_response(200)
            self.send_header("Content-Type", guess_type(file.name)[0] or "application/octet-stream")
            self.send_header("Cache-Control", "max-age=600")
            if packed:
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            told.sent[path] = len(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        told.address = f"http://127.0.0.1:{server.server_port}{below}"
        yield told
        server.shutdown()


@lru_cache(maxsize=1024)
def content(file: Path, packed: bool) -> bytes:
    """A file's bytes as they go over the wire."""
    return gzip.compress(file.read_bytes(), 6) if packed else file.read_bytes()


@contextmanager
def browser() -> Iterator[webdriver.Chrome]:
    """Headless Chromium with a profile of its own."""
    with TemporaryDirectory() as profile:
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or ""
        for flag in ("headless", "no-sandbox", "disable-gpu", "no-first-run", f"user-data-dir={profile}"):
            options.add_argument(f"--{flag}")
        driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
        try:
            yield driver
        finally:
            driver.quit()
