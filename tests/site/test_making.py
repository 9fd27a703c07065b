"""Pieces that are made beside this process are what they are when they are made in it."""

from __future__ import annotations

import os
import select
import signal
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from briefgen.commands.aside import Aside, Hand
from briefgen.problem import Problem
from briefgen.site import answers, making, press
from briefgen.site.making import BEGIN, MANY, SHARE, Piece, Stage
from briefgen.site.ondemand import Later, OnDemand
from briefgen.site.page import Page
from briefgen.site.press import Press, Setup
from briefgen.site.theme import find_theme, packaged_themes
from briefgen.site.words import speak
from briefgen.site.workshop import hands

FORKS = hasattr(os, "fork") and sys.platform != "darwin"
pytestmark = pytest.mark.skipif(not FORKS, reason="needs processes that can be forked")

DAY = "<p>{{ about.day|date }} {{ about.name }}</p>"
PLACES = ("new", "site")


@pytest.fixture
def setup(tmp_path: Path) -> Setup:
    """A theme of one template."""
    templates = tmp_path / "own" / "templates"
    templates.mkdir(parents=True)
    (tmp_path / "own" / "theme.yml").write_text("name: Own\nextends: desk\n", encoding="utf-8")
    (templates / "page.html").write_text(DAY, encoding="utf-8")
    theme = find_theme("own", [tmp_path, packaged_themes()])
    return Setup(theme, "en", speak(theme, "en").texts, {}, tmp_path / "cache")


def template(setup: Setup, text: str) -> None:
    (setup.theme.layers[0] / "templates" / "page.html").write_text(text, encoding="utf-8")


def page(path: str = "index.html", *, apart: bool = False, **about: Any) -> Page:
    return Page(path, "page.html", b"", partial(dict, about={"day": "2031-05-05", "name": "Orr", **about}), apart)


class Desk:
    """Makes pages by a setup, with hands beside it or without."""

    def __init__(self, setup: Setup, out: Path, aside: Aside | None) -> None:
        self.press = Press(setup)
        self.hands = hands(setup, aside)
        self.out = out

    def made(self, *pages: Page) -> dict[str, bytes]:
        with self.stage() as stage:
            for each in pages:
                self.add(stage, each)
            stage.made()
            return {each.path: (stage.folder / each.path).read_bytes() for each in pages}

    def stage(self) -> Stage:
        self.out.mkdir(exist_ok=True)
        return Stage(self.out / "new", self.out, self.hands)

    def add(self, stage: Stage, page: Page) -> None:
        make, order = partial(self.press.make, page), partial(self.press.order, page)
        stage.add(Piece(page.path, b"", make, apart=page.apart, order=order))

    @property
    def is_loaded(self) -> bool:
        """Whether this process has loaded templates."""
        return "templates" in vars(self.press)


@pytest.fixture
def aside() -> Iterator[Aside]:
    with Aside(2, press.idle_there) as aside:
        yield aside


@pytest.fixture
def desk(setup: Setup, aside: Aside, tmp_path: Path) -> Desk:
    return Desk(setup, tmp_path / "site", aside)


def kill(aside: Aside) -> None:
    for hand in aside.hands():
        assert isinstance(hand, Hand)
        os.kill(hand.process, signal.SIGKILL)
        os.waitid(os.P_PID, hand.process, os.WEXITED | os.WNOWAIT)


@pytest.mark.parametrize("apart", [False, True])
def test_few_pages_are_made_aside_and_are_the_same(desk: Desk, setup: Setup, tmp_path: Path, apart: bool) -> None:
    pages = [page(f"{name}/index.html", name=name, apart=apart) for name in ("<Orr>", "Pell", "Quill")]
    made = desk.made(*pages)
    assert not desk.is_loaded
    assert made == Desk(setup, tmp_path / "other", None).made(*pages)
    assert made["<Orr>/index.html"] == b"<p>5 May 2031 &lt;Orr&gt;</p>"


@pytest.mark.parametrize("every", [1, 2, MANY])
def test_many_pages_are_made_here_and_there_and_are_the_same(
    desk: Desk, setup: Setup, tmp_path: Path, every: int
) -> None:
    """Of which `every` one stands apart."""
    pages = [page(f"{n}.html", name=str(n), apart=n % every == 0) for n in range(MANY)]
    assert desk.made(*pages) == Desk(setup, tmp_path / "other", None).made(*pages)
    assert desk.is_loaded


def test_three_processes_make_the_same_as_one(setup: Setup, tmp_path: Path) -> None:
    pages = [page(f"{n}.html", name=str(n), apart=True) for n in range(MANY)]
    with Aside(3, press.idle_there) as aside:
        made = Desk(setup, tmp_path / "site", aside).made(*pages)
        assert len(aside.hands()) == 2
    assert made == Desk(setup, tmp_path / "other", None).made(*pages)


def test_what_is_apart_is_begun_while_more_is_found(desk: Desk, aside: Aside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "BEGIN", 1)
    taken: list[int] = []
    take = Stage._take
    monkeypatch.setattr(Stage, "_take", lambda stage, share, told: taken.extend(share) or take(stage, share, told))
    with desk.stage() as stage:
        desk.add(stage, page("first.html", apart=True))
        (hand,) = aside.hands()
        assert isinstance(hand, Hand)
        select.select([hand._line._back], [], [])
        desk.add(stage, page("second.html", apart=True))
        assert taken == [0]
        assert [each.differs for each in stage.made()] == [True, True]
    assert taken == [0, 1]


@pytest.mark.parametrize("apart", [BEGIN - 1, BEGIN])
def test_few_that_are_apart_have_their_data_worked_out_here(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, apart: int
) -> None:
    """What that is made of would have to be loaded there first."""
    worked_out: list[str] = []
    order = Press.order
    monkeypatch.setattr(Press, "order", lambda press, page: worked_out.append(page.path) or order(press, page))
    desk.made(*[page(f"{n}.html", apart=True) for n in range(apart)], page("other.html"))
    assert len(worked_out) == (apart + 1 if apart < BEGIN else 1)


def test_how_a_file_looks_is_told_in_the_order_of_pieces(desk: Desk) -> None:
    desk.out.mkdir()
    (desk.out / "3.txt").write_bytes(b"3")
    with desk.stage() as stage:
        for number in range(MANY):
            stage.add(Piece(f"{number}.txt", b"", partial(bytes, str(number).encode()), apart=number % 3 == 0))
        told = stage.made()
        assert [each.size for each in told] == [len(str(number)) for number in range(MANY)]
        assert [number for number, each in enumerate(told) if not each.differs] == [3]
        assert not (stage.folder / "3.txt").exists()
    assert not stage.folder.exists()


def test_what_became_known_there_of_languages_is_known_here(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "_known", {})
    monkeypatch.setattr(answers, "_news", {})
    desk.made(page(day="2031-06-07"))
    assert [*answers.known().values()] == [*answers.news().values()] == ["7 Jun 2031"]


def test_what_is_known_here_of_languages_is_known_there(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "_known", {"date\0002031-06-08\0en": "the eighth"})
    assert desk.made(page(day="2031-06-08"))["index.html"] == b"<p>the eighth Orr</p>"


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize("others", [1, MANY])
def test_what_goes_wrong_there_is_told_here(desk: Desk, apart: bool, others: int) -> None:
    template(desk.press._setup, DAY.replace("name", "nome"))
    pages = [page(f"{n}.html", apart=apart, nome="Orr") for n in range(others)]
    with pytest.raises(Problem, match=r"wrong\.html: .*'nome'") as told:
        desk.made(page("wrong.html", apart=apart), *pages)
    assert told.value.line == 1
    assert desk.made(*pages), "and all else is made"


@pytest.mark.parametrize("others", [SHARE, BEGIN, MANY])
@pytest.mark.parametrize("beside", [True, False])
def test_what_is_wrong_with_all_pages_is_told_of_the_first(desk: Desk, beside: bool, others: int) -> None:
    template(desk.press._setup, "{{ nosuch }}")
    desk.hands = desk.hands if beside else None
    with pytest.raises(Problem, match=r"while making first\.html"):
        desk.made(page("first.html"), *[page(f"{n}.html", apart=True) for n in range(others)], page("last.html"))


def test_what_is_wrong_with_the_data_is_told(desk: Desk) -> None:
    def fail() -> dict[str, Any]:
        raise OSError(5, "the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        desk.made(page(), Page("wrong.html", "page.html", b"", fail))


@pytest.mark.parametrize("apart", [False, True])
def test_what_cannot_be_handed_over_is_made_here(desk: Desk, apart: bool) -> None:
    assert b"Orr" in desk.made(page(later=lambda: 1, apart=apart))["index.html"]
    assert desk.is_loaded


@pytest.mark.parametrize("number", [SHARE + 1, BEGIN + SHARE + 1, MANY])
@pytest.mark.parametrize("when", ["before", "while", "after"])
def test_a_process_that_is_gone_leaves_the_pieces_to_this_one(
    desk: Desk, setup: Setup, aside: Aside, tmp_path: Path, when: str, number: int
) -> None:
    pages = [page(f"{n}.html", name=str(n), apart=True) for n in range(number)]
    whole = Desk(setup, tmp_path / "other", None).made(*pages)
    if when == "before":
        kill(aside)
    with desk.stage() as stage:
        for each in pages:
            desk.add(stage, each)
            if when == "while" and each is pages[SHARE]:
                kill(aside)
        if when == "after":
            kill(aside)
            if not stage._staged:
                (stage.folder / "1.html").write_text("half of it", encoding="utf-8")
        assert len(stage.made()) == number
        assert {each.path: (stage.folder / each.path).read_bytes() for each in pages} == whole


def test_one_at_a_page_that_never_ends_is_ended_by_what_ends_this(desk: Desk, aside: Aside) -> None:
    template(desk.press._setup, "{% for _ in range(99999) %}{% for _ in range(99999) %}{% endfor %}{% endfor %}")
    (hand,) = aside.hands()
    assert isinstance(hand, Hand)
    with pytest.raises(KeyboardInterrupt), desk.stage() as stage:
        desk.add(stage, page(apart=True))
        raise KeyboardInterrupt
    with pytest.raises(ProcessLookupError):
        os.kill(hand.process, 0)
    assert not stage.folder.exists()


def test_where_no_process_can_be_forked_all_is_made_here(desk: Desk, aside: Aside) -> None:
    aside.finish()
    aside.jobs = 1
    assert b"Orr" in desk.made(page(), page("apart.html", apart=True))["apart.html"]
    assert desk.is_loaded


def test_the_next_build_makes_pages_by_templates_as_they_are_then(desk: Desk, setup: Setup, aside: Aside) -> None:
    assert desk.made(page())["index.html"] == b"<p>5 May 2031 Orr</p>"
    aside.dismiss()
    template(setup, "<p>new</p>")
    again = Desk(setup, desk.out, aside)
    assert again.made(page())["index.html"] == b"<p>new</p>"
    assert not again.is_loaded


@pytest.mark.parametrize(
    ("field", "other"),
    [("settings", {"measure": 1}), ("language", "de"), ("fingerprint", b"1"), ("texts", {"facts": "Said"})],
)
def test_another_setup_than_the_first_is_what_pages_are_made_by(
    desk: Desk, setup: Setup, aside: Aside, field: str, other: Any
) -> None:
    template(setup, "{{ theme.measure }} {{ about.day|date }} {{ t('facts') if false }}")
    setup = replace(setup, **{"settings": {"measure": 2}, field: other})
    other_desk = Desk(setup, desk.out, aside)
    made = other_desk.made(page())["index.html"]
    assert not other_desk.is_loaded
    assert made == Press(setup).make(page())


# Templates, compiled by who has nothing else to do


def steps(setup: Setup) -> int:
    """Do what such a process does before it is told to make pages; how many steps there were."""
    press._steps.clear()
    press.set_up_there(setup)
    return len([*iter(press.idle_there, False)])


def test_all_templates_are_compiled_but_wrong_ones(setup: Setup) -> None:
    (setup.theme.layers[0] / "templates" / "wrong.html").write_text("{% if %}", encoding="utf-8")
    assert steps(setup) == len(setup.load().list_templates())
    assert setup.cache
    assert len([*(setup.cache / "templates").iterdir()]) == len(setup.load().list_templates()) - 1


def test_that_of_most_pages_comes_first(setup: Setup) -> None:
    press._steps.clear()
    press.set_up_there(setup)
    press.idle_there()
    assert setup.cache
    (first,) = (setup.cache / "templates").iterdir()
    assert b"brief.html" in first.read_bytes()
    press._steps.clear()


def test_where_some_are_compiled_none_is_before_it_is_needed(setup: Setup) -> None:
    steps(setup)
    template(setup, "<p>new</p>")
    assert steps(setup) == 0


def test_a_template_that_is_edited_when_all_are_compiled_is_the_edited_one(setup: Setup) -> None:
    steps(setup)
    template(setup, "<p>new</p>")
    assert press._there().make(page()) == b"<p>new</p>"


@pytest.mark.parametrize("missing", ["about.copy", "brief.update", "brief.linked.pop"])
def test_what_is_missing_here_is_missing_there(desk: Desk, setup: Setup, missing: str) -> None:
    """A dict has methods of these names."""
    template(setup, f"{{{{ {missing} }}}}")
    linked = Later(lambda: {"a": {}})
    whole = Page("index.html", "page.html", b"", lambda: {"about": OnDemand({}), "brief": OnDemand({"linked": linked})})
    with pytest.raises(Problem, match=missing.rpartition(".")[2]):
        desk.made(whole)
