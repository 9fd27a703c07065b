from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from briefgen import files


def test_content_is_plain_files_in_the_order_of_their_paths(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a.txt",
        "c/d.txt",
        ".git/config",
        "a.txt~",
        "#a.txt#",
        ".a.txt.swp",
        "4913",
        "a.txt___jb_tmp___",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")

    found = [path.relative_to(tmp_path).as_posix() for path in files.walk(tmp_path)]

    assert found == ["a.txt", "b.txt", "c/d.txt"]


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lamp.md").write_text("old")

    def full(_number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.write_whole(tmp_path / "lamp.md", b"new")

    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("lamp.md", "old")]


@pytest.mark.skipif(os.name == "nt", reason="modes are a matter of POSIX")
def test_a_new_file_has_the_mode_that_the_umask_gives(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        files.write_whole(tmp_path / "lamp.md", b"new")
    finally:
        os.umask(before)

    assert (tmp_path / "lamp.md").stat().st_mode & 0o777 == 0o640


def test_a_name_of_the_longest_kind_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("字" * 83 + ".md")

    files.write_whole(path, b"lamp")

    assert path.read_bytes() == b"lamp"


def test_files_of_one_folder_can_be_written_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: files.write_whole(tmp_path / f"{number}.md", b"lamp" * 1000), range(64)))

    assert {path.read_bytes() for path in tmp_path.iterdir()} == {b"lamp" * 1000}
    assert len(list(tmp_path.iterdir())) == 64
