from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from briefgen.commands.conversion import Outcome, convert
from briefgen.commands.parts import open_source
from briefgen.commands.sources import Fetch, Source, expand
from briefgen.model import Article
from briefgen.problem import Problem

from .conftest import BRIDGE, FEED, FERRY, WIRE, Courier, archive, ferry


def no(article: Article) -> bool:
    return False


def unused(url: str) -> None:
    raise AssertionError(f"{url} was fetched")


def parts(source: Source, fetch: Fetch | None = None) -> list[Source | Outcome]:
    return list(open_source(source, no, fetch))


@pytest.mark.parametrize("file", [BRIDGE, FERRY, WIRE])
def test_a_file_that_is_read_whole_is_left_to_the_worker(file: Path) -> None:
    assert parts(Source("x", file)) == [Source("x", file)]


def test_an_archive_is_a_source_for_each_page_with_its_place_and_address(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(archive(ferry("Skarne"), ferry("Ardmouth")))

    found = [outcome.made[0] for outcome in convert(open_source(Source("x.warc.gz", tmp_path / "x"), no))]

    assert [article.path for article, _ in found] == ["x.warc.gz#1", "x.warc.gz#2"]
    assert [brief.source.url for _, brief in found] == ["http://courier.example/1", "http://courier.example/2"]
    assert [brief.title.split()[0] for _, brief in found] == ["Skarne", "Ardmouth"]


def test_pages_come_one_by_one_while_the_archive_is_read() -> None:
    stream = io.BytesIO(archive(*[ferry(f"Town{number}") for number in range(200)]))

    pages = open_source(Source("x.warc", stream=io.BufferedReader(stream)), no)
    first = next(pages)

    assert isinstance(first, Source) and first.page is not None
    assert stream.tell() < len(stream.getvalue())


def test_a_page_that_cannot_be_read_stops_no_other_and_a_cut_is_told() -> None:
    whole = archive(ferry("Skarne"), b"<!doctype html><p>Menu</p>", ferry("Ardmouth"), ferry("Vell"))

    found = list(convert(parts(Source("x.warc", data=whole[:-40]))))

    assert [(each.path, each.problem.code if each.problem else "") for each in found] == [
        ("x.warc#1", ""),
        ("x.warc#2", "no-article"),
        ("x.warc#3", ""),
        ("x.warc", "broken-archive"),
    ]


def test_an_entry_with_text_is_a_brief_and_a_headline_alone_is_a_note() -> None:
    full, teaser, headline = convert(parts(Source("feed.xml", FEED)))

    assert [brief.source.guid for each in (full, teaser) for _, brief in each.made] == ["courier-1", "courier-2"]
    assert headline.made == () and headline.problem is None and headline.note is not None
    assert headline.note.message == (
        "“Library to open on Sundays” has only a headline; convert with --fetch to read the page"
    )


def test_with_fetching_on_the_linked_page_stands_for_what_the_feed_has_not(courier: Courier) -> None:
    courier.pages["/ferry"] = FERRY.read_bytes()

    full, teaser, headline = convert(parts(Source("feed.xml", data=courier.feed()), courier.fetch))

    assert courier.asked == ["/ferry", "/library"]
    assert full.made[0][0].path == "feed.xml"
    ((article, brief),) = teaser.made
    assert article.title == "Ferry crews return to talks with the company"
    assert len(article.paragraphs) == 3
    url = f"http://courier.example:{courier.port}/ferry"
    assert (brief.source.guid, brief.source.url, brief.source.path) == ("courier-2", url, url)
    assert str(brief.date) == "2024-03-04"
    assert headline.problem is not None and headline.problem.code == "http-status"


def test_what_has_a_brief_is_neither_fetched_nor_converted() -> None:
    found = list(open_source(Source("feed.xml", FEED), lambda article: True, unused))  # type: ignore[arg-type]

    assert found == [Outcome("feed.xml", known=1, part=True)] * 3


def test_a_feed_that_breaks_off_gives_the_entries_before() -> None:
    found = parts(Source("feed.xml", data=FEED.read_bytes().partition(b"<title>Library")[0]))

    assert [each.path for each in found if isinstance(each, Source)] == ["feed.xml", "feed.xml"]
    assert isinstance(found[-1], Outcome) and found[-1].problem is not None
    assert found[-1].problem.code == "broken-feed"


def test_a_file_that_vanished_is_a_problem(tmp_path: Path) -> None:
    (gone,) = convert(parts(Source("gone.txt", tmp_path / "gone.txt")))

    assert str(gone.problem) == "gone.txt: error: cannot be read: No such file or directory [unreadable]"


def test_standard_input_may_be_an_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(archive(ferry("Vell"))))))

    (source,) = expand(["-"], unused)  # type: ignore[arg-type]
    assert isinstance(source, Source)

    assert [each.path for each in parts(source)] == ["-#1"]


def test_what_no_article_is_as_large_as_is_not_taken_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.commands.parts.LARGEST", 100)
    monkeypatch.setattr("briefgen.commands.conversion.LARGEST", 100)
    outcomes = [*convert(parts(Source("-", stream=io.BufferedReader(io.BytesIO(b"x" * 101)))))]
    outcomes += convert(parts(Source("a.txt", BRIDGE)))

    assert [each.problem and each.problem.code for each in outcomes] == ["too-large", "too-large"]


def test_a_fault_in_a_source_of_many_is_its_own_affair(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError("lamp")

    monkeypatch.setattr("briefgen.commands.parts.read", fail)

    (outcome,) = parts(Source("feed.xml", FEED))

    assert isinstance(outcome, Outcome) and "KeyError: 'lamp'" in (outcome.fault or "")


def test_an_address_that_cannot_be_fetched_is_a_problem_in_its_place(courier: Courier) -> None:
    url = f"http://courier.example:{courier.port}/none"

    first, second = expand([url, str(BRIDGE)], courier.fetch)

    assert isinstance(first, Problem) and (first.path, first.code) == (url, "http-status")
    assert second == Source(str(BRIDGE), BRIDGE)
