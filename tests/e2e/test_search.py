"""The search page in a real browser: on a server below a path, from a folder, and without script."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from briefgen.briefs.markdown import parse_brief
from briefgen.site.publishing import build
from briefgen.site.search import records
from briefgen.site.settings import SiteSettings

from .conftest import needs_chromium

BRIEFS = Path(__file__).parents[1] / "data" / "site" / "briefs"
pytestmark = needs_chromium


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A server's root with the sample site below repo/, its index in three parts."""
    root = tmp_path_factory.mktemp("server")
    briefs = [(path.stem, parse_brief(path.read_text("utf-8"), path.name)) for path in sorted(BRIEFS.glob("*.md"))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(records, "PART", 4)
        settings = SiteSettings(site_name="The Orr Desk", search=True)
        build(settings, briefs, out=root / "repo", cache=root / "cache")
    return root


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/repo/search/"
        server.shutdown()
        thread.join()


def results(browser: webdriver.Chrome, number: int) -> list[str]:
    """The titles found, as soon as the status line says that there are so many."""
    words = {0: "No brief has", 1: "1 brief"}.get(number, f"{number} briefs")
    WebDriverWait(browser, 30).until(
        lambda driver: (
            driver.find_element(By.ID, "status").text.startswith(words)
            and len(driver.find_elements(By.CSS_SELECTOR, "#results li")) == number
        )
    )
    return [each.text for each in browser.find_elements(By.CSS_SELECTOR, "#results h2")]


def test_typing_finds_briefs_in_every_part_and_leads_to_them(browser: webdriver.Chrome, address: str) -> None:
    browser.get(address)
    browser.switch_to.active_element.send_keys("ferry")
    found = results(browser, 3)
    assert found[0].startswith("Ferry inquiry")  # the newest part comes first
    assert "ferr" in browser.find_element(By.CSS_SELECTOR, "#results mark").text.lower()
    assert browser.current_url == f"{address}?q=ferry"
    actor = browser.find_element(By.CSS_SELECTOR, "#results .shared a").get_attribute("href")
    assert actor and "/repo/actors/" in actor
    browser.find_element(By.CSS_SELECTOR, "#results h2 a").click()
    assert browser.find_element(By.TAG_NAME, "h1").text == found[0]
    assert browser.get_log("browser") == []


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("?q=qqqqzz", 0),
        ("?actor=Dora+Quill", 3),
        ("?actor=Dora+Quill&q=ferry", 0),
        ("?topic=Veskara+Talks", 3),
        ("?source=sandrey+herald", 3),
        ("?from=2031-03-14", 2),
        ("?from=2030-11-01&to=2030-11-30", 1),
        ("?from=2040-01-01", 0),
    ],
)
def test_an_address_that_asks_is_answered(browser: webdriver.Chrome, address: str, query: str, number: int) -> None:
    browser.get(address + query)
    results(browser, number)


def test_results_can_be_read_newest_first(browser: webdriver.Chrome, address: str) -> None:
    browser.get(f"{address}?q=the&order=day")
    results(browser, 9)
    days = [each.get_attribute("datetime") for each in browser.find_elements(By.CSS_SELECTOR, "#results time")]
    assert days == sorted(days, key=str, reverse=True)


def test_hostile_words_stay_words(browser: webdriver.Chrome, address: str) -> None:
    browser.get(f"{address}?q=alert")
    (title,) = results(browser, 1)
    assert title.startswith("<script>alert(1)</script>")
    assert not browser.find_elements(By.CSS_SELECTOR, "#results :is(script, img, b, i)")


def test_from_a_folder_the_page_says_why_it_cannot_search(browser: webdriver.Chrome, folder: Path) -> None:
    browser.get((folder / "repo" / "search" / "index.html").as_uri())
    assert "once the site is on a server" in browser.find_element(By.ID, "from-folder").text
    assert not browser.find_element(By.ID, "search").is_displayed()
    assert browser.find_element(By.CSS_SELECTOR, ".lists a[href$='briefs/index.html']").is_displayed()


def test_without_script_the_page_says_so_and_leads_to_the_lists(browser: webdriver.Chrome, address: str) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    browser.get(address)
    assert "needs JavaScript" in browser.find_element(By.TAG_NAME, "noscript").text
    assert not browser.find_element(By.ID, "search").is_displayed()
    assert browser.find_element(By.CSS_SELECTOR, ".lists a[href$='actors/index.html']").is_displayed()
