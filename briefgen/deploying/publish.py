"""A site's content -> a commit on top of the published branch -> the remote, which takes it whole or not at all."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from briefgen.deploying.content import Content
from briefgen.deploying.git import Git
from briefgen.deploying.plan import Plan, compare
from briefgen.deploying.source import Repository, list_branches
from briefgen.deploying.standing import SOURCE, TREE, Standing, look, moved
from briefgen.problem import Problem


def put(
    repository: Repository,
    branch: str,
    content: Content,
    standing: Standing,
    *,
    message: str,
    source: str | None,
    tries: int = 1,
) -> Plan:
    """Let the branch hold the content, which is built from the commit `source`; what that changed there.

    It is tried so many times where others change the branch meanwhile, each time on top of what they did. Raises
    Problem "moved", "not-pushed", "no-network", "git-failed" or "changed"; the branch is as it was then.
    """
    git, remote = repository.git, repository.remote
    while True:
        plan = compare(standing.files, content.tree)
        made = commit(git, content, plan, standing, message=message, source=source)
        try:
            push(git, remote, branch, made, standing)
            return plan
        except Problem as problem:
            tries -= 1
            if problem.code != "moved" or not tries:
                raise
        standing = look(git, remote, branch, list_branches(git, remote)[0].get(branch))


def commit(git: Git, content: Content, plan: Plan, standing: Standing, *, message: str, source: str | None) -> str:
    """Write what is new of the content, its tree, and a commit whose parent is the branch as it stands; its name.

    Nothing refers to them until they are pushed. Raises Problem "git-failed", OSError.
    """
    git.feed("fast-import", "--quiet", "--done", pieces=_stream(content, plan))
    tree = _write_tree(git, content)
    trailers = [*([f"{SOURCE}: {source}"] if source else []), f"{TREE}: {tree}"]
    text = f"{_text(message)}\n\n" + "\n".join(trailers) + "\n"
    parent = ["-p", standing.commit] if standing.commit else []
    return git.tell("commit-tree", tree, *parent, "-F", "-", given=text.encode(errors="replace"))


def push(git: Git, remote: str, branch: str, commit: str, standing: Standing) -> None:
    """Let the branch on the remote be `commit`, if it still is as it was looked at.

    Raises Problem "moved" when it is not, "not-pushed" when the remote does not take it.
    """
    ref = f"refs/heads/{branch}"
    lease = f"--force-with-lease={ref}:{standing.commit or ''}"
    done = git.ask("push", "--porcelain", "--no-follow-tags", lease, remote, f"{commit}:{ref}")
    if not done.code:
        return
    refused = re.search(r"^!\t[^\t]+\t(.*)$", done.out.decode(errors="replace"), re.MULTILINE)
    now = list_branches(git, remote)[0].get(branch)
    if now == commit:  # the answer was lost, not the site
        return
    if now != standing.commit:
        raise moved(branch)
    why = refused[1] if refused else done.reason
    raise Problem(remote, f"did not take the site: {why}; the published site is as it was", code="not-pushed")


def _stream(content: Content, plan: Plan) -> Iterator[bytes]:
    """The changed files in the language of git-fast-import; cut short, it lacks its `done` and counts for nothing."""
    for path in (*plan.added, *plan.changed):
        data = content.read(path)
        yield b"blob\ndata %d\n" % len(data)
        yield data
        yield b"\n"
    yield b"done\n"


def _write_tree(git: Git, content: Content) -> str:
    """The tree of the files, put together in an index that is nobody's."""
    entries = "".join(f"100644 {blob.id}\t{path}\0" for path, blob in sorted(content.tree.items()))
    with tempfile.TemporaryDirectory(prefix="briefgen-") as folder:
        index = str(Path(folder, "index"))
        git.tell(
            "update-index", "-z", "--index-info", given=entries.encode(errors="surrogateescape"), GIT_INDEX_FILE=index
        )
        return git.tell("write-tree", GIT_INDEX_FILE=index)


def _text(message: str) -> str:
    """A message without what would end it early or pass for our trailers."""
    lines = message.replace("\0", "").strip().splitlines()
    kept = "\n".join(line for line in lines if not line.startswith((f"{TREE}:", f"{SOURCE}:")))
    return kept.strip() or "Publish the site"
