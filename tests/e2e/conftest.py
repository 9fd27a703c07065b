"""The installed command, run as a person would run it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from selenium import webdriver

from briefgen.briefs.markdown import parse_brief
from briefgen.site.machinepages import SEARCH
from briefgen.site.publishing import build
from briefgen.site.settings import SiteSettings

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
    """A new site with its one example article, which has no brief yet."""
    assert run("init", "desk").returncode == 0
    (brief,) = (tmp_path / "desk" / "content" / "briefs").iterdir()
    brief.unlink()
    return tmp_path / "desk"


@pytest.fixture
def site_picture() -> Path:
    """A small picture."""
    return next((Path(__file__).parents[1] / "data" / "site" / "media").glob("*.png"))


CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars"
).split()

needs_chromium = pytest.mark.skipif(
    not (CHROMIUM and DRIVER) and "CI" not in os.environ, reason="needs chromium and chromedriver; CI installs them"
)


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sample site in each theme, and in a language that runs from right to left: name -> folder."""
    sample = Path(__file__).parents[1] / "data" / "site"
    briefs = [
        (path.stem, parse_brief(path.read_text("utf-8"), path.name))
        for path in sorted((sample / "briefs").glob("*.md"))
    ]
    settings = SiteSettings(
        "The Orr Desk", site_url="https://desk.example/orr/", search=True, extra={"contact": "desk@desk.example"}
    )
    made = {
        "desk": settings,
        "paper": replace(settings, theme="paper"),
        "arabic": replace(settings, language="ar"),
    }
    folder = tmp_path_factory.mktemp("sites")
    for name, each in made.items():
        build(each, briefs, out=folder / name, cache=folder / "cache", media=sample / "media")
    return {name: folder / name for name in made}


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture
def browser(chromium: webdriver.Chrome) -> webdriver.Chrome:
    """The one browser of the run, with nothing left in it of the test before: no page, size, colours or log."""
    chromium.get("about:blank")
    chromium.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    chromium.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    chromium.get_log("browser")
    return chromium


def page_of_each_kind(site: Path) -> list[Path]:
    """A page of each template; 404.html has absolute addresses and needs a server."""
    lists = ["", "briefs", "actors", "topics", "timeline", "network", "sources", "credits", "corrections", "about"]
    ones = ["topics/*", "sources/*", "timeline/*", "archive/*", "actors/dora-quill", "briefs/*"]
    found = [site / each / "index.html" for each in lists]
    found += [sorted(site.glob(f"{each}/index.html"))[0] for each in ones]
    return [*found, site / "briefs" / "ferry-sinks-off-sandrey" / "index.html", site / SEARCH]
