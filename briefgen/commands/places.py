"""Where briefs go: to standard output, or into the folder of a site. Each place knows what it has been given."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Literal, Protocol

from msgspec.structs import replace

from briefgen.briefs.folder import BriefFile, BriefFolder
from briefgen.checking.days import UNDATED
from briefgen.checking.rules import BY_NAME, severity
from briefgen.checking.setting import Settings as Levels
from briefgen.commands.messages import Messages
from briefgen.model import Article, Brief, Status
from briefgen.problem import Problem
from briefgen.reading.feed import is_teaser

LONGEST = 160
"""Characters of a value in a message."""
TITLE_LINE = 2
"""Of a file that was just made: below the line that opens its front matter."""
PART = "#"
"""What the path of a page in an archive has, where one address may stand any number of times."""
Fate = Literal["new", "renewed", "unchanged", "kept"]
"""What became of an article: it has a new brief, a renewed one, the one it had, or one that could not be renewed."""


class Place(Protocol):
    """What a run asks of the place that its briefs go to."""

    def digests(self, path: str) -> frozenset[str]:
        """The SHA-256 digests of what needs no converting from the source at `path`."""

    def knows(self, article: Article) -> bool:
        """Whether an article of a source of many needs no converting."""

    def take(self, article: Article, brief: Brief, *, alone: bool) -> Fate:
        """Keep a brief, in one way or another. Raises Problem, OSError."""


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

    def __init__(self, folder: BriefFolder, messages: Messages, *, status: Status, again: bool, levels: Levels) -> None:
        """`status` is a new brief's; `again` renews the brief of an article that did not change, too.

        `levels` are how severe the site wants the rules of `briefgen check` that are told here as well.
        """
        self._folder = folder
        self._status = status
        self._again = again
        self._levels = levels
        self._messages = messages

    def digests(self, path: str) -> frozenset[str]:
        """Of the source at `path` or of articles in it, as their briefs tell."""
        return frozenset() if self._again else self._folder.digests(path)

    def knows(self, article: Article) -> bool:
        """Whether there is a brief of it made from this text, or from more than the beginning that a feed has."""
        standing = self._folder.find(article, alone=False)
        if standing is None or self._again:
            return False
        return standing.has_seen(article) or (standing.source.path != article.path and is_teaser(article))

    def take(self, article: Article, brief: Brief, *, alone: bool) -> Fate:
        """Add it, or renew the one that the article has; nothing of what a person wrote there is touched."""
        standing = self._folder.find(article, alone=alone)
        if standing is None:
            added = self._folder.add(replace(brief, status=self._status))
            self._messages.detail(f"{article.path} -> {added.shown}")
            level = severity(BY_NAME["undated"], self._levels)
            if level and not (brief.date or brief.source.published):
                self._messages.problem(Problem(added.shown, UNDATED, code="undated", line=TITLE_LINE, severity=level))
            return "new"
        elsewhere = standing.source.path != article.path
        copy = elsewhere and (PART in article.path or _same_facts(standing.brief, brief))
        if copy or (standing.has_seen(article) and not self._again):
            if elsewhere:
                self._messages.detail(f"{article.path} has the article of {standing.source.path}")
            return "unchanged"
        return self._renew(standing, article, brief)

    def _renew(self, standing: BriefFile, article: Article, brief: Brief) -> Fate:
        if standing.brief is None:
            message = f"{article.path} changed, but this brief has errors; mend them and convert again to renew it"
            self._messages.problem(Problem(standing.shown, message, code="brief-kept", severity="note"))
            return "kept"
        try:
            renewal = self._folder.renew(standing, brief)
        except Problem as problem:
            if problem.severity == "error":
                raise
            self._messages.problem(problem)
            return "kept"
        except PermissionError as error:
            message = f"cannot be renewed: {error.strerror}; make it writable and convert again"
            self._messages.problem(Problem(standing.shown, message, code="brief-kept", severity="note"))
            return "kept"
        for other in renewal.others:
            message = f"{other.where}: yours stays; the article now has {_shown(other.value)}"
            self._messages.problem(
                Problem(standing.shown, message, code="both-changed", line=other.line, severity="note")
            )
        self._messages.detail(f"{article.path} -> {standing.shown}, {'renewed' if renewal.changed else 'as it was'}")
        return "renewed" if renewal.changed else "unchanged"


def _shown(value: object) -> str:
    """A value as it would stand in a brief, on one line and not too long."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"“{text if len(text) <= LONGEST else text[: LONGEST - 1] + '…'}”" if text else "nothing"


def _same_facts(standing: Brief | None, brief: Brief) -> bool:
    """Whether both rest on the same sentences, so that only the page around the article differs."""
    return standing is not None and [f.evidence for f in standing.key_facts] == [f.evidence for f in brief.key_facts]


def _identity(article: Article) -> int:
    """The publisher's identifier, or its address with its title, since some pages name their site's; else its bytes."""
    return hash(article.guid or ((article.url, article.title) if article.url else article.sha256))
