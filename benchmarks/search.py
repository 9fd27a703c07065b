"""What a search over 10,000 made-up briefs costs a reader: from the first key to the first result, on a cold page.

python benchmarks/search.py [BRIEFS [PART]]      PART: briefs in a part of the index, to compare

Milliseconds are those of the browser on this machine, over a local server, with its cache emptied before each query;
kilobytes are the bodies of all answers up to the first result, the page and its stylesheet with them.
"""

from __future__ import annotations

import sys
import time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus import briefs
from msgspec.structs import replace
from selenium import webdriver
from selenium.webdriver.common.by import By
from served import Served, browser, served

from briefgen.site import search
from briefgen.site.indexcard import digest_of
from briefgen.site.library import Library, catalogue
from briefgen.site.render import environment, render
from briefgen.site.search import engine, records
from briefgen.site.search.page import search_page
from briefgen.site.settings import SiteSettings
from briefgen.site.shelves import by_publisher, by_topic
from briefgen.site.theme import STYLE, find_theme, packaged_themes, static_files, stylesheet
from briefgen.site.themesettings import settle
from briefgen.site.write import Piece, write

QUERIES = "s b t ferry harbour minister strike budget evacuated".split()
WATCH = """
new MutationObserver(() => {
  if (!window.firstResult && document.querySelector("#results li")) window.firstResult = performance.now();
}).observe(document, {childList: true, subtree: true});
addEventListener("input", () => { window.firstKey ??= performance.now(); }, true);
"""
PAUSES = {"as soon as the page stands": 0.0, "a second after": 1.0}


def build(library: Library, out: Path, cache: Path) -> float:
    """The search page of these briefs and its index; gives the seconds of CPU and waiting that the index took."""
    finder = search.find_engine() or sys.exit("pip install 'briefgen[search]'")
    settings, parts = replace(SiteSettings("Bench"), search=True), records.parts(library)
    theme = find_theme("desk", [packaged_themes()])
    page = search_page(settings, library, by_topic(library), by_publisher(library))
    style = stylesheet(theme, settle(theme.settings, {}, "briefgen.yml"))
    start = time.perf_counter()
    archives = engine.index(parts, library, "en", engine=finder, cache=cache)
    took = time.perf_counter() - start
    files = [(page.path, render(environment(theme), page)), (STYLE, style), *static_files(theme)]
    pieces = [Piece(path, digest_of(content), partial(bytes, content)) for path, content in files]
    write([*pieces, *engine.contents(parts, archives)], out=out, cache=cache)
    return took


def first_result(driver: webdriver.Chrome, site: Served, query: str, pause: float) -> tuple[float, float, int, int]:
    """Milliseconds to the first result, kilobytes until then, answers until then, kilobytes in the end."""
    driver.execute_cdp_cmd("Network.clearBrowserCache", {})
    driver.get("about:blank")
    site.sent.clear()
    driver.get(f"{site.address}search/")
    time.sleep(pause)
    field = driver.find_element(By.ID, "q")
    field.send_keys(query[0])
    while not driver.execute_script("return window.firstResult"):
        time.sleep(0.002)
    taken = driver.execute_script("return window.firstResult - window.firstKey")
    until = sum(site.sent.values()) / 1000, len(site.sent)
    field.send_keys(query[1:])
    while "so far" in (shown := driver.find_element(By.ID, "status").text) or not shown:
        time.sleep(0.05)
    return taken, *until, round(sum(site.sent.values()) / 1000)


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    records.PART = int(sys.argv[2]) if len(sys.argv) > 2 else records.PART
    library = catalogue(briefs(number))
    with TemporaryDirectory() as folder:
        out, cache = Path(folder, "site"), Path(folder, "cache")
        cold, warm = build(library, out, cache), build(library, out, cache)
        files = [file for file in (out / "search").rglob("*") if file.is_file()]
        size = sum(file.stat().st_size for file in files) / 1e6
        print(f"{number:,} briefs in parts of {records.PART:,}: index of {len(files):,} files, {size:.1f} MB")
        print(f"making it {cold:.1f} s, finding it unchanged {warm / cold:.0%} of that")
        with served(out, "/repo/") as site, browser() as driver:
            driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})
            first_result(driver, site, "warm", 0)  # the browser itself
            for when, pause in PAUSES.items():
                print(f"first key {when}\n{'query':>12}{'ms':>7}{'kB':>8}{'answers':>9}{'kB when all is searched':>26}")
                for query in QUERIES:
                    taken, loaded, answers, total = first_result(driver, site, query, pause)
                    print(f"{query:>12}{taken:>7.0f}{loaded:>8.1f}{answers:>9}{total:>26}", flush=True)


if __name__ == "__main__":
    main()
