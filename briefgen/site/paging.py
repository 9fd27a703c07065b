"""A long list as several pages, each of a bounded size.

Where the newest come first, pages are counted from the oldest, so that a new brief touches the front page of its list
and leaves the older ones as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Generic, TypeVar

import msgspec

from briefgen.site.digests import Digests
from briefgen.site.dossier import Filed
from briefgen.site.indexcard import digest_of
from briefgen.site.page import Data, Page, brief_line, framed
from briefgen.site.settings import SiteSettings

T = TypeVar("T")


def in_order(items: Sequence[T], size: int) -> list[Sequence[T]]:
    """`items` in pages of `size`; one empty page for none."""
    return [items[start : start + size] for start in range(0, len(items), size)] or [items]


def newest_first(items: Sequence[T], size: int) -> list[Sequence[T]]:
    """The front page of `size` to `2 * size - 1` items, and older ones of exactly `size`."""
    older = max(0, len(items) // size - 1)
    front = len(items) - older * size
    return [items[:front], *(items[start : start + size] for start in range(front, len(items), size))]


def paths(folder: str, count: int, *, from_the_end: bool = False) -> list[str]:
    """Where the pages of a list lie: the first in `folder`, the others below it by number."""
    front = f"{folder}/index.html"
    numbers = range(count - 1, 0, -1) if from_the_end else range(2, count + 1)
    return [front, *(f"{folder}/{number}/index.html" for number in numbers)]


class Rows(msgspec.Struct, Generic[T], frozen=True):
    """How the items of a list are shown: under which name the template finds them, each part by `show`, and a key of
    what that gives."""

    name: str
    show: Callable[[Sequence[T]], object]
    key: Callable[[Sequence[T]], bytes]


def plain_rows(name: str) -> Rows[Data]:
    """Items that are shown as they are."""
    return Rows(name, lambda part: part, digest_of)


def brief_rows(digests: Digests) -> Rows[Filed]:
    """Briefs, a line each."""
    return Rows("briefs", lambda part: [brief_line(each) for each in part], digests.of_lines)


def listed(
    settings: SiteSettings,
    template: str,
    at: Sequence[str],
    parts: Sequence[Sequence[T]],
    rows: Rows[T],
    title: str,
    **data: object,
) -> Iterator[Page]:
    """A page for each part, with links to the pages before and behind it; `data` is the same on all of them."""
    same = digest_of(title, data)
    for index, (path, part) in enumerate(zip(at, parts, strict=True)):
        key = digest_of(same, index, len(at), rows.key(part))
        yield Page(path, template, key, partial(_made, settings, at, index, part, rows, title, data))


def pager(at: Sequence[str], index: int) -> Data:
    """Where a page stands among those of its list."""
    return {
        "number": index + 1,
        "of": len(at),
        "before": at[index - 1] if index else None,
        "behind": at[index + 1] if index + 1 < len(at) else None,
    }


def _made(
    settings: SiteSettings, at: Sequence[str], index: int, part: Sequence[T], rows: Rows[T], title: str, data: Data
) -> Data:
    shown: Data = {**data, rows.name: rows.show(part), "pager": pager(at, index)}
    return framed(settings, at[index], title, **shown)
