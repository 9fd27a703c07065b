from __future__ import annotations

import gzip
import io
import tracemalloc
import zlib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model import Article
from briefgen.problem import Problem
from briefgen.reading import read, read_stream, warc

PAGE = """<!DOCTYPE html><html><head><title>Ferry talks resume</title>{head}</head><body><main><article>
<h1>Ferry talks resume in {place}</h1>
<p>Ferry crews came back to the table on Sunday after nine days of strikes, and both sides said that a deal could be
reached before the spring timetable starts, a spokesman for the company said in {place}.</p>
<p>The company runs forty boats. It had offered four percent, which the crews turned down in a vote last month, and its
lines to the outer islands have been closed since then.</p>
</article></main></body></html>"""


def page(place: str = "Port Amber", head: str = "") -> bytes:
    return PAGE.format(place=place, head=head).encode()


def http(
    body: bytes, *, status: str = "HTTP/1.1 200 OK", kind: str = "text/html; charset=utf-8", more: str = ""
) -> bytes:
    return f"{status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body


def record(block: bytes, uri: str = "https://courier.example/ferry", kind: str = "response") -> bytes:
    fields = f"WARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2024-03-03T10:00:00Z"
    return f"WARC/1.1\r\n{fields}\r\nContent-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


PLAIN = [record(http(page(f"Town {number}")), f"https://courier.example/{number}") for number in range(3)]
ARCHIVES = {
    "plain": b"".join(PLAIN),
    "gzip": b"".join(gzip.compress(each) for each in PLAIN),
    "gzip as a whole": gzip.compress(b"".join(PLAIN)),
}


def stream(data: bytes) -> list[Article | Problem]:
    return list(read_stream(io.BufferedReader(io.BytesIO(data)), "x.warc"))  # type: ignore[arg-type]


def pages(data: bytes) -> Iterator[warc.ArchivedPage | Problem]:
    return warc.read_pages(io.BufferedReader(io.BytesIO(data)), "x.warc")  # type: ignore[arg-type]


def bodies(*blocks: bytes) -> list[bytes | str]:
    found = pages(b"".join(map(record, blocks)))
    return [each.code if isinstance(each, Problem) else each.data for each in found]


@pytest.mark.parametrize("name", ARCHIVES)
def test_each_page_is_an_article_with_its_record_and_its_address(name: str) -> None:
    found = stream(ARCHIVES[name])

    assert [(each.path, each.url) for each in found if isinstance(each, Article)] == [
        ("x.warc#1", "https://courier.example/0"),
        ("x.warc#2", "https://courier.example/1"),
        ("x.warc#3", "https://courier.example/2"),
    ]
    assert len({each.sha256 for each in found if isinstance(each, Article)}) == 3
    assert list(read(ARCHIVES[name], "x.warc")) == found


def test_the_day_of_the_crawl_is_no_day_of_publication() -> None:
    (found,) = read(PLAIN[0], "x.warc")
    assert found.published is None


def test_only_html_that_was_answered_with_200_is_read() -> None:
    others = (
        record(b"software: test", kind="warcinfo"),
        record(http(page()), kind="request"),
        record(http(page(), status="HTTP/1.1 404 Not Found")),
        record(http(b"\x89PNG", kind="image/png")),
        record(b"dns:courier.example"),
    )
    assert [each.path for each in stream(b"".join((*others, PLAIN[0])))] == ["x.warc#6"]


def test_a_page_without_an_article_is_a_problem_and_the_next_one_is_read() -> None:
    nothing = record(http(b"<html><body><nav><a href='/'>Home</a></nav></body></html>"))
    first, second = stream(nothing + PLAIN[0])

    assert isinstance(first, Problem) and (first.path, first.code) == ("x.warc#1", "no-article")
    assert isinstance(second, Article)


def test_what_was_read_of_an_archive_in_memory_comes_before_its_problem() -> None:
    archive = read(PLAIN[0] + record(http(b"<html></html>")) + PLAIN[1] + b"rubbish", "x.warc")

    assert [next(archive).path, next(archive).path] == ["x.warc#1", "x.warc#3"]
    with pytest.raises(Problem, match="1 more"):
        next(archive)


@pytest.mark.parametrize("name", ARCHIVES)
def test_wherever_an_archive_is_cut_off_it_says_so_and_keeps_what_was_whole(name: str) -> None:
    data = ARCHIVES[name]
    whole = [len(b"".join(PLAIN[:number])) for number in range(4)] if name == "plain" else []
    members = [len(b"".join(map(gzip.compress, PLAIN[:number]))) for number in range(4)] if name == "gzip" else []
    for cut in range(20, len(data) - 4, 61):
        if {cut, cut + 1, cut + 2, cut + 3, cut + 4} & {*whole, *members}:
            continue
        *before, last = pages(data[:cut])
        assert isinstance(last, Problem) and last.code == "broken-archive" and f"at byte {cut:,}" in last.message
        assert all(isinstance(each, warc.ArchivedPage) for each in before)
        assert f"behind {len(before)} whole records" in last.message


@pytest.mark.parametrize(
    "data",
    [
        PLAIN[0] + b"rubbish\r\n\r\n" + PLAIN[1],
        PLAIN[0] + PLAIN[1].replace(b"Content-Length: ", b"Content-Length: -"),
        PLAIN[0] + PLAIN[1].replace(b"Content-Length: ", b"Content-Size: "),
        PLAIN[0] + PLAIN[1].replace(b"Content-Length: ", b"Content-Length: 99999999"),
        PLAIN[0] + b"WARC/1.1\r\n" + b"a: b\r\n" * 1000,
        PLAIN[0] + b"WARC/1.1\r\n" + b"a" * 100_000,
        gzip.compress(PLAIN[0]) + gzip.compress(PLAIN[1])[:-8] + b"12345678",
    ],
)
def test_an_archive_that_is_broken_says_so_behind_what_was_read(data: bytes) -> None:
    first, *_, last = pages(data)
    assert isinstance(first, warc.ArchivedPage)
    assert isinstance(last, Problem) and last.code == "broken-archive"


CHUNKED = b"5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n"


@pytest.mark.parametrize(
    ("block", "body"),
    [
        (http(b"hello world"), b"hello world"),
        (http(b"hello world", status="HTTP/2 200"), b"hello world"),
        (http(CHUNKED, more="Transfer-Encoding: chunked\r\n"), b"hello world"),
        (http(b"<p>hello", more="Transfer-Encoding: chunked\r\n"), b"<p>hello"),
        (http(CHUNKED[:-10], more="Transfer-Encoding: chunked\r\n"), b"hello"),
        (http(gzip.compress(b"hello"), more="Content-Encoding: gzip\r\n"), b"hello"),
        (http(zlib.compress(b"hello"), more="Content-Encoding: deflate\r\n"), b"hello"),
        (http(b"<p>hello", more="Content-Encoding: gzip\r\n"), b"<p>hello"),
        (http(b"<p>hello", more="Content-Encoding: br\r\n"), b"<p>hello"),
        (http(b"\x00\x01", more="Content-Encoding: aes\r\n"), "encoded"),
        (http("Řím".encode("iso-8859-2"), kind="text/html; charset=iso-8859-2"), b"\xef\xbb\xbf" + "Řím".encode()),
        (http("Řím".encode(), kind="text/html; charset=iso-8859-2"), "Řím".encode()),
        (http(b"\xff", kind="text/html; charset=hex"), b"\xff"),
        (b"HTTP/1.1 what\r\n\r\n", "broken-record"),
    ],
)
def test_what_http_put_around_a_page_is_undone(block: bytes, body: bytes | str) -> None:
    assert bodies(block) == [body]


def test_a_bomb_is_refused_in_bounded_memory_and_the_next_page_is_read() -> None:
    bomb = gzip.compress(bytes(200 * 1024**2), 9)
    archive = gzip.compress(record(http(gzip.compress(bomb), more="Content-Encoding: gzip, gzip\r\n"))) + gzip.compress(
        PLAIN[0]
    )
    del bomb
    tracemalloc.start()
    try:
        first, second = pages(archive)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert isinstance(first, Problem) and first.code == "too-large"
    assert isinstance(second, warc.ArchivedPage)
    assert peak < 4 * warc.LARGEST


def test_a_record_larger_than_a_page_is_passed_over_in_pieces() -> None:
    large = record(http(bytes(warc.LARGEST)))
    first, second = pages(large + PLAIN[0])

    assert isinstance(first, Problem) and first.code == "too-large"
    assert isinstance(second, warc.ArchivedPage)


@pytest.mark.parametrize("data", [b"", b"\x1f\x8b", b"\x1f\x8bxx", gzip.compress(b"<html>"), b"WAR"])
def test_what_is_no_archive_is_not_taken_for_one(data: bytes) -> None:
    assert not warc.sniff(data)


@given(st.sampled_from(sorted(ARCHIVES)), st.integers(0, 2000), st.binary(max_size=8))
def test_a_damaged_archive_gives_pages_and_problems(name: str, place: int, damage: bytes) -> None:
    data = ARCHIVES[name]
    found = list(pages(data[:place] + damage + data[place + len(damage) :]))
    assert all(isinstance(each, (warc.ArchivedPage, Problem)) for each in found)
