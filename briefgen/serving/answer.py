"""A request for a file -> what goes over the wire. Nothing here knows of sockets.

Headers and statuses are those of RFC 9110; ranges of bytes are its section 14, one range at a time.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from http import HTTPStatus
from mimetypes import MimeTypes
from pathlib import Path

import msgspec

from briefgen.serving.address import Found, Moved

ALWAYS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
}
"""Nothing is kept, nothing is guessed, and no other site sees any of it (Fetch, "Cross-Origin-Resource-Policy")."""

SCRIPT = "/__briefgen/live.js"
STREAM = "/__briefgen/events"
"""Addresses of the server's own, which no site has."""

_TYPES = MimeTypes()
_OWN_TYPES = {
    ".avif": "image/avif",
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".wasm": "application/wasm",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
"""What Python before 3.13 does not know, or what systems disagree about."""
_TEXT = ("text/", "application/json", "application/xml", "application/manifest+json", "image/svg+xml")
_RANGE = re.compile(r"bytes=(\d{1,18})?-(\d{1,18})?")


class Answer(msgspec.Struct, frozen=True):
    """The status, the headers without those of `ALWAYS`, and the body, which a HEAD request is not sent."""

    status: HTTPStatus
    headers: dict[str, str] = msgspec.field(default_factory=dict)
    body: bytes = b""


def read(folder: Path, path: str) -> bytes | None:
    """The file's bytes, all of one build; None if it went meanwhile. A build replaces files whole."""
    try:
        return (folder / path).read_bytes()
    except OSError:
        return None


def file_answer(found: Found, content: bytes, headers: Mapping[str, str], build: str) -> Answer:
    """The answer with a file, whole or the range that is asked for. `build` is told to the script in a page."""
    kind = content_type(found.path)
    if kind.startswith("text/html"):
        content = with_script(content, digest(content), build)
    standing = {"Content-Type": kind, "Accept-Ranges": "bytes"}
    if found.status != HTTPStatus.OK or "if-range" in headers:  # nothing is served that could stand unchanged
        return Answer(HTTPStatus(found.status), standing, content)
    part = asked(headers.get("range", ""), len(content))
    if part is None:
        return Answer(HTTPStatus.OK, standing, content)
    if not part:
        whole = {**standing, "Content-Range": f"bytes */{len(content)}"}
        return Answer(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, whole)
    place = f"bytes {part.start}-{part.stop - 1}/{len(content)}"
    return Answer(HTTPStatus.PARTIAL_CONTENT, {**standing, "Content-Range": place}, content[part.start : part.stop])


def moved_answer(moved: Moved) -> Answer:
    return Answer(HTTPStatus(moved.status), {"Location": moved.address})


def plain_answer(status: HTTPStatus, text: str, **headers: str) -> Answer:
    return Answer(status, {"Content-Type": "text/plain; charset=utf-8", **headers}, f"{text}\n".encode())


def waiting_answer(build: str) -> Answer:
    """The page until there is a site: it shows what is wrong, and gives way to the site by itself."""
    body = with_script(WAITING, digest(WAITING), build)
    return Answer(HTTPStatus.SERVICE_UNAVAILABLE, {"Content-Type": "text/html; charset=utf-8"}, body)


WAITING = b"""<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>briefgen serve</title></head>
<body><p>There is no site yet. This page becomes the site as soon as it is built.</p></body>
</html>
"""


def asked(header: str, length: int) -> range | None:
    """The bytes that a Range header asks for; None for all of them, an empty range if there are none such."""
    match = _RANGE.fullmatch(header.strip())
    if not match or not (match[1] or match[2]):
        return None
    if not match[1]:
        return range(max(0, length - int(match[2])), length)
    if match[2] and int(match[2]) < int(match[1]):
        return None
    return range(int(match[1]), min(int(match[2]) + 1, length) if match[2] else length)


def content_type(path: str) -> str:
    """The type of a file by its name, the same on every system."""
    ending = "." + path.rpartition(".")[2].lower()
    kind, packed = _TYPES.guess_type(f"x{ending}")
    kind = _OWN_TYPES.get(ending) or (kind if not packed else None) or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith(_TEXT) else kind


def digest(content: bytes) -> str:
    """By which a page knows whether it is still what would be served."""
    return hashlib.blake2b(content, digest_size=12).hexdigest()


def with_script(page: bytes, page_digest: str, build: str) -> bytes:
    """The page with the script that keeps it up to date, told what it shows."""
    script = f'<script src="{SCRIPT}" data-page="{page_digest}" data-build="{build}"></script>\n'.encode()
    end = page.rfind(b"</body>")
    return page[:end] + script + page[end:] if end >= 0 else page + script
