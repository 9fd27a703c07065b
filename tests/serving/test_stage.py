from __future__ import annotations

import threading
from pathlib import Path

import pytest

from briefgen.problem import Problem
from briefgen.serving.answer import WAITING, digest
from briefgen.serving.outcome import Outcome, Site
from briefgen.serving.stage import MANY, Stage

HOME = b"<p>home</p>"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    for path, content in {"index.html": HOME, "about/index.html": b"<p>about</p>", "404.html": b"<p>no</p>"}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    return Site(tmp_path, frozenset({"index.html", "about/index.html", "404.html"}), "/repo/")


@pytest.fixture
def stage(site: Site) -> Stage:
    stage = Stage(site.folder)
    stage.show(Outcome(site))
    return stage


def test_a_page_that_is_as_it_would_be_served_is_not_stale(stage: Stage) -> None:
    assert stage.news("/repo/", digest(HOME), stage.build)["stale"] is False
    assert stage.news("/repo/?q=x", digest(HOME), stage.build)["stale"] is False


def test_a_page_with_other_bytes_is_stale_whatever_it_heard(stage: Stage, site: Site) -> None:
    (site.folder / "index.html").write_bytes(b"<p>new</p>")
    assert stage.news("/repo/", digest(HOME), stage.build)["stale"] is True
    assert stage.news("/repo/about/", digest(b"<p>about</p>"), stage.build)["stale"] is False


def test_a_page_at_an_address_that_comes_to_be_is_stale(stage: Stage, site: Site) -> None:
    missing = digest(b"<p>no</p>")
    assert stage.news("/repo/briefs/ferry/", missing, stage.build)["stale"] is False
    (site.folder / "briefs.html").write_bytes(b"<p>ferry</p>")
    stage.show(Outcome(Site(site.folder, site.paths | {"briefs.html"}, "/repo/"), changed=("briefs.html",)))
    assert stage.news("/repo/briefs", missing, stage.build)["stale"] is True


def test_a_page_that_went_is_stale(stage: Stage, site: Site) -> None:
    stage.show(Outcome(Site(site.folder, site.paths - {"about/index.html"}, "/repo/"), gone=("about/index.html",)))
    assert stage.news("/repo/about/", digest(b"<p>about</p>"), stage.build)["stale"] is True


def test_a_page_that_a_build_is_replacing_right_now_is_left_alone(stage: Stage, site: Site) -> None:
    (site.folder / "index.html").unlink()
    assert stage.news("/repo/", digest(HOME), stage.build)["stale"] is False


def test_the_page_that_waits_for_a_site_waits_until_there_is_one(site: Site) -> None:
    stage = Stage(site.folder)
    assert stage.news("/repo/", digest(WAITING), stage.build)["stale"] is False
    stage.show(Outcome(None, problems=(Problem("x.yml", "wrong", code="bad"),)))
    assert stage.news("/repo/", digest(WAITING), stage.build)["stale"] is False
    stage.show(Outcome(site))
    assert stage.news("/repo/", digest(WAITING), stage.build)["stale"] is True


def test_styles_and_pictures_are_told_since_the_build_that_a_page_knows(stage: Stage, site: Site) -> None:
    first = stage.build
    stage.show(Outcome(site, changed=("static/style.css", "index.html")))
    second = stage.build
    stage.show(Outcome(site, changed=("static/a b.svg",), gone=("static/old.js",)))
    told = ["/repo/static/style.css", "/repo/static/a%20b.svg", "/repo/static/old.js"]
    assert stage.news("/repo/", digest(HOME), first)["changed"] == told
    assert stage.news("/repo/", digest(HOME), second)["changed"] == told[1:]
    assert stage.news("/repo/", digest(HOME), stage.build)["changed"] == []


@pytest.mark.parametrize("known", ["", "1", "other.1", "other.", "{run}.x", "{run}.-1"])
def test_a_page_of_another_server_takes_everything_to_be_new(stage: Stage, known: str) -> None:
    known = known.replace("{run}", stage.build.partition(".")[0])
    assert stage.news("/repo/", digest(HOME), known)["changed"] is None


def test_so_does_one_that_would_have_to_hear_of_too_many(stage: Stage, site: Site) -> None:
    known = stage.build
    stage.show(Outcome(site, changed=tuple(f"media/{number}.avif" for number in range(MANY + 1))))
    assert stage.news("/repo/", digest(HOME), known)["changed"] is None


def test_errors_are_told_with_the_lines_around_them_until_they_are_mended(stage: Stage, site: Site) -> None:
    (site.folder / "x.md").write_text("---\ntitle: <b>A\nsummary: [\n---\nBody\nMore\n")
    wrong = Problem("x.md", "the list is not closed", code="bad-yaml", line=3)
    note = Problem("y.md", "only so you know", code="note", severity="note")
    stage.show(Outcome(None, problems=(wrong, note, Problem(str(site.folder / "no.md"), "gone", code="x", line=2))))
    told = stage.news("/repo/", digest(HOME), stage.build)
    lines = [(1, "---"), (2, "title: <b>A"), (3, "summary: ["), (4, "---"), (5, "Body")]
    assert told["problems"] == [
        {"path": "x.md", "line": 3, "message": "the list is not closed", "code": "bad-yaml", "lines": lines},
        {"path": "no.md", "line": 2, "message": "gone", "code": "x", "lines": []},
    ]
    assert told["stale"] is False
    stage.show(Outcome(site))
    assert stage.news("/repo/", digest(HOME), stage.build)["problems"] == []


def test_an_excerpt_ends_with_its_file_and_no_line_is_endless(stage: Stage, site: Site) -> None:
    (site.folder / "x.md").write_bytes(b"\xff" * 5000 + b"\nlast")
    stage.show(Outcome(None, problems=tuple(Problem("x.md", "", code="", line=each) for each in (1, 2, 3))))
    first, second, third = (each["lines"] for each in stage.news("/", "", "")["problems"])
    assert first == second == [(1, "\N{REPLACEMENT CHARACTER}" * 200), (2, "last")]
    assert third == []


def test_what_was_saved_last_has_a_name_of_its_own_each_time(stage: Stage, site: Site) -> None:
    stage.show(Outcome(site, newest="about/index.html"))
    first = stage.news("/repo/", "", "")["newest"]
    assert first["address"] == "/repo/about/"
    stage.show(Outcome(site))
    assert stage.news("/repo/", "", "")["newest"] == first
    stage.show(Outcome(site, newest="about/index.html"))
    assert stage.news("/repo/", "", "")["newest"]["name"] != first["name"]


def test_whoever_waits_is_let_go_when_something_is_shown_or_it_ends(stage: Stage, site: Site) -> None:
    assert stage.wait("another build", 60)
    stage.close()
    assert not stage.wait(stage.build, 60)


def test_the_files_that_open_pages_show_are_known(stage: Stage) -> None:
    with stage.watching("/repo/"), stage.watching("/repo/?q=x"), stage.watching("/repo/about/"):
        with stage.watching("/repo/about"), stage.watching("/elsewhere"):
            assert stage.open_paths() == {"index.html", "about/index.html", "404.html"}
        assert stage.open_paths() == {"index.html", "about/index.html"}
    assert stage.open_paths() == frozenset()


def test_a_window_has_one_page(stage: Stage) -> None:
    with stage.watching("/repo/", tab="a"):
        with stage.watching("/repo/about/", tab="a"):
            assert stage.open_paths() == {"about/index.html"}
        assert stage.open_paths() == frozenset()


def test_the_rest_of_a_build_waits_for_the_pages_that_changed_and_for_no_others(stage: Stage, site: Site) -> None:
    known = stage.build
    stage.show(Outcome(site, changed=("index.html",), ahead=True))
    stage.wait_for_pages(["index.html"], 60)
    with stage.watching("/repo/about/", known, "a"):
        stage.wait_for_pages(["index.html"], 60)
    with stage.watching("/repo/", known, "a"):
        reader = threading.Thread(target=lambda: stage.watching("/repo/", stage.build, "a").__enter__())
        reader.start()
        stage.wait_for_pages(["index.html"], 60)
        reader.join()
