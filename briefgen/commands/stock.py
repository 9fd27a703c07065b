"""The briefs of a site as they lie in its folder and on the shelf: only files that changed are read.

Reading many is shared out to processes. What is read of one brief is independent of every other, so it travels as
bytes, and comes back as what goes on the shelf.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from briefgen.briefs import packed
from briefgen.briefs.markdown import read_brief
from briefgen.briefs.packed import Told
from briefgen.briefs.release import Hold, hold_of, public
from briefgen.briefs.textfile import is_brief, read_text, source_lines
from briefgen.commands.look import JUST_NOW, Seen
from briefgen.commands.shelf import Held, Known, Reading, Shelf, Wrong, card_of, digest_of_text, source_of, wrong_of
from briefgen.crew import Aside, Crew, Hands, Shares
from briefgen.fields import Findings
from briefgen.model import Brief
from briefgen.problem import Problem
from briefgen.site.dossier import Filed
from briefgen.site.indexcard import IndexCard, digest_of, index_card
from briefgen.slug import slugify

if TYPE_CHECKING:
    from briefgen.briefs.folder import BriefFolder

BATCH = 200
"""Readings that are put on the shelf at once, and so are in memory."""
MANY = 100
"""Files that are worth processes of their own to read."""
SHARE = 16
"""Files that another process is given at once."""
AHEAD = 12
"""Shares that it has while this process does something that is not to be interrupted."""

_encode = msgspec.msgpack.Encoder().encode
NOTHING = _encode(())
"""That nothing is wrong, packed."""


class Stock(msgspec.Struct):
    """`folder` is where the briefs lie, `shown` how messages call it. A `lenient` stock gives a brief whose file has
    errors as it was when it had none, as far back as this stock knows."""

    folder: Path
    shown: Path
    shelf: Shelf
    lenient: bool = False
    _files: dict[str, Known] | None = None
    _held: dict[bytes, Held] = msgspec.field(default_factory=dict)
    _unread: dict[str, tuple[Wrong, ...]] = msgspec.field(default_factory=dict)
    _before: dict[str, tuple[IndexCard, Brief]] = msgspec.field(default_factory=dict)
    """What files held that have errors now, or that nobody can open."""
    _days: set[str] = msgspec.field(default_factory=set)
    """Days of publication, of those that were looked through for a release."""

    def update(
        self,
        seen: Seen,
        crew: Crew | None = None,
        aside: Aside | None = None,
        meanwhile: Iterable[Callable[[], object]] = (),
    ) -> int:
        """Come to know what the files hold now; `seen` is how they look. How many were opened for that. Of many, hands
        of `aside` read some, or a crew does where there are none; `meanwhile` is called while others read. Raises
        OSError for the shelf."""
        if self.shelf.changed_elsewhere() or self._files is None:
            self._files = self.shelf.files()
            self._held = self.shelf.held()
        files = self._files
        briefs = {path: look for path, look in seen.items() if is_brief(path)}
        changed = [
            path
            for path, look in briefs.items()
            if (known := files.get(path)) is None
            or look == JUST_NOW
            or known.look != look
            or known.text not in self._held
        ]
        gone = [path for path in files if path not in briefs]
        if not changed and not gone:
            return 0
        self._unread = {path: wrong for path, wrong in self._unread.items() if path in briefs and path not in changed}
        kept: dict[str, Known] = {}
        self._files = None  # until all of it is on the shelf, nothing is known
        if aside and len(changed) >= MANY:
            aside.hands(
                len(changed) // SHARE
            )  # before the shelf is locked: a process inherits what SQLite knows of locks
        try:
            with self.shelf.changing():
                fresh = self._fresh(_read_all(sorted(changed), self._held, crew, aside, meanwhile), briefs, kept)
                while some := list(islice(fresh, BATCH)):
                    self.shelf.put(some)
                if self.lenient:
                    self._remember(changed, files, kept, briefs)
                gone += [path for path in changed if path in files and path not in kept]
                left = frozenset(gone)
                now = {path: known for path, known in files.items() if path not in left} | kept
                unheld = self._held.keys() - {known.text for known in now.values()}
                self.shelf.enter(kept, gone, unheld)
        except BaseException:
            if aside:
                aside.stop()  # nobody takes what they were given to read
            raise
        self.shelf.settle()
        for text in unheld:
            del self._held[text]
        self._files = now
        return len(changed)

    def _fresh(self, all_read: Iterable[tuple[str, Read]], briefs: Seen, kept: dict[str, Known]) -> Iterator[Reading]:
        """What is read of texts that were not known; `kept` comes to have the files that could be opened."""
        for path, read in all_read:
            if isinstance(read, Reading):
                self._held[read.text] = Held.of(read)
                kept[path] = Known(briefs[path], read.text)
                yield read
            elif isinstance(read, bytes):
                kept[path] = Known(briefs[path], read)
            else:
                self._unread[path] = read

    def _remember(
        self, changed: Sequence[str], then: Mapping[str, Known], now: Mapping[str, Known], standing: Seen
    ) -> None:
        """Hold on to the briefs of files that have just got errors, and let go of those that are mended or gone."""
        for path in changed:
            known, before = now.get(path), then.get(path)
            if known and self._held[known.text].card is not None:
                self._before.pop(path, None)
            elif before and (card := self._held[before.text].card) is not None:
                self._before[path] = card, self.shelf.brief(before.text)
        self._before = {path: held for path, held in self._before.items() if path in standing}

    @property
    def broken(self) -> int:
        """How many files have errors, and nothing to show."""
        wrong = [path for path, known in self._known.items() if self._held[known.text].card is None]
        return len({*self._unread, *wrong} - self._before.keys())

    @property
    def _known(self) -> Mapping[str, Known]:
        return self._files or {}

    def problems(self) -> Iterator[Problem]:
        """All that is wrong with the briefs, by their files' names."""
        held, wrong = self._held, {**self._unread}
        for path, known in self._known.items():
            if (said := held[known.text].problems) != NOTHING:
                wrong[path] = wrong_of(said)
        for path in sorted(wrong):
            for each in wrong[path]:
                severity = each.severity
                yield Problem(
                    self.called(path),
                    each.message,
                    code=each.code,
                    line=each.line,
                    severity=severity,  # type: ignore[arg-type]
                )

    def called(self, path: str) -> str:
        """A file as messages call it."""
        return str(self.shown / os.path.relpath(path, self.folder))

    def cards(self) -> list[tuple[str, IndexCard]]:
        """(path, card) of every readable brief, in the order of paths."""
        held, before = self._held, self._before
        cards = {path: card for path, known in self._known.items() if (card := held[known.text].card) is not None}
        cards |= {path: card for path, (card, _) in before.items()}
        return [(path, cards[path]) for path in sorted(cards, key=_by_folders)]

    def released(
        self, today: date, preview: Sequence[Hold] = ()
    ) -> tuple[dict[str, Filed], list[tuple[str, str, Hold]]]:
        """The briefs that go to the site, by path, and (name, day of publication, why) of those that are kept back."""
        shown: dict[str, Filed] = {}
        held: list[tuple[str, str, Hold]] = []
        now = today.isoformat()
        self._days = set()
        before, known, shelf = self._before, self._known, self.shelf
        for path, card in self.cards():
            name = path[path.rfind(os.sep) + 1 : path.rfind(".")]
            take: Callable[[], Brief]
            tell: Callable[[], Told | Brief]
            if path in before:
                take = tell = partial(_same, before[path][1])
            else:
                text = known[path].text
                take, tell = partial(shelf.brief, text), partial(shelf.told, text)
            if not card.publish and card.status != "draft":  # as nearly all are
                shown[path] = Filed(name, card, None, take, tell)
                continue
            if card.status != "draft":
                self._days.add(card.publish)
            why = hold_of(card.status, card.publish, now)
            if why and why not in preview:
                held.append((name, card.publish, why))
                continue
            if card.publish and not why:
                take = partial(_out, take)
            shown[path] = Filed(name, card, _mark(why, card), take, tell)
        return shown, held

    def filed(self, file: Path, today: date, preview: Sequence[Hold] = ()) -> Filed | None:
        """A brief as its file holds it right now, before the stock is updated; None if it has errors or is kept back.

        Raises OSError.
        """
        data = file.read_bytes()
        read = reading(data, digest_of_text(data))
        if read.card is None or read.brief is None:
            return None
        return filed_on(
            slugify(file.stem), card_of(read.card), partial(_same, packed.unpack(read.brief)), today, preview
        )

    def turns(self, today: date) -> tuple[str, str]:
        """The last day up to `today` on which a brief was released by its day of publication, and the next one; empty
        for none."""
        now, days = today.isoformat(), sorted(self._days)
        return max((day for day in days if day <= now), default=""), min((day for day in days if day > now), default="")

    def brief_folder(self) -> BriefFolder:
        """The briefs as a conversion looks at them."""
        from briefgen.briefs.folder import BriefFile, BriefFolder  # brings what renews them

        folder = BriefFolder(self.folder, self.shown)
        sources = self.shelf.sources()
        for path in sorted([*self._known, *self._unread], key=_by_folders):
            known = self._known.get(path)
            source = source_of(sources[known.text]) if known and known.text in sources else source_lines("")
            readable = known and self._held[known.text].card is not None
            take = partial(self.shelf.brief, known.text) if known and readable else _nothing
            folder.enter(BriefFile(Path(path), self.called(path), source, take))
        return folder

    def origins(self) -> bytes:
        """A digest of all by which a conversion tells which articles the briefs were made from."""
        return digest_of([(path, self._held[self._known[path].text].origin) for path in sorted(self._known)])


def filed_on(
    slug: str, card: IndexCard, take: Callable[[], Brief], today: date, preview: Sequence[Hold]
) -> Filed | None:
    """A brief as a site shows it on a day; None if it is kept back."""
    why = hold_of(card.status, card.publish, today.isoformat())
    if why and why not in preview:
        return None
    return Filed(slug, card, _mark(why, card), partial(_out, take) if card.publish and not why else take, take)


def _mark(why: Hold | None, card: IndexCard) -> str | None:
    """How a preview marks a brief that is held back (`Filed.hold`)."""
    return "draft" if why == "draft" else card.publish if why else None


def _by_folders(path: str) -> str:
    """What paths are ordered by, folder by folder."""
    return path.replace(os.sep, "\0")


def _nothing() -> None:
    return None


def _same(brief: Brief) -> Brief:
    return brief


def _out(take: Callable[[], Brief]) -> Brief:
    """A brief as a site shows it whose day of publication has come: that is no part of it."""
    return replace(take(), publish=None)


Read = Reading | bytes | tuple[Wrong, ...]
"""What comes of a file: a reading; the digest of a text that was read before; or why it cannot be opened."""


def _read_all(
    paths: Sequence[str],
    known: Iterable[bytes],
    crew: Crew | None,
    aside: Aside | None,
    meanwhile: Iterable[Callable[[], object]],
) -> Iterator[tuple[str, Read]]:
    texts = frozenset(known)
    if len(paths) < MANY:
        yield from _read_here(texts, paths)
    elif aside and (hands := Hands(aside, (_begin, (texts,)))).begin(1):
        yield from _read_together(texts, deque(paths), hands, meanwhile)
    elif crew:
        with crew.start(_begin, (texts,)) as executor:
            every = executor.map(_read_there, [paths[at : at + SHARE] for at in range(0, len(paths), SHARE)])
            for step in meanwhile:
                step()
            yield from chain.from_iterable(every)
    else:
        yield from _read_here(texts, paths)


def _read_together(
    texts: frozenset[bytes], left: deque[str], hands: Hands, meanwhile: Iterable[Callable[[], object]]
) -> Iterator[tuple[str, Read]]:
    """Hands read from the front on; this process, when there is no more to do `meanwhile`, from the end."""
    found: list[tuple[str, Read]] = []
    shares: Shares[str] = Shares(hands, lambda _, read: found.extend(read))
    shares.call(len(left) // SHARE)
    steps = deque(meanwhile)
    while left or steps:
        ahead = AHEAD if steps else 2
        for giving in shares.open(ahead):
            while left and len(giving.shares) < ahead:
                share = [left.popleft() for _ in range(min(SHARE, len(left)))]
                shares.give(giving, share, (_read_there, (share,)))
        yield from found
        found.clear()
        if steps:
            steps.popleft()()
        elif left:
            yield from _read_here(texts, [left.pop()])
    shares.wait_for_all()
    yield from found
    yield from _read_here(texts, shares.lost)


_texts: frozenset[bytes] = frozenset()
"""The digests of the texts that another process need not read."""


def _begin(texts: frozenset[bytes]) -> None:
    global _texts
    _texts = texts


def _read_there(paths: Sequence[str]) -> list[tuple[str, Read]]:
    return [*_read_here(_texts, paths)]


def _read_here(texts: frozenset[bytes], paths: Iterable[str]) -> Iterator[tuple[str, Read]]:
    return ((path, read_file(path, texts)) for path in paths)


def read_file(path: str, known: frozenset[bytes]) -> Read:
    """What a file of a brief holds, unless its text is `known`."""
    findings = Findings(path)
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        read_text(Path(path), findings)  # says why
        return _wrong(findings)
    digest = digest_of_text(data)
    return digest if digest in known else reading(data, digest)


def reading(data: bytes, digest: bytes) -> Reading:
    """What comes of the bytes of a brief's file."""
    from briefgen.fields import decode

    findings = Findings("")
    text = decode(data, findings)
    brief = None if findings.errors else read_brief(text, findings)
    source = brief.source if brief else source_lines(text)
    rests_on = (brief.made, [fact.evidence for fact in brief.key_facts]) if brief else None
    origin = digest_of(source.path, source.url, source.guid, source.sha256, source.title, rests_on)
    body = card = None
    if brief:
        shown = public(brief)
        body = packed.pack(shown)
        card = _encode(index_card(shown, packed.digest(body)))
    return Reading(digest, body, card, _encode(source), origin, _encode(_wrong(findings)))


def _wrong(findings: Findings) -> tuple[Wrong, ...]:
    return tuple(Wrong(each.message, each.code, each.line, each.severity) for each in findings.problems)
