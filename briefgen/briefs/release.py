"""What readers may see on a day: a draft stays inside, so does a brief whose day is to come, and so does a comment."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

import msgspec
from msgspec.structs import replace

from briefgen.briefs.markdown import PARTS
from briefgen.model import Brief

Hold = Literal["draft", "future"]
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
"""What a person writes to colleagues in the body of a brief (HTML, "Comments")."""
Named = tuple[str, Brief]
"""A brief with its file's name."""


class Release(msgspec.Struct, frozen=True):
    """`shown` go to the site, in their order; `held` are kept back, each with why."""

    shown: tuple[Named, ...]
    held: tuple[tuple[str, Brief, Hold], ...]


def hold(brief: Brief, today: date) -> Hold | None:
    """Why a brief is kept back on that day, if it is. A draft with a day is a draft."""
    return hold_of(brief.status, brief.publish.isoformat() if brief.publish else "", today.isoformat())


def hold_of(status: str, publish: str, today: str) -> Hold | None:
    """`hold` by a brief's status and day of publication; days are ISO 8601, empty for none."""
    if status == "draft":
        return "draft"
    return "future" if publish and publish > today else None


def release(briefs: Iterable[Named], today: date, *, preview: Iterable[Hold] = ()) -> Release:
    """Part the briefs; those kept back for a reason that is in `preview` are shown all the same.

    A day of publication that has come is dropped, since pages say no more of it: they change when it comes, not daily.
    """
    shown: list[Named] = []
    held: list[tuple[str, Brief, Hold]] = []
    seen = frozenset(preview)
    for name, brief in briefs:
        why = hold(brief, today)
        if why and why not in seen:
            held.append((name, brief, why))
        else:
            shown.append((name, public(brief if why else replace(brief, publish=None))))
    return Release(tuple(shown), tuple(held))


def public(brief: Brief) -> Brief:
    """A brief without the comments in its body."""
    parts: dict[str, Any] = {
        part: COMMENT.sub("", text).strip() for part in PARTS if "<!--" in (text := getattr(brief, part))
    }
    return replace(brief, **parts) if parts else brief
