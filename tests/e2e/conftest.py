"""The installed command, run as a person would run it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]

COMMAND = Path(sys.executable).with_name("briefgen")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """`run("build", at=folder)`; the folder is by default an empty one."""
    environment = {key: value for key, value in os.environ.items() if key != "GITHUB_ACTIONS"}

    def briefgen(
        *arguments: str, at: Path = tmp_path, given: str | None = None, **variables: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(COMMAND), *arguments],
            cwd=at,
            input=given,
            env={**environment, **variables},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
        )

    return briefgen


@pytest.fixture
def data() -> Path:
    return Path(__file__).parent.parent / "data" / "cli"


@pytest.fixture
def desk(tmp_path: Path, run: Run) -> Path:
    """A new site with its one example article, not built yet."""
    assert run("init", "desk").returncode == 0
    return tmp_path / "desk"


@pytest.fixture
def site_picture() -> Path:
    """A small picture."""
    return next((Path(__file__).parents[1] / "data" / "site" / "media").glob("*.png"))
