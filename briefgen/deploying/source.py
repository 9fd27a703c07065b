"""Where a site's content comes from: the repository around it, the commit, and whether that is all there is to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

import msgspec

from briefgen.deploying.git import Git, records
from briefgen.problem import Problem


class Repository(msgspec.Struct, frozen=True):
    """A work tree, its remote, and that remote's branches as they are now: name -> commit."""

    git: Git
    remote: str
    branches: Mapping[str, str]
    default: str | None
    digits: int

    @property
    def top(self) -> Path:
        return self.git.folder


class Source(msgspec.Struct, frozen=True):
    """`commit` is None before the first one; `changed` are files that are not as committed, or in no commit."""

    commit: str | None
    changed: tuple[str, ...]
    pushed: bool


def open_repository(folder: Path, remote: str) -> Repository:
    """The repository that holds `folder`. Raises Problem "no-git", "no-repository", "no-remote", "no-network"."""
    found = Git(folder).ask("rev-parse", "--show-toplevel")
    if found.code:
        none = b"not a git repository" in found.err
        message = "in no git repository; make one with git init, and give it a remote" if none else found.reason
        raise Problem(str(folder), message, code="no-repository")
    git = Git(Path(found.out.decode(errors="surrogateescape").rstrip("\n")))
    known = git.tell("remote").splitlines()
    if remote not in known:
        there = f"there are: {', '.join(known)}" if known else f"add it with git remote add {remote} ADDRESS"
        raise Problem(remote, f"the repository has no remote of this name; {there}", code="no-remote")
    branches, default = list_branches(git, remote)
    digits = 64 if git.tell("rev-parse", "--show-object-format") == "sha256" else 40
    return Repository(git, remote, branches, default, digits)


def list_branches(git: Git, remote: str) -> tuple[dict[str, str], str | None]:
    """The remote's branches, and which it calls its main one. Raises Problem "no-network"."""
    listed = git.ask("ls-remote", "--symref", remote, "HEAD", "refs/heads/*")
    if listed.code:
        message = f"cannot be reached: {listed.reason}; see that you are online and may read it"
        raise Problem(remote, message, code="no-network")
    branches, default = {}, None
    for line in listed.out.decode(errors="replace").splitlines():
        value, _, name = line.partition("\t")
        if name == "HEAD" and value.startswith("ref: "):
            default = value.removeprefix("ref: refs/heads/")
        elif name.startswith("refs/heads/"):
            branches[name.removeprefix("refs/heads/")] = value
    return branches, default


def read_source(repository: Repository, content: Iterable[Path], made: Iterable[Path]) -> Source:
    """The state of the folders that a site's `content` is in, but for what is `made` from it."""
    git = repository.git
    head = git.ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    commit = None if head.code else head.out.decode().strip()
    paths = [
        *(f":(top,literal){path}" for path in _inside(content, repository.top)),
        *(f":(top,literal,exclude){path}" for path in _inside(made, repository.top)),
    ]
    status = ("status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--", *paths)
    changed = tuple(record[3:] for record in records(git.take(*status)))
    return Source(commit, changed, commit is not None and _is_pushed(repository, commit))


def _inside(folders: Iterable[Path], top: Path) -> list[str]:
    """The folders that lie in the repository, as it names them; its top is the empty name."""
    inside = [folder.resolve().relative_to(top) for folder in folders if folder.resolve().is_relative_to(top)]
    return sorted({"" if path == Path() else path.as_posix() for path in inside})


def _is_pushed(repository: Repository, commit: str) -> bool:
    """Whether the remote has the commit: as the tip of a branch now, or below what was last seen of one."""
    known = _present(repository.git, repository.branches.values())
    found = ("rev-list", "-n", "1", commit, "--not", f"--remotes={repository.remote}", *known)
    return commit in known or not repository.git.tell(*found)


def _present(git: Git, commits: Collection[str]) -> list[str]:
    """Those of the commits that are in this repository."""
    listed = git.tell("cat-file", "--batch-check=%(objectname) %(objecttype)", given="\n".join(commits).encode())
    return [name for name, _, kind in (line.partition(" ") for line in listed.splitlines()) if kind == "commit"]


def objections(source: Source) -> Iterable[Problem]:
    """Why readers, or colleagues, could not come by what the site is made of."""
    if source.commit is None:
        yield Problem(".", "nothing is committed yet; commit and push, or deploy with --allow-dirty", code="dirty")
        return
    if source.changed:
        more = len(source.changed) - 1
        others = f" and {more:,} more" if more else ""
        message = f"not as committed{others}; commit and push, or deploy with --allow-dirty"
        yield Problem(source.changed[0], message, code="dirty")
    elif not source.pushed:
        message = f"commit {source.commit[:10]} is not on the remote; push it, or deploy with --allow-dirty"
        yield Problem(".", message, code="unpushed")
