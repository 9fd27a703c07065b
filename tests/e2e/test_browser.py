"""The built site in a real browser: what a reader on a phone, at a desk and without a mouse meets."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from briefgen.briefs.markdown import parse_brief
from briefgen.site import SiteSettings, build

BRIEFS = Path(__file__).parents[1] / "data" / "site" / "briefs"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars"
).split()

pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER) and "CI" not in os.environ, reason="needs chromium and chromedriver; CI installs them"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site, built."""
    folder = tmp_path_factory.mktemp("browser")
    briefs = [(path.stem, parse_brief(path.read_text("utf-8"), path.name)) for path in sorted(BRIEFS.glob("*.md"))]
    build(SiteSettings(site_name="The Orr Desk"), briefs, out=folder / "site", cache=folder / "cache")
    return folder / "site"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


def pages(site: Path) -> list[Path]:
    """A page of each kind, and every brief; 404.html has absolute addresses and needs a server."""
    dossier = next((site / "actors").glob("*/index.html"))
    lists = [site / "index.html", site / "briefs" / "index.html", site / "actors" / "index.html", dossier]
    return lists + sorted((site / "briefs").glob("*/index.html"))


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_its_window_or_asks_another_host(
    site: Path, browser: webdriver.Chrome, width: int
) -> None:
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": False}
    )
    for page in pages(site):
        browser.get(page.as_uri())
        for box in browser.find_elements(By.TAG_NAME, "details"):
            browser.execute_script("arguments[0].open = true", box)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width, page
        loaded = browser.execute_script("return performance.getEntriesByType('resource').map(entry => entry.name)")
        assert [name for name in loaded if not name.startswith(site.as_uri())] == [], page
    assert [entry["message"] for entry in browser.get_log("browser")] == []


def test_the_keyboard_alone_opens_the_evidence_of_a_fact(site: Path, browser: webdriver.Chrome) -> None:
    browser.get((site / "briefs" / "ferry-sinks-off-sandrey" / "index.html").as_uri())
    evidence = browser.find_element(By.CSS_SELECTOR, "details")
    for _ in range(40):
        if browser.switch_to.active_element == evidence.find_element(By.TAG_NAME, "summary"):
            break
        browser.switch_to.active_element.send_keys(Keys.TAB)

    browser.switch_to.active_element.send_keys(Keys.ENTER)

    assert evidence.get_attribute("open") is not None
    assert evidence.find_element(By.TAG_NAME, "q").is_displayed()
