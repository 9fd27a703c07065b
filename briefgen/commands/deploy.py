"""`briefgen deploy`: builds the site afresh in a folder of its own and publishes it to a branch of a git remote."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path
from urllib.parse import quote, urlsplit

import msgspec
from msgspec.structs import replace

from briefgen import files
from briefgen.commands.build import build
from briefgen.commands.check import check
from briefgen.commands.messages import Messages
from briefgen.commands.tally import counted
from briefgen.config import Settings
from briefgen.deploying import answer, content, source, standing
from briefgen.deploying.content import Content, gather
from briefgen.deploying.plan import CNAME, Plan, compare, domain
from briefgen.deploying.publish import put
from briefgen.deploying.source import Repository, Source, open_repository, read_source
from briefgen.deploying.standing import Standing, look
from briefgen.problem import Problem
from briefgen.site.record import forget, published
from briefgen.site.write import MARKER, MARKER_TEXT

NO_JEKYLL = ".nojekyll"
"""The empty file that makes GitHub Pages serve files as they are."""

TRIES = 3
"""How often --force follows a branch that others change meanwhile."""


class Wishes(msgspec.Struct, frozen=True):
    """What the person asks for; `wait` is in seconds, None for not at all."""

    remote: str = "origin"
    branch: str = "gh-pages"
    message: str | None = None
    allow_dirty: bool = False
    force: bool = False
    dry_run: bool = False
    wait: int | None = None


def deploy(settings: Settings, wishes: Wishes, *, jobs: int | None, today: date, messages: Messages) -> None:
    """Publish the site. Raises Problem for whatever stands against it, and then it is as it was."""
    check_address(settings)
    repository = open_repository(settings.root, wishes.remote)
    made_from = _see_source(repository, settings, wishes)
    stands = _see_branch(repository, wishes, made_from)
    with _workshop(settings) as folder:
        paths = make(settings, Path(folder), jobs=jobs, today=today, messages=messages)
        made_from = _see_source(repository, settings, wishes)  # a new article has become a brief that is in no commit
        own = {MARKER: MARKER_TEXT, NO_JEKYLL: b""}
        if name := domain(settings.cname, stands.cname, replace=wishes.force):
            own[CNAME] = name
        site = gather(Path(folder, "site"), paths, own, digits=repository.digits)
        _refuse(content.objections(site, _articles(settings, repository.digits)))
        plan = compare(stands.files, site.tree)
        _tell(plan, site, stands, settings, wishes, messages)
        if plan and not wishes.dry_run:
            message = wishes.message or _message(settings, made_from)
            tries = TRIES if wishes.force else 1
            plan = put(repository, wishes.branch, site, stands, message=message, source=made_from.commit, tries=tries)
        if wishes.dry_run:
            return
        done = "is published on" if plan else "is already on"
        messages.result(f"The site {done} branch {wishes.branch} of {wishes.remote}; its address: {settings.site_url}")
        if wishes.wait:
            _wait(settings.site_url, site, plan, wishes.wait, messages)


def check_address(settings: Settings) -> None:
    """Raise Problem where the settings do not say where the site will be, or say it in two ways."""
    if not settings.site_url:
        message = "site_url is not set; write where the site will be: site_url: https://NAME.github.io/REPOSITORY/"
        raise Problem("briefgen.yml", message, code="no-site-url")
    host = urlsplit(settings.site_url).hostname or ""
    if settings.cname and host.removeprefix("www.") != settings.cname.removeprefix("www."):
        message = f"cname is {settings.cname}, but site_url leads to {host}; make them agree"
        raise Problem("briefgen.yml", message, code="bad-cname")


def make(settings: Settings, folder: Path, *, jobs: int | None, today: date, messages: Messages) -> list[str]:
    """Build into `folder`/site, from nothing and without drafts; the paths of the files that are the site.

    Only what is kept by the digest of all that it is made of, such as pictures and the index of the search, is taken
    from earlier builds: an index made anew has other bytes each time.

    This is where a site is found fit to be published: whatever a strict build would not pass stops here, and every
    error that `briefgen check` finds, with Problem "not-fit".
    """
    fresh = replace(settings, site_dir=str(folder / "site"))
    try:
        build(fresh, jobs=jobs, clean=False, today=today, messages=messages)
        paths = published(fresh.site, fresh.cache)
    finally:
        forget(fresh.site, fresh.cache)
    _stop_at(messages.errors + messages.notes + messages.faults)
    found = check(settings, today=today, jobs=jobs, messages=messages).problems
    for problem in found:
        if problem.severity == "error":
            messages.problem(problem)
    _stop_at(messages.errors + messages.faults)
    if warnings := sum(problem.severity == "warning" for problem in found):
        only = "does" if warnings == 1 else "do"
        messages.result(f"{counted(warnings, 'warning')} of briefgen check {only} not stop this")
    return paths


def _stop_at(wrong: int) -> None:
    if wrong:
        message = f"{counted(wrong, 'problem')} above; mend what they name, and deploy again"
        raise Problem("briefgen deploy", message, code="not-fit")


def _workshop(settings: Settings) -> tempfile.TemporaryDirectory[str]:
    """A folder that only this run knows of, so that no other build can put anything into the site."""
    settings.cache.mkdir(parents=True, exist_ok=True)
    return tempfile.TemporaryDirectory(prefix="deploy-", dir=settings.cache.resolve(), ignore_cleanup_errors=True)


def _see_source(repository: Repository, settings: Settings, wishes: Wishes) -> Source:
    kept = (settings.root, settings.articles, settings.briefs, settings.actors, settings.media)
    found = read_source(repository, kept, (settings.site, settings.cache))
    if not wishes.allow_dirty:
        _refuse(_from_here(repository.top, source.objections(found)))
    return found


def _from_here(top: Path, problems: Iterable[Problem]) -> Iterable[Problem]:
    """The same, of files below `top` as somebody in the current folder would name them."""
    for problem in problems:
        yield problem if problem.path == "." else problem.at(os.path.relpath(top / problem.path))


def _see_branch(repository: Repository, wishes: Wishes, made_from: Source) -> Standing:
    """The published branch, if it may be replaced. Raises Problem."""
    branch, git = wishes.branch, repository.git
    if git.ask("check-ref-format", f"refs/heads/{branch}").code:
        raise Problem(
            branch, "this cannot be the name of a branch; choose another, such as gh-pages", code="bad-branch"
        )
    if git.ask("var", "GIT_COMMITTER_IDENT").code:
        message = "git does not know who you are; run git config --global user.name NAME, and user.email ADDRESS"
        raise Problem("git", message, code="no-author")
    current = git.ask("symbolic-ref", "--quiet", "--short", "HEAD").out.decode(errors="replace").strip()
    stands = look(git, wishes.remote, branch, repository.branches.get(branch))
    if branch == current or (branch == repository.default and stands.foreign):
        message = "this branch holds what the site is made of; choose one for the site alone, such as gh-pages"
        raise Problem(branch, message, code="source-branch")
    if not wishes.force:
        _refuse(standing.objections(git, branch, stands, made_from.commit))
    return stands


def _articles(settings: Settings, digits: int) -> frozenset[str]:
    """The names that git would give the source articles."""
    found = set()
    for file in files.walk(settings.articles):
        with suppress(OSError):
            found.add(content.blob_id(file.read_bytes(), digits))
    return frozenset(found)


def _refuse(problems: Iterable[Problem]) -> None:
    found = list(problems)
    if len(found) == 1:
        raise found[0]
    if found:
        raise Problem(found[0].path, f"{found[0].message} (and {len(found) - 1:,} more)", code=found[0].code)


def _tell(plan: Plan, site: Content, stands: Standing, settings: Settings, wishes: Wishes, messages: Messages) -> None:
    """Say what changes, and what of it might surprise."""
    for path in site.hidden:
        messages.result(f"{path} is left out: dot files are not published")
    if wishes.dry_run:
        for line in plan.lines(site.tree):
            messages.result(line)
    stays = site.origins.get(CNAME)
    if stands.cname is not None and stays is None:
        messages.result(f"the domain {_shown(stands.cname)} is taken off the branch")
    elif stands.cname is not None and stands.cname.strip() != (stays if isinstance(stays, bytes) else b"").strip():
        messages.result(f"the domain {_shown(stands.cname)} on the branch gives way to {settings.cname}")
    elif stands.cname is not None and not settings.cname:
        name = _shown(stands.cname)
        messages.result(f"the branch has the domain {name}, which is kept; write cname: {name} into briefgen.yml")
    messages.result(f"{'Would publish' if wishes.dry_run else 'Files'}: {plan}")


def _shown(cname: bytes) -> str:
    return cname.decode(errors="replace").strip()


def _message(settings: Settings, made_from: Source) -> str:
    """`Publish The Harbour Desk from 0a1b2c3d4e`."""
    origin = f" from {made_from.commit[:10]}" if made_from.commit else ""
    return f"Publish {settings.site_name}{origin}" + (" and what is not committed" if made_from.changed else "")


def _wait(address: str, site: Content, plan: Plan, seconds: int, messages: Messages) -> None:
    """See that a page that is new answers as it was published. Raises Problem "no-answer"."""
    path = answer.witness(plan)
    where = address + quote(path.removesuffix("index.html"))
    found = answer.wait(where, site.read(path), seconds=seconds)
    if found == "new":
        messages.result(f"It answers at {where}")
        return
    what = "still shows an older page" if found == "old" else "does not answer"
    message = f"the site is on its branch, but this address {what} after {seconds} seconds"
    raise Problem(where, f"{message}; see Settings, Pages on GitHub, or wait and look again", code="no-answer")
