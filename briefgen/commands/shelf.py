"""What reading briefs gave, kept from one build to the next by what stood in their files.

A file that holds the same text gives the same brief, card and problems, so it need not be read again; one that looks as
it did is not even opened. All of it can be made anew: a damaged shelf, or one of another version, is emptied.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

import msgspec

from briefgen.briefs import packed
from briefgen.model import Brief, Source
from briefgen.problem import Problem
from briefgen.site.indexcard import IndexCard
from briefgen.site.memory import Kind, Sheet

# What a build reads of every brief lies apart from what it reads of a few, which is more. Rows of some kilobytes lie in
# tables with row numbers, where new ones are put at the end: in the order of digests SQLite moves them about.
TABLES = (
    "create table version (fingerprint blob not null)",
    "create table files (path text primary key, look text not null, text blob not null) without rowid",
    "create table cards (text blob primary key, card blob, origin blob not null, problems blob not null)",
    "create table briefs (text blob primary key, brief blob, source blob not null)",
    "create table notes (name text primary key, held blob not null)",
    "create table sheets (site text not null, kind text not null, name text not null, held blob not null)",
    "create unique index sheet on sheets (site, kind, name)",
)
REFUSED = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    }
)
"""What SQLite calls a disk or another process that stands in the way."""
WAIT = 30
"""Seconds that another build may hold the shelf."""
AT_HAND = 1024
"""Whole briefs that are kept in memory after they were asked for."""


FEW_WORDS = 16
"""Words that SQLite is asked to look for at once; of a thousand it could not even read the question."""


class Wrong(msgspec.Struct, frozen=True, array_like=True):
    """What was wrong with a file (`problem.Problem`), whatever it is called."""

    message: str
    code: str
    line: int | None
    severity: str


class Reading(msgspec.Struct, frozen=True, array_like=True):
    """What came of a text: without errors a packed brief and its card; its source, and a digest of that."""

    text: bytes
    brief: bytes | None
    card: bytes | None
    source: bytes
    origin: bytes
    problems: bytes


class Held(msgspec.Struct, frozen=True):
    """What is known of a text: the card of its brief, if it has no errors; a digest of its source; its problems."""

    card: IndexCard | None
    origin: bytes
    problems: bytes

    @classmethod
    def of(cls, read: Reading) -> "Held":
        return cls(None if read.card is None else card_of(read.card), read.origin, read.problems)


class Known(msgspec.Struct, frozen=True):
    """What is known of a file of a brief without opening it: how it looked, and a digest of its text."""

    look: str
    text: bytes


card_of = msgspec.msgpack.Decoder(IndexCard).decode
source_of = msgspec.msgpack.Decoder(Source).decode
wrong_of = msgspec.msgpack.Decoder(tuple[Wrong, ...]).decode


def digest_of_text(data: bytes) -> bytes:
    return blake2b(data, digest_size=packed.DIGEST).digest()


def _kept(path: str) -> str | bytes:
    """A path as SQLite takes it: as bytes where these are no UTF-8, as in few names."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return os.fsencode(path)
    return path


def _path_of(kept: str | bytes) -> str:
    return kept if isinstance(kept, str) else os.fsdecode(kept)


@contextmanager
def _sound(file: Path) -> Iterator[None]:
    """Tell what the disk refuses, OSError, from what is no shelf of ours, Problem "damaged-cache"."""
    try:
        yield
    except sqlite3.Error as error:
        if (error.sqlite_errorcode or 0) & 0xFF in REFUSED:
            raise OSError(0, f"the cache cannot be kept ({error})", str(file)) from error
        raise damaged(file) from error
    except (msgspec.DecodeError, TypeError, ValueError) as error:
        raise damaged(file) from error


def damaged(file: Path) -> Problem:
    return Problem(str(file), "the cache is damaged and has been emptied; build again", code="damaged-cache")


class Shelf:
    """A file in the cache. Raises OSError where it cannot be kept at all, Problem "damaged-cache"."""

    def __init__(self, file: Path, fingerprint: bytes, *, sound: bool = False) -> None:
        """One that is not `sound`, since another version filled it or it is no shelf, is begun anew."""
        self.file = file
        self.fingerprint = fingerprint
        self._version: tuple[int] | None = None
        self._briefs = lru_cache(maxsize=AT_HAND)(self._brief)
        self._tales = lru_cache(maxsize=8 * AT_HAND)(self._told)
        if sound:
            self._connect()
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            with _sound(file):
                self._connect()
                sound = self._connection.execute("select fingerprint from version").fetchall() == [(fingerprint,)]
        except Problem:
            pass
        if not sound:
            self.empty()

    def __reduce__(self) -> tuple[object, ...]:
        """To another process goes where it lies: a connection is not handed on."""
        return _opened, (self.file, self.fingerprint)

    def empty(self) -> None:
        """Begin anew."""
        self.close()
        for each in self.file.parent.glob(f"{self.file.name}*"):
            each.unlink()
        with _sound(self.file):
            self._connect()
            with self.changing():
                for table in TABLES:
                    self._connection.execute(table)
                self._connection.execute("insert into version values (?)", (self.fingerprint,))

    def _connect(self) -> None:
        self._connection = sqlite3.connect(self.file, timeout=WAIT, isolation_level=None, check_same_thread=False)
        self._connection.execute("pragma synchronous = normal")

    def close(self) -> None:
        with suppress(sqlite3.Error, AttributeError):
            self._connection.close()

    def changed_elsewhere(self) -> bool:
        """Whether another process has changed the shelf since this was last asked (SQLite, "PRAGMA data_version")."""
        with _sound(self.file):
            before, self._version = self._version, self._connection.execute("pragma data_version").fetchone()
        return before is not None and before != self._version

    def files(self) -> dict[str, Known]:
        """Path -> what is known of the file."""
        with _sound(self.file):
            rows = self._connection.execute("select path, look, text from files")
            return {_path_of(path): Known(look, text) for path, look, text in rows}

    def known(self, path: str) -> Known | None:
        """What is known of a file."""
        with self.asking() as connection:
            row = connection.execute("select look, text from files where path = ?", (_kept(path),)).fetchone()
        return Known(*row) if row else None

    def reading(self, text: bytes) -> Reading | None:
        """What came of the text of this digest, but for the brief and its source (`brief`)."""
        with self.asking() as connection:
            row = connection.execute("select card, origin, problems from cards where text = ?", (text,)).fetchone()
        return Reading(text, None, row[0], b"", *row[1:]) if row else None

    def held(self) -> dict[bytes, Held]:
        """Digest of a text -> what is known of it."""
        with _sound(self.file):
            rows = self._connection.execute("select text, card, origin, problems from cards")
            return {
                text: Held(None if card is None else card_of(card), origin, problems)
                for text, card, origin, problems in rows
            }

    def sources(self) -> dict[bytes, bytes]:
        """Digest of a text -> the packed source of its brief."""
        with _sound(self.file):
            return dict(self._connection.execute("select text, source from briefs"))

    def brief(self, text: bytes) -> Brief:
        return self._briefs(text)

    def told(self, text: bytes) -> packed.Told:
        """What a brief tells of its actors."""
        return self._tales(text)

    def _brief(self, text: bytes) -> Brief:
        with _sound(self.file):
            return packed.unpack(self._packed(text))

    def _told(self, text: bytes) -> packed.Told:
        with _sound(self.file):
            return packed.unpack_told(self._packed(text))

    def _packed(self, text: bytes) -> bytes:
        """Raises sqlite3.Error, Problem."""
        row = self._connection.execute("select brief from briefs where text = ?", (text,)).fetchone()
        if row is None or row[0] is None:
            raise damaged(self.file)
        held: bytes = row[0]
        return held

    @contextmanager
    def asking(self) -> Iterator[sqlite3.Connection]:
        """To ask the shelf something."""
        with _sound(self.file):
            yield self._connection

    @contextmanager
    def changing(self) -> Iterator[None]:
        """All of what is done in the block, or nothing of it."""
        with _sound(self.file):
            self._connection.execute("begin immediate")
        try:
            yield
            with _sound(self.file):
                self._connection.execute("commit")
        except BaseException:
            with suppress(sqlite3.Error):  # a full disk rolls back by itself
                self._connection.execute("rollback")
            raise

    def put(self, fresh: Sequence[Reading]) -> None:
        """Put on the shelf what was read."""
        with _sound(self.file):
            rows = [(each.text, each.card, each.origin, each.problems) for each in fresh]
            self._connection.executemany("insert or replace into cards values (?, ?, ?, ?)", rows)
            bodies = [(each.text, each.brief, each.source) for each in fresh]
            self._connection.executemany("insert or replace into briefs values (?, ?, ?)", bodies)

    def enter(self, files: Mapping[str, Known], gone: Iterable[str], texts: Iterable[bytes]) -> None:
        """Note what is known of files, forget those that are gone, and take off the texts that none holds any more."""
        with _sound(self.file):
            self._connection.executemany("delete from files where path = ?", ((_kept(path),) for path in gone))
            rows = ((_kept(path), known.look, known.text) for path, known in files.items())
            self._connection.executemany("insert or replace into files values (?, ?, ?)", rows)
            left = [(text,) for text in texts]
            self._connection.executemany("delete from cards where text = ?", left)
            self._connection.executemany("delete from briefs where text = ?", left)

    def settle(self) -> None:
        """From now on a change goes into a log first (SQLite, "Write-Ahead Logging"): a few rows are quicker so, while
        a whole shelf would be written twice. Where somebody else reads it just now, the next change sees to that."""
        with _sound(self.file):
            self._connection.execute("pragma busy_timeout = 0")
            with suppress(sqlite3.OperationalError):
                self._connection.execute("pragma journal_mode = wal")
            self._connection.execute(f"pragma busy_timeout = {WAIT * 1000}")

    def note(self, name: str) -> bytes | None:
        """What was kept under a name."""
        with _sound(self.file):
            row = self._connection.execute("select held from notes where name = ?", (name,)).fetchone()
            return row[0] if row else None

    def keep_notes(self, notes: Mapping[str, bytes]) -> None:
        """Keep what stands under these names. In a block of `changing`."""
        with self.asking() as connection:
            connection.executemany("insert or replace into notes values (?, ?)", notes.items())


@lru_cache(maxsize=1)
def _opened(file: Path, fingerprint: bytes) -> Shelf:
    return Shelf(file, fingerprint, sound=True)


class SiteSheets:
    """The sheets of a site on the shelf (`site.memory.Sheets`)."""

    def __init__(self, shelf: Shelf, site: str) -> None:
        self._shelf = shelf
        self._site = site

    def one(self, kind: Kind, name: str) -> bytes | None:
        return next(iter(self._found("name = ?", kind, name).values()), None)

    def all(self, kind: Kind) -> Mapping[str, bytes]:
        return self._found("true", kind)

    def naming(self, kind: Kind, words: Iterable[str]) -> Mapping[str, bytes]:
        each = [word.encode() for word in words]
        if len(each) > FEW_WORDS:
            return self.all(kind)
        return self._found(f"({' or '.join(['instr(held, ?)'] * len(each))})", kind, *each) if each else {}

    def keep(self, fresh: Iterable[tuple[Sheet, bytes]], gone: Iterable[Sheet]) -> None:
        """Put these in the place of what stands under their names, and take others away. In a block of `changing`."""
        rows = ((self._site, *sheet, held) for sheet, held in fresh)
        with self._shelf.asking() as connection:
            connection.executemany("insert or replace into sheets values (?, ?, ?, ?)", rows)
            left = ((self._site, *sheet) for sheet in gone)
            connection.executemany("delete from sheets where site = ? and kind = ? and name = ?", left)

    def _found(self, where: str, kind: Kind, *asked: str | bytes) -> dict[str, bytes]:
        asking = f"select name, held from sheets where site = ? and kind = ? and {where}"
        with self._shelf.asking() as connection:
            return dict(connection.execute(asking, (self._site, kind, *asked)))
