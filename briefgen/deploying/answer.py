"""Whether a published site answers at its address, and with what was published: hosts take a while."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Literal

import urllib3

from briefgen.deploying.content import is_hidden
from briefgen.deploying.plan import CNAME, Plan

Answer = Literal["new", "old", "none"]
"""The published page, another one, or nothing that counts as an answer."""

Get = Callable[[str], bytes | None]
"""The page at an address, None without one."""

PAUSE = 3.0
"""Seconds between two tries."""


def wait(
    address: str,
    page: bytes,
    *,
    seconds: float,
    get: Get | None = None,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Answer:
    """Ask until the address answers with `page`, for so many seconds at most; the last answer."""
    end = clock() + seconds
    get = get or getting(min(seconds, 20.0), len(page))
    while True:
        found = get(address)
        if found == page:
            return "new"
        if clock() + PAUSE > end:
            return "none" if found is None else "old"
        sleep(PAUSE)


def getting(seconds: float, size: int) -> Get:
    """What asks a server; each try takes so many seconds at most, and reads little more than `size` bytes."""
    retries = urllib3.Retry(total=None, connect=0, read=0, status=0, other=0, redirect=3, raise_on_redirect=False)
    pool = urllib3.PoolManager(retries=retries, timeout=urllib3.Timeout(total=seconds))

    def get(address: str) -> bytes | None:
        headers = {"Cache-Control": "no-cache", "Accept-Encoding": "identity"}
        try:
            with pool.request("GET", address, headers=headers, preload_content=False) as answer:
                return answer.read(size + 1) if answer.status == 200 else None
        except (urllib3.exceptions.HTTPError, OSError):
            return None

    return get


def witness(plan: Plan) -> str:
    """The page that shows that the new site is there: the front page, or if that is as before, one that changed."""
    fresh = [path for path in (*plan.changed, *plan.added) if not is_hidden(path) and path != CNAME]
    pages = [path for path in fresh if path.endswith(".html")]
    return "index.html" if not fresh or "index.html" in fresh else (pages or fresh)[0]
