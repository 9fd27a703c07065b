from __future__ import annotations

import os
import stat
from functools import partial
from pathlib import Path

import pytest

from briefgen.problem import Problem
from briefgen.site.indexcard import short
from briefgen.site.record import published
from briefgen.site.write import AHEAD, MARKER, STAGE, Piece, Written
from briefgen.site.write import write as write_pieces

PAGES = [("index.html", b"home"), ("briefs/a/index.html", b"a"), ("briefs/b/index.html", b"b")]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def write(pages: list[tuple[str, bytes]], *, out: Path, cache: Path) -> Written:
    pieces = [Piece(path, short(content), partial(bytes, content)) for path, content in pages]
    return write_pieces(pieces, out=out, cache=cache)


def counts(done: Written) -> tuple[int, int, int]:
    return done.written, done.unchanged, done.removed


def files(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


def test_everything_is_written_and_then_nothing(out: Path, cache: Path) -> None:
    assert counts(write(PAGES, out=out, cache=cache)) == (3, 0, 0)
    assert files(out) == {MARKER, *(path for path, _ in PAGES)}
    assert counts(write(PAGES, out=out, cache=cache)) == (0, 3, 0)


def test_a_file_that_does_not_differ_is_not_touched(out: Path, cache: Path) -> None:
    write(PAGES, out=out, cache=cache)
    before = {path: (out / path).stat() for path, _ in PAGES}
    done = write([("index.html", b"new home"), *PAGES[1:]], out=out, cache=cache)
    assert done.written == 1
    same = {path for path, _ in PAGES if (out / path).stat().st_ino == before[path].st_ino}
    assert same == {"briefs/a/index.html", "briefs/b/index.html"}


def test_what_nothing_produces_any_more_is_removed_with_its_folder(out: Path, cache: Path) -> None:
    write(PAGES, out=out, cache=cache)
    assert write(PAGES[:2], out=out, cache=cache).removed == 1
    assert not (out / "briefs/b").exists()
    assert (out / "briefs/a/index.html").exists()


@pytest.mark.skipif(os.name == "nt", reason="has no such names")
@pytest.mark.parametrize("path", ["static/Icon\r", "a\tb", "a\vb", "a\x85b", "a\u2028b", "a\udcffb", " ", "a\r\tb"])
def test_a_file_of_an_odd_name_is_known_again(out: Path, cache: Path, path: str) -> None:
    write([*PAGES, (path, b"odd")], out=out, cache=cache)
    assert write([*PAGES, (path, b"odd")], out=out, cache=cache).made == 0
    assert counts(write(PAGES, out=out, cache=cache)) == (0, 3, 1)


def test_only_files_of_an_earlier_build_are_removed(out: Path, cache: Path) -> None:
    write(PAGES, out=out, cache=cache)
    (out / "CNAME").write_text("desk.example")
    (out / "briefs/b/notes.txt").write_text("mine")
    write(PAGES[:1], out=out, cache=cache)
    assert files(out) == {MARKER, "index.html", "CNAME", "briefs/b/notes.txt"}


def test_a_folder_of_somebody_else_is_refused_untouched(out: Path, cache: Path) -> None:
    out.mkdir()
    (out / "thesis.txt").write_text("years of work")
    with pytest.raises(Problem) as refused:
        write(PAGES, out=out, cache=cache)
    assert refused.value.code == "not-ours"
    assert files(out) == {"thesis.txt"}
    assert not cache.exists()


def test_an_empty_folder_is_taken(out: Path, cache: Path) -> None:
    out.mkdir()
    assert write(PAGES, out=out, cache=cache).written == 3


def test_a_file_in_the_place_of_the_folder_is_refused(out: Path, cache: Path) -> None:
    out.write_text("a file")
    with pytest.raises(Problem, match="this is a file"):
        write(PAGES, out=out, cache=cache)


@pytest.mark.parametrize(
    "record",
    [
        "",
        "[]",
        "briefgen-site 3\n0 0 - briefs/b/index.html\n",
        "briefgen-site 2\n0 0 -\tbriefs/b/index.html\n",
        "briefgen-site 3\n0 0 -\t../outside.txt\n",
        "briefgen-site 3\n0 0 -\tbriefs/b/index.html",
        "\0\n",
    ],
)
def test_a_damaged_record_removes_nothing(out: Path, cache: Path, tmp_path: Path, record: str) -> None:
    write(PAGES, out=out, cache=cache)
    (tmp_path / "outside.txt").write_text("mine")
    (kept,) = cache.glob("*.txt")
    kept.write_text(record)
    assert write(PAGES[:1], out=out, cache=cache).removed == 0
    assert (tmp_path / "outside.txt").exists()
    assert published(out, cache) == ["index.html"]


def test_two_output_folders_do_not_know_each_other(out: Path, cache: Path, tmp_path: Path) -> None:
    write(PAGES, out=out, cache=cache)
    write(PAGES[:1], out=tmp_path / "other", cache=cache)
    assert counts(write(PAGES, out=out, cache=cache)) == (0, 3, 0)


def test_a_moved_project_still_knows_its_files(tmp_path: Path) -> None:
    write(PAGES, out=tmp_path / "old/site", cache=tmp_path / "old/cache")
    (tmp_path / "old").rename(tmp_path / "new")
    assert write(PAGES[:1], out=tmp_path / "new/site", cache=tmp_path / "new/cache").removed == 2


def test_two_pages_of_one_name_are_refused(out: Path, cache: Path) -> None:
    with pytest.raises(Problem) as refused:
        write([("a.html", b"1"), ("A.html", b"2")], out=out, cache=cache)
    assert refused.value.code == "same-page"


@pytest.mark.parametrize("path", ["../a.html", "/a.html", "a//b.html", "a/./b.html", "..\\a.html", "c:a.html", "a\0b"])
def test_a_path_that_leads_out_is_refused(out: Path, cache: Path, path: str) -> None:
    with pytest.raises(Problem) as refused:
        write([(path, b"x")], out=out, cache=cache)
    assert refused.value.code == "bad-path"


def test_a_link_to_another_folder_is_not_followed(out: Path, cache: Path, tmp_path: Path) -> None:
    write(PAGES[:1], out=out, cache=cache)
    (tmp_path / "elsewhere").mkdir()
    (out / "briefs").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Problem) as refused:
        write(PAGES, out=out, cache=cache)
    assert refused.value.code == "not-ours"
    assert files(tmp_path / "elsewhere") == set()


def test_a_link_in_the_place_of_the_stage_is_not_followed(out: Path, cache: Path, tmp_path: Path) -> None:
    write(PAGES[:1], out=out, cache=cache)
    (tmp_path / "elsewhere/empty").mkdir(parents=True)
    (out / STAGE).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Problem, match="cannot write the site"):
        write(PAGES, out=out, cache=cache)
    assert (tmp_path / "elsewhere/empty").is_dir()


def test_a_link_in_the_place_of_a_page_is_replaced_not_followed(out: Path, cache: Path, tmp_path: Path) -> None:
    write(PAGES, out=out, cache=cache)
    (tmp_path / "mine.html").write_bytes(b"home")
    (out / "index.html").unlink()
    (out / "index.html").symlink_to(tmp_path / "mine.html")
    write([("index.html", b"new"), *PAGES[1:]], out=out, cache=cache)
    assert not (out / "index.html").is_symlink()
    assert (tmp_path / "mine.html").read_bytes() == b"home"


def test_a_build_that_fails_leaves_whole_files_and_is_mended(
    out: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(PAGES, out=out, cache=cache)
    changed = [(path, content * 1000) for path, content in PAGES]
    rename = os.replace

    def full_disk(source: str, target: str) -> None:
        if target == str(out / "briefs/a/index.html"):
            raise OSError(28, "No space left on device", source)
        rename(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", full_disk)
        with pytest.raises(Problem) as failed:
            write(changed, out=out, cache=cache)
    assert failed.value.code == "cannot-write"
    assert (out / "briefs/a/index.html").read_bytes() == b"a"
    assert files(out) == {MARKER, *(path for path, _ in PAGES)}
    assert counts(write(changed, out=out, cache=cache)) == (2, 1, 0)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no umask")
def test_files_have_the_mode_of_the_umask(out: Path, cache: Path) -> None:
    before = os.umask(0o027)
    try:
        write(PAGES, out=out, cache=cache)
    finally:
        os.umask(before)
    assert stat.S_IMODE((out / "index.html").stat().st_mode) == 0o640


def test_a_file_that_changes_the_case_of_its_name_leaves_no_orphan(out: Path, cache: Path) -> None:
    write([("static/Logo.svg", b"a"), ("index.html", b"home")], out=out, cache=cache)
    write([("static/logo.svg", b"a"), ("index.html", b"home")], out=out, cache=cache)
    assert files(out) == {MARKER, "static/logo.svg", "index.html"}


def test_a_file_may_become_a_folder_and_a_folder_a_file(out: Path, cache: Path) -> None:
    first, second = [("a", b"a"), ("b/c/d", b"d")], [("a/b/c", b"c"), ("b/c", b"c"), ("b/d", b"d")]
    write(first, out=out, cache=cache)
    write(second, out=out, cache=cache)
    assert files(out) == {MARKER, "a/b/c", "b/c", "b/d"}
    write(first, out=out, cache=cache)
    assert files(out) == {MARKER, "a", "b/c/d"}


def test_what_a_killed_build_left_in_the_site_goes_even_where_nothing_changed(out: Path, cache: Path) -> None:
    write(PAGES, out=out, cache=cache)
    (out / STAGE).mkdir()
    (out / STAGE / "0").write_text("half")
    (out / AHEAD).write_text("half")
    write(PAGES, out=out, cache=cache)
    assert files(out) == {MARKER, *(path for path, _ in PAGES)}


def test_a_folder_with_a_file_of_somebody_else_gives_way_to_no_page(out: Path, cache: Path) -> None:
    write([("a/b", b"b")], out=out, cache=cache)
    (out / "a/mine.txt").write_text("mine")
    with pytest.raises(Problem, match="cannot write the site"):
        write([("a", b"a")], out=out, cache=cache)
    assert (out / "a/mine.txt").read_text() == "mine"
