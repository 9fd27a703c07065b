"""Pages as they were last answered, with the validators that ask whether they still are (RFC 9110, 13).

One file a page: a line of JSON, then the body. A file that cannot be read or written is as good as none.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path

import msgspec

from briefgen.files import write_whole
from briefgen.reading.fetch.exchange import Answer

# A header of an answer -> the header of a request that asks whether it still holds.
VALIDATORS = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}


class Stored(msgspec.Struct, frozen=True):
    """An answer of an earlier time, and the request headers that ask whether it still stands."""

    answer: Answer
    validators: dict[str, str]


class PageCache:
    """The stored pages in `folder`, which is made when there is something to put in it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, url: str) -> Stored | None:
        """What `url` answered, or None."""
        try:
            head, _, body = self._file(url).read_bytes().partition(b"\n")
            told = json.loads(head)
            if told["url"] != url or hashlib.sha256(body).hexdigest() != told["sha256"]:
                return None
            headers = {str(name): str(value) for name, value in told["headers"].items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None
        validators = {VALIDATORS[name]: value for name, value in headers.items() if name in VALIDATORS}
        return Stored(Answer(200, "OK", headers, body, stored=True), validators)

    def put(self, url: str, answer: Answer) -> None:
        """Keep an answer that can be asked about again, unless the server says not to."""
        headers = {name: value for name in (*VALIDATORS, "content-type") if (value := answer.headers.get(name))}
        if headers.keys().isdisjoint(VALIDATORS) or "no-store" in answer.headers.get("cache-control", "").lower():
            return
        head = {"url": url, "headers": headers, "sha256": hashlib.sha256(answer.body).hexdigest()}
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(self._file(url), json.dumps(head).encode() + b"\n" + answer.body)

    def _file(self, url: str) -> Path:
        return self._folder / f"{hashlib.sha256(url.encode('utf-8', 'replace')).hexdigest()[:40]}.page"
