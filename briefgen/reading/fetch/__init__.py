"""Fetching a page politely, and never from inside the user's own network.

An address may come from a feed or a redirect, so a stranger chooses where the program connects to. Every hop goes the
same way: http or https, robots.txt, an address on the public internet, decided on the address that is connected to; a
limit on time and size; and a validator from the last time, so that a server need not send what it sent before.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import msgspec
from urllib3 import Retry
from urllib3.exceptions import InvalidHeader
from urllib3.util import Url

import briefgen
from briefgen.problem import Problem
from briefgen.reading.fetch.address import parse_address
from briefgen.reading.fetch.cache import PageCache
from briefgen.reading.fetch.exchange import Answer, Unreachable, ask
from briefgen.reading.fetch.network import Network
from briefgen.reading.fetch.robots import Robots, parse_robots
from briefgen.reading.httpbody import TooLarge, settle_charset

__all__ = ["Fetched", "Fetcher", "Limits", "Network", "fetch"]

PRODUCT = "briefgen"
"""Our name in a robots.txt."""
USER_AGENT = f"{PRODUCT}/{briefgen.__version__} (reads single articles at a person's request)"
ACCEPT = "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, application/feed+json, */*;q=0.5"

REDIRECTS = frozenset([301, 302, 303, 307, 308])
AGAIN = frozenset([429, 500, 502, 503, 504])
"""Answers that may be another one in a moment (RFC 9110, 15.5 and 15.6; RFC 6585)."""
HINTS = {
    401: "; the page wants a login, so save it from the browser",
    403: "; the site does not let programs read it, so save the page from the browser",
    404: "; check the address",
    410: "; the page is gone",
    451: "; the page is closed by law where you are",
}


class Limits(msgspec.Struct, frozen=True):
    """What fetching one page may cost: bytes decoded, counts, and seconds.

    `pause` is what a server is left alone between two pages, `longest_pause` how much more its robots.txt may ask for.
    """

    size: int = 10 * 1024 * 1024
    redirects: int = 5
    attempts: int = 3
    connect: float = 5
    total: float = 20
    backoff: float = 0.5
    pause: float = 1
    longest_pause: float = 30


class Fetched(msgspec.Struct, frozen=True):
    """A page: `url` is where it was found behind all redirects, `unchanged` that it is the one of the last time."""

    url: str
    data: bytes
    unchanged: bool = False


class Fetcher:
    """Fetches pages one after the other and remembers, as long as it lives, each site's rules and last visit.

    `cache` is a folder for validators and pages. `clock` and `sleep` are there for tests.
    """

    def __init__(
        self,
        *,
        cache: Path | None = None,
        network: Network | None = None,
        limits: Limits | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._cache = PageCache(cache) if cache else None
        self._network = network or Network()
        self._limits = limits or Limits()
        self._clock = clock
        self._sleep = sleep
        self._robots: dict[str, Robots] = {}
        self._visited: dict[str, float] = {}

    def fetch(self, url: str) -> Fetched:
        """The page at `url`.

        Raises Problem `bad-address`, `private-address`, `robots`, `unreachable`, `too-slow`, `too-large`,
        `redirects` or `http-status`; its path is `url`, and its message names the hop that was refused if another.
        """
        try:
            start = parse_address(url, self._network.ports)
            self._check_robots(start)
            self._pause(start)
            found, answer = self._follow(start, self._check_robots)
            if answer.status != 200:
                message = f"the server answered {answer.status} {answer.reason}".rstrip() + HINTS.get(answer.status, "")
                raise Problem(str(found), message, code="http-status")
        except Problem as problem:
            hop = "" if problem.path in (url, url + "/") else f"{problem.path}: "
            raise Problem(url, hop + problem.message, code=problem.code) from None
        data = settle_charset(answer.body, answer.headers.get("content-type", ""))
        return Fetched(str(found), data, answer.stored)

    def _check_robots(self, place: Url) -> None:
        robots = self._rules(place)
        if not robots.allows(place.request_uri):
            message = "the site's robots.txt asks programs not to read this page; save it from the browser"
            raise Problem(str(place), message, code="robots")

    def _rules(self, place: Url) -> Robots:
        """The rules of a site; there are none where it answers that there is no such file (RFC 9309, 2.3.1)."""
        site = f"{place.scheme}://{place.netloc}"
        if site not in self._robots:
            _, answer = self._follow(parse_address(f"{site}/robots.txt", self._network.ports), lambda hop: None)
            text = answer.body.decode("utf-8", errors="replace") if answer.status == 200 else ""
            self._robots[site] = parse_robots(text, PRODUCT)
        return self._robots[site]

    def _pause(self, place: Url) -> None:
        """Leave the server alone for as long as it asks, within reason, if it was visited just now."""
        pause = max(self._limits.pause, min(self._rules(place).delay, self._limits.longest_pause))
        visited = self._visited.get(place.netloc or "")
        if visited is not None and (wait := visited + pause - self._clock()) > 0:
            self._sleep(wait)
        self._visited[place.netloc or ""] = self._clock()

    def _follow(self, place: Url, check: Callable[[Url], None]) -> tuple[Url, Answer]:
        """(where, what) at the end of the redirects. Each hop is a new address, and checked like the first."""
        end = self._clock() + self._limits.total
        start = place
        for _ in range(self._limits.redirects + 1):
            answer = self._ask(place, end)
            target = answer.headers.get("location") if answer.status in REDIRECTS else None
            if target is None:
                return place, answer
            place = parse_address(_resolved(place, target), self._network.ports)
            check(place)
        raise Problem(str(start), f"more than {self._limits.redirects} redirects", code="redirects")

    def _ask(self, place: Url, end: float) -> Answer:
        """What the server answers, asked again while it or the network has a bad moment."""
        stored = self._cache.get(str(place)) if self._cache else None
        headers = {"User-Agent": USER_AGENT, "Accept": ACCEPT, **(stored.validators if stored else {})}
        for attempt in range(self._limits.attempts):
            wait = self._limits.backoff * 2**attempt
            try:
                left = end - self._clock()
                answer = ask(place, headers, self._network, self._limits.size, self._limits.connect, left)
            except TimeoutError:
                message = f"no whole answer within {self._limits.total:g} seconds; try again later"
                raise Problem(str(place), message, code="too-slow") from None
            except TooLarge:
                message = f"larger than a page may be ({self._limits.size / 1024**2:.0f} MB)"
                raise Problem(str(place), message, code="too-large") from None
            except Unreachable as error:
                reason = f"cannot be reached: {error}"
            else:
                if answer.status == 304 and stored:
                    return stored.answer
                if answer.status not in AGAIN:
                    if self._cache and answer.status == 200:
                        self._cache.put(str(place), answer)
                    return answer
                reason = f"the server answered {answer.status} {answer.reason}".rstrip()
                wait = max(wait, _retry_after(answer))
            if self._clock() + wait >= end:
                reason += f", and it asks for {wait:.0f} seconds of patience" if wait > self._limits.total else ""
                break
            if attempt + 1 < self._limits.attempts:
                self._sleep(wait)
        raise Problem(str(place), f"{reason}; try again later", code="unreachable")


def fetch(url: str, *, cache: Path | None = None, limits: Limits | None = None) -> Fetched:
    """One page, as `Fetcher.fetch` gives it; for more than one, keep a Fetcher."""
    return Fetcher(cache=cache, limits=limits).fetch(url)


def _resolved(place: Url, target: str) -> str:
    """The address that a Location header means; its bytes are UTF-8, whatever http.client makes of them."""
    try:
        return urljoin(str(place), target.encode("latin-1").decode("utf-8"))
    except ValueError:
        return target


def _retry_after(answer: Answer) -> float:
    """Seconds that the server asks for (RFC 9110, 10.2.3), 0 where it asks for none."""
    try:
        return Retry().parse_retry_after(answer.headers.get("retry-after", "0"))
    except (InvalidHeader, ValueError, OverflowError):
        return 0
