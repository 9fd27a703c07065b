"""Rules of installed packages: the example of docs/plugins.md, installed as its pyproject.toml says, and others."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from briefgen import cli
from briefgen.commands.conversion import convert
from briefgen.commands.sources import Source
from briefgen.extraction import extract
from briefgen.extraction.chain import CHAIN, Rule
from briefgen.extraction.plugins import Step, chains_with, with_step
from briefgen.model import Article, Extractor
from briefgen.problem import Problem

PAGE = (Path(__file__).parents[2] / "docs" / "plugins.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"^```\w+ (\S+)\n((?:.*\n)*?)```$", PAGE, re.MULTILINE))
ARTICLE = Article(
    "Ferry fares to rise",
    (
        "Hale Penrose said on Monday that fares to the outer islands would rise by a tenth in April.",
        "Mayor Runa Petrel asked Hale Penrose to wait. “Nobody on the islands can pay that today,” she said.",
    ),
)
Install = Callable[[str], None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """A folder with the example's files, where packages of one module called roster can be installed."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))  # for worker processes that are started anew

    def write(module: str) -> None:
        (tmp_path / "roster.py").write_text(module, encoding="utf-8")
        project = tomllib.loads(FILES["pyproject.toml"])["project"]
        folder = tmp_path / f"briefgen_roster-{project['version']}.dist-info"
        folder.mkdir()
        lines = [f"{name} = {value}" for name, value in project["entry-points"]["briefgen.extractors"].items()]
        (folder / "entry_points.txt").write_text("\n".join(["[briefgen.extractors]", *lines]), encoding="utf-8")
        (folder / "METADATA").write_text(f"Name: {project['name']}\nVersion: {project['version']}\n", encoding="utf-8")

    sys.modules.pop("roster", None)
    chains_with.cache_clear()
    yield write
    sys.modules.pop("roster", None)
    chains_with.cache_clear()


@pytest.fixture
def roster(install: Install) -> Extractor:
    """The example, installed, as its site names it."""
    install(FILES["roster.py"])
    return Extractor("roster", (("file", "beat.tsv"),))


@pytest.mark.usefixtures("roster")
def test_the_example_gives_what_its_page_shows(capsys: pytest.CaptureFixture[str]) -> None:
    session = PAGE[PAGE.index("```console\n") :].split("\n", 2)
    assert session[1] == "$ briefgen convert --explain article.txt"
    assert cli.main(["convert", "--explain", "article.txt"]) == cli.DONE
    assert capsys.readouterr().out.startswith(session[2].partition("…\n```")[0])


def test_every_rule_of_the_chain_stands_in_the_table_of_the_page() -> None:
    assert re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE) == [name for name, _ in CHAIN]


def test_a_plug_in_that_no_site_names_is_not_even_imported(roster: Extractor) -> None:
    assert extract(ARTICLE, chains_with()).actors[0].type == "person"
    assert "roster" not in sys.modules

    assert extract(ARTICLE, chains_with((roster,))).actors[0].type == "organization"


def test_a_brief_names_the_plug_ins_rule(roster: Extractor) -> None:
    rules = {actor.name: actor.rule for actor in extract(ARTICLE, chains_with((roster,))).actors}
    assert rules == {"Hale Penrose": "roster", "Runa Petrel": "title"}


def test_worker_processes_set_the_plug_in_up_themselves(roster: Extractor, tmp_path: Path) -> None:
    sources = [Source(f"{number}.txt", tmp_path / "article.txt") for number in range(3)]

    with ProcessPoolExecutor(1) as executor:
        outcomes = list(convert(sources, executor, extractors=(roster,)))

    assert [outcome.made[0][1].actors[0].rule for outcome in outcomes] == ["roster"] * 3


@pytest.mark.parametrize(
    ("place", "names"),
    [
        ("before", ["kinds", "ours", "entities"]),
        ("after", ["kinds", "entities", "ours"]),
        ("instead", ["kinds", "entities", "seats"]),
    ],
)
def test_a_step_goes_where_it_says(place: str, names: list[str]) -> None:
    step = Step(place, "entities", "ours", lambda state: None)  # type: ignore[arg-type]
    chain = with_step(CHAIN, step, Extractor("ours"))
    first = next(at for at, (name, _) in enumerate(chain) if name == "kinds")
    assert [name for name, _ in chain[first : first + 3]] == names


@pytest.mark.parametrize(("name", "rule"), CHAIN)
def test_any_rule_can_be_replaced(name: str, rule: Rule) -> None:
    ran: list[str] = []
    step = Step("instead", name, "ours", lambda state: (ran.append(name), rule(state))[1])  # type: ignore[func-returns-value]
    assert extract(ARTICLE, {"en": with_step(CHAIN, step, Extractor("ours"))}) == extract(ARTICLE)
    assert ran == [name]


WRONG = (
    ("import nosuchpackage", "needs nosuchpackage; pip install 'briefgen-roster[roster]'"),
    ("def plugin(options): import nosuchpackage.part", "needs nosuchpackage; pip install 'briefgen-roster[roster]'"),
    ("def plugin(options): return options['table']", "cannot be set up (KeyError: 'table'); check its options, or"),
    (FILES["roster.py"].replace("beat", "").replace('"file"', '"other"'), "no table roster.tsv; write name, tab and"),
    (FILES["roster.py"].replace('"kinds"', '"kind"'), "puts its rule roster before kind, which is no rule (did you"),
)


@pytest.mark.parametrize(("module", "message"), WRONG)
def test_a_plug_in_that_cannot_work_says_so_in_one_line(
    install: Install, module: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    install(module)

    assert cli.main(["convert", "--json", "article.txt"]) == cli.MISUSED

    printed, (line,) = (text.splitlines() for text in capsys.readouterr())
    assert (printed, line.startswith("briefgen.yml:3: ")) == ([], True)
    assert f"extractors: roster: {message}" in line


@pytest.mark.usefixtures("roster")
def test_a_name_that_is_not_installed_is_told_with_what_may_be_meant() -> None:
    with pytest.raises(Problem, match=r"rooster: no extractor of that name is installed \(did you mean roster\?\)"):
        chains_with((Extractor("rooster"),))


def test_a_rule_that_fails_costs_its_article_and_no_other(install: Install, tmp_path: Path) -> None:
    install(FILES["roster.py"].replace("if mention", "assert 'bad' not in state.article.path\n            if mention"))
    sources = [Source(name, tmp_path / "article.txt") for name in ("bad.txt", "good.txt")]

    bad, good = convert(sources, extractors=(Extractor("roster", (("file", "beat.tsv"),)),))

    assert (bad.made, bad.fault) == ((), None)
    assert str(bad.problem).startswith("bad.txt: error: the extractor roster failed (AssertionError); repair it, or")
    assert good.made[0][1].actors[0].rule == "roster"
