"""Where briefs go: to standard output, or into the folder of a site. Each place knows what it has been given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal, Protocol

from briefgen.briefs.folder import BriefFolder
from briefgen.commands.messages import Messages
from briefgen.model import Article, Brief, Status
from briefgen.problem import Problem

PART = "#"
"""What the path of a page in an archive has, where one address may stand any number of times."""
Fate = Literal["new", "unchanged", "kept"]
"""What became of a brief: it is new, the article had it, or the article had one and has changed since."""


class Place(Protocol):
    """What a run asks of the place that its briefs go to."""

    def digests(self, path: str) -> frozenset[str]:
        """The SHA-256 digests of what needs no converting from the source at `path`."""

    def knows(self, article: Article) -> bool:
        """Whether an article of a source of many has a brief."""

    def take(self, article: Article, brief: Brief, *, alone: bool) -> Fate:
        """Keep the brief if its article has none. Raises Problem, OSError."""


class Printed:
    """Every article shown once in a run; nothing is kept but a number for each."""

    def __init__(self, show: Callable[[Article, Brief], None]) -> None:
        self._show = show
        self._shown: set[int] = set()

    def digests(self, path: str) -> frozenset[str]:
        """None: what an earlier run printed is not known."""
        return frozenset()

    def knows(self, article: Article) -> bool:
        """Whether it was shown in this run."""
        return _identity(article) in self._shown

    def take(self, article: Article, brief: Brief, *, alone: bool) -> Fate:
        """Show it, unless it was."""
        if self.knows(article):
            return "unchanged"
        self._shown.add(_identity(article))
        self._show(article, brief)
        return "new"


class Filed:
    """The folder of a site's briefs."""

    def __init__(self, folder: BriefFolder, status: Status, messages: Messages) -> None:
        self._folder = folder
        self._status = status
        self._messages = messages

    def digests(self, path: str) -> frozenset[str]:
        """Of the source at `path` or of articles in it, as their briefs tell."""
        return self._folder.digests(path)

    def knows(self, article: Article) -> bool:
        """Whether there is a brief of it, by its identifier, address or digest."""
        return self._folder.find(article, alone=False) is not None

    def take(self, article: Article, brief: Brief, *, alone: bool) -> Fate:
        """Add it, unless the article has one, which is never written over."""
        standing = self._folder.find(article, alone=alone)
        if standing is None:
            added = self._folder.add(replace(brief, status=self._status))
            self._messages.detail(f"{article.path} -> {added.shown}")
            return "new"
        elsewhere = standing.source.path != article.path
        same = elsewhere and (PART in article.path or _same_facts(standing.brief, brief))
        if not alone or same or standing.source.sha256 == article.sha256:
            if elsewhere:
                self._messages.detail(f"{article.path} has the article of {standing.source.path}")
            return "unchanged"
        changed = f"has another text of {standing.source.path}" if elsewhere else "changed"
        message = f"kept, though {article.path} {changed}; to renew it, delete it or move it away, and convert again"
        self._messages.problem(Problem(standing.shown, message, code="brief-kept", severity="note"))
        return "kept"


def _same_facts(standing: Brief | None, brief: Brief) -> bool:
    """Whether both rest on the same sentences, so that only the page around the article differs."""
    return standing is not None and [f.evidence for f in standing.key_facts] == [f.evidence for f in brief.key_facts]


def _identity(article: Article) -> int:
    """The publisher's identifier, or its address with its title, since some pages name their site's; else its bytes."""
    return hash(article.guid or ((article.url, article.title) if article.url else article.sha256))
