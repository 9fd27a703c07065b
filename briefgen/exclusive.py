"""One process at a time: a lock that the system takes back from a process that dies.

It is SQLite's own, of a database in which nothing is ever written (SQLite, "BEGIN EXCLUSIVE"): where the cache can lie
at all, such a lock can be had too, on every system, and what keeps the cache brings it.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path


class Taken(Exception):  # noqa: N818 - nothing is wrong
    """Somebody else holds it."""


@contextmanager
def exclusively(file: Path, patience: float) -> Iterator[None]:
    """Hold the lock of this file; wait for it some seconds. Raises Taken, and OSError where no lock can be."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with closing(_held(file, patience)):
        yield


def _held(file: Path, patience: float) -> sqlite3.Connection:
    for place in (file.parent, file):  # what it cannot write to SQLite opens to read, and then locks out nobody
        if place.exists() and not os.access(place, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(place))
    try:
        connection = sqlite3.connect(file, timeout=patience, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("begin exclusive")
        except BaseException:
            connection.close()
            raise
        return connection
    except sqlite3.Error as error:
        if (error.sqlite_errorcode or 0) & 0xFF == sqlite3.SQLITE_BUSY:
            raise Taken from error
        what = f"no lock can be had ({error}); if this file is none of briefgen's, take it away"
        raise OSError(0, what, str(file)) from error
