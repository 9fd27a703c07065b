from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from briefgen.commands import conversion
from briefgen.commands.conversion import convert, convert_one
from briefgen.commands.pool import workers
from briefgen.commands.sources import Source
from briefgen.model import Article, Brief
from briefgen.problem import Problem

BRIDGE = Path(__file__).parent.parent / "data" / "cli" / "bridge.txt"


def test_any_executor_gives_the_same_outcomes_in_the_same_order() -> None:
    sources = [Source("a.txt", BRIDGE), Source("-", data=b""), Source("b.txt", BRIDGE)]

    with ThreadPoolExecutor(2) as executor:
        assert list(convert(sources, executor)) != []
        paths = [outcome.path for outcome in convert(sources, executor)]
        made = [outcome.made for outcome in convert(sources, executor)]

    assert paths == ["a.txt", "-", "b.txt"]
    assert made == [outcome.made for outcome in convert(sources)]


def test_a_fault_in_one_article_is_its_own_affair(monkeypatch: pytest.MonkeyPatch) -> None:
    def extract(article: Article) -> Brief:
        raise KeyError(article.title)

    monkeypatch.setattr(conversion, "extract", extract)

    outcome = convert_one(Source("a.txt", BRIDGE))

    assert outcome.fault is not None and "KeyError: 'Two towns" in outcome.fault
    assert outcome.made == ()


def test_a_file_that_vanished_is_a_problem(tmp_path: Path) -> None:
    outcome = convert_one(Source("gone.txt", tmp_path / "gone.txt"))

    assert str(outcome.problem) == "gone.txt: error[unreadable]: cannot be read: No such file or directory"


def test_content_that_was_converted_before_is_not_read_again() -> None:
    (first,) = convert([Source("a.txt", BRIDGE)])
    digest = first.made[0][0].sha256

    assert convert_one(Source("a.txt", BRIDGE, known=frozenset({digest}))).known


def test_a_problem_travels_between_processes() -> None:
    problem = pickle.loads(pickle.dumps(Problem("a.txt", "the file is empty", code="empty", line=3)))

    assert str(problem) == "a.txt:3: error[empty]: the file is empty"


def test_few_things_are_done_here_and_many_in_a_pool_that_is_asked_for() -> None:
    with workers(None, 3) as few, workers(8, 1) as one, workers(2, 2) as asked:
        assert few is None
        assert one is None
        assert asked is not None
