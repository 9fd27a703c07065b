"""One request and its answer, within a time that nothing can stretch.

A timeout of a socket counts from one byte to the next, so a server that sends a byte a second is never late. Here a
timer shuts the connection from outside, through a duplicate of the socket: that ends every wait on it, the ones within
a TLS handshake or a header too.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from types import TracebackType

import msgspec
from urllib3 import HTTPHeaderDict
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.util import Url, make_headers

from briefgen.problem import Problem
from briefgen.reading.fetch.address import PORTS
from briefgen.reading.fetch.network import Network
from briefgen.reading.httpbody import read_body


class Unreachable(Exception):  # noqa: N818 - said of the server
    """The server was not reached, or broke off; another attempt may do better."""


class Answer(msgspec.Struct, frozen=True):
    """What a server answered, its body decoded. `stored`: it did so an earlier time and stands by it."""

    status: int
    reason: str
    headers: Mapping[str, str]
    body: bytes
    stored: bool = False


def ask(place: Url, headers: Mapping[str, str], network: Network, size: int, connect: float, seconds: float) -> Answer:
    """GET `place`. `size` bounds the decoded body in bytes; `connect` and, for all of it, `seconds` the time.

    Raises Problem `private-address` or `bad-certificate`, TimeoutError, TooLarge, Unreachable.
    """
    if seconds <= 0:
        raise TimeoutError
    host, port = (place.host or "").strip("[]"), place.port or PORTS[place.scheme or "http"]
    with _Cord(seconds) as cord:
        connection: _Plain | _Secure = (
            _Secure(host, port, timeout=seconds, ssl_context=ssl.create_default_context())
            if place.scheme == "https"
            else _Plain(host, port, timeout=seconds)
        )
        connection.dial = lambda: cord.tie(network.connect(host, port, min(connect, seconds)))
        try:
            connection.request(
                "GET",
                place.request_uri,
                headers={**make_headers(accept_encoding=True), "Connection": "close", **headers},
                preload_content=False,
            )
            with closing(connection.getresponse()) as response:
                body = read_body(response, size)
        except ssl.SSLCertVerificationError as error:
            message = f"the certificate of {host} is not valid ({error.verify_message.rstrip('.')})"
            raise Problem(str(place), message, code="bad-certificate") from None
        except (OSError, http.client.HTTPException, HTTPError, ValueError) as error:
            if cord.pulled:
                raise TimeoutError from None
            raise Unreachable(_reason(error)) from None
        finally:
            connection.close()
    if cord.pulled:  # a connection that is shut may look like one that ended well
        raise TimeoutError
    return Answer(response.status, response.reason or "", HTTPHeaderDict(response.headers), body)


def _reason(error: Exception) -> str:
    text = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
    return " ".join(text.split())[:200]


class _Plain(HTTPConnection):
    dial: Callable[[], socket.socket]

    def _new_conn(self) -> socket.socket:
        return self.dial()


class _Secure(HTTPSConnection):
    dial: Callable[[], socket.socket]

    def _new_conn(self) -> socket.socket:
        return self.dial()


class _Cord:
    """An emergency cord: pulled after `seconds`, it shuts the connection that it is tied to."""

    def __init__(self, seconds: float) -> None:
        self.pulled = False
        self._twin: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._pull)
        self._timer.daemon = True

    def tie(self, connected: socket.socket) -> socket.socket:
        self._twin = connected.dup()
        if self.pulled:
            self._pull()
        return connected

    def _pull(self) -> None:
        self.pulled = True
        if self._twin:
            with suppress(OSError):
                self._twin.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> _Cord:
        self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._timer.cancel()
        self._timer.join()
        if self._twin:
            self._twin.close()
