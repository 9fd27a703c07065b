"""The body of an HTTP response -> the bytes of the page, never more of them than a page may have.

Fetched pages and archived ones go the same way: the encodings that the response names are undone piece by piece and
counted, so that a bomb costs no more memory than its limit.
"""

from __future__ import annotations

import codecs
import io

from urllib3.exceptions import DecodeError
from urllib3.response import HTTPResponse

from briefgen.reading.html.charset import declared_charset

PIECE = 64 * 1024


class TooLarge(Exception):  # noqa: N818 - named for what the body is
    """The body is larger than the limit that was asked for."""


def read_body(response: HTTPResponse, limit: int) -> bytes:
    """The body, decoded, of at most `limit` bytes. Raises TooLarge, or what urllib3 raises."""
    body = bytearray()
    while piece := response.read(PIECE, decode_content=True):
        body += piece
        if len(body) > limit:
            raise TooLarge
    return bytes(body)


def undo_encoding(body: bytes, encoding: str, limit: int) -> bytes:
    """`body` without its content encoding, at most `limit` bytes.

    A body that is not encoded at all stays as it is: archives keep the header and drop what it names. Raises TooLarge.
    """
    headers = {"content-encoding": encoding}
    try:
        return read_body(HTTPResponse(io.BytesIO(body), headers=headers, preload_content=False), limit)
    except DecodeError:
        return body


def unknown_encoding(encoding: str) -> str | None:
    """The first of a response's content encodings that cannot be undone here, or None."""
    named = (each.strip().lower() for each in encoding.split(","))
    return next((each for each in named if each not in ("", "identity", *HTTPResponse.CONTENT_DECODERS)), None)


def settle_charset(body: bytes, content_type: str) -> bytes:
    """`body` in UTF-8 with a byte order mark, where the response alone says how to read it.

    The readers decode by what stands in the page. A charset in the header counts before that (WHATWG HTML, "determining
    the character encoding"), and a byte order mark before both.
    """
    charset = declared_charset(content_type.encode("ascii", errors="replace"))
    if charset in (None, "utf-8") or body.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return body
    try:
        body.decode("utf-8")
        return body
    except UnicodeDecodeError:
        pass
    try:
        return codecs.BOM_UTF8 + body.decode(charset, errors="replace").encode("utf-8")
    except (LookupError, ValueError):  # Python has codecs that are no charsets ("hex", "idna")
        return body
