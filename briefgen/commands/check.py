"""`briefgen check`: everything that is wrong with the content, in one run.

Each brief is read, judged beside its article and let go; what stays of it are its problems and the little that the
rules of the whole site ask for. Briefs of one source are judged together, so that no article is read twice, and they
are shared out to processes where there are many.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import closing
from datetime import date
from itertools import chain, islice
from pathlib import Path

import msgspec
from msgspec.structs import replace

from briefgen.briefs.textfile import brief_files, read_text, source_lines
from briefgen.checking.finders import IN_THE_SITE
from briefgen.checking.rules import BY_NAME, severity
from briefgen.checking.subject import Addresses, Entry, Shelf
from briefgen.commands.content import read_register
from briefgen.commands.judge import Group, Judge, Judged, lines_of, problems_of
from briefgen.commands.linking import addresses_for
from briefgen.commands.messages import Messages
from briefgen.commands.origin import source_file
from briefgen.commands.pool import done_here, workers
from briefgen.config import FILE_NAME, Settings
from briefgen.fields import Findings
from briefgen.problem import Problem
from briefgen.register import Register
from briefgen.site.theme import find_theme, packaged_themes
from briefgen.site.themesettings import settle

CHUNK = 16
"""Briefs that are handed to a process at once, or more if they have one source."""
GLANCE = 4000
"""Characters of a source that are looked at for its path."""


class Checked(msgspec.Struct):
    """All that is wrong, in the order of files and lines, and in how many briefs it was looked for."""

    problems: list[Problem] = msgspec.field(default_factory=list)
    briefs: int = 0


def check(settings: Settings, *, today: date, jobs: int | None = None, messages: Messages) -> Checked:
    """Judge all content of a site. Writes nothing, and uses no network."""
    groups = _groups(settings)
    done = Checked()
    entries: list[Entry] = []
    progress = messages.progress
    progress.noun, progress.total = "briefs", sum(len(group.briefs) for group in groups)
    with closing(_outcomes(groups, Judge(settings, today), jobs)) as outcomes, progress:
        for judged in outcomes:
            done.problems += judged.problems
            entries += judged.entries
            progress.step(len(judged.group.briefs))
            if judged.fault:
                messages.fault(judged.group.briefs[0][1], judged.fault)
            else:
                done.briefs += len(judged.group.briefs)
    entries.sort(key=lambda each: each.path)
    register, problems = read_register(settings)
    done.problems += problems
    done.problems += _of_theme(settings)
    done.problems += _of_site(entries, settings, today, register, whole=len(entries) == progress.total)
    done.problems.sort(key=lambda each: (each.path, each.line or 0, each.code, each.message))
    return done


def _groups(settings: Settings) -> list[Group]:
    """The briefs of the site, those of one source together as far as a glance tells."""
    together: dict[str, list[tuple[Path, str]]] = {}
    alone: list[Group] = []
    for file in brief_files(settings.briefs):
        brief = file, str(Path(settings.briefs_dir) / file.relative_to(settings.briefs))
        text = read_text(file, Findings(brief[1]))
        start = text.find("\nsource:") + 1
        path = source_lines(text[start : start + GLANCE]).path
        if source := source_file(settings.root, path):
            together.setdefault(source, []).append(brief)
        else:
            alone.append(Group((brief,)))
    return [*alone, *(Group(tuple(briefs)) for briefs in together.values())]


def _outcomes(groups: Iterable[Group], judge: Judge, jobs: int | None) -> Generator[Judged]:
    """What comes of the groups, the first few judged here; more than that are worth a pool."""
    left = iter(groups)
    yield from map(judge, islice(left, done_here(jobs)))
    for another in left:
        with workers(jobs) as executor:
            yield from _shared_out(chain([another], left), judge, executor)


def _shared_out(groups: Iterable[Group], judge: Judge, executor: Executor) -> Iterator[Judged]:
    for judged in executor.map(judge.all, _chunks(groups)):
        yield from judged


def _chunks(groups: Iterable[Group]) -> Iterator[list[Group]]:
    chunk: list[Group] = []
    for group in groups:
        chunk.append(group)
        if sum(len(each.briefs) for each in chunk) >= CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _of_theme(settings: Settings) -> Iterator[Problem]:
    """What a build would stop at before it makes a page."""
    try:
        theme = find_theme(settings.theme, [settings.root / "themes", packaged_themes()])
        settle(theme.settings, settings.theme_settings, FILE_NAME)
    except Problem as problem:
        yield problem


def _of_site(
    entries: list[Entry], settings: Settings, today: date, register: Register | None, *, whole: bool
) -> Iterator[Problem]:
    """What the rules of the whole site find."""
    addresses = Addresses()
    if severity(BY_NAME["dead-link"], settings.check) and any(each.links for each in entries):
        try:
            addresses = addresses_for(entries, settings, today, register)
        except Problem:  # of the theme, which is told
            entries = [replace(each, links=()) for each in entries]
    shelf = Shelf(tuple(entries), addresses, register, whole)
    for name, find in IN_THE_SITE.items():
        if severity(BY_NAME[name], settings.check):
            for found in find(shelf):
                yield from problems_of(name, [found], found.path, lines_of(settings.root / found.path), settings)
