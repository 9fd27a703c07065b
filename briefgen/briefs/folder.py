"""The folder of briefs on disk. A brief belongs to who edits it: it is added once, then renewed around their words.

Which brief an article has is asked of the briefs themselves, so there is no second record to keep in step. A brief
that cannot be read still answers: its source lines are picked out one by one, lest a typing error in the front matter
make a second brief of the same article.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path

import msgspec

from briefgen import files
from briefgen.briefs import made
from briefgen.briefs.address import contradict, identities
from briefgen.briefs.markdown import read_brief
from briefgen.briefs.renewal import Renewal, new_file, renew
from briefgen.briefs.textfile import brief_files, read_text, source_lines
from briefgen.fields import Findings, decode
from briefgen.model import Article, Brief, Source
from briefgen.problem import Problem
from briefgen.slug import slugify, unique


class BriefFile(msgspec.Struct, frozen=True, dict=True):
    """One file of the folder; `shown` is how messages call it. `take` fetches its brief from wherever it lies."""

    path: Path
    shown: str
    source: Source
    take: Callable[[], Brief | None]

    @cached_property
    def brief(self) -> Brief | None:
        """None when something in it is wrong."""
        return self.take()

    def has_seen(self, article: Article) -> bool:
        """Whether the brief was made or renewed from this very text of its article."""
        known = made.read(self.brief.made) if self.brief else None
        return self.source.sha256 == article.sha256 or (known is not None and made.mark(article.sha256) in known.seen)


class BriefFolder(msgspec.Struct):
    """The briefs of a site in the order of their file names, and what is wrong with them.

    `written` counts the files that were written since it was loaded, also those that only note what they were seen in.
    """

    path: Path
    shown: Path
    files: list[BriefFile] = msgspec.field(default_factory=list)
    problems: list[Problem] = msgspec.field(default_factory=list)
    written: int = 0
    _by: dict[tuple[str, str], list[BriefFile]] = msgspec.field(default_factory=dict)
    _names: set[str] = msgspec.field(default_factory=set)

    @property
    def briefs(self) -> list[tuple[str, Brief]]:
        """(file name without its ending, brief) of the readable ones, sorted by path."""
        return [(each.path.stem, each.brief) for each in sorted(self.files, key=lambda each: each.path) if each.brief]

    def find(self, article: Article, *, alone: bool = True) -> BriefFile | None:
        """The brief made from this article, whether or not either changed since.

        The publisher's identifier or address decides; an article without one is known by its file, or by its bytes
        under another name, and unless it is `alone` in its file by its title as well.
        """
        for key in identities(article):
            for each in self._by.get(key, ()):
                certain = key[0] in ("guid", "url") or alone or each.source.title == article.title
                if certain and not contradict(each.source, article):
                    return each
        return None

    def digests(self, source_path: str) -> frozenset[str]:
        """The SHA-256 digests under which the source at this path has been converted."""
        return frozenset(each.source.sha256 for each in self._by.get(("path", source_path), ()))

    def add(self, brief: Brief) -> BriefFile:
        """Write a new brief, whole or not at all, under a name that no other file has. Raises OSError."""
        self.path.mkdir(parents=True, exist_ok=True)
        name = self._free_name(brief.title)
        shown = str(self.shown / name)
        # As the next run will read it, so that a build made now and one made later give the same pages.
        text, kept = new_file(brief, shown)
        files.write_whole(self.path / name, text.encode())
        self.written += 1
        added = BriefFile(self.path / name, shown, kept.source, lambda: kept)
        self.enter(added)
        return added

    def renew(self, file: BriefFile, brief: Brief) -> Renewal:
        """Renew a brief with a new one of its article, whole or not at all, whatever was saved since it was loaded.

        Raises Problem where that cannot be done, OSError (PermissionError for a read-only file).
        """
        while True:
            before = file.path.read_bytes()
            renewal = renew(_decoded(before, file.shown), file.shown, brief)
            data = renewal.text.encode()
            if file.path.read_bytes() == before:  # nobody has saved meanwhile
                break
        if data != before:
            files.write_whole(file.path, data)
            self.written += 1
        self.files.remove(file)
        self.enter(BriefFile(file.path, file.shown, renewal.brief.source, lambda: renewal.brief))
        return renewal

    def _free_name(self, title: str) -> str:
        """A name that no brief has, nor anything else that came into the folder since it was loaded."""
        while True:
            slug = unique(slugify(title), self._names)
            if not os.path.lexists(self.path / f"{slug}.md"):
                return f"{slug}.md"
            self._names.add(slug)

    def enter(self, file: BriefFile) -> None:
        """Note a brief, in the place of what the same file held before."""
        self.files.append(file)
        self._names.add(slugify(file.path.stem))
        for key in identities(file.source):
            others = [each for each in self._by.get(key, ()) if each.path != file.path]
            self._by[key] = [*others, file]


def load(path: Path, shown: Path | None = None) -> BriefFolder:
    """All briefs below a folder, which need not exist; `shown` is how messages call it."""
    folder = BriefFolder(path, shown or path)
    for file in brief_files(path):
        findings = Findings(str(folder.shown / file.relative_to(path)))
        text = read_text(file, findings)
        brief = None if findings.errors else read_brief(text, findings)
        source = brief.source if brief else source_lines(text)
        folder.enter(BriefFile(file, findings.path, source, partial(_given, brief)))
        folder.problems += findings.problems
    return folder


def _given(brief: Brief | None) -> Brief | None:
    return brief


def _decoded(data: bytes, shown: str) -> str:
    findings = Findings(shown)
    text = decode(data, findings)
    if findings.problems:
        raise findings.problems[0]
    return text
