from __future__ import annotations

import argparse
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefgen import __version__, cli
from briefgen.arguments import command_in, parser
from briefgen.commands import convert
from briefgen.commands.messages import Messages, printable
from briefgen.problem import Problem
from briefgen.usual import COMMAND, FLAGS, LOUDNESS, usual

Outputs = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def outside_any_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["build", "--help"]])
def test_the_parser_loads_nothing_but_python_s_own_modules(arguments: list[str]) -> None:
    program = (
        "import sys\nbefore = {*sys.modules}\nfrom briefgen.cli import main\n"
        f"try: main({arguments})\n"
        "finally:\n"
        "    found = {name.partition('.')[0] for name in sys.modules.keys() - before}\n"
        "    print(sorted(found - sys.stdlib_module_names), file=sys.stderr)"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert done.stderr.split("\n")[0] == "['briefgen']"
    assert arguments != ["--version"] or done.stdout == f"briefgen {__version__}\n"


SITE = "site_name: Desk\nsearch: false\n"
READ = ["msgspec", "pathlib", "typing"]
"""What reading settings loads."""


@pytest.mark.parametrize(
    ("settings", "elsewhere", "loaded"),
    [
        (SITE, None, []),
        (f"{SITE}# cache_dir: .briefgen\n", None, []),
        (SITE, "elsewhere", []),
        (f"{SITE}cache_dir: elsewhere\n", None, READ),
        (
            "{site_name: 'Desk #1', search: false, cache_dir: elsewhere}\n",
            None,
            ["msgspec", "pathlib", "typing", "yaml"],
        ),
        (f"{SITE}# Ours:\rcache_dir: elsewhere\n", None, [*READ, "yaml"]),
    ],
)
def test_a_build_that_finds_nothing_changed_loads_nothing_that_makes_sites(
    monkeypatch: pytest.MonkeyPatch, settings: str, elsewhere: str | None, loaded: list[str]
) -> None:
    if elsewhere:
        monkeypatch.setenv("BRIEFGEN_CACHE_DIR", elsewhere)
    Path("briefgen.yml").write_text(settings, encoding="utf-8")
    Path("content/briefs").mkdir(parents=True)
    Path("content/briefs/ferry.md").write_text("---\ntitle: The ferry\n---\n", encoding="utf-8")
    program = (
        "import sys\nbefore = {*sys.modules}\nfrom briefgen.cli import main\n"
        "assert main(['build', '-q']) == 0\n"
        "dear = {'argparse', 'jinja2', 'markdown_it', 'msgspec', 'pathlib', 'shutil', 'sqlite3', 'typing', 'yaml'}\n"
        "print(sorted(dear & sys.modules.keys() - before))"
    )
    first, *_, last = (
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True) for _ in range(3)
    )
    assert "sqlite3" in first.stdout
    assert last.stdout == f"{loaded}\n"
    assert Path("elsewhere").exists() == ("elsewhere" in f"{settings}{elsewhere}")
    assert Path(".briefgen").exists() != Path("elsewhere").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="needs /dev/stdin")
def test_settings_that_can_be_read_only_once_are_read_once(tmp_path: Path) -> None:
    Path("content/briefs").mkdir(parents=True)
    command = [sys.executable, "-c", "from briefgen.cli import program; program()", "build", "-f", "/dev/stdin"]
    folders = {name: str(tmp_path / name) for name in ("articles_dir", "briefs_dir", "media_dir", "site_dir")}
    settings = {"site_name": "Desk", "search": False, "cache_dir": str(tmp_path / "cache"), **folders}
    done = subprocess.run(command, input=json.dumps(settings), capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("columns", [20, 30, 43, 80, 200])
def test_help_is_set_as_python_sets_it_for_the_terminal(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    made = parser(cli.RUNS)
    ours = made.format_help()
    made.formatter_class = argparse.HelpFormatter
    assert ours == made.format_help()


@pytest.mark.parametrize(
    "arguments", [[], ["biuld"], ["convert"], ["build", "-j", "0"], ["build", "-b", "a.example"], ["build", "--fetch"]]
)
def test_a_command_used_wrongly_ends_with_2(arguments: list[str], capsys: Outputs) -> None:
    with pytest.raises(SystemExit) as end:
        cli.main(arguments)

    assert end.value.code == 2
    assert "usage: briefgen" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["-q", "init", "desk"], ["init", "-q", "desk"], ["init", "desk", "--quiet"]])
def test_quiet_may_stand_before_or_behind_the_command(arguments: list[str], capsys: Outputs) -> None:
    assert cli.main(arguments) == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("arguments", [["-v", "theme", "list"], ["theme", "list", "-v"], ["-q", "-v", "build"]])
def test_verbose_may_stand_before_or_behind_the_command(arguments: list[str]) -> None:
    assert parser(cli.RUNS).parse_args(arguments).verbose


NO_SITE = ".: error: no briefgen.yml here or above; make a site with briefgen init DIR"


@pytest.mark.skipif(os.name != "posix", reason="closes streams as a POSIX shell does")
@pytest.mark.parametrize(("closed", "said"), [(">&-", ""), ("2>&-", "{"), ("<&-", "{"), ("<&- >&- 2>&-", "")])
def test_streams_that_are_closed_from_the_first_hinder_nothing(closed: str, said: str) -> None:
    command = f"{shlex.quote(sys.executable)} -m briefgen schema brief {closed}"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True)
    assert (done.returncode, done.stdout[:1], done.stderr) == (0, said, "")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["convert", "a.txt"], f"{NO_SITE}, or print the briefs with convert --json [no-site]"),
        (["build"], f"{NO_SITE} [no-site]"),
        (["build", "-f", "none.yml"], "none.yml: error: there is no such file [no-config]"),
    ],
)
def test_outside_a_site_one_line_says_what_to_do(arguments: list[str], line: str, capsys: Outputs) -> None:
    assert cli.main(arguments) == 2
    assert capsys.readouterr().err == line + "\n"


def test_a_config_key_that_is_not_known_is_one_line(capsys: Outputs) -> None:
    Path("briefgen.yml").write_text("site_name: Harbour\nthem: desk\n")

    assert cli.main(["build"]) == 1
    assert capsys.readouterr().err == "briefgen.yml:2: error: them: unknown key (did you mean theme?) [unknown-key]\n"


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("none.txt", "none.txt: error: there is no such file [not-found]"),
        ("http://a.example:22/", "http://a.example:22/: error: port 22 is not one that web sites use [bad-address]"),
        (".", ".: error: there are no articles in this folder [empty-folder]"),
    ],
)
def test_a_source_that_leads_nowhere_is_one_line(name: str, line: str, capsys: Outputs) -> None:
    assert cli.main(["convert", "--json", name]) == 1
    assert capsys.readouterr() == ("", line + "\n")


def test_a_fault_is_one_line_and_a_log(capsys: Outputs, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyError("lamp")

    monkeypatch.setattr(convert, "print_json", fail)
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path / "logs"))

    assert cli.main(["convert", "--json", "a.txt"]) == 3

    line = capsys.readouterr().err
    assert line.startswith("briefgen: error: briefgen itself failed (KeyError: 'lamp')")
    assert line.count("\n") == 1
    assert "Traceback" in (tmp_path / "logs" / "fault.log").read_text()

    assert cli.main(["convert", "--json", "-v", "a.txt"]) == 3
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (
            OSError(28, "No space left on device", "site/x"),
            3,
            "site/x: error: No space left on device; what was written before is whole [environment]",
        ),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_what_stops_a_command_from_outside_has_its_exit_code(
    error: BaseException, code: int, line: str, capsys: Outputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(convert, "print_json", fail)

    assert cli.main(["convert", "--json", "a.txt"]) == code
    assert capsys.readouterr().err.startswith(line)


def test_init_asks_nothing_and_says_what_to_do_next(capsys: Outputs) -> None:
    assert cli.main(["init", "my site"]) == 0

    assert Path("my site/content/briefs").is_dir()
    assert Path("my site/.gitignore").read_text().count("/site/\n") == 1
    assert capsys.readouterr().out.splitlines()[-1] == "  cd 'my site' && briefgen build"


def test_init_leaves_what_stands(capsys: Outputs) -> None:
    Path("desk").mkdir()
    Path("desk/.gitignore").write_text("mine\n")

    assert cli.main(["new-site", "desk"]) == 0

    assert Path("desk/.gitignore").read_text() == "mine\n"
    assert ".gitignore stands already and is left as it is\n" in capsys.readouterr().out


def test_init_refuses_a_folder_that_is_a_site(capsys: Outputs) -> None:
    Path("briefgen.yml").write_text("site_name: Harbour\n")

    assert cli.main(["init", "."]) == 2
    assert capsys.readouterr().err.startswith("briefgen.yml: error: there is a site here already")
    assert [path.name for path in Path().iterdir()] == ["briefgen.yml"]


def test_control_characters_never_reach_the_terminal(capsys: Outputs) -> None:
    Messages().problem(Problem("a\x1b[2J.txt", "title is\r\n'\x07\u202eLamp'", code="bad-value"))

    assert capsys.readouterr().err == "a\\x1b[2J.txt: error: title is  '\\x07\\u202eLamp' [bad-value]\n"


def test_letters_of_every_language_are_printed_as_they_are() -> None:
    assert printable("“Łódź” – 東京\u00a0😀") == "“Łódź” – 東京 😀"


def test_github_gets_an_annotation_for_each_problem(capsys: Outputs) -> None:
    Messages(github=True).problem(Problem("a,b.md", "100% wrong: all", code="bad-value", line=3))

    assert capsys.readouterr().err.splitlines()[1] == "::error file=a%2Cb.md,line=3::100%25 wrong: all"


def test_paths_are_named_from_the_folder_where_one_stands(
    tmp_path: Path, capsys: Outputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.txt").touch()
    monkeypatch.chdir(tmp_path / "content")

    messages = Messages(root=tmp_path)
    messages.problem(Problem("content/a.txt", "empty", code="empty"))
    messages.problem(Problem("content/a.txt#3", "empty", code="empty"))

    assert capsys.readouterr().err == "a.txt: error: empty [empty]\na.txt#3: error: empty [empty]\n"


@pytest.mark.parametrize("root", ["", ".", "./", Path()])
def test_a_path_is_left_as_it_is_where_one_stands_in_the_site(
    tmp_path: Path, capsys: Outputs, root: str | Path
) -> None:
    (tmp_path / "a.txt").touch()

    Messages(root=root).problem(Problem(str(tmp_path / "a.txt"), "empty", code="empty"))

    assert capsys.readouterr().err == f"{tmp_path}/a.txt: error: empty [empty]\n"


@pytest.mark.parametrize("name", cli.RUNS)
def test_a_parser_of_one_command_reads_it_as_that_of_all_does(name: str) -> None:
    helped = []
    for made in (parser(cli.RUNS), parser(cli.RUNS, name)):
        commands = next(each for each in made._actions if isinstance(each.choices, dict)).choices
        helped.append(commands[name].format_help())

    assert helped[0] == helped[1]


@pytest.mark.parametrize(
    ("argv", "name"),
    [
        (["build"], "build"),
        (["-q", "--verbose", "add", "build"], "convert"),
        (["-h"], None),
        (["--help", "build"], None),
        (["-V"], None),
        (["bild"], None),
        ([], None),
    ],
)
def test_a_command_is_told_at_a_glance_or_not_at_all(argv: list[str], name: str | None) -> None:
    assert command_in(argv) == name


# The usual command lines


WORDS = ["build", *FLAGS]


@given(st.lists(st.sampled_from(WORDS), max_size=5))
@example(["-q", "build", "--verbose", "--clean", "--strict", "--profile", "--json"])
@example(["--clean", "build"])
@example(["build", "build"])
def test_what_is_read_without_argparse_is_what_argparse_makes_of_it(argv: list[str]) -> None:
    told = usual(argv)
    if told is not None:
        assert {**vars(parser(cli.RUNS).parse_args(argv))} == {**told, "run": cli.RUNS[COMMAND]}


@pytest.mark.parametrize(
    "argv", [[COMMAND], *([COMMAND, flag] for flag in FLAGS), *([flag, COMMAND] for flag in LOUDNESS)]
)
def test_usual_command_lines_are_read_without_argparse(argv: list[str]) -> None:
    assert usual(argv)


@pytest.mark.parametrize(
    "argv", [[], ["-q"], ["check"], ["build", "-j", "2"], ["build", "--cl"], ["build", "-qv"], ["--json", "build"]]
)
def test_any_other_command_line_is_left_to_argparse(argv: list[str]) -> None:
    assert usual(argv) is None


def test_each_command_line_has_a_list_of_its_own() -> None:
    first, second = usual([COMMAND]), usual([COMMAND])
    assert first
    assert second
    assert first["preview"] is not second["preview"]
