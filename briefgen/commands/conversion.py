"""Many sources -> briefs, in this process or on whatever an executor brings: the one place that knows both stages.

What happens to one source never touches the others. So a source gives an `Outcome`, which travels between processes
and machines: its briefs, and in place of exceptions what was wrong with it.
"""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass

from briefgen.commands.sources import Source
from briefgen.extraction import extract
from briefgen.model import Article, Brief
from briefgen.problem import Problem
from briefgen.reading import read

CHUNK = 8
"""Sources handed to a worker at once: enough to outweigh the cost of the handing over."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one source. `fault` is the traceback of a fault of ours; `known`: it was converted before."""

    path: str
    made: tuple[tuple[Article, Brief], ...] = ()
    problem: Problem | None = None
    fault: str | None = None
    known: bool = False


def convert(sources: Iterable[Source], executor: Executor | None = None) -> Iterator[Outcome]:
    """The outcome of each source, in their order."""
    if executor is None:
        return map(convert_one, sources)
    return executor.map(convert_one, sources, chunksize=CHUNK)


def convert_one(source: Source) -> Outcome:
    """Read a source and extract its briefs. Never raises: articles before a fault in the source are kept."""
    made: list[tuple[Article, Brief]] = []
    problem: Problem | None = None
    fault: str | None = None
    try:
        data = source.file.read_bytes() if source.file else source.data
        if source.known and hashlib.sha256(data).hexdigest() in source.known:
            return Outcome(source.path, known=True)
        for article in read(data, source.path):
            made.append((article, extract(article)))  # noqa: PERF401 - what was made before a Problem counts
    except Problem as found:
        problem = found
    except OSError as error:
        problem = Problem(source.path, f"cannot be read: {error.strerror or error}", code="unreadable")
    except Exception:
        fault = traceback.format_exc()
    return Outcome(source.path, tuple(made), problem, fault)
