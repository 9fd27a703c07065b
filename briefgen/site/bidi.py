"""Text of unknown direction within a line: set apart where it might turn its neighbours round, and only there."""

from __future__ import annotations

from unicodedata import bidirectional

from markupsafe import Markup, escape

from briefgen.site.dates import direction

_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


def isolated(text: str, language: str) -> Markup:
    """`text` in a `<bdi>`, unless a line that reads from left to right holds nothing that reads the other way."""
    shown = escape(text)
    if direction(language) == "ltr" and (text.isascii() or _RIGHT_TO_LEFT.isdisjoint(map(bidirectional, text))):
        return shown
    return Markup("<bdi>") + shown + Markup("</bdi>")
