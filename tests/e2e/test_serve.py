"""`briefgen serve` as its users have it: the installed command, an editor's saves, and Chromium beside it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from .conftest import COMMAND, Run, needs_chromium

PATIENCE = 30
"""Seconds after which what a test waits for is given up: a failure, not a measurement."""
OVERLAY = (
    "return document.querySelector('briefgen-live')?.shadowRoot.querySelector('section:not([hidden])')?.innerText ?? ''"
)
NOTICE = "return document.querySelector('briefgen-live').shadowRoot.querySelector('.lost:not([hidden])') !== null"
MARK = "window.same = document.body.same = true"
MARKED = "return window.same === true && document.body.same === true"


class Serving:
    """The command in a process of its own, and what it has said so far."""

    def __init__(self, desk: Path, *arguments: str, before: Sequence[str] = ()) -> None:
        environment = {key: value for key, value in os.environ.items() if key != "GITHUB_ACTIONS"}
        self.process = subprocess.Popen(
            [*before, str(COMMAND), "serve", *arguments],
            cwd=desk,
            env={**environment, "PYTHONUNBUFFERED": "1", "BRIEFGEN_SEARCH": "false"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        self.lines: list[str] = []
        self._more = threading.Condition()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            with self._more:
                self.lines.append(line.rstrip("\n"))
                self._more.notify_all()

    def says(self, pattern: str) -> str:
        """The first line with this pattern, once it is there."""

        def found() -> str | None:
            return next((line for line in self.lines if re.search(pattern, line)), None)

        with self._more:
            line = self._more.wait_for(found, PATIENCE)
        assert line, (pattern, self.lines)
        return line

    @property
    def address(self) -> str:
        return self.says("^Serving http").split()[1]

    def end(self, how: int = signal.SIGINT) -> int:
        """Its exit code, once it has ended."""
        self.process.send_signal(how)
        code = self.process.wait(PATIENCE)
        self._reader.join()
        assert self.process.stdout
        self.process.stdout.close()
        return code


Serve = Callable[..., Serving]


@pytest.fixture
def serve(desk: Path) -> Iterator[Serve]:
    """`serve("--follow")`: the new site, served."""
    servings: list[Serving] = []

    def start(*arguments: str, before: Sequence[str] = ()) -> Serving:
        port = () if "-p" in arguments else ("-p", "0")
        servings.append(Serving(desk, *port, *arguments, before=before))
        return servings[-1]

    yield start
    for serving in servings:
        if serving.process.poll() is None:
            serving.end()


def brief(desk: Path) -> Path:
    """The brief of the article that comes with a new site."""
    return next((desk / "content/briefs").glob("sandmoor-*.md"))


def evident(desk: Path, browser: webdriver.Chrome, served: Serving) -> Path:
    """A new brief with much evidence, once its page is there."""
    example = Path(__file__).parents[2] / "content/briefs/valmoran-dockworkers-end-six-day-strike-after-deal-on-pay.md"
    file = desk / "content/briefs/strike.md"
    file.write_text(example.read_text("utf-8"), "utf-8")
    see(browser, f"{served.address}briefs/strike/")
    until(browser, "return document.querySelectorAll('details').length > 3")
    return file


def retitle(file: Path, title: str) -> None:
    text = file.read_text("utf-8")
    file.write_text(re.sub("(?m)^title: .*$", f"title: {title}", text, count=1), "utf-8")


def until(browser: webdriver.Chrome, script: str, wanted: Any = True) -> None:
    """Wait until a script in the page gives what is wanted."""

    def holds(driver: webdriver.Chrome) -> bool:
        return (
            bool(wanted(value) if callable(wanted) else value == wanted)
            if (value := driver.execute_script(script)) is not None
            else False
        )

    WebDriverWait(browser, PATIENCE, poll_frequency=0.02).until(holds, f"{script}: {browser.execute_script(script)!r}")


def see(browser: webdriver.Chrome, address: str) -> None:
    """Open a page, and wait until it listens."""
    browser.get(address)
    until(browser, LISTENS, 1)


HEADLINE = "return document.querySelector('h1')?.innerText"
LISTENS = (
    "return performance.getEntriesByType('resource').filter(entry => entry.name.includes('/__briefgen/live.js')).length"
)


def ask(address: str, request: str) -> bytes:
    """What comes back for a request by hand."""
    host, port = address.removeprefix("http://").partition("/")[0].split(":")
    with socket.create_connection((host, int(port)), PATIENCE) as connection:
        connection.sendall(request.encode())
        return b"".join(iter(lambda: connection.recv(65536), b""))


# ---- the command


def test_ctrl_c_and_sigterm_end_it_at_once_and_free_the_port(desk: Path, serve: Serve) -> None:
    port = "0"
    for how in (signal.SIGINT, signal.SIGTERM):
        serving = serve("-p", port)
        address = serving.address
        port = address.split(":")[2].strip("/")
        with socket.create_connection(("127.0.0.1", int(port)), PATIENCE) as stream:
            stream.sendall(f"GET /__briefgen/events HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n".encode())
            assert stream.recv(4096).startswith(b"HTTP/1.1 200")
            assert serving.end(how) == 0
        assert not [line for line in serving.lines if "Traceback" in line or "Interrupt" in line]


def test_a_second_server_of_a_site_says_where_the_first_is(desk: Path, serve: Serve, run: Run) -> None:
    address = serve().address
    second = run("serve", at=desk)
    assert second.returncode == 3
    assert second.stderr.startswith(".briefgen/serve.lock: error: this site is being served already at " + address)


def test_it_takes_the_next_free_port_and_a_given_one_only_if_it_is_free(desk: Path, serve: Serve, run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = run("serve", "-p", str(port), at=desk)
    assert refused.returncode == 3
    assert refused.stderr == (
        f"http://127.0.0.1:{port}/: error: this port is taken; choose another one with --port [port-taken]\n"
    )


def test_a_broken_config_at_the_start_is_one_line(desk: Path, run: Run) -> None:
    (desk / "briefgen.yml").write_text("site_name: Desk\nsite_nmae: x\n", "utf-8")
    done = run("serve", at=desk)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("briefgen.yml:2: error: ")


def test_beyond_this_machine_it_warns(desk: Path, serve: Serve) -> None:
    serving = serve("-a", "0.0.0.0")
    assert serving.says("warning").startswith("--host 0.0.0.0: warning: whoever reaches this machine")
    assert b" 200 " in ask(serving.address, "GET / HTTP/1.1\r\nHost: 10.1.2.3\r\nConnection: close\r\n\r\n")[:20]
    assert b" 403 " in ask(serving.address, "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")[:20]


def test_it_never_touches_what_is_published_and_shows_what_is_held_back(desk: Path, serve: Serve, run: Run) -> None:
    assert run("build", at=desk).returncode == 0
    before = {file: file.read_bytes() for file in (desk / "site").rglob("*") if file.is_file()}
    (desk / "content/briefs/draft.md").write_text("---\ntitle: Kept back\nstatus: draft\n---\n", "utf-8")
    (desk / "content/briefs/later.md").write_text("---\ntitle: For later\npublish: 2999-01-01\n---\n", "utf-8")
    address = serve().address
    page = ask(address, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").decode()
    assert "Kept back" in page
    assert "For later" in page
    assert '<span class="flag">draft</span>' in page
    assert "not before" in page
    assert before == {file: file.read_bytes() for file in (desk / "site").rglob("*") if file.is_file()}


def test_problems_are_said_when_they_come_and_when_they_go(desk: Path, serve: Serve) -> None:
    serving = serve()
    assert serving.address
    file = brief(desk)
    good = file.read_text("utf-8")
    file.write_text(good.replace("title: ", "title: [", 1), "utf-8")
    assert serving.says(": error: ").startswith(f"content/briefs/{file.name}:")
    file.write_text(good, "utf-8")
    assert serving.says("mended$") == f"content/briefs/{file.name}: mended"
    (desk / "briefgen.yml").write_text("site_name: [\n", "utf-8")
    assert serving.says("^briefgen.yml:")
    serving.says("briefgen.yml: not built; the pages stay as they were")
    assert b" 200 " in ask(serving.address, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")[:20]
    (desk / "briefgen.yml").write_text("site_name: Another Desk\n", "utf-8")
    serving.says("briefgen.yml: mended")
    assert b"Another Desk" in ask(serving.address, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")


def test_a_new_site_url_moves_the_site(desk: Path, serve: Serve) -> None:
    serving = serve()
    assert serving.address
    (desk / "briefgen.yml").write_text("site_name: Desk\nsite_url: https://desk.example/repo/\n", "utf-8")
    serving.says("written in")
    reply = ask(serving.address, "GET /repo HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert b"Location: /repo/\r\n" in reply


LITTLE = ["unshare", "--user", "--map-root-user", "sh", "-c"]
FULL = 'echo 6 > /proc/sys/user/max_inotify_watches && exec "$@"'


def test_when_linux_watches_no_more_folders_it_says_so_and_looks_for_itself(desk: Path, serve: Serve) -> None:
    if subprocess.run([*LITTLE, FULL, "sh", "true"], capture_output=True).returncode:
        pytest.skip("needs a Linux that lets anybody have user namespaces")
    for number in range(6):
        (desk / f"content/briefs/{number}").mkdir()
    serving = serve(before=[*LITTLE, FULL, "sh"])
    assert serving.address
    serving.says("note: .*looking at every file every 0.5 s instead")
    (desk / "content/briefs/5/new.md").write_text("---\ntitle: In a folder that nobody watches\n---\n", "utf-8")
    serving.says("written in")


# ---- the browser


@pytest.fixture
def served(desk: Path, serve: Serve, browser: webdriver.Chrome) -> Iterator[Serving]:
    """The site served; afterwards the browser shows nothing of it."""
    serving = serve()
    assert serving.address
    yield serving
    browser.get("about:blank")


@needs_chromium
def test_a_changed_page_is_new_and_others_are_left_alone(
    desk: Path, served: Serving, browser: webdriver.Chrome
) -> None:
    page = f"{served.address}briefs/{brief(desk).stem}/"
    see(browser, f"{served.address}about/")
    browser.execute_script(MARK)
    about = browser.current_window_handle
    browser.switch_to.new_window("window")
    see(browser, page)
    browser.execute_script(MARK)
    retitle(brief(desk), "Saved just now")
    until(browser, HEADLINE, "Saved just now")
    assert not browser.execute_script(MARKED)
    assert browser.title.startswith("Saved just now")
    shape = "return document.querySelectorAll('head link[rel=stylesheet], head meta[name=viewport]').length"
    assert browser.execute_script(shape) == 2
    browser.close()
    browser.switch_to.window(about)
    assert browser.execute_script(MARKED)


@needs_chromium
def test_both_of_two_windows_follow(desk: Path, served: Serving, browser: webdriver.Chrome) -> None:
    see(browser, served.address)
    first = browser.current_window_handle
    browser.switch_to.new_window("tab")
    see(browser, f"{served.address}briefs/{brief(desk).stem}/")
    second = browser.current_window_handle
    for title in ("Saved once", "Saved twice"):
        retitle(brief(desk), title)
        until(browser, HEADLINE, title)
        browser.switch_to.window(first)
        until(browser, f"return document.querySelector('main').innerText.includes('{title}')")
        browser.switch_to.window(second)
    browser.close()
    browser.switch_to.window(first)


@needs_chromium
def test_a_reload_keeps_the_place_and_the_open_evidence(desk: Path, served: Serving, browser: webdriver.Chrome) -> None:
    see(browser, f"{served.address}briefs/{evident(desk, browser, served).stem}/")
    browser.execute_script("const boxes = document.querySelectorAll('details'); boxes[1].open = boxes[3].open = true")
    browser.execute_script("document.querySelector('#summary').scrollIntoView(); scrollBy(0, 37)")
    read = "return [...document.querySelectorAll('details[open]')].map(box => box.innerText)"
    place = "return Math.round(document.querySelector('#summary').getBoundingClientRect().top)"
    texts = browser.execute_script(read)
    assert len(texts) == 2
    there = browser.execute_script(place)
    assert there < 0
    for title in ("Saved", "Saved with a headline that is so long that all of the page below it has to move"):
        retitle(desk / "content/briefs/strike.md", title)
        until(browser, HEADLINE, title)
        until(browser, "return history.scrollRestoration", "auto")
        assert browser.execute_script(place) == there
        assert browser.execute_script(read) == texts


@needs_chromium
def test_evidence_stays_open_when_its_own_words_change(desk: Path, served: Serving, browser: webdriver.Chrome) -> None:
    file = evident(desk, browser, served)
    see(browser, f"{served.address}briefs/{file.stem}/")
    home = browser.execute_script(
        "const box = document.querySelector('li[id] details'); box.open = true; return box.parentElement.id"
    )
    quote = browser.execute_script("return document.querySelector('details[open] q').textContent")
    word = next(word for word in re.findall("[a-z]{6,}", quote))
    file.write_text(file.read_text("utf-8").replace(word, "saved-just-now"), "utf-8")
    box = f"document.querySelector('#{home} details')"
    until(browser, f"return {box}.textContent", lambda shown: "saved-just-now" in shown)
    assert browser.execute_script(f"return {box}.open")


@needs_chromium
def test_a_style_and_a_picture_are_swapped_in_place(desk: Path, served: Serving, browser: webdriver.Chrome) -> None:
    theme = desk / "themes/desk"
    (theme / "static").mkdir(parents=True)
    (theme / "templates").mkdir()
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="10"/>'
    (theme / "static/logo.svg").write_text(svg.format(20), "utf-8")
    (theme / "templates/about.html").write_text(
        '{% extends "about.html" %}{% block main %}<img id="logo" src="{{ root }}static/logo.svg" alt="">{% endblock %}'
    )
    (desk / "own.css").write_text("main { outline-color: rgb(1, 2, 3) }")
    (desk / "briefgen.yml").write_text("site_name: Desk\nextra_css: [own.css]\n", "utf-8")
    served.says("briefgen.yml: |briefgen.yml.*written|files: ")
    browser.get(f"{served.address}about/")
    colour = "return getComputedStyle(document.querySelector('main')).outlineColor"
    width = "return document.querySelector('#logo')?.naturalWidth"
    until(browser, colour, "rgb(1, 2, 3)")
    until(browser, width, 20)
    browser.execute_script(MARK)
    (desk / "own.css").write_text("main { outline-color: rgb(4, 5, 6) }")
    until(browser, colour, "rgb(4, 5, 6)")
    (theme / "static/logo.svg").write_text(svg.format(30), "utf-8")
    until(browser, width, 30)
    until(browser, "return document.querySelectorAll('link[rel=stylesheet]').length", 1)
    assert browser.execute_script(MARKED)


@needs_chromium
def test_a_script_of_the_page_is_loaded_anew_with_it(desk: Path, served: Serving, browser: webdriver.Chrome) -> None:
    theme = desk / "themes/desk"
    (theme / "static").mkdir(parents=True)
    (theme / "templates").mkdir()
    (theme / "static/own.js").write_text("window.own = 1", "utf-8")
    (theme / "templates/about.html").write_text(
        '{% extends "about.html" %}{% block head %}<script src="{{ root }}static/own.js"></script>{% endblock %}'
    )
    served.says("written")
    browser.get(f"{served.address}about/")
    until(browser, "return window.own", 1)
    (theme / "static/own.js").write_text("window.own = 2", "utf-8")
    until(browser, "return window.own", 2)


@needs_chromium
def test_an_error_lies_over_the_last_good_page_until_it_is_mended(
    desk: Path, served: Serving, browser: webdriver.Chrome
) -> None:
    file = brief(desk)
    good = file.read_text("utf-8")
    see(browser, f"{served.address}briefs/{file.stem}/")
    headline = browser.execute_script(HEADLINE)
    browser.execute_script(MARK)
    file.write_text(good.replace("title: ", "title: [<img src=x onerror=alert(1)>", 1), "utf-8")
    until(browser, OVERLAY, lambda text: f"content/briefs/{file.name}:" in text)
    shown = browser.execute_script(OVERLAY)
    assert "An error; what you see is the last good page" in shown
    assert re.search(r"(?m)^  2  title: \[<img src=x onerror=alert\(1\)>.*\n> 3  ", shown)
    assert browser.execute_script(HEADLINE) == headline
    assert browser.execute_script(MARKED)

    browser.refresh()  # the page is still there, and so is the error
    until(browser, OVERLAY, lambda text: f"content/briefs/{file.name}:" in text)
    assert browser.execute_script(HEADLINE) == headline

    browser.find_element(By.TAG_NAME, "body").send_keys("\ue00c")  # Escape
    until(browser, OVERLAY, "")
    file.write_text(good.replace("title: ", "title: {", 1), "utf-8")  # another error is shown again
    until(browser, OVERLAY, lambda text: "title: {" in text)
    retitle(file, "Mended")
    file.write_text(good, "utf-8")
    until(browser, OVERLAY, "")
    assert browser.execute_script(HEADLINE) == headline


@needs_chromium
def test_a_theme_and_a_config_that_are_wrong_are_told_too(
    desk: Path, served: Serving, browser: webdriver.Chrome
) -> None:
    see(browser, served.address)
    config = (desk / "briefgen.yml").read_text("utf-8")
    (desk / "briefgen.yml").write_text("site_name: Desk\ntheme: [\n", "utf-8")
    until(browser, OVERLAY, lambda text: "briefgen.yml:" in text)
    (desk / "briefgen.yml").write_text(config, "utf-8")
    until(browser, OVERLAY, "")
    (desk / "themes/desk/templates").mkdir(parents=True)
    template = desk / "themes/desk/templates/home.html"
    template.write_text('{% extends "home.html" %}\n{% block main %}{{ nothing.here }}{% endblock %}\n')
    until(browser, OVERLAY, lambda text: "themes/desk/templates/home.html:2" in text and "> 2" in text)
    template.unlink()
    until(browser, OVERLAY, "")


@needs_chromium
def test_a_new_article_becomes_a_brief_and_appears(desk: Path, served: Serving, browser: webdriver.Chrome) -> None:
    see(browser, served.address)
    text = (desk / "content/articles/lighthouse-reopens.txt").read_text("utf-8")
    (desk / "content/articles/canal.txt").write_text(text.replace("lighthouse", "canal lock"), "utf-8")
    until(browser, "return document.querySelector('main').innerText", lambda shown: "canal lock" in shown)
    assert len(list((desk / "content/briefs").glob("*.md"))) == 2


@needs_chromium
def test_an_article_saved_again_renews_its_brief_around_what_a_person_wrote(
    desk: Path, served: Serving, browser: webdriver.Chrome
) -> None:
    article = desk / "content/articles/lighthouse-reopens.txt"
    retitle(brief(desk), "A headline by hand")
    see(browser, f"{served.address}briefs/{brief(desk).stem}/")
    until(browser, HEADLINE, "A headline by hand")
    text = article.read_text("utf-8")
    article.write_text(text.replace("lighthouse", "beacon"), "utf-8")
    until(browser, "return document.querySelector('main').innerText", lambda shown: "beacon" in shown)
    assert browser.execute_script(HEADLINE) == "A headline by hand"
    assert len(list((desk / "content/briefs").glob("*.md"))) == 1


@needs_chromium
def test_a_page_of_a_server_that_was_started_again_catches_up(
    desk: Path, serve: Serve, browser: webdriver.Chrome
) -> None:
    first = serve()
    port = first.address.split(":")[2].strip("/")
    see(browser, f"{first.address}briefs/{brief(desk).stem}/")
    assert first.end() == 0
    until(browser, NOTICE)
    retitle(brief(desk), "Saved in between")
    assert serve("-p", port).address == first.address
    until(browser, HEADLINE, "Saved in between")
    until(browser, NOTICE, False)
    retitle(brief(desk), "Saved after")
    until(browser, HEADLINE, "Saved after")
    browser.get("about:blank")


@needs_chromium
def test_a_page_asks_again_after_the_machine_slept(desk: Path, served: Serving, browser: webdriver.Chrome) -> None:
    see(browser, served.address)
    browser.execute_script(
        """const real = Date.now, Stream = EventSource;
        window.asked = 0;
        window.EventSource = function (address) { window.asked += 1; return new Stream(address); };
        Date.now = () => real() + 3600000;"""
    )
    until(browser, "return window.asked", 1)
    retitle(brief(desk), "Saved after")
    until(browser, "return document.querySelector('main').innerText.includes('Saved after')")


@needs_chromium
def test_with_follow_the_page_of_what_was_saved_is_shown(desk: Path, serve: Serve, browser: webdriver.Chrome) -> None:
    serving = serve("--follow")
    see(browser, f"{serving.address}about/")
    retitle(brief(desk), "Saved just now")
    until(browser, HEADLINE, "Saved just now")
    assert browser.current_url == f"{serving.address}briefs/{brief(desk).stem}/"
    (desk / "content/briefs/another.md").write_text("---\ntitle: Another one\n---\nWords.\n", "utf-8")
    until(browser, HEADLINE, "Another one")
    browser.back()
    until(browser, HEADLINE, "Saved just now")
    browser.get(f"{serving.address}about/")
    until(browser, LISTENS, 1)
    assert browser.current_url == f"{serving.address}about/"
    browser.get("about:blank")


@needs_chromium
def test_without_follow_nobody_is_sent_anywhere(desk: Path, served: Serving, browser: webdriver.Chrome) -> None:
    see(browser, f"{served.address}about/")
    browser.execute_script(MARK)
    retitle(brief(desk), "Saved just now")
    served.says("written")
    assert browser.execute_script(MARKED)


@needs_chromium
def test_before_there_is_a_site_the_page_waits_for_it(desk: Path, serve: Serve, browser: webdriver.Chrome) -> None:
    (desk / "themes/desk/templates").mkdir(parents=True)
    template = desk / "themes/desk/templates/home.html"
    template.write_text("{% broken %}")
    serving = serve()
    browser.get(serving.address)
    until(browser, OVERLAY, lambda text: "themes/desk/templates/home.html:1" in text)
    template.unlink()
    until(browser, HEADLINE, "My Briefing Desk")
    browser.get("about:blank")
