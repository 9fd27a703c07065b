"""One server for a site: two of them would make two briefs of every article that comes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from briefgen.problem import Problem

if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[str]) -> None:
        file.seek(1 << 20)  # beyond the text: what is locked cannot be read by others
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        file.seek(0)
else:
    import fcntl

    def _lock(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def alone(file: Path) -> Iterator[Callable[[str], None]]:
    """Hold the lock `file`; what is yielded writes into it where the server answers, for others to say.

    However the process ends, the lock ends with it. Raises Problem "served-already".
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a+", encoding="utf-8") as held:
        try:
            _lock(held)
        except (BlockingIOError, PermissionError):
            held.seek(0)
            where = held.read(200).strip()
            message = f"this site is being served already{f' at {where}' if where else ''}; end that server first"
            raise Problem(str(file), message, code="served-already") from None
        except OSError:
            pass  # a file system without locks

        def tell(address: str) -> None:
            with suppress(OSError):
                held.truncate(0)
                held.write(f"{address}\n")
                held.flush()

        yield tell
