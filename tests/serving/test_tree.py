from __future__ import annotations

import os
from pathlib import Path
from time import time_ns

import pytest

from briefgen.serving.outcome import Places
from briefgen.serving.tree import Tree

OLD = time_ns() - 3600 * 10**9
"""A time that no clock takes for now."""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    for name in ("briefs/a.md", "briefs/deep/b.md", "briefs/.hidden/c.md", "media/a.jpg"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
        os.utime(tmp_path / name, ns=(OLD, OLD))
    (tmp_path / "briefgen.yml").write_text("site_name: Desk")
    return tmp_path


@pytest.fixture
def tree(content: Path) -> Tree:
    folders = (content / "briefs", content / "media", content / "themes")
    return Tree(Places(folders, (content / "briefgen.yml",), (content / "briefs/out",)))


def named(content: Path, paths: set[str]) -> list[str]:
    return sorted(Path(path).relative_to(content).as_posix() for path in paths)


def test_nothing_changed_is_nothing(content: Path, tree: Tree) -> None:
    assert tree.sweep() == set()
    assert tree.look([str(content), str(content / "briefs/a.md")]) == set()


def test_a_change_is_told_once(content: Path, tree: Tree) -> None:
    (content / "briefs/a.md").write_text("new")
    assert named(content, tree.look([str(content / "briefs/a.md")])) == ["briefs/a.md"]
    assert tree.look([str(content / "briefs/a.md")]) == set()
    assert tree.sweep() == set()


def test_what_a_file_holds_decides_and_not_its_time(content: Path, tree: Tree) -> None:
    file = content / "briefs/a.md"
    file.write_text("new")
    tree.sweep()
    file.touch()
    os.utime(file, ns=(OLD, OLD))
    file.write_text("new")
    assert tree.sweep() == set()


def test_a_save_that_keeps_size_and_time_is_seen(content: Path, tree: Tree) -> None:
    """In the tick of the last look a clock cannot tell two saves apart."""
    file = content / "briefs/a.md"
    file.write_text("one")
    tree.sweep()
    seen = file.stat()
    file.write_text("two")
    os.utime(file, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    assert named(content, tree.sweep()) == ["briefs/a.md"]


def test_files_come_and_go_with_their_folders(content: Path, tree: Tree) -> None:
    (content / "briefs").rename(content / "away")
    assert named(content, tree.look([str(content / "briefs")])) == ["briefs/a.md", "briefs/deep/b.md"]
    (content / "away").rename(content / "briefs")
    assert named(content, tree.look([str(content / "briefs")])) == ["briefs/a.md", "briefs/deep/b.md"]
    (content / "briefs/deep/b.md").unlink()
    (content / "briefs/deep").rmdir()
    assert named(content, tree.look([str(content / "briefs/deep")])) == ["briefs/deep/b.md"]
    (content / "themes/mine").mkdir(parents=True)
    (content / "themes/mine/theme.yml").write_text("name: Mine")
    assert named(content, tree.look([str(content / "themes")])) == ["themes/mine/theme.yml"]


def test_what_is_above_a_place_leads_to_it(content: Path, tree: Tree) -> None:
    (content / "briefgen.yml").write_text("site_name: Other")
    (content / "media/a.jpg").write_text("other")
    assert named(content, tree.look([str(content)])) == ["briefgen.yml", "media/a.jpg"]


@pytest.mark.parametrize(
    "name",
    """briefs/.a.md.swp briefs/a.md~ briefs/#a.md# briefs/4913 briefs/.#a.md briefs/a.md___jb_tmp___ briefs/a.md.orig
    briefs/.hidden/new.md briefs/out/new.md other/new.md new.md""".split(),
)
def test_what_editors_leave_behind_and_what_is_made_does_not_matter(content: Path, tree: Tree, name: str) -> None:
    (content / name).parent.mkdir(exist_ok=True)
    (content / name).write_text("words")
    assert not tree.matters(str(content / name))
    assert tree.look([str(content / name)]) == set()


def test_places_and_what_holds_them_matter(content: Path, tree: Tree) -> None:
    for name in ("briefgen.yml", "briefs", "briefs/new.md", "themes", "themes/mine/static/x.css", "."):
        assert tree.matters(str(content / name).removesuffix("/."))


def test_links_to_files_count_and_links_to_folders_do_not(content: Path, tree: Tree) -> None:
    (content / "elsewhere").mkdir()
    (content / "elsewhere/x.md").write_text("x")
    (content / "briefs/linked").symlink_to(content / "elsewhere")
    (content / "briefs/x.md").symlink_to(content / "elsewhere/x.md")
    assert named(content, tree.sweep()) == ["briefs/x.md"]
    assert tree.look([str(content / "briefs/linked")]) == set()


def test_an_emptied_file_is_known_as_such(content: Path, tree: Tree) -> None:
    file = content / "briefs/a.md"
    file.write_text("")
    tree.sweep()
    assert tree.is_empty(str(file))
    file.write_text("words")
    tree.sweep()
    assert not tree.is_empty(str(file))
    assert not tree.is_empty(str(content / "no.md"))
