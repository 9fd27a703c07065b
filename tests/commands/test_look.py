from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from briefgen.commands import look
from briefgen.commands.forking import can_fork
from briefgen.commands.look import Memo, Output, Root, Sight
from briefgen.files import stamp
from briefgen.site.record import record_file
from briefgen.site.write import Piece, write


@pytest.fixture(params=[0, 1 << 30], ids=["aside", "here"], autouse=True)
def aside(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every output is looked at by a process of its own, or none."""
    monkeypatch.setattr(look, "MANY", request.param)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


@pytest.fixture
def site(tmp_path: Path) -> tuple[str, str, str]:
    """A site of two pages, with its record and how that looks."""
    pieces = [Piece(path, b"1", lambda: b"<p>A page</p>") for path in ("index.html", "briefs/ferry/index.html")]
    write(pieces, out=tmp_path / "site", cache=tmp_path / "cache")
    record = record_file(tmp_path / "site", tmp_path / "cache")
    return str(tmp_path / "site"), str(record), stamp(record.stat())


def test_an_output_stands_that_nobody_has_touched(site: tuple[str, str, str]) -> None:
    with Output(*site) as output:
        assert output.stands()
        assert output.stands(), "it is known then"
        assert output.stands_by(Path(site[1]))
        assert not output.stands_by(Path(site[1]).with_suffix(".other"))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that can be forked")
def test_a_large_output_is_looked_at_by_a_process_of_its_own(
    site: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    here, begun = os.getpid(), []
    fork = os.fork
    monkeypatch.setattr(os, "fork", lambda: begun.append(here) or fork())
    with Output(*site) as output:
        assert output.stands()
    assert len(begun) == (look.MANY == 0 and can_fork())


def test_an_output_of_which_a_file_is_another_does_not(site: tuple[str, str, str]) -> None:
    page = Path(site[0], "briefs/ferry/index.html")
    page.write_text("<p>By hand</p>")
    with Output(*site) as output:
        assert not output.stands()
        assert not output.stands_by(Path(site[1]))
    page.unlink()
    with Output(*site) as output:
        assert not output.stands()


def test_an_output_does_not_stand_by_a_record_that_was_written_since(site: tuple[str, str, str]) -> None:
    with Output(*site) as output:
        assert output.stands()
        record = Path(site[1])
        os.utime(record, ns=(1, 1))
        assert not output.stands_by(record)


def test_no_process_is_left_of_an_output_that_nobody_asked_about(site: tuple[str, str, str]) -> None:
    with Output(*site):
        pass
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@pytest.mark.skipif(not hasattr(signal, "SIGCHLD"), reason="needs signals of processes")
def test_who_wants_to_hear_of_no_child_is_answered_too(site: tuple[str, str, str]) -> None:
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # as a shell's trap '' CHLD hands it on
    try:
        with Output(*site) as output:
            assert output.stands()
    finally:
        signal.signal(signal.SIGCHLD, before)


@pytest.fixture
def noted(tmp_path: Path, site: tuple[str, str, str]) -> tuple[Sight, Memo]:
    """What was seen of a folder of briefs and of a program, and the note of the build that was made of it."""
    for name in ("briefs", "program"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name)
    sight = Sight((Root(str(tmp_path / "briefs"), "content"), Root(str(tmp_path / "program"))), {look.PYTHON: "3.11"})
    sight.began += 10**9  # the files are no news
    kept = {"said": [], "counts": {}, "output": site[:2], "program": ("abcd", 1)}
    look.keep(tmp_path / "cache", sight, days=("", ""), **kept)
    memo = look.recall(tmp_path / "cache", sight.about)
    assert memo
    return sight, memo


def seen_now(sight: Sight, about: dict[str, str] | None = None) -> Sight:
    return Sight(sight.roots, sight.about if about is None else about)


def test_a_note_holds_what_it_was_made_of(noted: tuple[Sight, Memo], tmp_path: Path) -> None:
    sight, memo = noted
    with Output(*memo.output) as output:
        assert memo.holds(seen_now(sight), "2031-05-05", output)
        assert not memo.holds(seen_now(sight, {look.PYTHON: "3.12"}), "2031-05-05", output)
        (tmp_path / "briefs" / "file").write_text("other")
        assert not memo.holds(seen_now(sight), "2031-05-05", output)


def test_a_sight_is_told_in_any_order_but_never_of_a_file_that_was_just_written(noted: tuple[Sight, Memo]) -> None:
    sight = seen_now(noted[0])
    sight.began += 10**9
    text = sight.text()
    assert look.others(text, sight) == {}
    sight.seen[0] = {"b": "1", "a": "2"}
    assert look.others("a\x002\0b\x001" + text[text.index("\0\0") :], sight) == {}
    sight.began = 0  # everything is written later than that
    assert look.JUST_NOW in sight.text()
    assert [*look.others(sight.text(), sight)] == [0, 1]


def test_an_edit_of_briefs_alone_is_known_from_the_note(noted: tuple[Sight, Memo], tmp_path: Path) -> None:
    sight, memo = noted
    file, today = tmp_path / "briefs" / "file", "2031-05-05"
    then = sight.seen[0][str(file)]
    assert memo.edited(seen_now(sight), today) is None
    file.write_text("other words")
    now = seen_now(sight)
    assert memo.edited(now, today) == {str(file): (then, look.JUST_NOW)}
    now.began += 10**9
    assert memo.edited(now, today) == {str(file): (then, now.seen[0][str(file)])}
    assert memo.edited(seen_now(sight, {look.PYTHON: "3.12"}), today) is None
    (tmp_path / "briefs" / "more").write_text("came")
    assert memo.edited(seen_now(sight), today) is None
    (tmp_path / "briefs" / "more").unlink()
    (tmp_path / "program" / "file").write_text("another program")
    assert memo.edited(seen_now(sight), today) is None


def test_the_note_of_another_python_is_written_over(noted: tuple[Sight, Memo], tmp_path: Path) -> None:
    about = noted[0].about
    assert look.memo_file(tmp_path, about) == look.memo_file(tmp_path, {**about, look.PYTHON: "3.12"})
    assert look.memo_file(tmp_path, about) != look.memo_file(tmp_path, {**about, "preview": "draft"})


@pytest.mark.parametrize(("folder", "same"), [("briefs", True), ("program", False)])
def test_a_program_that_looks_another_is_not_taken_for_the_one_of_the_note(
    noted: tuple[Sight, Memo], tmp_path: Path, folder: str, same: bool
) -> None:
    sight, memo = noted
    assert memo.program(seen_now(sight)) == bytes.fromhex("abcd")
    assert memo.program(seen_now(sight, {look.PYTHON: "3.12"})) is None
    (tmp_path / folder / "another").write_text("")
    assert memo.program(seen_now(sight)) == (bytes.fromhex("abcd") if same else None)


@pytest.mark.parametrize("kind", ["content", "all"])
def test_a_file_that_goes_while_its_folder_is_looked_at_hides_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    files = [tmp_path / f"{number}.md" for number in range(5)]
    for file in files:
        file.touch()
    looked: list[str] = []

    def going(found: os.stat_result) -> str:
        """The look of a file, of which all but one are gone when the first was looked at."""
        looked.append(stamp(found))
        for file in files[1:]:
            file.unlink(missing_ok=True)
        return looked[-1]

    monkeypatch.setattr(look, "stamp", going)
    assert look.look(Root(str(tmp_path), kind)).keys() == {str(file) for file in files}


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs links")
def test_a_link_that_leads_to_itself_hides_no_file(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"round-{number}").symlink_to(f"round-{number}")
        (tmp_path / f"{number}.jpg").touch()
    assert {f"{tmp_path}/{number}.jpg" for number in range(3)} <= look.look(Root(str(tmp_path))).keys()


@pytest.mark.parametrize(
    ("part", "wrong"),
    [
        ("format", 3),
        ("roots", [["content", "all", "more"]]),
        ("days", [""]),
        ("days", [None, None]),
        ("days", ["", 3]),
        ("output", ["site"]),
        ("program", []),
        ("program", ["ab"]),
        ("program", ["no digest", 1]),
        ("program", ["ab", "no number"]),
        ("program", [None, 1]),
    ],
)
def test_a_note_that_is_wrong_in_a_part_is_none(
    site: tuple[str, str, str], tmp_path: Path, part: str, wrong: object
) -> None:
    """What is right but for that is one."""
    sight = Sight((Root(site[0]),), {})
    look.keep(tmp_path, sight, days=("", ""), said=(), counts={}, output=site[:2], program=("ab", 1))
    memo = look.recall(tmp_path, {})
    assert memo
    file = Path(look.memo_file(tmp_path, {}))
    head, text = file.read_text("utf-8").split("\n", 1)
    file.write_text(json.dumps({**json.loads(head), part: wrong}) + "\n" + text, encoding="utf-8")
    assert look.recall(tmp_path, {}) is None
