"""`briefgen convert`: articles -> the briefs of a site, or JSON lines for another program."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from itertools import chain, islice
from pathlib import Path

from msgspec.structs import replace

from briefgen import files
from briefgen.briefs.folder import BriefFolder
from briefgen.briefs.record import full_record
from briefgen.checking.setting import Settings as Levels
from briefgen.commands.conversion import Outcome, convert
from briefgen.commands.messages import Messages
from briefgen.commands.parts import open_source
from briefgen.commands.places import Filed, Place, Printed
from briefgen.commands.pool import done_here, workers
from briefgen.commands.sources import Fetch, Source, count
from briefgen.commands.tally import Tally
from briefgen.config import Settings
from briefgen.extraction.plugins import chains_with
from briefgen.extraction.trail import explain
from briefgen.model import Article, Brief, Extractor, Status
from briefgen.problem import Problem

Sources = Iterable[Source | Problem]
Extractors = tuple[Extractor, ...]


def print_json(
    sources: Sources,
    *,
    extractors: Extractors = (),
    jobs: int | None = None,
    messages: Messages,
    fetch: Fetch | None = None,
) -> Tally:
    """One full record a line on stdout for every article of the sources; writes no file."""

    def show(article: Article, brief: Brief) -> None:
        print(json.dumps(full_record(brief, article), ensure_ascii=False), flush=sys.stdout.isatty())

    return _convert(sources, Printed(show), Tally("brief", "found twice"), extractors, jobs, messages, fetch)


def print_trail(
    sources: Sources,
    *,
    extractors: Extractors = (),
    jobs: int | None = None,
    messages: Messages,
    fetch: Fetch | None = None,
) -> Tally:
    """How each brief of the sources came about, for a person; writes no file."""

    def show(_: Article, brief: Brief) -> None:
        for line in (*explain(brief), ""):
            messages.result(line)

    return _convert(sources, Printed(show), Tally("brief", "found twice"), extractors, jobs, messages, fetch)


def convert_into(
    folder: BriefFolder,
    sources: Sources,
    *,
    status: Status = "published",
    again: bool = False,
    extractors: Extractors = (),
    jobs: int | None = None,
    levels: Levels | None = None,
    messages: Messages,
    fetch: Fetch | None = None,
) -> Tally:
    """Briefs in `folder` for the articles of `sources`: new ones, or renewed where the article changed since.

    One bad source stops no other. `status` is what a new brief gets; `again` renews what did not change, too; `levels`
    are the site's settings of the rules of `briefgen check`.

    `fetch` gets the pages of feeds' entries that are no whole articles; without it, nothing here uses the network.
    """
    place = Filed(folder, messages, status=status, again=again, levels=levels or {})
    return _convert(sources, place, Tally(), extractors, jobs, messages, fetch)


def convert_new(settings: Settings, folder: BriefFolder, *, jobs: int | None, messages: Messages) -> Tally:
    """Briefs for the articles in the site's own folder that have none yet. Fetches nothing: a build has no network."""
    if messages.progress.stream:
        messages.progress.total = count([str(settings.articles)])
    sources = (from_root(Source(str(file), file), settings.root) for file in files.walk(settings.articles))
    return convert_into(
        folder,
        sources,
        status=settings.new_brief_status or "published",
        extractors=settings.extractors,
        jobs=jobs,
        levels=settings.check,
        messages=messages,
    )


def _convert(
    sources: Sources,
    place: Place,
    tally: Tally,
    extractors: Extractors,
    jobs: int | None,
    messages: Messages,
    fetch: Fetch | None,
) -> Tally:
    chains_with(extractors)  # one that is not usable is told before anything is read
    parts = (part for source in sources for part in _parts(source, place, fetch))
    with closing(_outcomes(parts, extractors, jobs)) as outcomes, messages.progress:
        for outcome in outcomes:
            tally.fates["unchanged"] += outcome.known
            for article, brief in outcome.made:
                _keep(article, brief, outcome.alone, place, tally, messages)
            _report(outcome, tally, messages)
            messages.progress.step()
    return tally


def _parts(source: Source | Problem, place: Place, fetch: Fetch | None) -> Iterator[Source | Outcome]:
    """The parts of a source, each with the digests under which it is known."""
    if isinstance(source, Problem):
        yield Outcome(source.path, problem=source)
        return
    for part in open_source(source, place.knows, fetch):
        yield replace(part, known=place.digests(part.path)) if isinstance(part, Source) else part


def _outcomes(parts: Iterator[Source | Outcome], extractors: Extractors, jobs: int | None) -> Generator[Outcome]:
    """Their outcomes, the first few made here; more than that are worth a pool."""
    yield from convert(islice(parts, done_here(jobs)), extractors=extractors)
    for another in parts:
        with workers(jobs) as executor:
            yield from convert(chain([another], parts), executor, extractors=extractors)


def _keep(article: Article, brief: Brief, alone: bool, place: Place, tally: Tally, messages: Messages) -> None:
    try:
        tally.fates[place.take(article, brief, alone=alone)] += 1
    except Problem as problem:
        tally.refused[problem.code] += 1
        messages.problem(problem)


def _report(outcome: Outcome, tally: Tally, messages: Messages) -> None:
    """Say and count what was wrong with a source."""
    if problem := outcome.problem:
        tally.refused[problem.code] += 1
        messages.problem(problem)
    if note := outcome.note:
        tally.refused[note.code] += 1
        messages.problem(note)
    if outcome.fault:
        tally.refused["fault"] += 1
        messages.fault(outcome.path, outcome.fault)


def from_root(source: Source | Problem, root: Path) -> Source | Problem:
    """A source with its file's path as a brief keeps it: from the site's root, with forward slashes on every system."""
    if isinstance(source, Problem) or not source.file:
        return source
    try:
        path = os.path.relpath(source.path, root)
    except ValueError:  # another drive on Windows
        path = source.path
    return replace(source, path=Path(path).as_posix())
