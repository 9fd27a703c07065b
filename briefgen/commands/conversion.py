"""Many sources -> briefs, in this process or on whatever an executor brings: the one place that knows both stages.

What happens to one source never touches the others. So a source gives an `Outcome`, which travels between processes
and machines: its briefs, and in place of exceptions what was wrong with it. Sources are taken as they are needed and
outcomes given as they come, so that no number of them needs more memory than a few.
"""

from __future__ import annotations

import hashlib
import os
import traceback
from collections import deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from briefgen.commands.sources import Source
from briefgen.extraction import extract
from briefgen.extraction.plugins import chains_with
from briefgen.model import Article, Brief, Extractor
from briefgen.problem import Problem
from briefgen.reading import feed, read, warc
from briefgen.reading.trackers import without_trackers

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

LARGEST = feed.LARGEST
"""Bytes of a source that is read whole, as all are but archives."""
CHUNK = 8
"""Sources handed to a worker at once: enough to outweigh the cost of the handing over."""
HEAVY = 1024 * 1024
"""Bytes of pages that make a chunk as well."""
WINDOW = 4 * (os.cpu_count() or 1)
"""Chunks handed out before the first of them is back."""


class Outcome(msgspec.Struct, frozen=True):
    """What came of one source, or of one `part` of a source of many.

    `known` counts the articles that were converted before; `problem` is what was wrong, `note` what should be known
    without being wrong, and `fault` the traceback of a fault of ours.
    """

    path: str
    made: tuple[tuple[Article, Brief], ...] = ()
    known: int = 0
    problem: Problem | None = None
    note: Problem | None = None
    fault: str | None = None
    part: bool = False

    @property
    def alone(self) -> bool:
        """Whether its article is the only one in the source."""
        return not self.part and self.known + len(self.made) == 1


def convert(
    sources: Iterable[Source | Outcome],
    executor: Executor | None = None,
    *,
    extractors: tuple[Extractor, ...] = (),
    window: int = WINDOW,
) -> Iterator[Outcome]:
    """The outcome of each source, in their order; outcomes among the sources are passed on.

    `extractors` are the plug-ins that take part, each set up once in every process. Of what an executor works on, at
    most `window` chunks are ahead of the outcome that is asked for.
    """
    if executor is None:
        yield from (convert_one(source, extractors) for source in sources)
        return
    ahead: deque[Future[list[Outcome]]] = deque()
    for chunk in _chunks(sources):
        ahead.append(executor.submit(_convert_chunk, chunk, extractors))
        while ahead and (len(ahead) >= window or ahead[0].done()):
            yield from ahead.popleft().result()
    while ahead:
        yield from ahead.popleft().result()


def _chunks(sources: Iterable[Source | Outcome]) -> Iterator[list[Source | Outcome]]:
    chunk: list[Source | Outcome] = []
    weight = 0
    for source in sources:
        chunk.append(source)
        if isinstance(source, Source):
            weight += len(source.data) + (len(source.page.data) if source.page else 0)
        if len(chunk) >= CHUNK or weight >= HEAVY:
            yield chunk
            chunk, weight = [], 0
    if chunk:
        yield chunk


def _convert_chunk(chunk: list[Source | Outcome], extractors: tuple[Extractor, ...]) -> list[Outcome]:
    return [convert_one(source, extractors) for source in chunk]


def convert_one(source: Source | Outcome, extractors: tuple[Extractor, ...] = ()) -> Outcome:
    """Read a source and extract its briefs. Never raises: articles before a fault in the source are kept."""
    if isinstance(source, Outcome):
        return source
    made: list[tuple[Article, Brief]] = []
    known = 0
    problem: Problem | None = None
    fault: str | None = None
    try:
        _refuse_name(source)
        data = _data(source)
        digest = hashlib.sha256(data).hexdigest()
        if digest in source.known:
            return Outcome(source.path, known=1, part=source.part)
        articles, problem = _articles(source, data, digest)
        for article in map(_untracked, articles):
            if article.sha256 in source.known:
                known += 1
            else:
                made.append((article, extract(article, chains_with(extractors))))
    except Problem as found:
        problem = found
    except OSError as error:
        problem = unreadable(source.path, error)
    except Exception:
        fault = traceback.format_exc()
    return Outcome(source.path, tuple(made), known, problem, None, fault, source.part)


def _refuse_name(source: Source) -> None:
    """Raise Problem for a name that no brief can hold: a path on Linux is bytes, and a brief is UTF-8."""
    try:
        source.path.encode()
    except UnicodeEncodeError:
        message = "the name is not UTF-8, and its brief could not say what it was made from; rename it"
        raise Problem(source.path, message, code="bad-name") from None


def _data(source: Source) -> bytes:
    if not source.file:
        return source.page.data if source.page else source.data
    if source.file.stat().st_size > LARGEST:
        raise too_large(source.path)
    return source.file.read_bytes()


def _articles(source: Source, data: bytes, digest: str) -> tuple[list[Article], Problem | None]:
    """The articles of a source, and what was wrong with the rest of it.

    Several in one source each have a digest of their own: with that of the source, a run that was ended behind the
    first of them would leave the others out for ever.
    """
    if source.entry and not data:
        return [source.entry], None
    articles: list[Article] = []
    problem: Problem | None = None
    try:
        for article in warc.read_page(source.page) if source.page else read(data, source.path):
            articles.append(article)  # noqa: PERF402 - those before a Problem count
    except Problem as found:
        found.path = found.path or source.path
        problem = found
    if len(articles) > 1:
        articles = [replace(each, sha256=_own_digest(each)) if each.sha256 == digest else each for each in articles]
    elif articles:
        articles = [_addressed(articles[0], source, digest)]
    return articles, problem


def _untracked(article: Article) -> Article:
    return replace(article, url=without_trackers(article.url)) if article.url else article


def _own_digest(article: Article) -> str:
    pictures = (text for photo in article.photos for text in (photo.caption, photo.credit or ""))
    return hashlib.sha256("\0".join((article.title, *article.paragraphs, *pictures)).encode()).hexdigest()


def _addressed(article: Article, source: Source, digest: str) -> Article:
    """The article of a page with what is known from where it was found: the entry of a feed, or its address."""
    if entry := source.entry:
        published = article.published or entry.published
        return replace(article, guid=entry.guid, url=entry.url, published=published)
    if source.url and not article.url and article.sha256 == digest:  # the page itself, no part of a feed
        return replace(article, url=source.url)
    return article


def unreadable(path: str, error: OSError) -> Problem:
    """The Problem `unreadable` of a source that the system does not give."""
    return Problem(path, f"cannot be read: {error.strerror or error}", code="unreadable")


def too_large(path: str) -> Problem:
    """The Problem `too-large` of a source that is none of an article's size."""
    return Problem(path, f"larger than {LARGEST // 1024**2} MB; split it, or save the article's text", code="too-large")
