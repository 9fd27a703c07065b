"""What is dear to work out and depends on little, kept from one build to the next under a key of what it depends on."""

import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Literal, Protocol

import msgspec

from briefgen.files import FRESH
from briefgen.site import answers
from briefgen.site.feeds import Feed
from briefgen.site.indexcard import IndexCard, digest_of
from briefgen.site.page import Data
from briefgen.site.scene import Scene

if TYPE_CHECKING:
    from briefgen.site.ahead import Backdrop
    from briefgen.site.surroundings import Surroundings


class Ground(msgspec.Struct, array_like=True, frozen=True):
    """What the pages of a site stood on.

    `key` is of everything but what changes with most edits of a brief; of that, `marks` are digests, brief by brief in
    the library's order: of the whole, and of what a list shows. `record` is how the record of what was written looks,
    and `shop` a digest of settings and templates, which the key too is of.
    """

    key: bytes
    marks: bytes
    record: str
    shop: bytes = b""


def mark(card: IndexCard) -> bytes:
    """What stands for a brief in a `Ground`."""
    return card.digest + card.line


class Held(msgspec.Struct, array_like=True):
    """Digest of a question -> the answer; and the ground of the last build that was finished."""

    answers: dict[bytes, str]
    ground: Ground | None = None


Kind = Literal["scene", "feed", "front"]
"""What a sheet holds: the scene of a brief, by its slug; a feed, by the folder in which it lies; or the front page."""
KINDS: tuple[Kind, ...] = ("scene", "feed", "front")
Sheet = tuple[Kind, str]


class Sheets(Protocol):
    """The sheets that the last build of a site left, of which few builds read more than a few."""

    def one(self, kind: Kind, name: str) -> bytes | None:
        """What the sheet of that name holds."""

    def all(self, kind: Kind) -> Mapping[str, bytes]:
        """All of a kind, by name."""

    def naming(self, kind: Kind, words: Iterable[str]) -> Mapping[str, bytes]:
        """Those in which one of these words stands, and perhaps others, by name."""


class Loose:
    """Sheets that are in hand."""

    def __init__(self, sheets: Mapping[Sheet, bytes] | None = None) -> None:
        self._sheets = sheets or {}

    def one(self, kind: Kind, name: str) -> bytes | None:
        return self._sheets.get((kind, name))

    def all(self, kind: Kind) -> Mapping[str, bytes]:
        return {name: held for (each, name), held in self._sheets.items() if each == kind}

    def naming(self, kind: Kind, words: Iterable[str]) -> Mapping[str, bytes]:
        likely = [word.encode() for word in words]
        return {name: held for name, held in self.all(kind).items() if any(word in held for word in likely)}


class Placed(msgspec.Struct, array_like=True, frozen=True):
    """The scene of a brief, and a key of all by which those near to it were found."""

    key: bytes
    scene: Scene


class Memory:
    """What the last build found, and what this one finds: `now` and `made` hold what was asked for, no more.

    `around` and `backdrop` are for this process alone, and there once the build has been.
    """

    def __init__(self, before: Held | None = None, sheets: Sheets | None = None) -> None:
        self.before = before or Held({})
        self.sheets: Sheets = sheets or Loose()
        self.now = Held({})
        self.made: dict[Sheet, bytes] = {}
        self.around: Surroundings | None = None
        self.backdrop: Backdrop | None = None
        self._stood: Mapping[Sheet, bytes] | None = None

    def again(self) -> "Memory":
        """The memory of the build after this one, which finds the sheets where this one has put them."""
        return Memory(self.now, self.sheets)

    def begin(self, *, anew: bool) -> None:
        """Begin to make sheets: all there are, or some of those that stand."""
        self.made = {}
        self._stood = None
        if anew:
            self._stood = {(kind, name): held for kind in KINDS for name, held in self.sheets.all(kind).items()}

    def placed(self, slug: str) -> Placed | None:
        """The scene of a brief as the last build had it."""
        sheet: Sheet = ("scene", slug)
        held = self.sheets.one(*sheet) if self._stood is None else self._stood.get(sheet)
        return decode_placed(held) if held else None

    def place(self, slug: str, placed: Placed) -> None:
        """Keep the scene of a brief."""
        self.made["scene", slug] = encode(placed)

    def feed(self, feed: Feed) -> None:
        """Keep what a feed is made of."""
        self.made["feed", feed.at] = encode(feed)

    def front(self, front: Data) -> None:
        """Keep what the front page is made of."""
        self.made["front", ""] = encode(front)

    def near_to(self, slugs: Collection[str]) -> frozenset[str]:
        """The briefs to which one of these was near in the last build."""
        likely = self.sheets.naming("scene", slugs) if slugs else {}
        return frozenset(name for name, held in likely.items() if decode_placed(held).scene.names(slugs))

    def fresh(self) -> Iterator[tuple[Sheet, bytes]]:
        """The sheets that are others than they were."""
        for sheet, held in self.made.items():
            stood = self.sheets.one(*sheet) if self._stood is None else self._stood.get(sheet)
            if held != stood:
                yield sheet, held

    def gone(self) -> list[Sheet]:
        """The sheets that are no more."""
        return [] if self._stood is None else [sheet for sheet in self._stood if sheet not in self.made]

    def settle(self) -> None:
        """All sheets are kept now, and found there."""
        self.made = {}
        self._stood = None

    def answer(self, question: bytes, work: Callable[[], str]) -> str:
        """The answer to a question by its digest; `work` gives it, always the same one."""
        known = self.before.answers.get(question)
        self.now.answers[question] = answer = work() if known is None else known
        return answer

    def of_file(self, path: str, found: os.stat_result, work: Callable[[], str]) -> str:
        """The answer to a question about what a file holds; one that was written just now is asked for again."""
        if found.st_ctime_ns >= time.time_ns() - FRESH:
            return work()
        looks = path, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino
        return self.answer(digest_of(looks), work)

    def notes(self) -> dict[str, bytes]:
        """What the build found beside its sheets, as bytes by the name of the note; none of what is as it was."""
        notes = {} if self.now == self.before else {HELD: encode(self.now)}
        if said := answers.kept():
            notes[SAID] = said
        return notes


HELD, SAID = "held", "said"


def recall(note: Callable[[str], bytes | None], sheets: Sheets) -> Memory:
    """A memory of what was noted; an empty one where there is nothing, or nothing that can be read."""
    held, said = note(HELD), note(SAID)
    try:
        if said:
            answers.learn(said)
        return Memory(_decode(held) if held else None, sheets)
    except msgspec.MsgspecError:
        return Memory(None, sheets)


encode = msgspec.msgpack.Encoder().encode
decode_placed = msgspec.msgpack.Decoder(Placed).decode
_decode = msgspec.msgpack.Decoder(Held).decode
