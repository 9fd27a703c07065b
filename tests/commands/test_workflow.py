"""The GitHub workflow: held against the schema, and its steps run in a shell as a runner would run them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefgen import __version__, cli
from briefgen.commands.workflow import PLACE, text

BIN = Path(sys.executable).parent


def workflow(folder: str = ".") -> Any:
    """As YAML without types reads it, so that `on` is a word."""
    return yaml.load(text(folder), Loader=yaml.BaseLoader)


def steps() -> list[dict[str, Any]]:
    return [step for job in workflow()["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("folder", [".", "news/desk", 'a "b": #c'])
def test_it_is_valid_by_the_schema_of_github_workflows(folder: str, tmp_path: Path) -> None:
    (tmp_path / "pages.yml").write_text(text(folder), encoding="utf-8")

    done = subprocess.run(
        [BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", "pages.yml"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stdout
    assert workflow(folder)["env"]["SITE"] == folder


def test_it_installs_the_version_that_wrote_it() -> None:
    assert workflow()["env"]["REQUIREMENT"] == f"briefgen[cards,search]=={__version__}"


def test_every_action_is_githubs_own_and_pinned_to_a_full_commit() -> None:
    used = re.findall(r"uses: (.*)", text())

    assert len(used) == 7
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each) for each in used)


def test_each_job_may_do_only_what_it_does() -> None:
    found = workflow()

    assert found["permissions"] == {"contents": "read"}
    assert {name: job["permissions"] for name, job in found["jobs"].items()} == {
        "build": {"contents": "read", "pages": "read"},
        "publish": {"pages": "write", "id-token": "write"},
    }
    assert found["jobs"]["publish"]["if"] == "github.event_name != 'pull_request'"
    assert "pull_request_target" not in text()
    assert not [step for step in steps() if "${{" in step.get("run", "")]  # what is in there is not a shell's to read


def run_steps(top: Path, site: str = ".", **outputs: str) -> list[subprocess.CompletedProcess[str]]:
    """Run what a runner would run of the first job; GitHub's own actions are left out, `outputs` stand for theirs."""
    found = workflow(site)
    environment = {**os.environ, **found["env"], "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "CI": "true"}
    environment |= {"GITHUB_ACTIONS": "true", **outputs}
    shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]  # what `shell: bash` is on a runner
    scripts = [step["run"] for step in found["jobs"]["build"]["steps"] if "run" in step]
    return [
        subprocess.run([*shell, script], cwd=top / site, env=environment, capture_output=True, text=True)
        for script in scripts
    ]


def test_its_steps_install_and_build_for_the_address_that_github_names(tmp_path: Path) -> None:
    assert cli.main(["init", str(tmp_path / "news")]) == 0

    done = run_steps(tmp_path, "news", BASE_URL="https://harbour.example/repo")

    assert [each.returncode for each in done] == [0, 0, 0], [each.stderr for each in done]
    assert "https://harbour.example/repo/" in (tmp_path / "news/site/sitemap.xml").read_text("utf-8")
    assert (tmp_path / "news/.briefgen").is_dir()


def test_its_steps_build_a_preview_without_an_address(tmp_path: Path) -> None:
    assert cli.main(["init", str(tmp_path)]) == 0

    done = run_steps(tmp_path, BASE_URL="")

    assert [each.returncode for each in done] == [0, 0, 0], [each.stderr for each in done]
    assert (tmp_path / "site/index.html").is_file()
    assert not (tmp_path / "site/sitemap.xml").exists()


def test_its_check_fails_with_a_mark_on_the_line_that_is_wrong(tmp_path: Path) -> None:
    assert cli.main(["init", str(tmp_path)]) == 0
    (tmp_path / "content/briefs/a.md").write_text("---\ntitle: A\ndate: soon\n---\n", encoding="utf-8")

    _, check, build = run_steps(tmp_path, BASE_URL="")

    assert (check.returncode, build.returncode) == (1, 1)
    assert "::error file=content/briefs/a.md,line=3::" in check.stdout + check.stderr


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_init_lays_it_where_github_looks(outside: Path) -> None:
    assert cli.main(["init", "desk"]) == 0

    assert Path("desk", PLACE).read_text("utf-8") == text()


def test_a_site_in_a_folder_has_it_at_the_top_of_its_repository(
    outside: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    subprocess.run(["git", "init", "--quiet"], check=True)
    assert cli.main(["init", "news/desk"]) == 0
    assert not Path("news/desk/.github").exists()
    monkeypatch.chdir("news/desk")
    capsys.readouterr()

    assert cli.main(["workflow"]) == 0

    assert (outside / PLACE).read_text("utf-8") == text("news/desk")
    assert capsys.readouterr().out.splitlines()[0] == f"../../{PLACE}"


def test_one_that_stands_is_left_as_it_is(outside: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["init", "."]) == 0
    Path(PLACE).write_text("mine\n")
    capsys.readouterr()

    assert cli.main(["workflow"]) == 0

    assert Path(PLACE).read_text() == "mine\n"
    assert capsys.readouterr().out.startswith(f"{PLACE} stands already and is left as it is; delete it")
