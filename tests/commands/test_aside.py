from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import nullcontext, suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from briefgen.commands.aside import Aside
from briefgen.crew import Crew
from briefgen.problem import Problem
from briefgen.site import answers
from briefgen.site.ondemand import Later, OnDemand
from briefgen.site.page import Page
from briefgen.site.press import Order, Press, Setup, made_aside
from briefgen.site.theme import find_theme, packaged_themes
from briefgen.site.words import speak

FORKS = hasattr(os, "fork") and sys.platform != "darwin"
pytestmark = pytest.mark.skipif(not FORKS, reason="needs processes that can be forked")

DAY = "<p>{{ about.day|date }} {{ about.name }}</p>"
ENDLESS = "{% for _ in range(99999) %}{% for _ in range(99999) %}{% endfor %}{% endfor %}"


@pytest.fixture
def setup(tmp_path: Path) -> Setup:
    """A theme of one template."""
    templates = tmp_path / "own" / "templates"
    templates.mkdir(parents=True)
    (tmp_path / "own" / "theme.yml").write_text("name: Own\nextends: desk\n", encoding="utf-8")
    (templates / "page.html").write_text(DAY, encoding="utf-8")
    theme = find_theme("own", [tmp_path, packaged_themes()])
    return Setup(theme, "en", speak(theme, "en").texts, {})


def page(**about: Any) -> Page:
    return Page("index.html", "page.html", b"", lambda: {"about": {"day": "2031-05-05", **about}})


def test_a_page_that_is_made_aside_is_the_same(setup: Setup) -> None:
    with Aside(2) as aside:
        press = Press(setup, aside)
        made = press.make(page(name="<Orr>"))
        assert "templates" not in vars(press), "nothing was loaded here"
    assert made == Press(setup).make(page(name="<Orr>")) == b"<p>5 May 2031 &lt;Orr&gt;</p>"


def test_what_became_known_there_of_languages_is_known_here(setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "_known", {})
    monkeypatch.setattr(answers, "_news", {})
    with Aside(2) as aside:
        Press(setup, aside).make(page(name="Orr", day="2031-06-07"))
    assert [*answers.known().values()] == [*answers.news().values()] == ["7 Jun 2031"]


def test_what_goes_wrong_there_is_told_here(setup: Setup) -> None:
    with Aside(2) as aside:
        press = Press(setup, aside)
        with pytest.raises(Problem, match=r"index\.html: .*'name'") as told:
            press.make(page(nome="Orr"))
        assert told.value.line == 1
        assert press.make(page(name="Orr")), "and all else is made"


def test_a_page_that_is_foretold_is_made_in_its_turn(setup: Setup) -> None:
    made: list[str] = []

    def noted(name: str) -> Page:
        about = {"day": "2031-05-05", "name": name}
        return Page("index.html", "page.html", b"", lambda: made.append(name) or {"about": about})

    first, second, third = map(noted, ("Orr", "Pell", "Quill"))
    with Aside(2) as aside:
        press = Press(setup, aside)
        press.foretell(second)
        assert b"Orr" in press.make(first)
        assert made == ["Orr", "Pell"], "the data of the second was made while the first was"
        press.foretell(first)
        assert b"Quill" in press.make(third), "though another was foretold"
        press.foretell(second)
        assert b"Pell" in press.make(second)
    assert made.count("Orr") == 2


def test_what_is_wrong_with_a_page_that_is_foretold_is_told_in_its_turn(setup: Setup) -> None:
    def fail() -> dict[str, Any]:
        raise OSError(5, "the disk is gone")

    wrong = Page("wrong.html", "page.html", b"", fail)
    with Aside(2) as aside:
        press = Press(setup, aside)
        press.foretell(wrong)
        assert press.make(page(name="Orr"))
        with pytest.raises(OSError, match="the disk is gone"):
            press.make(wrong)
        assert press.make(page(name="Orr"))


def test_what_cannot_be_handed_over_is_made_here(setup: Setup) -> None:
    with Aside(2) as aside:
        assert b"Orr" in Press(setup, aside).make(page(name="Orr", later=lambda: 1))


def test_a_process_that_is_gone_leaves_the_pages_to_this_one(setup: Setup) -> None:
    with Aside(2) as aside:
        press = Press(setup, aside)
        assert press.make(page(name="Orr"))
        assert aside.process
        os.kill(aside.process, signal.SIGKILL)
        assert b"Pell" in press.make(page(name="Pell"))


def test_it_ends_with_the_block_though_a_page_does_not(setup: Setup) -> None:
    (setup.theme.layers[0] / "templates" / "page.html").write_text(ENDLESS, encoding="utf-8")
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt), Aside(2) as aside:
            press = Press(setup, aside)
            process = aside.process
            assert process
            signal.setitimer(signal.ITIMER_REAL, 0.3)
            press.make(page(name="Orr"))
    finally:
        signal.signal(signal.SIGALRM, before)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_one_that_has_finished_begins_anew(setup: Setup) -> None:
    with Aside(2) as aside:
        assert Press(setup, aside).make(page(name="Orr"))
        aside.finish()
        press = Press(setup, aside)
        assert b"Pell" in press.make(page(name="Pell"))
        assert "templates" not in vars(press), "nothing was loaded here"


def test_it_ends_with_the_block_though_waiting_for_it_was_interrupted() -> None:
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt), Aside(2) as aside:
            aside.start()
            process = aside.process
            assert process
            os.kill(process, signal.SIGSTOP)
            signal.setitimer(signal.ITIMER_REAL, 0.3)
            aside.finish()
    finally:
        signal.signal(signal.SIGALRM, before)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_it_ends_with_a_process_that_is_killed_though_a_page_does_not(setup: Setup) -> None:
    (setup.theme.layers[0] / "templates" / "page.html").write_text(ENDLESS, encoding="utf-8")
    ended, held = os.pipe()
    killed = os.fork()
    if killed == 0:
        try:
            with Aside(2) as aside:
                press = Press(setup, aside)
                pickle.load = lambda _: os.kill(os.getpid(), signal.SIGKILL)  # as soon as the page is asked for
                press.make(page(name="Orr"))
        finally:
            os._exit(1)
    os.waitpid(killed, 0)
    os.close(held)
    with os.fdopen(ended, "rb") as there:
        assert not there.read(), "until the last process is gone that holds the other end"


def test_what_a_page_lacks_is_told_to_who_hears_of_no_childs_end(setup: Setup) -> None:
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        with pytest.raises(Problem, match="'name'"), Aside(2) as aside:
            press = Press(setup, aside)
            assert aside.process
            with suppress(ChildProcessError):
                os.kill(aside.process, signal.SIGKILL)
                os.waitpid(aside.process, 0)
            press.make(page(nome="Orr"))
    finally:
        signal.signal(signal.SIGCHLD, before)


@pytest.mark.parametrize("lacks", ["fork", "pipe"])
def test_where_the_system_has_no_process_left_pages_are_made_here(
    setup: Setup, monkeypatch: pytest.MonkeyPatch, lacks: str
) -> None:
    def refuse() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, lacks, refuse)
    with Aside(2) as aside:
        assert b"Orr" in Press(setup, aside).make(page(name="Orr"))


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs /proc")
def test_nobody_who_reads_what_is_said_waits_for_it(setup: Setup) -> None:
    with Aside(2) as aside:
        Press(setup, aside).make(page(name="Orr"))
        streams = {str(Path(f"/proc/{aside.process}/fd/{number}").readlink()) for number in range(3)}
    assert streams == {os.devnull}


def test_one_process_is_enough_for_one_job(setup: Setup) -> None:
    with Aside(1) as aside:
        assert b"Orr" in Press(setup, aside).make(page(name="Orr"))
        assert aside.process is None


def test_templates_are_compiled_there_before_the_first_page(setup: Setup, tmp_path: Path) -> None:
    kept = replace(setup, cache=tmp_path / "cache")
    wrong = tmp_path / "own" / "templates" / "wrong.html"
    wrong.write_text("{% if %}", encoding="utf-8")
    with Aside(2) as aside:
        assert Press(kept, aside).make(page(name="Orr"))
        compiled = len([*(tmp_path / "cache" / "templates").iterdir()])
    assert compiled == len([*kept.load().list_templates()]) - 1, "all but the wrong one"


def test_a_crew_begins_with_what_was_compiled_aside(setup: Setup, tmp_path: Path) -> None:
    kept = replace(setup, cache=tmp_path / "cache")
    compiled: list[Path] = []

    def start(*_: object) -> nullcontext[Executor]:
        compiled.extend((tmp_path / "cache" / "templates").iterdir())
        assert aside.process is None, "and nobody else makes pages"
        return nullcontext(ThreadPoolExecutor())

    with Aside(2) as aside:
        press = Press(kept, aside)
        crew = press.shared_by(Crew(start, lambda: True))
        assert crew
        assert aside.process
        with crew.start(int, (), True) as executor:
            assert executor.submit(press.make, page(name="Orr")).result()
    assert len(compiled) == len(kept.load().list_templates())


@pytest.mark.parametrize(
    ("field", "other"),
    [("texts", {"facts": "Said"}), ("settings", {"measure": 1}), ("language", "de"), ("fingerprint", b"1")],
)
def test_by_another_setup_than_it_was_begun_with_nothing_is_made_aside(setup: Setup, field: str, other: Any) -> None:
    with Aside(2) as aside:
        aside.begin(setup)
        press = Press(replace(setup, **{field: other}), aside)
        assert press.make(page(name="Orr"))
        assert "templates" in vars(press), "they were loaded here"


def test_a_template_that_is_edited_when_all_are_compiled_is_the_edited_one(setup: Setup, tmp_path: Path) -> None:
    def told() -> Iterator[Setup | Order]:
        yield replace(setup, cache=tmp_path / "cache")
        assert [*(tmp_path / "cache" / "templates").iterdir()], "all are compiled by now"
        (setup.theme.layers[0] / "templates" / "page.html").write_text("<p>new</p>", encoding="utf-8")
        yield "index.html", "page.html", {}, {}

    made, _ = next(made_aside(partial(next, told())))
    assert made == b"<p>new</p>"


@pytest.mark.parametrize("missing", ["about.copy", "brief.update", "brief.linked.pop"])
def test_what_is_missing_here_is_missing_there(setup: Setup, missing: str) -> None:
    """A dict has methods of these names."""
    (setup.theme.layers[0] / "templates" / "page.html").write_text(f"{{{{ {missing} }}}}", encoding="utf-8")
    linked = Later(lambda: {"a": {}})
    whole = Page("index.html", "page.html", b"", lambda: {"about": OnDemand({}), "brief": OnDemand({"linked": linked})})
    with Aside(2) as aside, pytest.raises(Problem, match=missing.rpartition(".")[2]):
        Press(setup, aside).make(whole)
