from __future__ import annotations

import sys
from pathlib import Path

import pytest

from briefgen.briefs.folder import load
from briefgen.model import Article, Brief, Source
from briefgen.problem import Problem


def brief(title: str, **source: str) -> Brief:
    return Brief(title, Source(title=title, **source))


def article(title: str = "Lamp", **known: str) -> Article:
    return Article(title, (), **known)


def test_a_folder_that_does_not_exist_is_empty_and_made_when_needed(tmp_path: Path) -> None:
    folder = load(tmp_path / "content" / "briefs")
    assert folder.briefs == []

    folder.add(brief("The lamp is lit"))

    assert [path.name for path in (tmp_path / "content" / "briefs").iterdir()] == ["the-lamp-is-lit.md"]


def test_what_is_added_is_what_the_next_run_loads(tmp_path: Path) -> None:
    folder = load(tmp_path)
    folder.add(brief("The lamp is lit", path="a.txt", sha256="aa"))

    assert load(tmp_path).briefs == folder.briefs


def test_two_articles_of_one_title_get_two_files(tmp_path: Path) -> None:
    folder = load(tmp_path)

    names = [folder.add(brief(title)).path.name for title in ("Lamp", "LAMP!", "lamp")]

    assert names == ["lamp.md", "lamp-2.md", "lamp-3.md"]


def test_a_file_that_stands_is_never_taken_for_a_new_brief(tmp_path: Path) -> None:
    (tmp_path / "Lamp.md").write_text("no front matter")

    assert load(tmp_path).add(brief("lamp")).path.name == "lamp-2.md"
    assert (tmp_path / "Lamp.md").read_text() == "no front matter"


def test_a_file_that_came_since_is_not_overwritten(tmp_path: Path) -> None:
    folder = load(tmp_path)
    (tmp_path / "lamp.md").write_text("mine")

    assert folder.add(brief("lamp")).path.name == "lamp-2.md"
    assert (tmp_path / "lamp.md").read_text() == "mine"


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({"guid": "1", "path": "a"}, {"guid": "1", "path": "b"}),
        ({"url": "u", "path": "a"}, {"url": "u", "path": "b", "guid": "new"}),
        ({"path": "a", "sha256": "x"}, {"path": "a", "sha256": "y"}),
        ({"path": "a", "sha256": "x"}, {"path": "b", "sha256": "x"}),
    ],
    ids=["guid", "address", "file", "bytes"],
)
def test_an_article_is_known_again_by(tmp_path: Path, ours: dict[str, str], theirs: dict[str, str]) -> None:
    folder = load(tmp_path)
    added = folder.add(brief("Lamp", **ours))

    assert folder.find(article(**theirs)) == added


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({"guid": "1", "path": "feed.xml"}, {"guid": "2", "path": "feed.xml"}),
        ({"url": "u", "sha256": "x"}, {"url": "v", "sha256": "x"}),
        ({"path": "-", "sha256": "x"}, {"path": "-", "sha256": "y"}),
        ({}, {}),
    ],
    ids=["guid", "address", "standard input", "nothing known"],
)
def test_two_articles_are_told_apart_by(tmp_path: Path, ours: dict[str, str], theirs: dict[str, str]) -> None:
    folder = load(tmp_path)
    folder.add(brief("Lamp", **ours))

    assert folder.find(article(**theirs)) is None


def test_articles_of_one_file_without_identifiers_are_told_apart_by_title(tmp_path: Path) -> None:
    folder = load(tmp_path)
    lamp = folder.add(brief("Lamp", path="two.json", sha256="x"))

    assert folder.find(article("Bell", path="two.json", sha256="x"), alone=False) is None
    assert folder.find(article("Lamp", path="two.json", sha256="x"), alone=False) == lamp


def test_every_problem_is_found_and_the_other_briefs_are_loaded(tmp_path: Path) -> None:
    load(tmp_path).add(brief("Lamp"))
    (tmp_path / "a.md").write_text("---\ntitle: A\ndate: soon\nstatus: done\n---\n")
    (tmp_path / "b.md").write_bytes(b"---\ntitle: \xff\n---\n")

    folder = load(tmp_path, Path("content/briefs"))

    assert [name for name, _ in folder.briefs] == ["lamp"]
    assert [(problem.path, problem.line, problem.code) for problem in folder.problems] == [
        (str(Path("content/briefs/a.md")), 3, "bad-value"),
        (str(Path("content/briefs/a.md")), 4, "bad-value"),
        (str(Path("content/briefs/b.md")), 2, "not-utf8"),
    ]


def test_a_brief_with_a_typing_error_is_still_the_brief_of_its_article(tmp_path: Path) -> None:
    added = load(tmp_path).add(brief("Lamp", path="a.txt", url="https://coastline.example/lamp", sha256="x"))
    text = added.path.read_text()
    added.path.write_text(text.replace("title: Lamp", "title: Lamp: lit"))

    folder = load(tmp_path)

    assert folder.briefs == []
    found = folder.find(article(path="a.txt", sha256="x"))
    assert found is not None and found.path == added.path
    assert folder.digests("a.txt") == {"x"}


def test_what_editors_leave_behind_is_no_brief(tmp_path: Path) -> None:
    for name in (".lamp.md.123.tmp", "lamp.md~", ".#lamp.md", "#lamp.md#", "lamp.md.swp", "notes.txt"):
        (tmp_path / name).write_text("---\n")

    folder = load(tmp_path)

    assert (folder.files, folder.problems) == ([], [])


def test_a_brief_that_would_not_be_read_back_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(Problem):
        load(tmp_path).add(Brief("", Source()))

    assert list(tmp_path.iterdir()) == []


def test_pages_that_name_their_site_as_their_address_are_articles_of_their_own(tmp_path: Path) -> None:
    folder = load(tmp_path)
    folder.add(brief("Lamp", path="a.html", url="https://courier.example/", sha256="aa"))

    assert folder.find(article("Ferry", path="b.html", url="https://courier.example/", sha256="bb")) is None
    assert folder.find(article("Lamp", path="a.html", url="https://courier.example/", sha256="cc")) is not None


def test_a_brief_with_the_marks_of_a_merge_in_it_is_still_known_by_its_address(tmp_path: Path) -> None:
    lines = ["---", "title: Lamp", "source:", "<<<<<<< ours", "  url: https://a.example/1", "=======", ">>>>>>> theirs"]
    (tmp_path / "lamp.md").write_text("\n".join([*lines, "---", ""]))

    found = load(tmp_path).find(article(url="https://a.example/1"))

    assert found is not None
    assert found.brief is None


@pytest.mark.skipif(sys.platform == "win32", reason="files have no modes there")
def test_a_renewed_brief_keeps_the_mode_that_a_person_gave_it(tmp_path: Path) -> None:
    folder = load(tmp_path)
    added = folder.add(brief("Lamp", path="a.txt", sha256="aa"))
    added.path.chmod(0o664)

    folder.renew(added, brief("Lamp is lit", path="a.txt", sha256="bb"))

    assert added.path.stat().st_mode & 0o777 == 0o664
    assert "Lamp is lit" in added.path.read_text()


@pytest.mark.skipif(sys.platform == "win32", reason="files have no modes there")
def test_a_read_only_brief_is_left_alone_and_it_is_said(tmp_path: Path) -> None:
    folder = load(tmp_path)
    added = folder.add(brief("Lamp", path="a.txt", sha256="aa"))
    added.path.chmod(0o444)
    before = added.path.read_bytes()

    with pytest.raises(PermissionError, match="it is read-only"):
        folder.renew(added, brief("Lamp is lit", path="a.txt", sha256="bb"))

    assert added.path.read_bytes() == before
