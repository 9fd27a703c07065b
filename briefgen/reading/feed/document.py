"""The bytes of an XML feed -> its tree.

The parse is strict first; then with stray ampersands and HTML's named characters put right, which loses nothing; then
with libxml2's recovery, which may lose something and is therefore reported.
"""

from __future__ import annotations

import re
from html import entities

from lxml import etree

from briefgen.problem import Problem
from briefgen.reading.feed.elements import Element, is_entry
from briefgen.reading.html.charset import decode_page

_DECLARATION = re.compile(r"^(?:\s{0,999}<\?xml)\s[^>]{0,200}\?>")
_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)(?:([a-zA-Z]\w{1,31};))?")
_ENTRY = re.compile(rb"<(?:item|entry)\b")


def parse(data: bytes, path: str) -> tuple[Element, Problem | None]:
    """The root element, and what was wrong if something may be lost."""
    text = _DECLARATION.sub("", decode_page(data, path), count=1)
    try:
        root = _tree(text, path)
        if next(root.iter(etree.Entity), None) is None:  # left by a document type, where they are no error
            return root, None
    except etree.XMLSyntaxError:
        pass
    mended = _AMPERSAND.sub(_reference, text)
    try:
        return _tree(mended, path), None
    except etree.XMLSyntaxError as error:
        strict = error
    try:
        root = _tree(mended, path, recover=True)
    except etree.XMLSyntaxError:  # there is no element at all
        root = None
    found = len(_ENTRY.findall(data))
    reason = f"broken XML: {strict.msg}"
    if root is None:
        raise Problem(path, f"{reason}; nothing of the feed could be read", code="broken-feed", line=strict.lineno)
    read = sum(map(is_entry, root.iter(etree.Element)))
    message = f"{reason}; {read} of {found} entries could be read, check them against the site"
    return root, Problem(path, message, code="broken-feed", line=strict.lineno)


def _tree(text: str, path: str, *, recover: bool = False) -> Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
        encoding="utf-8",
    )
    root = etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    declared = None if root is None else root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise Problem(path, "the feed declares entities of its own, which no news feed needs", code="hostile-feed")
    return root


def _reference(match: re.Match[str]) -> str:
    """A character that HTML has a name for by its number; any other "&" as itself."""
    characters = entities.html5.get(match[1] or "")
    return "".join(f"&#{ord(each)};" for each in characters) if characters else f"&amp;{match[1] or ''}"
