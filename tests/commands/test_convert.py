"""What a site's folder of briefs becomes, run after run."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from briefgen import cli
from briefgen.briefs.folder import load
from briefgen.commands.convert import convert_into, print_json
from briefgen.commands.messages import Messages
from briefgen.commands.sources import Fetch, Source
from briefgen.commands.tally import Tally

from .conftest import BRIDGE, FEED, FERRY, UNDATED, WIRE, Courier, archive, ferry

Outputs = pytest.CaptureFixture[str]


def run(folder: Path, *sources: Source, jobs: int = 1, fetch: Fetch | None = None) -> Tally:
    return convert_into(load(folder), sources, jobs=jobs, messages=Messages(), fetch=fetch)


def titles(folder: Path) -> set[str]:
    return {brief.title for _, brief in load(folder).briefs}


def test_a_second_run_finds_every_entry_unchanged(tmp_path: Path) -> None:
    feed = Source("feed.xml", FEED)

    assert str(run(tmp_path, feed)) == "3 articles: 2 new briefs, 1 not read: 1 headline-only"
    assert str(run(tmp_path, feed)) == "3 articles: 2 unchanged, 1 not read: 1 headline-only"


def test_a_new_entry_and_those_of_a_run_that_was_ended_are_converted_alone(tmp_path: Path) -> None:
    run(tmp_path, Source("feed.xml", FEED))
    brief = next(tmp_path.glob("ferry*.md"))
    brief.unlink()
    grown = FEED.read_bytes().replace(b"<item>\n<title>Lib", b"<item><title>New</title></item>\n<item>\n<title>Lib", 1)

    tally = run(tmp_path, Source("feed.xml", data=grown))

    assert tally.fates == Counter(new=1, unchanged=1)
    assert brief.exists()


def test_an_entry_that_moved_to_another_feed_is_known_by_its_identifier(tmp_path: Path) -> None:
    run(tmp_path, Source("feed.xml", FEED))

    tally = run(tmp_path, Source("other.xml", data=FEED.read_bytes().replace(b"forty meetings", b"fifty meetings")))

    assert tally.fates == Counter(unchanged=2)


def test_an_entry_that_changed_renews_its_brief_and_the_others_stay(tmp_path: Path) -> None:
    run(tmp_path, Source("feed.xml", FEED))
    changed = FEED.read_bytes().replace(b"eight million", b"nine million")

    assert run(tmp_path, Source("feed.xml", data=changed)).fates == Counter(renewed=1, unchanged=1)
    assert "nine million" in next(tmp_path.glob("ardmouth*.md")).read_text("utf-8")
    assert run(tmp_path, Source("feed.xml", data=changed)).fates == Counter(unchanged=2)
    assert run(tmp_path, Source("feed.xml", FEED)).fates == Counter(unchanged=2)  # an old copy turns nothing back


def test_a_brief_that_is_read_only_is_kept_and_the_others_are_renewed(tmp_path: Path, capsys: Outputs) -> None:
    run(tmp_path, Source("feed.xml", FEED))
    wall = next(tmp_path.glob("ardmouth*.md"))
    wall.chmod(0o444)
    before = wall.read_bytes()

    changed = FEED.read_bytes().replace(b"eight million", b"nine million").replace(b"nine days", b"ten days")

    assert run(tmp_path, Source("feed.xml", data=changed)).fates == Counter(kept=1, renewed=1)
    assert wall.read_bytes() == before
    assert (
        "cannot be renewed: it is read-only; make it writable and convert again [brief-kept]" in capsys.readouterr().err
    )


def test_the_beginning_that_a_feed_has_of_an_article_renews_no_brief_of_its_page(
    tmp_path: Path, courier: Courier
) -> None:
    courier.pages = {"/ferry": FERRY.read_bytes(), "/library": ferry("Library")}
    run(tmp_path, Source("feed.xml", data=courier.feed()), fetch=courier.fetch)
    before = next(tmp_path.glob("ferry*.md")).read_bytes()
    changed = courier.feed().replace(b"nine days", b"ten days")

    assert run(tmp_path, Source("feed.xml", data=changed)).fates == Counter(unchanged=3)
    assert next(tmp_path.glob("ferry*.md")).read_bytes() == before


def test_a_page_behind_an_entry_is_fetched_once_and_for_all(tmp_path: Path, courier: Courier) -> None:
    courier.pages = {"/ferry": FERRY.read_bytes(), "/library": ferry("Library")}
    feed = Source("feed.xml", data=courier.feed())

    assert str(run(tmp_path, feed, fetch=courier.fetch)) == "3 articles: 3 new briefs"
    assert str(run(tmp_path, feed, fetch=courier.fetch)) == "3 articles: 3 unchanged"
    assert courier.asked == ["/ferry", "/library"]


def test_a_page_that_could_not_be_fetched_is_tried_again(tmp_path: Path, courier: Courier) -> None:
    feed = Source("feed.xml", data=courier.feed())
    assert str(run(tmp_path, feed, fetch=courier.fetch)) == "3 articles: 1 new brief, 2 not read: 2 http-status"

    courier.pages["/ferry"] = FERRY.read_bytes()

    assert run(tmp_path, feed, fetch=courier.fetch).fates == Counter(new=1, unchanged=1)


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_article_in_two_sources_is_one_brief(tmp_path: Path, jobs: int) -> None:
    page = ferry("Skarne").replace(b"<nav>", b'<link rel="canonical" href="http://courier.example/a"><nav>')
    sources = [
        Source("a.html", data=page),
        Source("b.html", data=page.replace(b"Sport", b"Sports")),
        Source("x.warc", data=archive(page)),
        Source("a.txt", BRIDGE),
        Source("b.txt", BRIDGE),
    ]

    tally = run(tmp_path, *sources, jobs=jobs)

    assert tally.fates == Counter(new=2, unchanged=3)
    assert len(list(tmp_path.iterdir())) == 2


def test_the_rest_of_a_list_is_converted_after_a_run_that_was_ended_in_it(tmp_path: Path) -> None:
    wire = Source("wire.json", WIRE)
    run(tmp_path, wire)
    both = titles(tmp_path)
    next(tmp_path.glob("valmora*.md")).unlink()

    tally = run(tmp_path, wire)

    assert tally.fates == Counter(new=1, unchanged=1)
    assert titles(tmp_path) == both and len(both) == 2
    assert run(tmp_path, wire).fates == Counter(unchanged=2)


def test_an_archive_is_counted_page_by_page(tmp_path: Path) -> None:
    first = archive(ferry("Skarne"))

    run(tmp_path, Source("x.warc", data=first))
    tally = run(tmp_path, Source("x.warc", data=first + archive(b"<!doctype html><p>Menu</p>", ferry("Vell"))))

    assert (tally.fates, tally.refused) == (Counter(new=1, unchanged=1), Counter({"no-article": 1}))


@pytest.mark.parametrize("jobs", [1, 2])
def test_json_of_one_article_is_one_line(capsys: Outputs, jobs: int) -> None:
    tally = print_json([Source("a.txt", BRIDGE), Source("b.txt", BRIDGE)], jobs=jobs, messages=Messages())

    assert [json.loads(line)["source"]["path"] for line in capsys.readouterr().out.splitlines()] == ["a.txt"]
    assert str(tally) == "2 articles: 1 brief, 1 found twice"


def test_pages_that_name_the_same_address_under_two_headlines_are_two(capsys: Outputs) -> None:
    link = b'<link rel="canonical" href="http://courier.example/"><nav>'
    pages = [ferry(town).replace(b"<nav>", link) for town in ("Skarne", "Vell")]

    tally = print_json([Source(f"{number}", data=page) for number, page in enumerate(pages)], messages=Messages())

    assert tally.fates == Counter(new=2)
    assert capsys.readouterr().out.count("\n") == 2


@pytest.mark.parametrize(
    ("settings", "lines"), [("", 1), ("check: {undated: off}\n", 0), ("check: {undated: warning}\n", 1)]
)
def test_an_article_without_a_day_is_told_once_and_as_severe_as_set(
    settings: str, lines: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Outputs
) -> None:
    (tmp_path / "briefgen.yml").write_text(f"site_name: Harbour\nsearch: false\n{settings}")
    (tmp_path / "content" / "articles").mkdir(parents=True)
    (tmp_path / "content" / "articles" / "lamp.txt").write_bytes(UNDATED.read_bytes())
    monkeypatch.chdir(tmp_path)

    assert cli.main(["build", "-j", "1"]) == 0

    told = capsys.readouterr().err.splitlines()
    assert len(told) == lines
    severity = "warning" if "warning" in settings else "note"
    start = f"content/briefs/sandmoor-lights-its-harbor-lamp-again.md:2: {severity}: no day was found"
    assert all(line.startswith(start) for line in told)
    assert cli.main(["build", "-j", "1"]) == 0
    assert capsys.readouterr().err == ""
