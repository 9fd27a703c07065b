from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.serving.address import Found
from briefgen.serving.answer import asked, content_type, digest, file_answer, with_script

TEN = b"0123456789"


@pytest.mark.parametrize(
    ("header", "status", "body", "place"),
    [
        ("", 200, TEN, None),
        ("bytes=0-3", 206, b"0123", "bytes 0-3/10"),
        ("bytes=7-", 206, b"789", "bytes 7-9/10"),
        ("bytes=7-99", 206, b"789", "bytes 7-9/10"),
        ("bytes=-2", 206, b"89", "bytes 8-9/10"),
        ("bytes=-99", 206, TEN, "bytes 0-9/10"),
        ("bytes=10-", 416, b"", "bytes */10"),
        ("bytes=-0", 416, b"", "bytes */10"),
        ("bytes=3-1", 200, TEN, None),
        ("bytes=0-1,4-5", 200, TEN, None),
        ("bytes=-", 200, TEN, None),
        ("lines=0-1", 200, TEN, None),
    ],
)
def test_a_range_of_a_file(header: str, status: int, body: bytes, place: str | None) -> None:
    answer = file_answer(Found("media/ferry.avif"), TEN, {"range": header} if header else {}, "1.1")
    assert (answer.status, answer.body, answer.headers.get("Content-Range")) == (status, body, place)
    assert answer.headers["Content-Type"] == "image/avif"


def test_a_range_of_what_was_kept_is_the_whole_since_nothing_is_kept() -> None:
    answer = file_answer(Found("a.css"), TEN, {"range": "bytes=0-3", "if-range": '"x"'}, "1.1")
    assert (answer.status, answer.body) == (200, TEN)


@given(st.text(alphabet="bytes=0123456789-, ", max_size=30), st.integers(0, 1000))
def test_no_range_leaves_the_file(header: str, length: int) -> None:
    part = asked(header, length)
    assert part is None or not part or (0 <= part.start < part.stop <= length)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("static/style.css", "text/css; charset=utf-8"),
        ("static/search.js", "text/javascript; charset=utf-8"),
        ("brief.json", "application/json; charset=utf-8"),
        ("feed.xml", "application/xml; charset=utf-8"),
        ("static/icon.svg", "image/svg+xml; charset=utf-8"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("media/a.webp", "image/webp"),
        ("media/A.JPG", "image/jpeg"),
        ("font.woff2", "font/woff2"),
        ("archive.json.gz", "application/octet-stream"),
        ("search/index/0/a.pf_meta", "application/octet-stream"),
        ("CNAME", "application/octet-stream"),
    ],
)
def test_types_are_the_same_everywhere(name: str, kind: str) -> None:
    assert content_type(name).replace("text/xml", "application/xml") == kind


def test_a_page_gets_the_script_and_knows_what_it_shows() -> None:
    page = b"<body><p>&lt;/body></p></body></html>"
    answer = file_answer(Found("index.html"), page, {}, "ab.7")
    script = f'<script src="/__briefgen/live.js" data-page="{digest(page)}" data-build="ab.7"></script>\n'
    assert answer.body.decode() == f"<body><p>&lt;/body></p>{script}</body></html>"
    assert with_script(b"<p>no end", "d", "1.1").startswith(b"<p>no end<script ")


def test_what_is_missing_keeps_its_status() -> None:
    assert file_answer(Found("404.html", 404), b"<p>", {"range": "bytes=0-1"}, "1.1").status == 404
