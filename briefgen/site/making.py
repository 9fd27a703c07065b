"""Pieces -> files on the stage: made in this process, and by hands beside it.

The hands begin while the pieces are still being found. What is made of little is handed over as it is. The data of
other pages has to be worked out here for that: of few pages it is, which spares this process what it takes to load the
templates, and of many when a hand has nothing else to do.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from briefgen.crew import Giving, Hands, Shares
from briefgen.site import answers
from briefgen.site.staging import Staged, stage, stage_there

MANY = 250
"""Pieces of which this process makes some itself, and for which all hands are wanted."""
BEGIN = 32
"""Pieces that stand apart of which so many are found before a hand begins with them: it has more to load for them than
for those whose data is worked out here."""
SHARE = 8
"""Pieces that a hand is given at once."""
AHEAD = 4
"""Shares that a hand has at most while pieces are being found, and this process is long busy with one or another."""
NEXT = 2
"""Shares that it has at most from then on: it goes on with the second while this process makes a piece."""
REST = 32
"""Pieces left to this process of which some are handed over though their data is worked out for that."""
FEW = 4
"""Pieces of that kind that a hand is given at once."""


class Piece(msgspec.Struct, frozen=True):
    """A file of the site: `path` is below its root, with slashes; `make` gives its bytes, the same for the same key.

    `kind` is how it is counted: the name of its template, "pictures" and the like. The `make` of one that stands
    `apart` is soon copied to another process; for others `order` works out what is copied instead.
    """

    path: str
    key: bytes
    make: Callable[[], bytes]
    kind: str = "files"
    apart: bool = False
    order: Callable[[], Callable[[], bytes]] | None = None


class Stage:
    """The files that a build gets ready below `folder`, for the site in `out`. What is on the stage at the end of the
    block is left out of the site."""

    def __init__(self, folder: Path, out: Path, hands: Hands | None = None) -> None:
        self.folder = folder
        self.pieces: list[Piece] = []
        self._places = str(folder), str(out)
        self._hands = hands
        self._shares = Shares(hands, self._take) if hands else None
        self._staged: dict[int, Staged] = {}
        self._apart: deque[int] = deque()
        self._others: deque[int] = deque()
        self._heard: set[Giving[int]] = set()
        self._begun = False

    def __enter__(self) -> Stage:
        clear(self.folder)  # what a build that was killed left of it
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        if error and self._hands:  # they may be at a page that never ends
            self._hands.aside.stop()
        clear(self.folder)

    def add(self, piece: Piece) -> None:
        """Have a piece made, now or at the end."""
        number = len(self.pieces)
        if not number:
            self.folder.mkdir()
        self.pieces.append(piece)
        (self._apart if piece.apart else self._others).append(number)
        if self._shares and self._apart and (self._begun or len(self._apart) >= BEGIN):
            if not self._begun:
                self._begun = True
                self._shares.call(1)
            for giving in self._shares.open(AHEAD):
                if len(self._apart) >= SHARE or (self._apart and not giving.shares):
                    self._give(self._shares, giving, _taken(self._apart.popleft, self._apart, SHARE))

    def made(self) -> list[Staged]:
        """All that were added, in that order. Raises what the making of one raises: what goes wrong for many, such as
        a template, is told of one of the first."""
        if self._shares and self.pieces:
            if len(self.pieces) < MANY:
                self._make_aside(self._shares)
            else:
                self._make_together(self._shares)
            self._shares.wait_for_all()
            for number in self._shares.lost:
                Path(self.folder, self.pieces[number].path).unlink(missing_ok=True)  # what one began that has ended
            self._others += self._shares.lost
        for number in sorted((*self._apart, *self._others)):
            self._make(number)
        return [self._staged[number] for number in range(len(self.pieces))]

    def _make_aside(self, shares: Shares[int]) -> None:
        """Have all of them made by a hand, each on its own: none is long kept waiting for the data of the next."""
        shares.call(1)
        self._others = deque(sorted((*self._apart, *self._others)))
        self._apart.clear()
        while shares.givings and self._others and not shares.lost:
            giving = shares.givings[0]
            if len(giving.shares) < NEXT:
                self._give(shares, giving, [self._others.popleft()])
            else:
                shares.wait(giving)

    def _make_together(self, shares: Shares[int]) -> None:
        """Of what is left this process takes the others first, and what is apart from the end; the hands begin at the
        front of that."""
        shares.call(len(self.pieces) // SHARE)
        while shares.givings and (self._apart or self._others) and not shares.lost:
            for giving in shares.open(NEXT):
                if self._apart:
                    self._give(shares, giving, _taken(self._apart.popleft, self._apart, SHARE))
                elif not giving.shares and len(self._others) >= REST:
                    self._give(shares, giving, _taken(self._others.pop, self._others, FEW))
            if self._others:
                self._make(self._others.popleft())
            elif self._apart:
                self._make(self._apart.pop())

    def _give(self, shares: Shares[int], giving: Giving[int], share: Sequence[int]) -> None:
        try:
            orders = [(self.pieces[number].path, self._order(number)) for number in share]
        except Exception:  # whatever it is, it is told where the piece is made
            shares.lost += share
            return
        known = {} if giving in self._heard else answers.known()
        self._heard.add(giving)
        shares.give(giving, share, (stage_there, (*self._places, known, orders)))

    def _order(self, number: int) -> Callable[[], bytes]:
        piece = self.pieces[number]
        if piece.order is None or (piece.apart and self._begun):
            return piece.make
        return piece.order()

    def _take(self, share: Sequence[int], told: tuple[list[Staged], Mapping[str, str]]) -> None:
        staged, news = told
        answers.hear(news)
        self._staged.update(zip(share, staged, strict=True))

    def _make(self, number: int) -> None:
        piece = self.pieces[number]
        self._staged[number] = stage(*self._places, piece.path, piece.make)


def _taken(take: Callable[[], int], numbers: deque[int], most: int) -> list[int]:
    return [take() for _ in range(min(most, len(numbers)))]


def clear(folder: Path) -> None:
    """Remove the stage, where a finished build leaves nothing but folders."""
    if not folder.is_symlink():
        with suppress(OSError):
            for each, *_ in os.walk(folder, topdown=False):
                os.rmdir(each)
    if os.path.lexists(folder):
        import shutil  # what few builds need

        shutil.rmtree(folder, ignore_errors=True)
