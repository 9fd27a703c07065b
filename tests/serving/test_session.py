from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import pytest

from briefgen.problem import Problem
from briefgen.serving import session as module
from briefgen.serving.outcome import Outcome, Overtaken, Places, Site
from briefgen.serving.session import Session
from briefgen.serving.stage import Stage

FERRY, STRIKE = Path("ferry.md"), Path("strike.md")
Step = Callable[[Overtaken], Iterator[Outcome]]


class Watch:
    """What is saved, in the order in which it is asked for."""

    def __init__(self) -> None:
        self.places = Places()
        self.saved: list[frozenset[Path]] = []
        self.late: list[frozenset[Path]] = []

    def changes(self) -> frozenset[Path]:
        return self.saved.pop(0) if self.saved else frozenset()

    def is_due(self) -> bool:
        return bool(self.late)

    def meanwhile(self) -> frozenset[Path]:
        return self.late.pop(0) if self.late else frozenset()

    def move(self, places: Places) -> None:
        self.places = places


class Desk:
    """A session whose rebuilds are given step by step, and what came of it."""

    def __init__(self, root: Path, *steps: Step) -> None:
        self.watch, self.stage = Watch(), Stage(root)
        self.site = Site(root, frozenset({"index.html"}))
        self.asked: list[set[Path]] = []
        self.told: list[tuple[Outcome, set[Path]]] = []
        self._steps = list(steps)
        self.session = Session(self.rebuild, self.stage, self.watch, self.tell)  # type: ignore[arg-type]

    def rebuild(self, saved: Collection[Path], _: Collection[str], overtaken: Overtaken) -> Iterator[Outcome]:
        self.asked.append(set(saved))
        return self._steps.pop(0)(overtaken)

    def tell(self, outcome: Outcome, saved: Collection[Path], _: float) -> None:
        self.told.append((outcome, set(saved)))


def gives(*outcomes: Outcome) -> Step:
    return lambda _: iter(outcomes)


def test_each_save_is_a_rebuild_and_only_news_are_shown(tmp_path: Path) -> None:
    done = Outcome(None, changed=("index.html",))
    desk = Desk(tmp_path, gives(done), gives(Outcome(None)), gives(done))
    desk.watch.saved = [frozenset({FERRY}), frozenset({STRIKE})]
    desk.session.build()
    first = desk.stage.build
    desk.session.follow()
    assert desk.asked == [set(), {FERRY}, {STRIKE}]
    assert first.endswith(".1")
    assert desk.stage.build.endswith(".2")
    assert [saved for _, saved in desk.told] == [set(), {FERRY}, {STRIKE}]


def test_what_comes_ahead_is_shown_before_the_rest(tmp_path: Path) -> None:
    builds: list[str] = []

    def ahead(_: Overtaken) -> Iterator[Outcome]:
        yield Outcome(desk.site, changed=("index.html",), ahead=True)
        builds.append(desk.stage.build)
        yield Outcome(desk.site, changed=("index.html", "feed.xml"))

    desk = Desk(tmp_path, ahead)
    desk.session.build({FERRY})
    assert builds[0].endswith(".1")
    assert desk.stage.build.endswith(".2")
    assert [outcome.changed for outcome, _ in desk.told] == [("index.html", "feed.xml")]


def test_a_build_that_is_overtaken_is_done_again_with_all_that_was_saved(tmp_path: Path) -> None:
    def left_off(overtaken: Overtaken) -> Iterator[Outcome]:
        yield Outcome(desk.site, changed=("index.html",), ahead=True)
        assert not overtaken()
        desk.watch.late = [frozenset({STRIKE})]
        assert overtaken()

    desk = Desk(tmp_path, left_off, gives(Outcome(None, changed=("feed.xml",))))
    desk.session.build({FERRY})
    assert desk.asked == [{FERRY}, {FERRY, STRIKE}]
    assert [saved for _, saved in desk.told] == [{FERRY, STRIKE}]


def test_a_build_is_not_overtaken_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONGEST", 0)
    desk = Desk(tmp_path, lambda overtaken: iter([Outcome(None, changed=("a",) if overtaken() else ())]))
    desk.watch.late = [frozenset({STRIKE})]
    desk.session.build({FERRY})
    assert desk.told[0][0].changed == ()


def test_other_places_to_watch_are_watched_and_looked_at_once_more(tmp_path: Path) -> None:
    places = Places((tmp_path / "briefs",))
    desk = Desk(tmp_path, gives(Outcome(None, places=places)), gives(Outcome(None, places=places)))
    desk.session.build({FERRY})
    assert desk.watch.places == places
    assert desk.asked == [{FERRY}, set()]


def test_a_problem_is_shown_when_it_comes_and_when_it_goes(tmp_path: Path) -> None:
    wrong = Outcome(None, problems=(Problem("x.md", "wrong", code="bad"),))
    desk = Desk(tmp_path, gives(Outcome(None)), gives(wrong), gives(wrong), gives(Outcome(None)))
    shown = []
    for _ in range(4):
        desk.session.build({FERRY})
        shown.append((desk.stage.build.rpartition(".")[2], len(desk.stage.problems)))
    assert shown == [("1", 0), ("2", 1), ("2", 1), ("3", 0)]
