"""The command line as argparse reads it: `COMMANDS` is the list of commands, each with what adds it to a parser."""

from __future__ import annotations

import argparse

import briefgen
from briefgen.usual import LOUDNESS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

FORMATS = ("text", "json", "sarif", "github")
"""How check prints what it has found."""


class _Formatter(argparse.HelpFormatter):
    """Asks how wide the terminal is where there is something to print: argparse makes a formatter for every argument,
    to see that its names fit."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=80)

    def format_help(self) -> str:
        from shutil import get_terminal_size

        self._width = get_terminal_size().columns - 2
        self._max_help_position = min(self._max_help_position, max(self._width - 20, 2 * self._indent_increment))
        return super().format_help()


class _Parser(argparse.ArgumentParser):
    def __init__(self, **about: Any) -> None:
        super().__init__(formatter_class=_Formatter, **about)


if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[_Parser]


def _loud(parser: argparse.ArgumentParser, unsaid: Any) -> None:
    """Let it be told how loud to be, before or behind the command's name; what is `unsaid` stands for neither."""
    parser.add_argument("-q", "--quiet", action="store_true", default=unsaid, help="say only what is wrong")
    parser.add_argument(
        "-v", "--verbose", action="store_true", default=unsaid, help="say more, and show the trace of a fault"
    )


def _anywhere(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """What all commands have in common."""
    parser.set_defaults(strict=False)
    _loud(parser, argparse.SUPPRESS)  # a command that is not told leaves what stands before it
    return parser


def _placed(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """What commands have in common that are run in a site."""
    _anywhere(parser).add_argument(
        "-f", "--config-file", metavar="FILE", help="the briefgen.yml to use, else the nearest one above"
    )
    return parser


def _working(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """What commands have in common that work on a site."""
    _placed(parser).add_argument("-s", "--strict", action="store_true", help="exit with 1 for notes too")
    parser.add_argument("-j", "--jobs", type=_jobs, metavar="N", help="processes to convert with, else what pays")
    return parser


def parser(runs: Mapping[str, Callable[..., None]], only: str | None = None) -> argparse.ArgumentParser:
    """The parser of all commands, or of one. `runs` are what they run, by their names: `arguments.run`."""
    made = _Parser(
        prog="briefgen",
        description="News articles in; Markdown briefs with key actors, key facts and photo credits, and a site, out.",
        epilog="New here? briefgen init mysite lays down a site that builds at once.",
    )
    made.add_argument("-V", "--version", action="version", version=f"briefgen {briefgen.__version__}")
    _loud(made, False)
    commands = made.add_subparsers(title="commands", metavar="COMMAND", required=True, prog=made.prog)
    for name, add in COMMANDS.items():
        if only in (None, name):
            add(commands).set_defaults(run=runs[name])
    return made


def command_in(argv: Sequence[str]) -> str | None:
    """The command that is called, if that is clear at a glance: a parser of one alone is made sooner."""
    word = next((each for each in argv if each not in LOUDNESS), "")
    name = ALIASES.get(word, word)
    return name if name in COMMANDS else None


def _init(commands: Commands) -> argparse.ArgumentParser:
    init = _anywhere(commands.add_parser("init", aliases=["new-site"], help="a new site that builds at once"))
    init.add_argument("folder", metavar="DIR", help="the folder of the new site")
    init.add_argument("--minimal", action="store_true", help="only what a site needs: no example, no files for editors")
    return init


def _convert(commands: Commands) -> argparse.ArgumentParser:
    convert = _working(commands.add_parser("convert", aliases=["add"], help="articles -> briefs"))
    convert.add_argument(
        "sources", nargs="+", metavar="SOURCE", help="a file, a folder, an address, or - for standard input"
    )
    shown = convert.add_mutually_exclusive_group()
    shown.add_argument("--json", action="store_true", help="print one brief a line as JSON, and write no file")
    shown.add_argument("--explain", action="store_true", help="print what was found, by which rule, and write no file")
    convert.add_argument("--fetch", action="store_true", help="read the page where a feed has only its beginning")
    convert.add_argument(
        "--renew", action="store_true", help="renew the briefs of unchanged articles too, after an update of briefgen"
    )
    return convert


def _build(commands: Commands) -> argparse.ArgumentParser:
    build = _working(commands.add_parser("build", help="convert new articles, then content and theme -> site"))
    build.add_argument("-d", "--site-dir", metavar="DIR", help="where to write the site")
    build.add_argument("-b", "--base-url", type=_address, metavar="URL", help="where the site will be published")
    build.add_argument(
        "-D",
        "--drafts",
        action="append_const",
        const="draft",
        dest="preview",
        default=[],
        help="show drafts too, marked as such",
    )
    build.add_argument(
        "-F",
        "--future",
        action="append_const",
        const="future",
        dest="preview",
        help="show briefs before their day of publication, marked as such",
    )
    build.add_argument("--clean", action="store_true", help="first remove what earlier builds wrote")
    build.add_argument("--profile", action="store_true", help="say where the time went, by stage and template")
    build.add_argument("--json", action="store_true", help="print what was done as one JSON object")
    return build


def _actors(commands: Commands) -> argparse.ArgumentParser:
    actors = _working(commands.add_parser("actors", help="who is in the briefs, and who may be one"))
    actors.add_argument("-a", "--all", action="store_true", help="list all actors, not only the most named")
    actors.add_argument("--json", action="store_true", help="print everything as one JSON object")
    return actors


def _check(commands: Commands) -> argparse.ArgumentParser:
    check = _working(commands.add_parser("check", help="everything wrong with the content, by file and line"))
    form = check.add_mutually_exclusive_group()
    form.add_argument("--format", choices=FORMATS, default="text", help="how to print problems, text unless said")
    form.add_argument(
        "--json", action="store_const", const="json", dest="format", help="the same as --format json: one object a line"
    )
    return check


def _new(commands: Commands) -> argparse.ArgumentParser:
    new = _placed(commands.add_parser("new", help="an empty brief to write by hand"))
    new.add_argument("title", type=_title, metavar="TITLE", help="its headline, in quotes")
    return new


def _schema(commands: Commands) -> argparse.ArgumentParser:
    from briefgen.commands.schema import SCHEMAS

    shape = _anywhere(commands.add_parser("schema", help="what a file may hold, as JSON Schema for editors"))
    shape.add_argument("name", choices=tuple(SCHEMAS), help="which file")
    return shape


def _theme(commands: Commands) -> argparse.ArgumentParser:
    theme = commands.add_parser("theme", help="which themes there are, and a template of your own")
    whats = theme.add_subparsers(title="what", metavar="list|show|eject", dest="what", required=True, prog=theme.prog)
    _working(whats.add_parser("list", help="the themes that this site can have"))
    show = _working(whats.add_parser("show", help="what can be set about a theme, and its files"))
    show.add_argument("name", nargs="?", metavar="THEME", help="a theme, else the site's")
    ejected = _working(whats.add_parser("eject", help="copy a file of the site's theme to themes/, to change it"))
    ejected.add_argument("template", metavar="TEMPLATE", help="a template, stylesheet or catalogue, such as brief.html")
    return theme


def _serve(commands: Commands) -> argparse.ArgumentParser:
    serve = _placed(commands.add_parser("serve", help="show the site in the browser, new on every save"))
    serve.add_argument(
        "-a", "--host", type=_host, metavar="HOST[:PORT]", help="where to listen, by default for this machine alone"
    )
    serve.add_argument(
        "-p", "--port", type=_port, metavar="N", help="the port, by default the first free one from 8000"
    )
    serve.add_argument("-o", "--open", action="store_true", help="open the site in the browser")
    serve.add_argument("--follow", action="store_true", help="let the browser go to the page of the brief just saved")
    serve.add_argument(
        "--poll", action="store_true", help="look at every file again and again: for drives that report no changes"
    )
    serve.add_argument("-j", "--jobs", type=_jobs, metavar="N", help="processes for the first build, else what pays")
    return serve


def _deploy(commands: Commands) -> argparse.ArgumentParser:
    deploy = _working(
        commands.add_parser("deploy", aliases=["gh-deploy"], help="site -> the gh-pages branch of a git remote")
    )
    deploy.add_argument("-r", "--remote", default="origin", metavar="NAME", help="the remote, by default origin")
    deploy.add_argument("-b", "--branch", default="gh-pages", metavar="NAME", help="the branch, by default gh-pages")
    deploy.add_argument("-m", "--message", metavar="TEXT", help="what the commit says")
    deploy.add_argument("-n", "--dry-run", action="store_true", help="only list what would change")
    deploy.add_argument("--allow-dirty", action="store_true", help="publish what is not committed or not pushed, too")
    deploy.add_argument(
        "--force", action="store_true", help="replace what others put on the branch; its history is kept all the same"
    )
    deploy.add_argument(
        "--wait", nargs="?", type=_seconds, const=300, metavar="SECONDS", help="see that the new site answers"
    )
    return deploy


def _workflow(commands: Commands) -> argparse.ArgumentParser:
    return _working(commands.add_parser("workflow", help="a GitHub workflow that builds and publishes"))


def _completion(commands: Commands) -> argparse.ArgumentParser:
    from briefgen.commands.completion import SHELLS

    shell = _anywhere(commands.add_parser("completion", help="a script by which your shell completes briefgen"))
    shell.add_argument("shell", choices=SHELLS, help="which shell")
    return shell


COMMANDS: Mapping[str, Callable[[Commands], argparse.ArgumentParser]] = {
    "init": _init,
    "convert": _convert,
    "build": _build,
    "actors": _actors,
    "check": _check,
    "new": _new,
    "schema": _schema,
    "theme": _theme,
    "serve": _serve,
    "deploy": _deploy,
    "workflow": _workflow,
    "completion": _completion,
}
ALIASES = {"new-site": "init", "add": "convert", "gh-deploy": "deploy"}


def _seconds(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 3600:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds from 1 to 3600")
    return int(text)


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port; write a number from 1 to 65535, or 0 for any")
    return int(text)


def _host(text: str) -> tuple[str, int | None]:
    """`localhost`, `0.0.0.0:8001`, `::1` or `[::1]:8001` as host and port."""
    host, mark, port = text.rpartition(":")
    if mark and (":" not in host or host.endswith("]")):
        return host.strip("[]"), _port(port)
    if not text.strip("[]"):
        raise argparse.ArgumentTypeError("write a name or a number, such as 0.0.0.0")
    return text.strip("[]"), None


def _jobs(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 256")
    return int(text)


def _title(text: str) -> str:
    if not (title := plain_title(text)):
        raise argparse.ArgumentTypeError("a title has at least one letter")
    return title


def plain_title(text: str) -> str:
    """On one line, and what is no text left out."""
    return " ".join(text.encode(errors="replace").decode().replace("\0", "").split())


def _address(text: str) -> str:
    from briefgen.config import URL

    try:
        return str(URL.convert(text))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not {URL.wants}") from None
