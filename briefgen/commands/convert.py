"""`briefgen convert`: articles -> the briefs of a site, or JSON lines for another program."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from briefgen.briefs.folder import BriefFolder
from briefgen.briefs.record import full_record
from briefgen.commands.conversion import Outcome, convert
from briefgen.commands.messages import Messages
from briefgen.commands.pool import workers
from briefgen.commands.sources import Source, expand
from briefgen.extraction.trail import explain
from briefgen.model import Article, Brief
from briefgen.problem import Problem


@dataclass(slots=True)
class Tally:
    """What became of the articles."""

    new: int = 0
    unchanged: int = 0
    kept: int = 0
    refused: int = 0

    def __str__(self) -> str:
        total = self.new + self.unchanged + self.kept + self.refused
        parts = (
            (self.new, counted(self.new, "new brief")),
            (self.unchanged, f"{self.unchanged} unchanged"),
            (self.kept, f"{self.kept} changed, their briefs kept as edited"),
            (self.refused, f"{self.refused} not read"),
        )
        return f"{counted(total, 'article')}: {', '.join(text for count, text in parts if count) or 'nothing to do'}"


def print_json(names: Iterable[str], *, jobs: int | None, messages: Messages) -> None:
    """One full record a line on stdout for every article of the named sources; writes no file."""
    sources = _found(names, messages)
    with workers(jobs, len(sources)) as executor:
        for outcome in convert(sources, executor):
            for article, brief in outcome.made:
                print(json.dumps(full_record(brief, article), ensure_ascii=False), flush=sys.stdout.isatty())
            _report(outcome, messages)


def print_trail(names: Iterable[str], *, jobs: int | None, messages: Messages) -> None:
    """How each brief of the named sources came about, for a person; writes no file."""
    sources = _found(names, messages)
    with workers(jobs, len(sources)) as executor:
        for outcome in convert(sources, executor):
            for _, brief in outcome.made:
                for line in (*explain(brief), ""):
                    messages.result(line)
            _report(outcome, messages)


def convert_named(
    names: Iterable[str],
    folder: BriefFolder,
    *,
    root: Path,
    jobs: int | None,
    messages: Messages,
    cache: Path | None = None,
) -> Tally:
    """Briefs in `folder` for the articles of the named sources, as far as they have none. `cache`: for fetched pages."""
    found = _found(names, messages, cache)
    sources = [replace(source, path=from_root(source.path, root)) if source.file else source for source in found]
    return convert_into(folder, sources, jobs=jobs, messages=messages)


def convert_into(folder: BriefFolder, sources: Sequence[Source], *, jobs: int | None, messages: Messages) -> Tally:
    """Briefs in `folder` for the articles of `sources`, as far as they have none. One bad source stops no other."""
    tally = Tally()
    waiting = [replace(source, known=folder.digests(source.path)) for source in sources]
    with workers(jobs, len(waiting)) as executor:
        for outcome in convert(waiting, executor):
            tally.unchanged += outcome.known
            for article, brief in outcome.made:
                _file(article, brief, len(outcome.made) == 1, folder, tally, messages)
            tally.refused += _report(outcome, messages)
    return tally


def _file(article: Article, brief: Brief, alone: bool, folder: BriefFolder, tally: Tally, messages: Messages) -> None:
    standing = folder.find(article, alone=alone)
    if standing is None:
        try:
            added = folder.add(brief)
        except Problem as problem:
            tally.refused += 1
            messages.problem(problem)
            return
        tally.new += 1
        messages.detail(f"{article.path} -> {added.shown}")
    elif standing.source.sha256 == article.sha256:
        tally.unchanged += 1
    else:
        tally.kept += 1
        message = f"kept, though {article.path} changed; to renew it, delete it or move it away, and convert again"
        messages.note(standing.shown, message, "brief-kept")


def _found(names: Iterable[str], messages: Messages, cache: Path | None = None) -> list[Source]:
    sources = []
    for found in expand(names, cache):
        if isinstance(found, Problem):
            messages.problem(found)
        else:
            sources.append(found)
    return sources


def _report(outcome: Outcome, messages: Messages) -> bool:
    """Say what was wrong with a source; whether anything was."""
    if outcome.problem:
        messages.problem(outcome.problem)
    if outcome.fault:
        messages.fault(outcome.path, outcome.fault)
    return bool(outcome.problem or outcome.fault)


def from_root(path: str, root: Path) -> str:
    """A source's path as a brief keeps it: from the site's root, with forward slashes on every system."""
    try:
        return Path(os.path.relpath(path, root)).as_posix()
    except ValueError:  # another drive on Windows
        return Path(path).as_posix()


def counted(number: int, noun: str) -> str:
    """The number and its noun: 1 article, 2 articles."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
