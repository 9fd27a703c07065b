"""The documentation's examples, run: docs/reading.md says in words how its blocks are marked.

A block "LANGUAGE NAME" is a file, "LANGUAGE of NAME" what comes of it, "console" a session in a folder with all files.
"""

from __future__ import annotations

import importlib
import io
import re
import shlex
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from briefgen import agencies, cli
from briefgen.arguments import parser
from briefgen.reading import KINDS, creditwords, fetch, read
from briefgen.reading.caption import read_caption
from briefgen.reading.credit import parse_credit

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/reading.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)(?: (of )?(\S+))?\n((?:.*\n)*?)```$", PAGE, re.MULTILINE)
FILES = {name: text for _, of, name, text in BLOCKS if name and not of}
RESULTS = {name: text for _, of, name, text in BLOCKS if of}
SESSIONS = [text for language, _, _, text in BLOCKS if language == "console"]


def rows(heading: str) -> list[list[str]]:
    """The rows of the table under `heading` (its first cells), as cells without their backquotes."""
    table = PAGE[PAGE.index(f"\n| {heading} |") + 1 :].partition("\n\n")[0]
    return [[cell.strip(" `") for cell in row.strip("|").split(" | ")] for row in table.splitlines()[2:]]


def plain(value: Any) -> Any:
    """A record as YAML without types reads it: without what is empty, and without digests."""
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items() if each and name != "sha256"}
    return [plain(each) for each in value] if isinstance(value, tuple | list) else str(value)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site's folder, with all files of the page in it."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    (tmp_path / "briefgen.yml").write_text("site_name: Example\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    return tmp_path


@pytest.fixture
def courier(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """courier.example on this machine, with all files of the page on it."""

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

    class Network(fetch.Network):
        def connect(self, host: str, port: int, timeout: float) -> socket.socket:
            if host == "courier.example":
                return socket.create_connection(("127.0.0.1", server.server_port), timeout)
            return super().connect(host, port, timeout)

    monkeypatch.setattr(fetch, "Network", Network)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield
        server.shutdown()
        thread.join()


@pytest.fixture
def longer_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The tables of the package with the rows that the page adds to them."""
    caches = (agencies.agencies, agencies._index, creditwords.credit_words)
    for module, name in ((agencies, "agencies.tsv"), (creditwords, "credit_words.tsv")):
        table = Path(str(module.__file__)).with_name(name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(table + FILES[name], encoding="utf-8")
        monkeypatch.setattr(module, "__file__", str(tmp_path / "module.py"))
    for cached in caches:
        cached.cache_clear()
    yield
    monkeypatch.undo()
    for cached in caches:
        cached.cache_clear()


def test_every_block_is_marked_as_one_that_is_run() -> None:
    assert PAGE.count("```") == 2 * len(BLOCKS)
    assert {language for language, _, name, _ in BLOCKS if not name} == {"console"}


def test_every_kind_of_source_has_an_example() -> None:
    shown = {next(reader for sniffs, reader in KINDS if sniffs(FILES[name].encode())) for name in RESULTS}
    assert shown == {reader for _, reader in KINDS}


@pytest.mark.parametrize("name", [name for name in RESULTS if not name.endswith(".py")])
def test_an_example_is_read_as_shown(name: str) -> None:
    shown = yaml.load(RESULTS[name], Loader=yaml.BaseLoader)
    found = [plain(msgspec.to_builtins(article)) for article in read(FILES[name].encode(), name)]
    assert found == (shown if isinstance(shown, list) else [shown])


@pytest.mark.parametrize("name", [name for name in RESULTS if name.endswith(".py")])
def test_a_program_prints_what_is_shown(name: str, folder: Path) -> None:
    with redirect_stdout(io.StringIO()) as printed:
        exec(compile(FILES[name], name, "exec"), {})
    assert printed.getvalue() == RESULTS[name]


@pytest.mark.parametrize("session", SESSIONS, ids=lambda session: session.partition("\n")[0])
@pytest.mark.usefixtures("courier")
def test_a_command_says_what_is_shown(session: str, monkeypatch: pytest.MonkeyPatch) -> None:
    said = io.StringIO()
    for line in re.findall(r"^\$ .+", session, re.MULTILINE):
        print(line, file=said)
        _, program, *arguments = shlex.split(line)
        assert program == "briefgen"
        with ExitStack() as stack:
            if "<" in arguments:
                *arguments, _, file = arguments
                monkeypatch.setattr(sys, "stdin", stack.enter_context(Path(file).open(encoding="utf-8")))
            stack.enter_context(redirect_stdout(said))
            stack.enter_context(redirect_stderr(said))
            cli.main(arguments)
    assert said.getvalue() == session


@pytest.mark.parametrize(("line", "photographer", "provider", "via", "flags"), rows("credit line"))
def test_a_credit_line_has_the_parts_shown(line: str, photographer: str, provider: str, via: str, flags: str) -> None:
    credit = parse_credit(line)
    found = (credit.photographer, credit.provider, credit.via, ", ".join(credit.flags))
    assert tuple(each or "" for each in found) == (photographer, provider, via, flags)


@pytest.mark.parametrize(("caption", "people", "place", "taken", "flags"), rows("caption"))
def test_a_caption_says_what_is_shown(caption: str, people: str, place: str, taken: str, flags: str) -> None:
    photo = read_caption(caption)
    named = "; ".join(f"{each.name}: {each.position}" if each.position else each.name for each in photo.people)
    assert (named, photo.place or "", photo.taken or "", ", ".join(photo.flags)) == (people, place, taken, flags)


@pytest.mark.parametrize(("text", "caption", "credit"), rows("with these rows"))
@pytest.mark.usefixtures("longer_tables")
def test_rows_of_ones_own_count(text: str, caption: str, credit: str) -> None:
    photo = read_caption(text)
    assert (photo.caption, photo.credit) == (caption, credit)


def test_every_code_of_a_refusal_is_listed() -> None:
    sources = [*(ROOT / "briefgen/reading").rglob("*.py")]
    sources += [Path(str(importlib.import_module(f"briefgen.commands.{name}").__file__)) for name in COMMANDS]
    raised = {code for file in sources for code in re.findall(r'\bcode="([a-z0-9-]+)"', file.read_text("utf-8"))}
    listed = [code for cell, *_ in rows("code") for code in cell.split("`, `")]
    assert sorted(listed) == sorted(raised)


COMMANDS = ("sources", "parts", "conversion")
"""The commands' modules that refuse a source before it is read."""


DEPLOY = (ROOT / "docs/deploy.md").read_text(encoding="utf-8")


def test_every_option_of_deploy_is_explained() -> None:
    commands = next(each for each in parser(cli.RUNS)._actions if isinstance(each.choices, dict)).choices
    assert isinstance(commands, dict)
    own = {option for action in commands["deploy"]._actions for option in action.option_strings}
    shared = {option for action in commands["workflow"]._actions for option in action.option_strings}
    explained = re.findall(r"`(--?[a-z-]+)", DEPLOY[DEPLOY.index("| option") : DEPLOY.index("### A domain")])
    assert own - shared <= set(explained) <= own


def test_everything_that_stops_a_deploy_is_listed_with_its_exit_code() -> None:
    files = [*(ROOT / "briefgen/deploying").glob("*.py"), ROOT / "briefgen/commands/deploy.py"]
    raised = {code for file in files for code in re.findall(r'\bcode="([a-z0-9-]+)"', file.read_text("utf-8"))}
    table = re.findall(r"^\| (`[a-z-]+`(?:, `[a-z-]+`)*) \| (\d) \|", DEPLOY, re.MULTILINE)
    listed = {code: int(number) for codes, number in table for code in re.findall("[a-z-]+", codes)}
    assert listed == {code: cli.EXIT_CODES.get(code, 1) for code in raised}


SERVE = (ROOT / "docs/serve.md").read_text(encoding="utf-8")


def test_every_option_of_serve_is_explained_and_every_exit_code_true() -> None:
    commands = next(each for each in parser(cli.RUNS)._actions if isinstance(each.choices, dict)).choices
    assert isinstance(commands, dict)
    own = {option for action in commands["serve"]._actions for option in action.option_strings}
    explained = re.findall(r"`(--?[a-z-]+)", "".join(re.findall(r"^\| `-.*? \|", SERVE, re.MULTILINE)))
    assert own - set(explained) == {"-h", "--help", "-q", "--quiet", "-v", "--verbose"}
    assert set(explained) <= own
    files = [ROOT / "briefgen/serving/alone.py", ROOT / "briefgen/commands/serve.py"]
    raised = {code for file in files for code in re.findall(r'\bcode="([a-z0-9-]+)"', file.read_text("utf-8"))}
    listed = dict(re.findall(r"^\| `([a-z-]+)` \| (\d) \|", SERVE, re.MULTILINE))
    assert {code: str(cli.EXIT_CODES[code]) for code in raised if code in cli.EXIT_CODES} == listed
