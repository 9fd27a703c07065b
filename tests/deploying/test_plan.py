from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.deploying import content
from briefgen.deploying.answer import witness
from briefgen.deploying.content import Blob, Content, blob_id, gather, is_hidden, objections
from briefgen.deploying.git import Done
from briefgen.deploying.plan import compare, domain
from briefgen.problem import Problem

FILES = st.dictionaries(st.text("abc/", min_size=1, max_size=4), st.binary(max_size=3), max_size=8)


def site(files: dict[str, bytes]) -> Content:
    return gather(Path(), [], files)


@given(FILES, FILES)
def test_a_plan_makes_the_new_site_of_the_old_one(old: dict[str, bytes], new: dict[str, bytes]) -> None:
    plan = compare({path: blob_id(data) for path, data in old.items()}, site(new).tree)

    made = {path: data for path, data in old.items() if path not in plan.removed}
    made |= {path: new[path] for path in (*plan.added, *plan.changed)}
    assert made == new
    assert bool(plan) == (old != new)
    assert not {*plan.added} & old.keys()
    assert plan.size == sum(len(new[path]) for path in (*plan.added, *plan.changed))


def test_a_plan_reads_as_lines_and_a_sum() -> None:
    new = site({"a": b"new", "b": b"b", "c": b"1"})
    plan = compare({"a": blob_id(b"old"), "b": blob_id(b"b"), "d": blob_id(b"d")}, new.tree)

    assert list(plan.lines(new.tree)) == ["~ a (3 bytes)", "+ c (1 bytes)", "- d"]
    assert str(plan) == "1 added, 1 changed, 1 removed; 4 bytes"
    assert str(compare({}, {})) == "nothing changed"


@pytest.mark.parametrize("data", [b"", b"lamp\n", bytes(range(256)) * 40])
def test_a_file_has_the_name_that_git_gives_it(data: bytes) -> None:
    done = subprocess.run(["git", "hash-object", "--no-filters", "--stdin"], input=data, capture_output=True)

    assert blob_id(data) == done.stdout.decode().strip()


@pytest.mark.parametrize("path", [".env", ".git/config", "static/.DS_Store", "a/.b/c"])
def test_dot_files_and_what_lies_below_dot_folders_are_hidden(path: str) -> None:
    assert is_hidden(path)
    assert not is_hidden(path.replace(".", "x."))


@pytest.mark.parametrize(
    ("wanted", "standing", "replace", "published"),
    [
        ("a.example", None, False, b"a.example\n"),
        ("a.example", b"b.example", False, b"a.example\n"),
        ("", b"b.example", False, b"b.example"),
        ("", b"b.example", True, None),
        ("", None, False, None),
    ],
)
def test_a_domain_on_the_branch_stays_unless_the_settings_name_one(
    wanted: str, standing: bytes | None, replace: bool, published: bytes | None
) -> None:
    assert domain(wanted, standing, replace=replace) == published


@pytest.mark.parametrize(
    ("record", "codes"),
    [
        (b'{"title": "A"}', []),
        (b'{"title": "A", "status": "draft"}', ["draft-in-site"]),
        (b'{"title": "A", "publish": "2031-01-01"}', ["draft-in-site"]),
    ],
)
def test_a_brief_that_is_kept_back_must_not_be_published(record: bytes, codes: list[str]) -> None:
    assert [each.code for each in objections(site({"briefs/a/brief.json": record}), ())] == codes


@pytest.mark.parametrize(
    ("old", "new", "page"),
    [
        ({}, {"index.html": b"1", "a.html": b"1"}, "index.html"),
        ({"index.html": b"1"}, {"index.html": b"1", "feed.xml": b"1", "z.html": b"1"}, "z.html"),
        ({"index.html": b"1"}, {"index.html": b"1", ".nojekyll": b"", "feed.xml": b"1"}, "feed.xml"),
        ({"index.html": b"1"}, {"index.html": b"1", "CNAME": b"1"}, "index.html"),
    ],
)
def test_a_page_that_is_new_shows_that_the_new_site_is_there(
    old: dict[str, bytes], new: dict[str, bytes], page: str
) -> None:
    assert witness(compare({path: blob_id(data) for path, data in old.items()}, site(new).tree)) == page


def test_a_source_article_is_known_by_its_bytes_wherever_it_lies() -> None:
    found = [*objections(site({"media/a.png": b"article", "empty": b""}), {blob_id(b"article"), blob_id(b"")})]

    assert [(each.path, each.code) for each in found] == [("media/a.png", "article-in-site")]


@pytest.mark.parametrize(
    ("sizes", "paths"),
    [
        ([content.LARGEST_FILE], []),
        ([content.LARGEST_FILE + 1], ["0"]),
        ([content.LARGEST_SITE // 10] * 10, []),
        ([content.LARGEST_SITE // 10] * 10 + [1], ["."]),
    ],
)
def test_what_github_pages_would_not_take_is_said_before(sizes: list[int], paths: list[str]) -> None:
    tree = {str(number): Blob("0" * 40, size) for number, size in enumerate(sizes)}

    found = [*objections(Content(tree, {}), ())]

    assert [each.path for each in found] == paths
    assert {each.code for each in found} <= {"too-large"}


def test_a_file_that_changes_meanwhile_is_not_published(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("one")
    found = gather(tmp_path, ["a"], {})
    (tmp_path / "a").write_text("two")

    with pytest.raises(Problem, match="changed while it was published"):
        found.read("a")


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("hint: try\nfatal: no\nhint: this", "no"),
        ("remote: busy\nerror: failed to push\n", "failed to push"),
        (
            "fatal: unable to access 'https://odile:lamp@a.example/': no",
            "unable to access 'https://***@a.example/': no",
        ),
        ("", "it ended with 128"),
    ],
)
def test_what_git_says_is_one_line_without_passwords(said: str, reason: str) -> None:
    assert Done(128, b"", said.encode()).reason == reason
