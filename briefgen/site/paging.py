"""A long list as several pages, each of a bounded size.

Where the newest come first, pages are counted from the oldest, so that a new brief touches the front page of its list
and leaves the older ones as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from briefgen.site.page import Data, Page, page
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


def listed(
    settings: SiteSettings, template: str, at: Sequence[str], parts: Sequence[Any], name: str, title: str, **data: Any
) -> Iterator[Page]:
    """A page for each part, which its template finds under `name`, with links to the pages before and behind it."""
    for index, (path, part) in enumerate(zip(at, parts, strict=True)):
        pager: Data = {
            "number": index + 1,
            "of": len(at),
            "before": at[index - 1] if index else None,
            "behind": at[index + 1] if index + 1 < len(at) else None,
        }
        yield page(settings, path, template, title, **data, **{name: part, "pager": pager})
