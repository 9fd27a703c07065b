"""What is published: a wheel that holds everything, works by itself, and is sent by a workflow that may do no more."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import venv
import zipfile
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefgen import __version__

ROOT = Path(__file__).parents[1]
WORKFLOWS = ROOT / ".github" / "workflows"


def run(*command: str | Path, at: Path, **variables: str) -> str:
    """What a command prints; the test fails where the command does."""
    done = subprocess.run(command, cwd=at, env={**os.environ, **variables}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the wheel and the source distribution, made of what is under version control."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-d", str(folder), at=ROOT)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    return next(built.glob("*.whl"))


def test_the_wheel_holds_every_file_of_the_package_and_the_themes(wheel: Path) -> None:
    listed = run("git", "ls-files", "--cached", "--others", "--exclude-standard", "briefgen", "themes", at=ROOT)
    there = [each for each in listed.splitlines() if (ROOT / each).is_file()]
    wanted = {each if each.startswith("briefgen/") else f"briefgen/{each}" for each in there}

    held = set(zipfile.ZipFile(wheel).namelist())

    assert wanted - held == set()
    assert {"briefgen/themes/desk/theme.yml", "briefgen/extraction/lexicon/NOTICE.md", "briefgen/py.typed"} <= held
    assert {each for each in held if not each.startswith("briefgen/")} == {
        *(f"briefgen-{__version__}.dist-info/{name}" for name in INFO),
        f"briefgen-{__version__}.data/data/share/man/man1/briefgen.1",
    }


INFO = (
    "METADATA",
    "RECORD",
    "WHEEL",
    "entry_points.txt",
    "licenses/LICENSE",
    "licenses/briefgen/extraction/lexicon/NOTICE.md",
)


def test_its_metadata_has_the_one_version_and_the_licence(wheel: Path) -> None:
    metadata = message_from_bytes(zipfile.ZipFile(wheel).read(f"briefgen-{__version__}.dist-info/METADATA"))

    assert (metadata["Name"], metadata["Version"]) == ("briefgen", __version__)
    assert metadata["License-Expression"] == "MIT"
    shown = metadata.get_payload(decode=True).decode()
    assert shown.startswith("# briefgen\n\nDrop in the news articles")
    assert re.findall(r"\]\((?!https?:)", shown) == []  # from a registry they would lead nowhere


def test_the_version_stands_in_one_place() -> None:
    pattern = re.compile(rf"""version(?:__)?["']?\s*[:=]\s*["']{re.escape(__version__)}["']""")
    files = [ROOT / "pyproject.toml", *(ROOT / "briefgen").rglob("*.py")]

    assert [file.name for file in files if pattern.search(file.read_text(encoding="utf-8"))] == ["__init__.py"]
    assert run(sys.executable, "-m", "briefgen", "--version", at=ROOT) == f"briefgen {__version__}\n"


def test_a_wheel_can_be_built_of_the_source_distribution_which_has_tests_and_docs(built: Path, tmp_path: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        opened.extractall(tmp_path, filter="data")
    (top,) = tmp_path.iterdir()

    for name in ("Makefile", "briefgen.yml", "tests", "tools", "themes", "content", "docs", "README.md", "LICENSE"):
        assert (top / name).exists(), name
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", at=top)


@pytest.mark.skipif("CI" not in os.environ, reason="needs the package registry; CI has it")
def test_the_wheel_makes_a_site_in_a_bare_environment(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "bare", with_pip=True)
    programs = tmp_path / "bare" / ("Scripts" if os.name == "nt" else "bin")
    quiet = {"PYTHONPATH": "", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "GITHUB_ACTIONS": ""}
    run(programs / "python", "-m", "pip", "install", "--quiet", wheel, at=tmp_path, **quiet)
    briefgen = programs / "briefgen"

    assert run(briefgen, "--version", at=tmp_path, **quiet) == f"briefgen {__version__}\n"
    assert run(programs / "python", "-m", "briefgen", "--version", at=tmp_path, **quiet) == f"briefgen {__version__}\n"
    run(briefgen, "init", "desk", at=tmp_path, **quiet)
    desk = tmp_path / "desk"
    told = run(briefgen, "build", at=desk, **quiet)
    assert told.startswith("1 article: 1 unchanged\n1 brief on ")
    page = next((desk / "site" / "briefs").glob("*/index.html")).read_text(encoding="utf-8")
    assert "Odile Farrant" in page and "Marit Ossel/Coastline Press" in page
    for theme in ("paper", "desk"):
        run(briefgen, "build", at=desk, **quiet, BRIEFGEN_THEME=theme)
        assert (desk / "site" / "static" / "style.css").stat().st_size > 1000
    assert "[copied]" in run(briefgen, "check", at=desk, **quiet)
    assert "briefgen" in run(briefgen, "completion", "bash", at=desk, **quiet)
    assert (tmp_path / "bare" / "share" / "man" / "man1" / "briefgen.1").is_file()


def workflow(name: str) -> Any:
    """As YAML without types reads it, so that `on` is a word."""
    return yaml.load((WORKFLOWS / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


@pytest.mark.parametrize("name", [file.name for file in WORKFLOWS.glob("*.yml")])
def test_a_workflow_is_valid_and_its_actions_are_pinned(name: str) -> None:
    checker = Path(sys.executable).with_name("check-jsonschema")
    run(checker, "--builtin-schema", "vendor.github-workflows", str(WORKFLOWS / name), at=ROOT)
    used = re.findall(r"uses: (.*)", (WORKFLOWS / name).read_text(encoding="utf-8"))

    own = "./.github/workflows/ci.yml"
    assert used
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each) for each in used if each != own)
    assert workflow(name)["permissions"] == {"contents": "read"}


def test_a_release_is_what_ci_passed_and_only_the_last_job_may_publish() -> None:
    found = workflow("release.yml")

    assert found["on"] == {"push": {"tags": ["v*"]}}
    assert {name: job.get("permissions") for name, job in found["jobs"].items()} == {
        "test": None,
        "build": None,
        "publish": {"id-token": "write"},
    }
    assert (found["jobs"]["build"]["needs"], found["jobs"]["publish"]["needs"]) == ("test", "build")
    assert found["jobs"]["publish"]["environment"] == "pypi"
    assert "workflow_call" in workflow("ci.yml")["on"]
    assert not [step for step in found["jobs"]["publish"]["steps"] if "run" in step]
    assert "secrets." not in (WORKFLOWS / "release.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(("tag", "code"), [(f"v{__version__}", 0), ("v99.0.0", 1)])
def test_a_tag_that_is_not_the_version_stops_it(tag: str, code: int) -> None:
    (script,) = (
        step["run"] for step in workflow("release.yml")["jobs"]["build"]["steps"] if "TAG" in step.get("env", {})
    )
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"

    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script], cwd=ROOT, env={**os.environ, "PATH": path, "TAG": tag}
    )

    assert done.returncode == code
