"""What a build says of the site, whether it has made it or found it as it was."""

from __future__ import annotations

import os

from briefgen.commands.tally import counted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from briefgen.briefs.release import Hold
    from briefgen.commands.look import Memo
    from briefgen.commands.messages import Messages
    from briefgen.laps import Laps

SITE = ("site",)
"""Stands for the line about the site in what a build has said."""


PROBLEM = ("path", "message", "code", "line", "severity")


def tell(messages: Messages, briefs: int, pages: int, written: int, unchanged: int, removed: int) -> None:
    """What a build did, in one line."""
    changes = [(written, "written"), (unchanged, "unchanged"), (removed, "removed")]
    done = ", ".join(f"{number:,} {what}" for number, what in changes if number)
    messages.result(f"{counted(briefs, 'brief')} on {counted(pages, 'page')}; files: {done}")


def say_again(messages: Messages, memo: Memo, written: int = 0) -> None:
    """What the last build said; of the site, that so many of its files have changed."""
    counts = memo.counts
    for each in memo.said:
        if tuple(each) == SITE:
            tell(messages, counts["briefs"], counts["pages"], written, counts["files"] - written, 0)
        else:
            messages.again([each])


def tell_held(held: Sequence[tuple[str, str, Hold]], messages: Messages) -> None:
    """Say what is kept back and how to see it, and of each brief why."""
    for name, publish, why in held:
        messages.detail(f"{name}: " + ("a draft" if why == "draft" else f"publishes on {publish}"))
    days = sorted(publish for _, publish, why in held if why == "future")
    drafts = len(held) - len(days)
    if drafts:
        messages.result(f"{counted(drafts, 'draft')} kept back; build with --drafts to preview")
    if days:
        later = counted(len(days), "brief")
        messages.result(f"{later} for later, the next on {days[0]}; build with --future to preview")


def to_json(
    counts: Mapping[str, int], said: Iterable[Sequence[Any]], changed: Sequence[str], gone: Sequence[str], laps: Laps
) -> dict[str, object]:
    """What a build did, for programs: counts, the paths of files that are new or other, and of those that went."""
    return {
        "briefs": counts["briefs"],
        "pages": counts["pages"],
        "files": {"written": len(changed), "unchanged": counts["files"] - len(changed), "removed": len(gone)},
        "changed": [*changed],
        "removed": [*gone],
        "problems": [dict(zip(PROBLEM, what, strict=True)) for how, *what in said if how == "problem"],
        "stages": [{"name": each.name, "items": each.items, "seconds": round(each.seconds, 4)} for each in laps.laps],
    }


def tell_next(site: str, briefs: str, messages: Messages) -> None:
    """What to do with a site that was built."""
    index, folder = os.path.relpath(os.path.join(site, "index.html")), os.path.relpath(briefs)
    messages.result(f"Next: open {index} in a browser, or edit a brief in {folder} and run briefgen build again")
