"""One server for a site: two of them would build into one folder, and each tell its pages but half of what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from briefgen.exclusive import Taken, exclusively
from briefgen.problem import Problem


@contextmanager
def alone(file: Path) -> Iterator[Callable[[str], None]]:
    """Hold the lock `file`; what is yielded notes beside it where the server answers, for others to say.

    However the process ends, the lock ends with it. Raises Problem "served-already".
    """
    note = file.with_suffix(".address")

    def tell(address: str) -> None:
        note.write_text(f"{address}\n", "utf-8")

    with ExitStack() as stack:
        try:
            stack.enter_context(exclusively(file, 0))
        except Taken:
            where = ""
            with suppress(OSError):
                where = f" at {note.read_text('utf-8').strip()}"
            message = f"this site is being served already{where}; end that server first"
            raise Problem(str(file), message, code="served-already") from None
        try:
            yield tell
        finally:
            with suppress(OSError):
                note.unlink(missing_ok=True)
