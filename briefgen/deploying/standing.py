"""What stands on the published branch, and how much of it briefgen put there.

Each commit of ours names its own tree in a trailer, which nobody else's commit does: a tree that differs from the last
one of ours was changed by somebody else. A CNAME alone is no such change, since GitHub itself writes that file when a
domain is set.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from briefgen.deploying.git import Git, records
from briefgen.deploying.plan import CNAME
from briefgen.problem import Problem
from briefgen.site.write import MARKER

TREE = "Briefgen-Tree"
SOURCE = "Briefgen-Source"
"""Trailers (git-interpret-trailers) of our commits: the tree they publish, the commit that it was built from."""


class Standing(msgspec.Struct, frozen=True):
    """The branch as it is on the remote; without a commit there is none yet.

    `files` are its paths and their blobs' names; `foreign` are those that somebody else put there, changed or removed.
    `source` is the commit that the last site of ours was built from, if it says so.
    """

    commit: str | None = None
    files: Mapping[str, str] = msgspec.field(default_factory=dict)
    foreign: tuple[str, ...] = ()
    source: str | None = None
    cname: bytes | None = None


def look(git: Git, remote: str, branch: str, commit: str | None) -> Standing:
    """Fetch the branch and read it; `commit` is its tip. Raises Problem "no-network", "moved" or "git-failed"."""
    if commit is None:
        return Standing()
    fetched = git.ask(
        "fetch", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", remote, f"refs/heads/{branch}"
    )
    if fetched.code:
        raise Problem(remote, f"{branch} cannot be fetched: {fetched.reason}", code="no-network")
    if git.ask("cat-file", "-e", f"{commit}^{{commit}}").code:
        raise moved(branch)
    held = _files(git, commit)
    cname = git.take("cat-file", "blob", held[CNAME]) if CNAME in held else None
    ours, source = _last_of_ours(git, commit)
    if ours is None or MARKER not in held:
        return Standing(commit, held, tuple(sorted(held)), source, cname)
    differing = set(records(git.take("diff-tree", "-r", "-z", "--name-only", "--no-renames", ours, commit)))
    return Standing(commit, held, tuple(sorted(differing - {CNAME})), source, cname)


def _files(git: Git, commit: str) -> dict[str, str]:
    listed = (record.partition("\t") for record in records(git.take("ls-tree", "-r", "-z", "--full-tree", commit)))
    return {path: about.split()[2] for about, _, path in listed}


def _last_of_ours(git: Git, commit: str) -> tuple[str | None, str | None]:
    """The nearest commit below the tip that briefgen made, and the commit of the source that it names."""
    trailers = "%x00".join(f"%(trailers:key={key},valueonly,separator=%x20)" for key in (TREE, SOURCE))
    log = git.tell(
        "log", "--first-parent", "--no-show-signature", f"--format=%H%x00%T%x00{trailers}", "--end-of-options", commit
    )
    for line in log.splitlines():
        name, tree, *said = line.split("\0")
        if len(said) == 2 and said[0].strip() == tree:
            return name, said[1].strip() or None
    return None, None


def moved(branch: str) -> Problem:
    """Somebody else was quicker."""
    message = (
        "the branch was changed while this site was published, and stands as they left it; git pull and deploy again"
    )
    return Problem(branch, message, code="moved")


def objections(git: Git, branch: str, standing: Standing, source: str | None) -> list[Problem]:
    """Why the branch should not be replaced by a site that is built from the commit `source`."""
    if standing.foreign:
        first, more = standing.foreign[0], len(standing.foreign) - 1
        what = first + (f" and {more:,} more" if more else "")
        message = f"briefgen did not put there what the branch holds: {what}; choose another with -b, or use --force"
        return [Problem(branch, message, code="foreign-branch")]
    if standing.source and not _is_below(git, standing.source, source):
        message = (
            f"it was published from commit {standing.source[:10]}, which is not part of yours; git pull, or use --force"
        )
        return [Problem(branch, message, code="moved")]
    return []


def _is_below(git: Git, older: str, newer: str | None) -> bool:
    return newer is not None and not git.ask("merge-base", "--is-ancestor", older, newer).code
