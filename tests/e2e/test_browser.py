"""The built site in a real browser: what a reader on a phone, at a desk, on paper and without a mouse meets."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from .conftest import needs_chromium, page_of_each_kind

pytestmark = needs_chromium

WEB = Path(__file__).parents[1] / "web" / "node_modules"
AXE = WEB / "axe-core" / "axe.min.js"
VNU = WEB / "vnu-jar" / "build" / "dist" / "vnu.jar"
UNFOLD = """
document.querySelectorAll('details').forEach(box => box.open = true);
document.querySelectorAll('main [hidden]').forEach(each => each.hidden = false);
"""
BRIEF = "briefs/envoy-returns-to-lindow/index.html"

needs_web = pytest.mark.skipif(
    not (AXE.is_file() and shutil.which("java")) and "CI" not in os.environ,
    reason="needs Java and npm ci --prefix tests/web; CI has both",
)
each_site = pytest.mark.parametrize("name", ["desk", "paper", "arabic"])


def emulate(browser: webdriver.Chrome, *, width: int = 1280, scheme: str = "light", script: bool = True) -> None:
    window = {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", window)
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not script})


@pytest.mark.parametrize("width", [390, 1280])
@each_site
def test_no_page_is_wider_than_its_window_or_asks_another_host(
    sites: dict[str, Path], browser: webdriver.Chrome, name: str, width: int
) -> None:
    site = sites[name]
    emulate(browser, width=width)
    briefs = sorted((site / "briefs").glob("*/index.html"))
    for page in [*page_of_each_kind(site), *briefs]:
        browser.get(page.as_uri())
        browser.execute_script(UNFOLD)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width, page
        loaded = browser.execute_script("return performance.getEntriesByType('resource').map(entry => entry.name)")
        assert [each for each in loaded if not each.startswith(site.as_uri())] == [], page
    assert [entry["message"] for entry in browser.get_log("browser")] == []


@needs_web
@pytest.mark.parametrize(
    ("name", "scheme"),
    [("desk", "light"), ("desk", "dark"), ("paper", "light"), ("paper", "dark"), ("arabic", "light")],
)
def test_axe_finds_no_barrier(sites: dict[str, Path], browser: webdriver.Chrome, name: str, scheme: str) -> None:
    emulate(browser, scheme=scheme)
    axe = AXE.read_text("utf-8")
    for page in page_of_each_kind(sites[name]):
        browser.get(page.as_uri())
        browser.execute_script(UNFOLD)
        browser.execute_script(axe)
        found = browser.execute_async_script("axe.run().then(arguments[0])")["violations"]
        assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == [], page


@needs_web
def test_the_nu_html_checker_finds_no_error(sites: dict[str, Path]) -> None:
    pages = [page for site in sites.values() for page in (*page_of_each_kind(site), site / "404.html")]
    pages += (sites["desk"] / "briefs").glob("*/index.html")
    command = ["java", "-Xss4m", "-jar", str(VNU), "--errors-only", "--format", "json", *map(str, pages)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert [f"{each['url']}: {each['message']}" for each in json.loads(done.stderr)["messages"]] == []


@each_site
def test_everything_is_read_without_script(sites: dict[str, Path], browser: webdriver.Chrome, name: str) -> None:
    words = {}
    for script in (True, False):
        emulate(browser, script=script)
        for page in page_of_each_kind(sites[name])[:-1]:  # the search page says that it needs script: test_search.py
            browser.get(page.as_uri())
            words[page, script] = browser.find_element(By.TAG_NAME, "body").text
    assert all(words[page, False] == words[page, True] for page, _ in words)
    assert "Source ¶ 2" in words[sites[name] / "briefs/ferry-sinks-off-sandrey/index.html", False] or name == "arabic"


@pytest.mark.parametrize("name", ["desk", "paper"])
def test_a_brief_is_one_page_of_paper(sites: dict[str, Path], browser: webdriver.Chrome, name: str) -> None:
    emulate(browser)
    for page in sorted((sites[name] / "briefs").glob("*/index.html")):
        browser.get(page.as_uri())
        printed = browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"]
        assert len(re.findall(rb"/Type\s*/Page\b", base64.b64decode(printed))) == 1, page


def press_to(browser: webdriver.Chrome, wanted: WebElement, key: str = Keys.TAB, most: int = 120) -> None:
    """Press `key` until `wanted` has the focus."""
    for _ in range(most):
        if browser.switch_to.active_element == wanted:
            return
        browser.switch_to.active_element.send_keys(key)
    raise AssertionError(f"the keyboard does not reach {wanted.get_attribute('outerHTML')}")


@pytest.mark.parametrize("name", ["desk", "paper"])
def test_the_keyboard_alone_leads_from_home_to_the_evidence_and_back(
    sites: dict[str, Path], browser: webdriver.Chrome, name: str
) -> None:
    site = sites[name]
    emulate(browser)
    browser.get((site / "index.html").as_uri())
    browser.switch_to.active_element.send_keys(Keys.TAB)
    assert browser.switch_to.active_element.get_attribute("class") == "skip"
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    assert browser.switch_to.active_element.tag_name == "main"

    press_to(browser, browser.find_element(By.CSS_SELECTOR, "article.lead h2 a"))
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    assert browser.current_url == (site / BRIEF).as_uri()

    evidence = browser.find_element(By.CSS_SELECTOR, "details")
    press_to(browser, evidence.find_element(By.TAG_NAME, "summary"))
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    assert evidence.find_element(By.TAG_NAME, "q").is_displayed()
    browser.switch_to.active_element.send_keys(Keys.TAB)
    assert "#:~:text=" in (browser.switch_to.active_element.get_attribute("href") or "")

    press_to(browser, browser.find_element(By.CSS_SELECTOR, ".masthead .name a"), Keys.SHIFT + Keys.TAB)
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    assert browser.current_url == (site / "index.html").as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@each_site
def test_where_the_focus_is_can_be_seen(
    sites: dict[str, Path], browser: webdriver.Chrome, name: str, scheme: str
) -> None:
    emulate(browser, scheme=scheme)
    browser.get((sites[name] / BRIEF).as_uri())
    for _ in range(12):
        browser.switch_to.active_element.send_keys(Keys.TAB)
        shown = browser.execute_script("return getComputedStyle(document.activeElement).outlineStyle")
        assert shown == "solid"
