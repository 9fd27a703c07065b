import hashlib
from pathlib import Path

import pytest

from briefgen.problem import Problem
from briefgen.reading import read

DATA = Path(__file__).parent.parent / "data/reading"
PAGE = (DATA / "pasted.txt").read_bytes()


def problem(data: bytes) -> Problem:
    with pytest.raises(Problem) as caught:
        list(read(data, "a.txt"))
    return caught.value


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"abc\x00def", "not-text"),
        (b"%PDF-1.7 ...", "not-text"),
        (b"PK\x03\x04...", "not-text"),
        (b"{\\rtf1 hello}", "not-text"),
        ("Caf\u00e9".encode("latin-1"), "not-utf8"),
        ('{"a": 1', "not-json"),
        ('{"a": 1}', "not-ninjs"),
        ('[{"type": "text"}]', "not-ninjs"),
        ('{"a": ' * 100_000, "not-json"),
        ((DATA / "chrome-alone.txt").read_bytes(), "no-article"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_code(data: bytes | str, code: str) -> None:
    found = problem(data.encode() if isinstance(data, str) else data)
    assert (found.path, found.code) == ("a.txt", code)


def test_a_wrong_byte_is_named_with_its_place_and_the_way_out() -> None:
    found = problem(b"one\ntwo \xe9\n")
    assert found.line == 2
    assert "offset 8" in found.message and "UTF-8" in found.message


def test_an_article_knows_its_path_and_its_digest() -> None:
    (found,) = read(PAGE, "talks.txt")
    assert (found.path, found.sha256) == ("talks.txt", hashlib.sha256(PAGE).hexdigest())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_tells_the_encoding(encoding: str) -> None:
    (plain,) = read(PAGE, "a.txt")
    (marked,) = read(PAGE.decode().encode(encoding), "a.txt")
    assert marked.paragraphs == plain.paragraphs


def test_line_ends_of_any_system_read_alike() -> None:
    (plain,) = read(PAGE, "a.txt")
    (windows,) = read(PAGE.replace(b"\n", b"\r\n"), "a.txt")
    assert windows.paragraphs == plain.paragraphs
