"""The article of a brief, read again from where it was found, if that is still there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from briefgen.briefs.address import contradict
from briefgen.checking.origins import Key, keys
from briefgen.checking.subject import Origin
from briefgen.commands.conversion import LARGEST
from briefgen.commands.places import PART
from briefgen.model import Article, Source
from briefgen.problem import Problem
from briefgen.reading import read_stream, warc


def source_file(root: Path, path: str) -> str:
    """The file behind a source's path: itself, or the archive that it is a page of; "" if there is none."""
    for candidate in (path, path.rpartition(PART)[0]):
        try:
            if candidate and (root / candidate).is_file():
                return candidate
        except (OSError, ValueError):  # a name that no file can have
            continue
    return ""


def origins_of(root: Path, sources: Sequence[Source]) -> list[Origin | None]:
    """The origin of each of these sources of briefs. A file is read once for all of them, part by part."""
    shared: dict[str, list[int]] = {}
    for number, source in enumerate(sources):
        shared.setdefault(source_file(root, source.path), []).append(number)
    origins: list[Origin | None] = [None] * len(sources)
    for path, numbers in shared.items():
        if path:
            found = _origins_in(root, path, [sources[number] for number in numbers])
            for number, origin in zip(numbers, found, strict=True):
                origins[number] = origin
    return origins


def _origins_in(root: Path, path: str, sources: Sequence[Source]) -> list[Origin]:
    """Origins in one file. The only article of a file is that of its briefs, whatever its title, unless the two are
    known to differ.
    """
    wanted: dict[Key, list[int]] = {}
    for number, source in enumerate(sources):
        for key in (*keys(source), ("part", source.path)):
            wanted.setdefault(key, []).append(number)
    found: dict[int, Article] = {}
    only: Article | None = None
    count = 0
    problem = ""
    try:
        for article in _articles(root / path, path):
            if isinstance(article, Problem):
                problem = f"cannot be read ({article.message})"
                continue
            count += 1
            only = article if count == 1 else None
            part = [("part", article.path)] if PART in article.path else []
            for number in (number for key in (*part, *keys(article)) for number in wanted.get(key, ())):
                if not contradict(sources[number], article):
                    found.setdefault(number, article)
    except OSError as error:
        problem = f"cannot be read ({error.strerror or error})"
    origins = []
    for number, source in enumerate(sources):
        its = found.get(number) or (only if only and not contradict(source, only) else None)
        changed = bool(its and its is only and source.sha256 and its.sha256 != source.sha256)
        missing = "" if its else problem or "does not have this article any more"
        origins.append(Origin(path, its, missing, changed))
    return origins


def _articles(file: Path, path: str) -> Iterator[Article | Problem]:
    with file.open("rb") as stream:
        if file.stat().st_size > LARGEST and not warc.sniff(stream.peek()):
            yield Problem(path, "too large for an article", code="too-large")
        else:
            yield from read_stream(stream, path)
