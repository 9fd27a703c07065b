"""briefgen deploy against a real remote: a bare repository on this disk."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen import cli
from briefgen.commands import deploy as command
from briefgen.deploying import publish

from .conftest import ADDRESS, BRIEF, Deploy, Desk, git


def own(desk: Desk) -> dict[str, bytes]:
    """What of the repository deploy must never touch: HEAD, the index, the branches, the work tree."""
    files = [path for path in desk.top.rglob("*") if path.is_file() and ".git/" not in f"{path.relative_to(desk.top)}"]
    held = {str(path): path.read_bytes() for path in files if ".briefgen" not in path.parts}
    inside = desk.top / ".git"
    held |= {name: (inside / name).read_bytes() for name in ("HEAD", "index", "config")}
    heads = inside / "refs/heads"
    return held | {str(path): path.read_bytes() for path in heads.rglob("*") if path.is_file()}


def test_a_first_deploy_publishes_the_site_and_nothing_else(desk: Desk, deploy: Deploy) -> None:
    before = own(desk)

    code, said, _ = deploy()

    assert code == 0
    assert said.endswith(f"The site is published on branch gh-pages of origin; its address: {ADDRESS}\n")
    built = {
        path.relative_to(desk.root / "site").as_posix() for path in (desk.root / "site").rglob("*") if path.is_file()
    }
    assert set(desk.published()) == built | {".nojekyll", ".briefgen"}
    assert "404.html" in built
    assert desk.read("index.html") == (desk.root / "site/index.html").read_text("utf-8").strip()
    assert own(desk) == before
    assert list((desk.root / ".briefgen").glob("deploy-*")) == []


def test_the_commit_names_its_source(desk: Desk, deploy: Deploy) -> None:
    deploy()
    head = git(desk.top, "rev-parse", "HEAD")

    message = git(desk.remote, "log", "-1", "--format=%B", "gh-pages")

    tree = git(desk.remote, "rev-parse", "gh-pages^{tree}")
    assert message == f"Publish My Briefing Desk from {head[:10]}\n\nBriefgen-Source: {head}\nBriefgen-Tree: {tree}"


def test_a_message_of_ones_own_cannot_pass_for_a_trailer(desk: Desk, deploy: Deploy) -> None:
    deploy("-m", "Light the lamp\n\nBriefgen-Tree: 0123")

    message = git(desk.remote, "log", "-1", "--format=%B", "gh-pages")

    assert message.startswith("Light the lamp\n\nBriefgen-Source: ")
    assert "0123" not in message.splitlines()


def test_a_second_deploy_adds_a_commit_on_top(desk: Desk, deploy: Deploy) -> None:
    deploy()
    first = desk.history()
    desk.edit()
    desk.commit()

    code, said, _ = deploy()

    assert code == 0
    assert " changed" in said
    assert desk.history()[1:] == first
    assert "two years of darkness" in desk.read("index.html")


def test_where_nothing_changed_there_is_no_new_commit(desk: Desk, deploy: Deploy) -> None:
    deploy()
    first = desk.history()

    code, said, _ = deploy()

    assert (code, desk.history()) == (0, first)
    assert "Files: nothing changed\nThe site is already on branch gh-pages of origin" in said


def test_what_is_gone_from_the_site_goes_from_the_branch(desk: Desk, deploy: Deploy) -> None:
    deploy()
    (desk.root / BRIEF).unlink()
    (desk.root / "content/articles/lighthouse-reopens.txt").unlink()
    desk.commit()

    code, said, _ = deploy()

    assert code == 0
    assert " removed; " in said
    assert not any(path.startswith("briefs/sandmoor") for path in desk.published())


def test_a_dry_run_lists_what_would_change_and_changes_nothing(desk: Desk, deploy: Deploy) -> None:
    deploy()
    first = desk.history()
    desk.edit()
    desk.commit()

    code, said, _ = deploy("--dry-run")

    assert (code, desk.history()) == (0, first)
    assert "\n~ index.html (" in said
    assert "\nWould publish: " in said
    assert "published on" not in said


def test_a_site_in_a_folder_of_its_repository_is_published_from_the_top(
    make_desk: Callable[..., Desk], deploy: Deploy
) -> None:
    desk = make_desk("news/desk")
    (desk.top / "unrelated.txt").write_text("not committed\n")  # outside the site, so none of its business

    code, _, said = deploy()

    assert (code, said) == (0, "")
    assert "index.html" in desk.published()


def test_a_site_without_an_address_is_not_published(desk: Desk, deploy: Deploy) -> None:
    config = desk.root / "briefgen.yml"
    config.write_text(config.read_text("utf-8").replace(f"\nsite_url: {ADDRESS}", ""), encoding="utf-8")

    code, _, said = deploy()

    assert code == 2
    assert said.startswith("briefgen.yml: error: site_url is not set; write where the site will be")


@pytest.mark.parametrize("how", ["changed", "untracked"])
def test_what_is_not_committed_stops_it_unless_allowed(how: str, desk: Desk, deploy: Deploy) -> None:
    if how == "changed":
        desk.edit()
        name = BRIEF
    else:
        name = "content/briefs/a.md"
        (desk.root / name).write_bytes((desk.root / BRIEF).read_bytes())

    code, _, said = deploy()

    assert (code, desk.published()) == (4, {})
    assert said == f"{name}: error: not as committed; commit and push, or deploy with --allow-dirty [dirty]\n"
    assert deploy("--allow-dirty")[0] == 0
    assert git(desk.remote, "log", "-1", "--format=%s", "gh-pages").endswith(" and what is not committed")


def test_an_article_that_only_now_becomes_a_brief_is_not_published_unread(desk: Desk, deploy: Deploy) -> None:
    text = (desk.root / "content/articles/lighthouse-reopens.txt").read_text("utf-8")
    (desk.root / "content/articles/second.txt").write_text(text.replace("lighthouse", "harbour"), encoding="utf-8")

    code, _, said = deploy()

    assert (code, desk.published()) == (4, {})
    assert said.startswith(
        "content/briefs/sandmoor-reopens-its-harbour-after-a-two-year-dispute.md: error: not as committed"
    )


def test_a_commit_that_is_not_pushed_stops_it_unless_allowed(desk: Desk, deploy: Deploy) -> None:
    desk.edit()
    git(desk.top, "commit", "--quiet", "--all", "--message", "Edit")
    head = git(desk.top, "rev-parse", "HEAD")

    code, _, said = deploy()

    assert (code, desk.published()) == (4, {})
    assert (
        said == f".: error: commit {head[:10]} is not on the remote; push it, or deploy with --allow-dirty [unpushed]\n"
    )
    assert deploy("--allow-dirty")[0] == 0


def test_a_pushed_commit_that_others_built_upon_counts_as_pushed(desk: Desk, deploy: Deploy) -> None:
    git(desk.remote, "symbolic-ref", "HEAD", "refs/heads/main")
    git(desk.top, "fetch", "--quiet", "origin")
    desk.stranger("note.txt", branch="main")

    assert deploy()[0] == 0


def test_a_problem_that_a_strict_build_would_not_pass_stops_it(desk: Desk, deploy: Deploy) -> None:
    brief = desk.root / BRIEF
    brief.write_text(brief.read_text("utf-8").replace("---\n", "---\ntitel: x\n", 1), encoding="utf-8")
    desk.commit()

    code, _, said = deploy()

    assert (code, desk.published()) == (1, {})
    assert said.splitlines()[-1].startswith("briefgen deploy: error: 1 problem above; mend what they name")


def test_an_error_that_only_the_check_finds_stops_it(desk: Desk, deploy: Deploy) -> None:
    with (desk.root / BRIEF).open("a", encoding="utf-8") as brief:
        brief.write("\nSee [the other one](../../briefs/none/index.html).\n")
    desk.commit()
    code, result, _ = deploy("--dry-run")
    assert code == 0
    assert "\n2 warnings of briefgen check do not stop this\n" in result

    desk.configure("check: {dead-link: error}")
    desk.commit()
    code, _, said = deploy()

    assert (code, desk.published()) == (1, {})
    assert "[dead-link]" in said
    assert said.splitlines()[-1].endswith("[not-fit]")


def test_drafts_stay_off_the_branch(desk: Desk, deploy: Deploy) -> None:
    brief = desk.root / BRIEF
    brief.write_text(brief.read_text("utf-8").replace("---\n", "---\nstatus: draft\n", 1), encoding="utf-8")
    desk.commit()
    assert cli.main(["build", "--drafts"]) == 0  # what stands in site/ is a preview

    assert deploy()[0] == 0
    assert not any("sandmoor-reopens" in path for path in desk.published())


def test_a_source_article_among_the_files_stops_it(desk: Desk, deploy: Deploy) -> None:
    static = desk.root / "themes/desk/static"
    static.mkdir(parents=True)
    shutil.copy(desk.root / "content/articles/lighthouse-reopens.txt", static / "old.txt")
    desk.commit()

    code, _, said = deploy()

    assert (code, desk.published()) == (4, {})
    assert said.startswith("static/old.txt: error: this is a source article")


def test_dot_files_are_never_published(desk: Desk, deploy: Deploy, monkeypatch: pytest.MonkeyPatch) -> None:
    make = command.make

    def with_secrets(settings: object, folder: Path, **others: object) -> list[str]:
        paths = make(settings, folder, **others)  # type: ignore[arg-type]
        for name in (".env", "static/.git/config"):
            (folder / "site" / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / "site" / name).write_text("password\n")
        (folder / "site/notes.txt").write_text("in the folder, but of no build\n")
        return [*paths, ".env", "static/.git/config"]

    monkeypatch.setattr(command, "make", with_secrets)

    code, said, _ = deploy()

    assert code == 0
    assert {path for path in desk.published() if path.startswith(".")} == {".nojekyll", ".briefgen"}
    assert not {"static/.git/config", "notes.txt"} & desk.published().keys()
    assert ".env is left out: dot files are not published\n" in said


@pytest.mark.parametrize("branch", ["main", "trunk"])
def test_the_branch_that_is_worked_on_is_never_replaced(branch: str, desk: Desk, deploy: Deploy) -> None:
    git(desk.remote, "symbolic-ref", "HEAD", "refs/heads/main")
    git(desk.top, "checkout", "--quiet", "-b", "trunk")
    before = desk.history("main")

    code, _, said = deploy("-b", branch, "--force")

    assert (code, desk.history("main")) == (4, before)
    assert said.startswith(f"{branch}: error: this branch holds what the site is made of")
    assert "trunk" not in git(desk.remote, "branch")


def test_a_branch_that_somebody_else_made_is_left_alone(desk: Desk, deploy: Deploy) -> None:
    desk.stranger("index.html")
    theirs = desk.history()

    code, _, said = deploy()

    assert (code, desk.history()) == (4, theirs)
    assert said.startswith("gh-pages: error: briefgen did not put there what the branch holds: ")
    assert said.count("\n") == 1

    assert deploy("--force")[0] == 0
    assert desk.history()[1:] == theirs  # replaced, and still to be had


def test_a_file_that_somebody_else_put_beside_the_site_is_not_lost(desk: Desk, deploy: Deploy) -> None:
    deploy()
    desk.stranger("charts.html")
    theirs = desk.history()

    code, _, said = deploy()

    assert (code, desk.history()) == (4, theirs)
    assert "briefgen did not put there what the branch holds: charts.html; choose" in said


def test_a_copy_of_our_message_makes_no_commit_of_ours(desk: Desk, deploy: Deploy) -> None:
    deploy()
    desk.stranger("charts.html")
    stranger = desk.remote.parent / "stranger"
    git(stranger, "commit", "--quiet", "--amend", "-m", git(desk.remote, "log", "-1", "--format=%B", "gh-pages~1"))
    git(stranger, "push", "--quiet", "--force", "origin", "gh-pages")

    assert deploy()[0] == 4
    assert "charts.html" in desk.published()


def test_the_domain_of_the_settings_is_published(desk: Desk, deploy: Deploy) -> None:
    desk.configure("cname: harbour.example")
    desk.commit()

    assert deploy()[0] == 0
    assert desk.read("CNAME") == "harbour.example"
    assert deploy()[0] == 0
    assert len(desk.history()) == 1


def test_a_domain_that_was_set_on_github_is_kept_and_said(desk: Desk, deploy: Deploy) -> None:
    deploy()
    desk.stranger("CNAME", text="harbour.example\n")
    desk.edit()
    desk.commit()

    code, said, _ = deploy()

    assert (code, desk.read("CNAME")) == (0, "harbour.example")
    assert "the domain harbour.example, which is kept; write cname: harbour.example into briefgen.yml\n" in said

    code, said, _ = deploy("--force")

    assert (code, "CNAME" in desk.published()) == (0, False)
    assert "the domain harbour.example is taken off the branch\n" in said


def test_a_domain_that_the_address_does_not_lead_to_is_refused(desk: Desk, deploy: Deploy) -> None:
    desk.configure("cname: other.example")

    code, _, said = deploy()

    assert code == 2
    assert "cname is other.example, but site_url leads to harbour.example; make them agree" in said


def test_a_colleague_who_is_quicker_is_not_overwritten(
    desk: Desk, deploy: Deploy, monkeypatch: pytest.MonkeyPatch
) -> None:
    deploy()
    desk.edit()
    desk.commit()
    push = publish.push
    rivals: list[str] = []

    def after_a_colleague(*arguments: object) -> None:
        if not rivals:
            desk.stranger("index.html", text=f"a colleague's, on top of {desk.history()[0]}\n")
            rivals.extend(desk.history())
        push(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(publish, "push", after_a_colleague)

    code, _, said = deploy()

    assert (code, desk.history()) == (4, rivals)
    assert said.startswith("gh-pages: error: the branch was changed while this site was published")

    rivals.clear()
    code, _, said = deploy("--force")

    assert (code, said) == (0, "")
    assert desk.history()[1:] == rivals  # on top of the colleague's, whose commit stays
    assert "two years of darkness" in desk.read("index.html")


def test_two_people_take_turns_and_neither_undoes_the_others_work(
    desk: Desk, deploy: Deploy, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.configure("search: false")  # an index of the search that another machine makes has other bytes
    desk.commit()
    deploy()
    git(desk.remote.parent, "clone", "--quiet", "-b", "main", str(desk.remote), "colleague")
    colleague = Desk(desk.remote.parent / "colleague", desk.remote.parent / "colleague", desk.remote)
    monkeypatch.chdir(colleague.root)
    colleague.edit()
    colleague.commit()
    assert deploy()[0] == 0
    theirs = desk.history()
    monkeypatch.chdir(desk.root)

    code, _, said = deploy()  # from a commit that lacks the colleague's

    assert (code, desk.history()) == (4, theirs)
    assert "which is not part of yours; git pull, or use --force [moved]" in said

    git(desk.top, "pull", "--quiet", "origin", "main")
    assert deploy()[0] == 0
    assert desk.history() == theirs
    assert len(theirs) == 2


def test_a_remote_that_refuses_says_why_and_stays_as_it_was(desk: Desk, deploy: Deploy) -> None:
    hook = desk.remote / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)

    code, _, said = deploy()

    assert (code, desk.published()) == (3, {})
    assert "origin: error: did not take the site: [remote rejected] (pre-receive hook declined); " in said


@pytest.mark.parametrize(
    ("break_it", "line"),
    [
        (lambda desk: shutil.rmtree(desk.top / ".git"), "in no git repository; make one with git init"),
        (
            lambda desk: git(desk.top, "remote", "remove", "origin"),
            "origin: error: the repository has no remote of this name",
        ),
        (lambda desk: desk.remote.rename(desk.remote.with_name("gone")), "origin: error: cannot be reached: "),
        (
            lambda desk: Path(os.environ["GIT_CONFIG_GLOBAL"]).write_text("[user]\nuseConfigOnly = true\n"),
            "git: error: git does not know who you are",
        ),
    ],
    ids=["no repository", "no remote", "no network", "no author"],
)
def test_what_is_missing_around_it_is_one_line(
    break_it: Callable[[Desk], object], line: str, desk: Desk, deploy: Deploy
) -> None:
    break_it(desk)

    code, _, said = deploy()

    assert code == 3
    assert line in said
    assert said.count("\n") == 1


def test_without_git_one_line_says_so(desk: Desk, deploy: Deploy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(desk.root))

    code, _, said = deploy()

    assert code == 3
    assert said.startswith("git: error: git is not installed, or not where programs are looked for; install it")


@pytest.mark.parametrize("branch", ["a..b", "-x y", ""])
def test_what_cannot_name_a_branch_is_refused(branch: str, desk: Desk, deploy: Deploy) -> None:
    code, _, said = deploy(f"--branch={branch}")

    assert code == 2
    assert "this cannot be the name of a branch" in said


def test_a_password_in_the_remotes_address_is_not_printed(desk: Desk, deploy: Deploy) -> None:
    git(desk.top, "remote", "set-url", "origin", "http://odile:lamp@127.0.0.1:9/repo.git")

    code, _, said = deploy()

    assert code == 3
    assert "lamp" not in said


def test_a_hook_that_deploys_does_not_lend_its_own_index(
    desk: Desk, deploy: Deploy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_INDEX_FILE", str(desk.top / ".git/index"))
    monkeypatch.setenv("GIT_DIR", ".git")
    before = (desk.top / ".git/index").read_bytes()

    assert deploy()[0] == 0
    assert (desk.top / ".git/index").read_bytes() == before


def test_a_repository_with_sha256_names_is_published_too(
    desk: Desk, deploy: Deploy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, option in (("new", ()), ("new.git", ("--bare",))):
        git(tmp_path, "init", "--quiet", "--object-format=sha256", *option, name)
    new = Desk(tmp_path / "new", tmp_path / "new", tmp_path / "new.git")
    shutil.copytree(desk.root, new.root, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".git", "site", ".briefgen"))
    git(new.top, "remote", "add", "origin", str(new.remote))
    new.commit()
    monkeypatch.chdir(new.root)

    assert deploy()[0] == 0
    assert {len(blob) for blob in new.published().values()} == {64}
    assert "nothing changed" in deploy()[1]
