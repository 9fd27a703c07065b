from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import COMMAND, Run


def test_json_is_one_full_record_a_line_and_nothing_is_written(run: Run, tmp_path: Path, data: Path) -> None:
    shutil.copy(data / "bridge.txt", tmp_path)

    done = run("convert", "--json", "bridge.txt")

    assert (done.returncode, done.stderr) == (0, "")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(records) == 1
    assert records[0]["source"]["path"] == "bridge.txt"
    assert records[0]["dateline"]["place"] == "ARDMOUTH"
    assert records[0]["photos"][0]["credit"] == "Hana Brisk/Meridian"
    assert len(records[0]["article"]["paragraphs"]) == 5
    assert [path.name for path in tmp_path.iterdir()] == ["bridge.txt"]


def test_json_comes_from_standard_input_too(run: Run, data: Path) -> None:
    done = run("convert", "--json", "-", given=(data / "bridge.txt").read_text("utf-8"))

    assert json.loads(done.stdout)["title"] == "Two towns open the Vell bridge after a year of talks"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \n\n",
        bytes(range(256)) * 8,
        b"Full Screen\n\n1 / 3\n",
        "Café\n\nOpen.".encode("latin-1"),
        b"\x89PNG\r\n\x1a\n\x00\x00",
    ],
    ids=["empty", "blank", "binary", "chrome alone", "not UTF-8", "picture"],
)
def test_what_cannot_be_read_is_one_line_and_the_others_are_converted(
    run: Run, tmp_path: Path, data: Path, content: bytes
) -> None:
    (tmp_path / "bad.txt").write_bytes(content)

    done = run("convert", "--json", "bad.txt", "none.txt", str(data / "bridge.txt"))

    assert done.returncode == 1
    *lines, summary = done.stderr.splitlines()
    assert [line.split(":")[0] for line in lines] == ["bad.txt", "none.txt"]
    assert summary.startswith("3 articles: 1 brief, 2 not read: 1 ")
    assert done.stdout.count("\n") == 1


def test_a_file_from_elsewhere_becomes_a_brief_of_the_site_once(run: Run, desk: Path, data: Path) -> None:
    first = run("convert", str(data / "bridge.txt"), at=desk)
    again = run("convert", str(data / "bridge.txt"), at=desk)

    assert first.stdout.splitlines()[0] == "1 article: 1 new brief"
    assert again.stdout.splitlines() == ["1 article: 1 unchanged"]
    assert [path.name for path in (desk / "content" / "briefs").iterdir()] == [
        "two-towns-open-the-vell-bridge-after-a-year-of-talks.md"
    ]


def test_a_reader_that_stops_listening_is_no_error(tmp_path: Path, data: Path) -> None:
    for number in range(40):
        shutil.copy(data / "bridge.txt", tmp_path / f"{number}.txt")

    with subprocess.Popen(
        [str(COMMAND), "convert", "--json", str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def hear_control_c() -> None:
    """A child of something in the background would be deaf to it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is no signal there")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_control_c_ends_it_at_once_without_a_word(tmp_path: Path, data: Path, jobs: str) -> None:
    shutil.copy(data / "bridge.txt", tmp_path)
    command = [str(COMMAND), "convert", "--json", "-j", jobs, *["bridge.txt"] * 5000]

    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=hear_control_c
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.read(1)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)

    assert (process.returncode, said) == (130, b"")


def test_a_feed_is_converted_entry_by_entry_and_build_fetches_nothing(run: Run, desk: Path, data: Path) -> None:
    shutil.copy(data.parent / "commands" / "feed.xml", desk / "content" / "articles")

    built = run("build", at=desk)
    again = run("convert", "content/articles", at=desk)

    assert (built.returncode, again.returncode) == (0, 0)
    assert built.stdout.splitlines()[0] == "4 articles: 3 new briefs, 1 not read: 1 headline-only"
    assert built.stderr == (
        "content/articles/feed.xml: note: “Library to open on Sundays” has only a headline;"
        " convert with --fetch to read the page [headline-only]\n"
    )
    assert again.stdout.splitlines() == ["4 articles: 3 unchanged, 1 not read: 1 headline-only"]


def test_fetching_never_leads_into_the_users_own_network(run: Run, tmp_path: Path, data: Path) -> None:
    feed = (data.parent / "commands" / "feed.xml").read_text("utf-8").replace("courier.example/", "127.0.0.1/")
    (tmp_path / "feed.xml").write_text(feed, "utf-8")

    done = run("convert", "--json", "--fetch", "feed.xml")

    assert done.returncode == 1
    assert done.stdout.count("\n") == 1
    assert done.stderr.splitlines()[-1] == "3 articles: 1 brief, 2 not read: 2 private-address"


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
@pytest.mark.parametrize(("options", "shown"), [([], True), (["-q"], False)])
def test_progress_is_one_line_on_a_terminal_alone(tmp_path: Path, data: Path, options: list[str], shown: bool) -> None:
    import os
    import pty

    shutil.copy(data / "bridge.txt", tmp_path / "a.txt")
    (tmp_path / "b.txt").touch()
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "NO_COLOR": "1"}

    done = subprocess.run(
        [str(COMMAND), "convert", "--json", *options, "a.txt", "b.txt"],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=theirs,
    )
    os.close(theirs)
    said = os.read(ours, 10_000).decode()
    os.close(ours)

    assert done.stdout.count(b"\n") == 1
    assert ("\r1/2 articles" in said) == shown
    assert "\x1b" not in said
    assert ("2 articles: 1 brief, 1 not read: 1 empty\r\n" in said) == shown
    assert "[empty]" in said


def test_a_folder_that_holds_the_briefs_too_gives_no_briefs_of_briefs(run: Run, desk: Path) -> None:
    run("build", at=desk)

    done = run("convert", "content", at=desk)

    assert (done.returncode, done.stdout) == (0, "1 article: 1 unchanged\n")
    assert len(list((desk / "content" / "briefs").glob("*.md"))) == 1


def test_a_later_text_of_an_article_under_another_name_renews_its_brief_once(run: Run, desk: Path, data: Path) -> None:
    folder = desk / "content" / "articles"
    text = (data / "bridge.txt").read_text("utf-8")
    (folder / "one.txt").write_text(f"https://courier.example/bridge\n\n{text}", "utf-8")
    run("build", at=desk)
    later = text.replace("toll", "charge")
    (folder / "two.txt").write_text(f"http://www.courier.example/bridge/?utm_source=rss\n\n{later}", "utf-8")

    done = run("build", at=desk)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("3 articles: 1 renewed, 2 unchanged\n")
    brief = next((desk / "content" / "briefs").glob("two-towns*.md"))
    assert "charge" in brief.read_text("utf-8")
    assert run("build", at=desk).stdout.startswith("3 articles: 3 unchanged\n")
