from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from briefgen.commands import conversion
from briefgen.commands.conversion import CHUNK, HEAVY, Outcome, convert, convert_one
from briefgen.commands.pool import FEW, done_here
from briefgen.commands.sources import Source
from briefgen.extraction.chain import Chain
from briefgen.model import Article, Brief
from briefgen.problem import Problem

from .conftest import BRIDGE, WIRE


def test_any_executor_gives_the_same_outcomes_in_the_same_order() -> None:
    sources = [Source("a.txt", BRIDGE), Source("-", data=b""), Source("b.txt", BRIDGE)]

    with ThreadPoolExecutor(2) as executor:
        assert list(convert(sources, executor)) != []
        paths = [outcome.path for outcome in convert(sources, executor)]
        made = [outcome.made for outcome in convert(sources, executor)]

    assert paths == ["a.txt", "-", "b.txt"]
    assert made == [outcome.made for outcome in convert(sources)]


def test_a_fault_in_one_article_is_its_own_affair(monkeypatch: pytest.MonkeyPatch) -> None:
    def extract(article: Article, chains: Mapping[str, Chain]) -> Brief:
        raise KeyError(article.title)

    monkeypatch.setattr(conversion, "extract", extract)

    outcome = convert_one(Source("a.txt", BRIDGE))

    assert outcome.fault is not None and "KeyError: 'Two towns" in outcome.fault
    assert outcome.made == ()


def test_a_file_that_vanished_is_a_problem(tmp_path: Path) -> None:
    outcome = convert_one(Source("gone.txt", tmp_path / "gone.txt"))

    assert str(outcome.problem) == "gone.txt: error: cannot be read: No such file or directory [unreadable]"


def test_content_that_was_converted_before_is_not_read_again() -> None:
    (first,) = convert([Source("a.txt", BRIDGE)])
    digest = first.made[0][0].sha256

    assert convert_one(Source("a.txt", BRIDGE, known=frozenset({digest}))) == Outcome("a.txt", known=1)


def test_a_brief_s_address_leads_to_the_page_and_says_nothing_of_its_reader() -> None:
    page = Source("-", data=BRIDGE.read_bytes(), url="https://a.example/b?id=7&utm_source=feed")

    ((article, brief),) = convert_one(page).made

    assert article.url == brief.source.url == "https://a.example/b?id=7"


def test_a_page_that_names_no_address_has_the_one_it_was_fetched_from() -> None:
    page = convert_one(Source("https://a.example/", data=BRIDGE.read_bytes(), url="https://a.example/b"))

    assert [article.url for article, _ in page.made] == ["https://a.example/b"]
    assert [brief.source.url for _, brief in page.made] == ["https://a.example/b"]


def test_a_problem_travels_between_processes() -> None:
    problem = pickle.loads(pickle.dumps(Problem("a.txt", "the file is empty", code="empty", line=3)))

    assert str(problem) == "a.txt:3: error: the file is empty [empty]"


def test_few_things_are_done_here_and_the_others_in_a_pool(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 4)
    assert (done_here(None), done_here(8), done_here(1)) == (FEW, 1, None)

    monkeypatch.setattr("os.cpu_count", lambda: 1)
    assert done_here(None) is None


def test_no_more_than_a_window_of_the_sources_is_taken_ahead() -> None:
    taken = 0

    def sources() -> Iterator[Source]:
        nonlocal taken
        for _ in range(100 * CHUNK):
            taken += 1
            yield Source("-", data=b"")

    class Later(Executor):
        """Does nothing before its results are asked for."""

        def submit(self, fn: Any, /, *args: Any, **options: Any) -> Any:
            future: Future[Any] = Future()
            future.result = lambda timeout=None: fn(*args)  # type: ignore[method-assign]
            return future

    outcomes = convert(sources(), Later(), window=3)
    next(outcomes)

    assert taken == 3 * CHUNK
    assert len(list(outcomes)) == 100 * CHUNK - 1


def test_large_pages_go_to_a_worker_one_by_one() -> None:
    sizes: list[int] = []

    class Recording(ThreadPoolExecutor):
        def submit(self, fn: Any, /, *args: Any, **options: Any) -> Any:
            sizes.append(len(args[0]))
            return super().submit(fn, *args, **options)

    with Recording(1) as executor:
        list(convert([Source("-", data=b" " * HEAVY)] * 3 + [Source("-")] * (CHUNK + 1), executor))

    assert sizes == [1, 1, 1, CHUNK, 1]


def test_what_is_no_source_any_more_is_passed_on_in_its_place() -> None:
    known = Outcome("b", known=1)

    with ThreadPoolExecutor(2) as executor:
        found = list(convert([Source("a.txt", BRIDGE), known, Source("c.txt", BRIDGE)], executor))

    assert [outcome.path for outcome in found] == ["a.txt", "b", "c.txt"]
    assert found[1] == known


def test_several_articles_in_one_source_have_each_their_own_digest() -> None:
    outcome = convert_one(Source("wire.json", WIRE))
    first, second = (article.sha256 for article, _ in outcome.made)

    assert first != second
    again = convert_one(Source("wire.json", WIRE, known=frozenset({first})))
    assert (again.known, [article.sha256 for article, _ in again.made]) == (1, [second])


def test_a_name_that_no_brief_can_hold_is_refused() -> None:
    """Python has "\\udce4" for a byte of a name that is no UTF-8."""
    outcome = convert_one(Source("art\udce4.txt", BRIDGE))
    assert outcome.problem and (outcome.problem.code, outcome.problem.path) == ("bad-name", "art\udce4.txt")
