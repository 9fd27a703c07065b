"""What somebody edited since the last build, if it was no more than the words of a few briefs: nothing else is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from briefgen.briefs.packed import unpack
from briefgen.briefs.textfile import is_brief
from briefgen.commands.look import JUST_NOW
from briefgen.commands.shelf import Known, Reading, Shelf, card_of
from briefgen.commands.stock import filed_on, read_file
from briefgen.site.amend import Edit
from briefgen.slug import slugify

if TYPE_CHECKING:
    from datetime import date

    from briefgen.briefs.release import Hold
    from briefgen.model import Brief

FEW = 8
"""Briefs edited at once, beyond which a build that goes through everything does not take much longer."""


class Reread(msgspec.Struct, frozen=True):
    """A brief's file that looks different, what came of its text before, and what comes of the one that it has now."""

    path: str
    look: str
    edit: Edit
    before: Reading
    now: Reading


def reread(
    files: Mapping[str, tuple[str, str]], shelf: Shelf, today: date, preview: Sequence[Hold]
) -> list[Reread] | None:
    """What has become of these files, of which is known how they looked to the last build and how they look now; None
    if it takes a whole build to tell what it comes to."""
    briefs = {path: looks for path, looks in files.items() if is_brief(path)}
    if len(briefs) > FEW:
        return None
    found = []
    for path, (then, look) in briefs.items():
        known = shelf.known(path)
        if known is None or known.look != then or then == JUST_NOW:  # what the last build read may be another text
            return None
        each = _reread(path, look, known.text, shelf, today, preview)
        if each is None:
            return None
        found.append(each)
    return found


def shelve(files: Sequence[Reread], shelf: Shelf) -> None:
    """Put on the shelf what was read. No other file holds what these held (`amend.ground_after`).

    Raises OSError, Problem "damaged-cache".
    """
    fresh = [each for each in files if each.now is not each.before]
    left = {each.before.text for each in fresh} - {each.now.text for each in files}
    with shelf.changing():
        shelf.put([each.now for each in fresh])
        shelf.enter({each.path: Known(each.look, each.now.text) for each in files}, (), left)


def _reread(path: str, look: str, text: bytes, shelf: Shelf, today: date, preview: Sequence[Hold]) -> Reread | None:
    """None where something else is wrong with a file than there was, where the brief comes from another article, where
    it has pictures, and where it is kept back. `text` is the digest of what the file held."""
    before = shelf.reading(text)
    if before is None or before.card is None:
        return None
    now = read_file(path, frozenset({before.text}))
    if isinstance(now, bytes):
        now = before
    if not isinstance(now, Reading) or now.card is None:
        return None
    card = card_of(now.card)
    filed = filed_on(slugify(Path(path).stem), card, _taking(now, shelf), today, preview)
    if filed is None or any(plate.file for plate in card.photos):
        return None
    if now.origin != before.origin or now.problems != before.problems:
        return None
    return Reread(path, look, Edit(filed, card_of(before.card)), before, now)


def _taking(read: Reading, shelf: Shelf) -> Callable[[], Brief]:
    """What fetches the brief."""
    return partial(unpack, read.brief) if read.brief else partial(shelf.brief, read.text)
