"""A desk in a git repository with a bare remote on this disk, and what tests ask of them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefgen import cli

ADDRESS = "https://harbour.example/repo/"
COMMAND = Path(sys.executable).with_name("briefgen")
BRIEF = "content/briefs/sandmoor-reopens-its-lighthouse-after-a-two-year-dispute.md"


def git(at: Path, *arguments: str) -> str:
    """What git answers; the test fails where git does."""
    done = subprocess.run(["git", *arguments], cwd=at, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@dataclass(frozen=True)
class Desk:
    """A site in `top`, or a folder below it, and its remote."""

    top: Path
    root: Path
    remote: Path

    def commit(self, what: str = "Edit") -> None:
        """Commit everything and push it."""
        git(self.top, "add", "--all")
        git(self.top, "commit", "--quiet", "--message", what)
        git(self.top, "push", "--quiet", "origin", "HEAD:main")

    def edit(self, old: str = "a two-year dispute", new: str = "two years of darkness") -> None:
        """Change a word of the one brief."""
        brief = self.root / BRIEF
        text = brief.read_text(encoding="utf-8")
        assert old in text
        brief.write_text(text.replace(old, new), encoding="utf-8")

    def configure(self, line: str) -> None:
        """Add a line to briefgen.yml."""
        with (self.root / "briefgen.yml").open("a", encoding="utf-8") as file:
            file.write(line + "\n")

    def published(self, branch: str = "gh-pages") -> dict[str, str]:
        """Path -> blob of the files on the branch of the remote; none without it."""
        if branch not in git(self.remote, "branch", "--format=%(refname:short)").split():
            return {}
        lines = git(self.remote, "ls-tree", "-r", branch).splitlines()
        return {path: about.split()[2] for about, _, path in (line.partition("\t") for line in lines)}

    def read(self, path: str) -> str:
        """A file as it is published."""
        return git(self.remote, "show", f"gh-pages:{path}")

    def history(self, branch: str = "gh-pages") -> list[str]:
        """The commits of the branch on the remote, newest first."""
        return git(self.remote, "rev-list", branch).split()

    def stranger(self, path: str, branch: str = "gh-pages", text: str = "mine\n") -> None:
        """Somebody else puts a file on the branch."""
        clone = self.remote.parent / "stranger"
        if not clone.exists():
            git(self.remote.parent, "clone", "--quiet", str(self.remote), "stranger")
        git(clone, "fetch", "--quiet", "origin")
        known = git(clone, "branch", "--remotes", "--format=%(refname:short)").split()
        git(clone, "checkout", "--quiet", "-B", branch, *([f"origin/{branch}"] if f"origin/{branch}" in known else []))
        (clone / path).write_text(text, encoding="utf-8")
        git(clone, "add", "--all")
        git(clone, "commit", "--quiet", "--message", f"Add {path}")
        git(clone, "push", "--quiet", "origin", branch)


Deploy = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def own_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """git without the settings of whoever runs the tests."""
    config = tmp_path / "gitconfig"
    config.write_text("[user]\nname = Odile\nemail = odile@harbour.example\n[init]\ndefaultBranch = main\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for name in ("GITHUB_ACTIONS", "GIT_DIR", "GIT_INDEX_FILE", "GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new site with its brief, to copy from."""
    desk = tmp_path_factory.mktemp("laid") / "desk"
    assert cli.main(["init", "--quiet", str(desk)]) == 0
    with (desk / "briefgen.yml").open("a", encoding="utf-8") as file:
        file.write(f"site_url: {ADDRESS}\n")
    assert cli.main(["build", "--quiet", "-f", str(desk / "briefgen.yml")]) == 0
    return desk


@pytest.fixture
def make_desk(laid: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Desk]:
    """`make_desk("news/desk")`: a desk, built once, committed and pushed, in which the test then works."""

    def make(folder: str = ".") -> Desk:
        top = tmp_path / "work"
        desk = Desk(top, top / folder, tmp_path / "remote.git")
        git(tmp_path, "init", "--quiet", "--bare", str(desk.remote))
        git(tmp_path, "init", "--quiet", str(top))
        git(top, "remote", "add", "origin", str(desk.remote))
        shutil.copytree(laid, desk.root, dirs_exist_ok=True)
        monkeypatch.chdir(desk.root)
        desk.commit("Start")
        return desk

    return make


@pytest.fixture
def desk(make_desk: Callable[..., Desk]) -> Desk:
    return make_desk()


@pytest.fixture
def deploy(capsys: pytest.CaptureFixture[str]) -> Deploy:
    """`deploy("--dry-run")`: exit code, results, messages."""

    def run(*arguments: str) -> tuple[int, str, str]:
        code = cli.main(["deploy", *arguments])
        return code, *capsys.readouterr()

    return run
