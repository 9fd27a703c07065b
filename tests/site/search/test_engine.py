from __future__ import annotations

import json
import stat
import sys
import zipfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefgen.commands.aside import Aside
from briefgen.crew import Hands
from briefgen.model import Brief, Source
from briefgen.problem import Problem
from briefgen.site import search
from briefgen.site.library import Library, catalogue
from briefgen.site.publishing import build
from briefgen.site.search import engine, records
from briefgen.site.search.records import Part, parts
from briefgen.site.settings import SiteSettings
from briefgen.site.write import write

BRIEFS = [(f"b{n}", Brief(f"Ferry {n}", Source(), date=date(2031, 1, 1) + timedelta(n))) for n in range(5)]


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Library:
    monkeypatch.setattr(records, "PART", 3)
    return catalogue(BRIEFS)


@pytest.fixture
def finder() -> Path:
    found = search.find_engine()
    assert found, "the test extra brings it"
    return found


def files(library: Library, archives: Sequence[Path]) -> dict[str, bytes]:
    return {each.path: each.make() for each in engine.contents(parts(library), archives)}


def test_each_part_is_an_index_and_the_newest_has_the_programs(library: Library, finder: Path, tmp_path: Path) -> None:
    made = files(library, engine.index(parts(library), library, "en", engine=finder, cache=tmp_path))
    names = {path.removeprefix("search/index/") for path in made}
    programs = {"pagefind.js", "pagefind-worker.js", "wasm.en.pagefind"}
    assert {name.removeprefix("2/") for name in names if name.startswith("2/") and name.count("/") == 1} >= programs
    assert not {name for name in names if name.startswith("1/")} & {f"1/{program}" for program in programs}
    assert not [name for name in names if "ui" in name or "playground" in name or "highlight" in name]
    entries = [json.loads(made[f"search/index/{number}/pagefind-entry.json"]) for number in (1, 2)]
    assert [entry["languages"]["en"]["page_count"] for entry in entries] == [4, 3]  # with the blank one


def test_a_language_without_a_stemmer_is_indexed_as_it_is(library: Library, finder: Path, tmp_path: Path) -> None:
    made = files(library, engine.index(parts(library), library, "fa-IR", engine=finder, cache=tmp_path))
    assert "search/index/2/wasm.unknown.pagefind" in made


def test_what_has_not_changed_is_not_indexed_again(
    library: Library, finder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = engine.index(parts(library), library, "en", engine=finder, cache=tmp_path)
    newer = catalogue([*BRIEFS, ("new", Brief("New", Source(), date=date(2032, 1, 1)))])
    after = engine.index(parts(newer), newer, "en", engine=finder, cache=tmp_path)
    assert after[1] == before[1] and after[0] != before[0]
    assert sorted((tmp_path / "search").iterdir()) == sorted(after)
    engine.index(parts(library), library, "en", engine=finder, cache=tmp_path)
    monkeypatch.setattr(engine, "_make", None)
    assert engine.index(parts(library), library, "en", engine=finder, cache=tmp_path) == before


@pytest.mark.skipif(sys.platform == "win32", reason="a program that is a script")
@pytest.mark.parametrize(
    ("script", "said"), [("#!/bin/sh\necho 'no disk' >&2\nexit 3\n", "no disk"), ("#!/bin/sh\nexit 4\n", "exit code 4")]
)
def test_an_engine_that_fails_is_one_line(library: Library, tmp_path: Path, script: str, said: str) -> None:
    broken = tmp_path / "pagefind"
    broken.write_text(script)
    broken.chmod(broken.stat().st_mode | stat.S_IXUSR)
    with pytest.raises(Problem, match=said) as raised:
        engine.index(parts(library), library, "en", engine=broken, cache=tmp_path)
    assert raised.value.code == "search-failed" and "search: false" in raised.value.message


def test_an_engine_on_the_path_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert search.find_engine() is None
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    assert search.find_engine() == program


def test_a_site_without_an_engine_has_no_search_and_no_link_to_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = SiteSettings("Desk", search=True)
    build(settings, BRIEFS, out=tmp_path / "with", cache=tmp_path / "cache")
    monkeypatch.setattr(search, "find_engine", lambda: None)
    build(settings, BRIEFS, out=tmp_path / "without", cache=tmp_path / "cache")
    assert (tmp_path / "with/search/index.html").is_file()
    assert "search/index.html" in (tmp_path / "with/index.html").read_text("utf-8")
    assert not (tmp_path / "without/search").exists()
    assert "search/index.html" not in (tmp_path / "without/index.html").read_text("utf-8")


def test_a_second_build_changes_no_file(tmp_path: Path) -> None:
    settings = replace(SiteSettings("Desk"), search=True)
    first = build(settings, BRIEFS, out=tmp_path / "site", cache=tmp_path / "cache")
    again = build(settings, BRIEFS, out=tmp_path / "site", cache=tmp_path / "cache")
    assert (again.written, again.unchanged, again.removed) == (0, first.written, 0)


def test_an_index_of_many_files_is_unpacked_by_several_processes(tmp_path: Path) -> None:
    archive = tmp_path / "1-.zip"
    whole = {f"fragment/{number}": number.to_bytes(2) * 2000 for number in range(2000)}
    with zipfile.ZipFile(archive, "w") as out:
        for name, content in whole.items():
            out.writestr(name, content)
    pieces = engine.contents([Part(1, ())], [archive])
    with Aside(3) as aside:
        write(pieces, out=tmp_path / "site", cache=tmp_path / "cache", hands=Hands(aside, (print, ())))
        assert len(aside.hands()) == 2
    folder = tmp_path / "site" / search.INDEX / "1"
    assert {name: (folder / name).read_bytes() for name in whole} == whole
