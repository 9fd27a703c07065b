"""Briefs judged one by one, each beside its article, by the rules that look at no other brief."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import msgspec
from msgspec.structs import replace

from briefgen import files
from briefgen.briefs.lines import Lines
from briefgen.briefs.markdown import read_brief
from briefgen.briefs.release import hold
from briefgen.briefs.textfile import read_text
from briefgen.checking.finders import IN_A_BRIEF
from briefgen.checking.links import resolve
from briefgen.checking.rules import BY_NAME, graded, limit, severity
from briefgen.checking.subject import Addresses, Cast, Entry, Finding, Link, Subject
from briefgen.commands.origin import origins_of
from briefgen.config import Settings
from briefgen.fields import Findings
from briefgen.model import Brief, Source
from briefgen.problem import Problem
from briefgen.site.markdown import links
from briefgen.site.media import photo_files

ASK_THE_ARTICLE = ("evidence-missing", "evidence-paragraph", "unread-source", "copied")
"""Rules without which no article need be read."""


class Group(msgspec.Struct, frozen=True):
    """Brief files of one source, or one without, each with how messages call it."""

    briefs: tuple[tuple[Path, str], ...]


class Judged(msgspec.Struct, frozen=True):
    """What came of a group, or the traceback of a fault of ours."""

    group: Group
    problems: tuple[Problem, ...] = ()
    entries: tuple[Entry, ...] = ()
    fault: str | None = None


class Judge(msgspec.Struct, frozen=True):
    """Judges groups of briefs by the rules that look at one of them."""

    settings: Settings
    today: date

    def all(self, groups: Iterable[Group]) -> list[Judged]:
        return [self(group) for group in groups]

    def __call__(self, group: Group) -> Judged:
        try:
            return self._judged(group)
        except Exception:
            return Judged(group, fault=traceback.format_exc())

    def _judged(self, group: Group) -> Judged:
        problems: list[Problem] = []
        read: list[tuple[Brief, str, Path, Lines]] = []
        for file, shown in group.briefs:
            findings = Findings(shown)
            text = read_text(file, findings)
            brief = None if findings.errors else read_brief(text, findings)
            problems += graded(findings.problems, self.settings.check)
            if brief:
                read.append((brief, shown, file, Lines(text)))
        entries = []
        asks = any(severity(BY_NAME[name], self.settings.check) for name in ASK_THE_ARTICLE)
        sources = [brief.source if asks else Source() for brief, *_ in read]
        origins = origins_of(self.settings.root, sources)
        for (brief, shown, file, lines), origin in zip(read, origins, strict=True):
            pictures = photo_files(self.settings.media, (photo.file for photo in brief.photos))
            named = any(photo.file and photo.file not in pictures for photo in brief.photos)
            media = _names(self.settings.media) if named else ()
            for name, find in IN_A_BRIEF.items():
                rule = BY_NAME[name]
                if severity(rule, self.settings.check):
                    allowed = limit(rule, self.settings.check)
                    subject = Subject(brief, self.today, origin, pictures, media, allowed)
                    problems += problems_of(name, find(subject), shown, lines, self.settings)
            entries.append(self._entry(brief, shown, file, lines))
        return Judged(group, tuple(problems), tuple(entries))

    def _entry(self, brief: Brief, shown: str, file: Path, lines: Lines) -> Entry:
        entry = Entry(
            shown,
            file.stem,
            brief.source,
            brief.date or brief.source.published,
            hold(brief, self.today),
            tuple(Cast(number, each.name, each.type, each.role) for number, each in enumerate(brief.actors)),
        )
        body, first = lines.body
        site = Addresses(url=self.settings.site_url or None)
        found = (Link(href, first + line) for href, line in links(body))
        return replace(entry, links=tuple(link for link in found if resolve(link.href, entry, site)))


def pictured(briefs: Iterable[tuple[Path, str, Brief]], settings: Settings) -> Iterator[Problem]:
    """What a build says as well: the pictures that have no credit, or are not there, of (file, its name, brief)."""
    media = None
    for file, shown, brief in briefs:
        media = media if media is not None else names_in(settings.media)
        pictures = photo_files(settings.media, (photo.file for photo in brief.photos))
        subject = Subject(brief, date.max, pictures=pictures, media=media)
        for name in ("no-credit", "missing-picture"):
            if found := [*IN_A_BRIEF[name](subject)]:
                yield from problems_of(name, found, shown, lines_of(file), settings)


def problems_of(rule: str, found: Iterable[Finding], path: str, lines: Lines, settings: Settings) -> Iterator[Problem]:
    if level := severity(BY_NAME[rule], settings.check):
        for each in found:
            yield Problem(path, each.message, code=rule, line=lines.of(each.where), severity=level)


def lines_of(file: Path) -> Lines:
    return Lines(read_text(file, Findings(str(file))))


@cache
def _names(media: Path) -> tuple[str, ...]:
    """`names_in`, asked for again and again in one run."""
    return names_in(media)


def names_in(media: Path) -> tuple[str, ...]:
    """What lies in the media folder, as briefs name it."""
    return tuple(file.relative_to(media).as_posix() for file in files.walk(media))
