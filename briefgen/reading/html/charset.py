"""The bytes of a page -> its text.

Pages lie about their encoding, so the bytes are asked first: what is valid UTF-8 beyond ASCII is UTF-8, as good as
never by chance. Then counts what the page declares, read as browsers read it (WHATWG Encoding Standard: "iso-8859-1"
means windows-1252), and windows-1252 is the last resort, in which every byte means something.
"""

from __future__ import annotations

import codecs
import re

from briefgen.problem import Problem
from briefgen.reading.decoding import MAGIC, MARKS

DECLARED_WITHIN = 4096
"""Bytes at the start in which a charset is looked for; browsers look at 1,024, saved pages put notes in front."""

_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,3}=\s{0,3}["']?\s{0,3}([\w:.-]{2,40})""", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

# Labels that stand for a larger encoding (WHATWG Encoding Standard, "names and labels").
_LARGER = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
}


def decode_page(data: bytes, path: str) -> str:
    """The text of a page, without control characters. Raises Problem `empty` or `not-text`."""
    name = next((name for magic, name in MAGIC if data.startswith(magic)), None)
    if name:
        raise Problem(path, f"this is {name}, not a web page; save the page as HTML", code="not-text")
    text = _CONTROLS.sub("", _decode(data))
    if not text.strip():
        raise Problem(path, "the page is empty; save it again once the browser shows it", code="empty")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode(data: bytes) -> str:
    marked = next((encoding for mark, encoding in MARKS if data.startswith(mark)), None)
    if marked:
        return data.decode(marked, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        declared = declared_charset(data)
    if declared == "utf-8" and _mostly_utf8(data):
        return data.decode("utf-8", errors="replace")
    return data.decode("cp1252" if declared in (None, "utf-8") else declared, errors="replace")


def declared_charset(data: bytes) -> str | None:
    """Python's name of the encoding that the page's head declares, or None where it is none that we know."""
    match = _DECLARED.search(data[:DECLARED_WITHIN])
    if not match:
        return None
    label = match[1].decode("ascii", errors="replace").lower()
    try:
        name = codecs.lookup(_LARGER.get(label, label)).name
    except LookupError:
        return None
    # Whoever could read the declaration is not reading UTF-16 (WHATWG HTML, "prescan a byte stream").
    return "utf-8" if name.startswith(("utf-16", "utf-32", "utf-7")) else name


def _mostly_utf8(data: bytes) -> bool:
    """Whether a few broken letters stand in what else is UTF-8: more whole letters than broken ones."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    return broken * 2 < sum(char > "\x7f" for char in text)
