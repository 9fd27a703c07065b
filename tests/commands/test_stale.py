"""What could change unseen: each test changes one thing that a page shows, and builds as if from nothing beside it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

import briefgen
from briefgen import config
from briefgen.commands import look
from briefgen.commands.builder import Builder
from briefgen.commands.messages import Messages
from briefgen.site.theme import packaged_themes

from .desk import Desk
from .newsroom import DATA, Newsroom


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk(tmp_path) as desk:
        yield desk


def brief(desk: Desk, name: str, *lines: str, actors: tuple[str, ...] = (), body: str = "") -> None:
    text = "".join(f"{line}\n" for line in (f"title: {name}", *lines))
    cast = "".join(f"- {{name: {actor}, type: person}}\n" for actor in actors)
    desk.room.put(f"content/briefs/{name}.md", f"---\n{text}{'actors:' if cast else ''}\n{cast}---\n{body}\n")


def add_template(desk: Desk, name: str, text: str) -> None:
    desk.room.put("briefgen.yml", "{site_name: Desk, theme: bolder, search: false}\n")
    desk.room.put(f"themes/bolder/templates/{name}", text)


def test_a_name_that_means_another_actor_in_one_brief_alone(desk: Desk) -> None:
    """Both entries have the name as before, and the brief the same actors."""
    brief(desk, "ferry", "quotes: [{speaker: Renn, text: It rained.}]", actors=("Ada", "Bo", "Renn"))
    register = "Ada: {{same_as: [{{name: Renn, briefs: [{}]}}]}}\nBo: {{same_as: [Renn]}}\n"
    desk.room.put("content/actors.yml", register.format("ferry"))
    first = desk.check()
    desk.room.put("content/actors.yml", register.format("lamp"))
    assert desk.check().site["briefs/ferry/index.html"] != first.site["briefs/ferry/index.html"]


@pytest.mark.parametrize("stays", [True, False])
def test_what_a_brief_shares_stands_elsewhere_in_it(desk: Desk, stays: bool) -> None:
    """Which briefs are near, and by what, is as before."""
    brief(desk, "lamp", "topics: [harbour, law]", actors=("Ada",))
    brief(desk, "ferry", "topics: [harbour]", actors=("Ada",))
    desk.check(stays=stays)
    brief(desk, "ferry", "topics: [harbour]", actors=("Bo", "Ada"))
    desk.check(stays=stays)
    brief(desk, "ferry", "topics: [quay, harbour]", actors=("Bo", "Ada"))
    desk.check(stays=stays)
    brief(desk, "ferry", "topics: [quay, Quay, harbour]", actors=("Bo", "Ada"))
    desk.check(stays=stays)
    brief(desk, "ferry", "topics: [quay, lamp, harbour]", actors=("Ada", "Bo"))
    desk.check(stays=stays)


def test_two_briefs_as_near_as_each_other_that_change_places(desk: Desk) -> None:
    """What each shares with the third has the same briefs in the same order as before."""
    brief(desk, "newest", "date: 2031-03-09", actors=("Ada", "Bo"))
    brief(desk, "one", "date: 2031-03-08", actors=("Ada",))
    brief(desk, "other", "date: 2031-03-07", actors=("Bo",))
    desk.check(stays=True)
    brief(desk, "one", "date: 2031-03-06", actors=("Ada",))
    desk.check(stays=True)


@pytest.mark.parametrize(
    "use",
    [
        '{% include "imprint-" ~ ["long"][0] ~ ".html" %}',
        '{% set name = "imprint-long.html" %}{% include name %}',
        '{% include "absent.html" if false else ["imprint-lo", "ng.html"]|join %}',
        "{% include ['absent.html', 'imprint-long.html'] %}",
        "{% from 'imprint-long.html' import x with context %}{{ x }}",
    ],
)
def test_a_template_whose_name_is_worked_out(desk: Desk, use: str) -> None:
    add_template(desk, "about.html", use)
    add_template(desk, "imprint-long.html", "{% set x = 'old' %}old")
    assert b"old" in desk.check().site["about/index.html"]
    add_template(desk, "imprint-long.html", "{% set x = 'new' %}new")
    assert b"new" in desk.check().site["about/index.html"]


def test_what_a_template_works_out_when_it_is_compiled(desk: Desk) -> None:
    text = "site_name: Desk\ntheme: bare\nsearch: false\nlanguage: {}\n"
    desk.room.put("briefgen.yml", text.format("en"))
    assert b"May 1, 2031, in German\n" not in desk.check().site["about/index.html"]
    desk.room.put("briefgen.yml", text.format("de"))
    assert b"1. Mai 2031, in Deutsch" in desk.check().site["about/index.html"]
    words = desk.room.root / "themes/bare/languages/de.yml"
    words.write_text(words.read_text("utf-8") + "imprint: Impressum\n", "utf-8")
    assert b"Impressum" in desk.check().site["about/index.html"]


@pytest.mark.parametrize("linked", ["themes/bolder", "themes/bolder/templates", "themes/bolder/templates/more"])
def test_a_template_behind_a_link(desk: Desk, tmp_path: Path, linked: str) -> None:
    add_template(desk, "about.html", '{% include "more/imprint.html" %}')
    add_template(desk, "more/imprint.html", "old")
    folder = desk.room.root / linked
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere/round").symlink_to(tmp_path)
    assert desk.check().site["about/index.html"] == b"old"
    desk.check()
    desk.room.put("themes/bolder/templates/more/imprint.html", "new")
    assert desk.check().site["about/index.html"] == b"new"


def test_a_day_of_publication_that_comes_to_a_preview(desk: Desk) -> None:
    brief(desk, "ferry", "publish: 2031-03-12")
    desk.room.preview = ("future",)
    assert b"2031-03-12" in desk.check().site["index.html"]
    desk.room.today = date(2031, 3, 12)
    assert b"2031-03-12" not in desk.check().site["index.html"]


def test_a_day_that_comes_back(desk: Desk) -> None:
    """SOURCE_DATE_EPOCH may be earlier than in the last build, and a clock may be put right."""
    brief(desk, "ferry", "publish: 2031-03-10")
    assert "briefs/ferry/index.html" in desk.check().site
    desk.room.today -= timedelta(days=1)
    assert "briefs/ferry/index.html" not in desk.check().site


@pytest.mark.parametrize("stays", [True, False])
@pytest.mark.parametrize("path", ["content/briefs/ferry.md", "content/articles/bridge.txt"])
def test_a_file_that_is_saved_twice_within_a_tick_of_the_clock(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, stays: bool, path: str
) -> None:
    """It looks the same and holds another text of the same length. The clock of this test ticks once a minute."""
    stamp = look.stamp

    def coarse(found: os.stat_result) -> str:
        size, changed, _, number = stamp(found).split(" ")
        minute = int(changed) // 10**12
        return f"{size} {minute} {int(changed)} {number}"

    monkeypatch.setattr(look, "FRESH", 60 * 10**9)
    monkeypatch.setattr(look, "stamp", coarse)
    monkeypatch.setattr(look, "_stamp_of", lambda entry: coarse(entry.stat()))
    brief(desk, "ferry", body="It rained.")
    desk.room.put("content/articles/bridge.txt", (DATA / "cli/bridge.txt").read_bytes())
    desk.check(stays=stays)
    desk.check(stays=stays)
    file = desk.room.root / path
    found = file.stat()
    file.write_bytes(file.read_bytes().replace(b"rained", b"hailed").replace(b"toll", b"levy"))
    os.utime(file, ns=(found.st_atime_ns, found.st_mtime_ns))
    desk.check(stays=stays)


def test_settings_that_change_while_a_builder_stays(desk: Desk) -> None:
    """What a builder with the old settings notes does not make the new ones look built."""
    brief(desk, "ferry")
    file = desk.room.root / "briefgen.yml"
    with Builder(config.load(file), jobs=1, about=look.about(file)) as builder:
        builder.build(desk.room.today, Messages(quiet=True))
        desk.room.put("briefgen.yml", "{site_name: Evening Desk, theme: bare, search: false}\n")
        builder.build(desk.room.today, Messages(quiet=True))
        builder.build(desk.room.today, Messages(quiet=True))
    assert b"Evening Desk" in desk.check().site["index.html"]


def test_marks_that_a_person_takes_out_of_a_brief(desk: Desk) -> None:
    """Without them the article counts as changed since, as it does for a first build."""
    desk.room.put("content/articles/bridge.txt", (DATA / "cli/bridge.txt").read_bytes())
    desk.check()
    (file,) = (desk.room.root / "content/briefs").glob("*.md")
    lines = ["  sha256: none\n" if "sha256:" in line else line for line in file.read_text("utf-8").splitlines(True)]
    file.write_text("".join(lines), "utf-8")
    desk.check()
    file.write_text("".join(line for line in lines if not line.startswith("made: ")), "utf-8")
    desk.check()


def test_a_file_replaced_by_another_of_the_same_size_and_time(desk: Desk) -> None:
    brief(desk, "ferry", body="It rained.")
    file = desk.room.root / "content/briefs/ferry.md"
    desk.check()
    old = file.stat()
    other = desk.room.root / "other.md"
    other.write_bytes(file.read_bytes().replace(b"rained", b"hailed"))
    os.utime(other, ns=(old.st_atime_ns, old.st_mtime_ns))
    other.replace(file)
    assert b"hailed" in desk.check().site["briefs/ferry/index.html"]


def test_a_clock_that_is_set_back(desk: Desk) -> None:
    brief(desk, "ferry", body="It rained.")
    file = desk.room.root / "content/briefs/ferry.md"
    os.utime(file, (2**31, 2**31))
    desk.check()
    brief(desk, "ferry", body="It hailed.")
    os.utime(file, (1, 1))
    desk.check()


@pytest.mark.parametrize("copied", [shutil.copy, shutil.copy2])
def test_a_project_that_is_copied_with_its_cache(desk: Desk, copied: Callable[[str, str], object]) -> None:
    brief(desk, "ferry", actors=("Ada",))
    desk.room.edit("edit_article", 1)
    desk.check()
    old = desk.room.root
    desk.room.root = old.parent / "moved"
    shutil.copytree(old, desk.room.root, copy_function=copied)
    desk.check()
    shutil.rmtree(old)
    brief(desk, "ferry", actors=("Bo",))
    desk.check()
    desk.room.root.rename(old)
    desk.room.root = old
    brief(desk, "ferry", actors=("Cy",))
    desk.check()


def test_a_preview_that_is_built_into_the_same_folder_and_left_again(desk: Desk) -> None:
    brief(desk, "ferry")
    brief(desk, "lamp", "status: draft")
    desk.check()
    desk.check()
    desk.room.preview = ("draft",)
    assert "briefs/lamp/index.html" in desk.check().site
    desk.room.preview = ()
    assert "briefs/lamp/index.html" not in desk.check().site


def test_another_copy_of_the_program_in_the_same_python(tmp_path: Path) -> None:
    """What the one has made, and found to be unchanged, is not what the other makes."""
    ours = Path(briefgen.__file__).parent
    for each in ("one", "other"):
        shutil.copytree(ours, tmp_path / each / "briefgen", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copytree(packaged_themes(), tmp_path / each / "briefgen" / "themes", dirs_exist_ok=True)
    render = tmp_path / "other" / "briefgen" / "site" / "render.py"
    render.write_text(render.read_text("utf-8").replace("return _seen(text)", "return b'other'"), encoding="utf-8")
    room = Newsroom(tmp_path / "desk", 0, 2)
    room.put("briefgen.yml", "{site_name: Desk, search: false}\n")
    program = "from briefgen.cli import program; program()"
    for each in ("one", "one", "other"):
        command = [sys.executable, "-c", program, "build", "-q", "-f", str(tmp_path / "desk" / "briefgen.yml")]
        environment = {**os.environ, "PYTHONPATH": str(tmp_path / each)}
        subprocess.run(command, cwd=tmp_path, env=environment, check=False, capture_output=True)
    assert (tmp_path / "desk" / "site" / "index.html").read_bytes() == b"other"


def test_an_article_that_was_changed_and_gives_the_same_brief(desk: Desk) -> None:
    """The brief notes what it was seen in, which is no renewal, and its twin says so at once."""
    article = (DATA / "cli/bridge.txt").read_bytes()
    desk.room.put("content/articles/bridge.txt", article)
    before = desk.check()
    desk.room.put("content/articles/bridge.txt", article + b"\n")
    now = desk.check()
    assert now.content != before.content
    assert now.site != before.site
    assert desk.check() == now


def test_another_encoding_of_file_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = look.about(tmp_path / "briefgen.yml")
    monkeypatch.setattr(sys, "getfilesystemencoding", lambda: "ascii")
    assert look.about(tmp_path / "briefgen.yml") != before


def test_libraries_from_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = look.about(tmp_path / "briefgen.yml")
    (tmp_path / "site-packages").mkdir()
    monkeypatch.syspath_prepend(tmp_path / "site-packages")
    assert look.about(tmp_path / "briefgen.yml") != before
