"""Bytes -> text, or a clear line that says why not.

Text is UTF-8, or UTF-16 if a byte order mark says so. Nothing is guessed: a wrong guess would put broken names into a
brief that nobody looks at twice, so a file in another encoding is refused with the place of its first wrong byte.
"""

from __future__ import annotations

import codecs

from briefgen.problem import Problem

MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# The first bytes of files that people mistake for text, and what to call them.
MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x7fELF", "a program"),
)


def decode(data: bytes, path: str) -> str:
    """The text of `data`, its line ends made "\\n".

    Raises Problem `empty`, `not-text` (binary) or `not-utf8`.
    """
    name = next((name for magic, name in MAGIC if data.startswith(magic)), None)
    if name:
        raise Problem(path, f"this is {name}, not text; save the article's text as a .txt file", code="not-text")
    encoding = next((encoding for mark, encoding in MARKS if data.startswith(mark)), "utf-8")
    if encoding != "utf-16" and (zero := data.find(b"\0")) >= 0:
        raise Problem(path, f"this is a binary file (a zero byte at {zero}), not text", code="not-text")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _not_utf8(data, path, encoding, error) from None
    if not text.strip():
        raise Problem(path, "the file is empty; put the article's text into it", code="empty")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _not_utf8(data: bytes, path: str, encoding: str, error: UnicodeDecodeError) -> Problem:
    if encoding == "utf-16":
        return Problem(path, f"the UTF-16 text is broken at byte {error.start}; save it as UTF-8", code="not-utf8")
    # utf-8-sig counts from behind its mark
    offset = error.start + (len(codecs.BOM_UTF8) if encoding == "utf-8-sig" else 0)
    message = (
        f"not UTF-8: byte 0x{data[offset]:02x} at offset {offset}; save it as UTF-8"
        " (for a Western file: iconv -f WINDOWS-1252 -t UTF-8)"
    )
    return Problem(path, message, code="not-utf8", line=data.count(b"\n", 0, offset) + 1)
