"""The command line: arguments in, calls, messages out.

Imports of what a command needs stand in the command, so that `briefgen --version` loads nothing.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import os
import shlex
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import briefgen
from briefgen.commands import completion, schema
from briefgen.problem import Problem

if TYPE_CHECKING:
    from briefgen.commands.messages import Messages
    from briefgen.config import Settings
    from briefgen.model import Extractor

FORMATS = ("text", "json", "sarif", "github")
"""How check prints what it has found."""

DONE, REFUSED, MISUSED, FAILED, UNSAFE, INTERRUPTED = 0, 1, 2, 3, 4, 130

EXIT_CODES = {
    "no-site": MISUSED,
    "no-config": MISUSED,
    "bad-site-dir": MISUSED,
    "already-a-site": MISUSED,
    "not-a-folder": MISUSED,
    "no-extractor": MISUSED,
    "unusable-extractor": MISUSED,
    "cannot-write": FAILED,
    "damaged-cache": FAILED,
    "locked": FAILED,
    "not-ours": UNSAFE,
    "no-theme": MISUSED,
    "no-template": MISUSED,
    "stands-already": MISUSED,
    "served-already": FAILED,
    "port-taken": FAILED,
    "cannot-listen": FAILED,
    "no-site-url": MISUSED,
    "bad-cname": MISUSED,
    "bad-branch": MISUSED,
    "no-git": FAILED,
    "no-repository": FAILED,
    "no-remote": FAILED,
    "no-network": FAILED,
    "no-author": FAILED,
    "git-failed": FAILED,
    "not-pushed": FAILED,
    "no-answer": FAILED,
    "changed": FAILED,
    "dirty": UNSAFE,
    "unpushed": UNSAFE,
    "source-branch": UNSAFE,
    "foreign-branch": UNSAFE,
    "moved": UNSAFE,
    "draft-in-site": UNSAFE,
    "article-in-site": UNSAFE,
    "too-large": UNSAFE,
}
"""For a problem that ends the command. Those not listed are the content's."""


def program() -> NoReturn:
    """`main` as the whole of a process, which after all went well ends without giving back what it holds bit by bit.

    What was ended in the middle may have processes of its own, which Python sees to when it ends.
    """
    arguments = _parser().parse_args()
    code = _command(arguments)
    if code != DONE:
        sys.exit(code)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def main(argv: list[str] | None = None) -> int:
    """Run one command and give its exit code, which is one of the six above."""
    return _command(_parser().parse_args(argv))


def _command(arguments: argparse.Namespace) -> int:
    from briefgen.commands.messages import messages_for

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    messages = messages_for(os.environ, quiet=arguments.quiet, verbose=arguments.verbose)
    try:
        return _run(arguments, messages)
    except BrokenPipeError:
        # The reader has had what it wanted; nothing may be flushed to it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(arguments: argparse.Namespace, messages: Messages) -> int:
    try:
        arguments.run(arguments, messages)
        sys.stdout.flush()
    except Problem as problem:
        messages.problem(problem)
        return EXIT_CODES.get(problem.code, REFUSED)
    except ExceptionGroup as group:
        for each in group.exceptions:
            if isinstance(each, Problem):
                messages.problem(each)
            else:
                messages.fault("briefgen", _trace(each))
    except BrokenPipeError:
        raise
    except OSError as error:
        message = f"{error.strerror or error}; what was written before is whole"
        messages.problem(Problem(str(error.filename or "briefgen"), message, code="environment"))
        return FAILED
    except Exception as error:
        messages.fault("briefgen", _trace(error))
    if messages.faults:
        return FAILED
    return REFUSED if messages.errors or (arguments.strict and messages.notes) else DONE


def _trace(error: Exception) -> str:
    from traceback import format_exception

    return "".join(format_exception(error))


def _init(arguments: argparse.Namespace, messages: Messages) -> None:
    from briefgen.commands.init import lay

    for place, written in lay(Path(arguments.folder), minimal=arguments.minimal):
        messages.result(f"{Path(arguments.folder, place)}{'' if written else ' stands already and is left as it is'}")
    messages.result("Next: put articles into content/articles, as text or saved pages, and build the site:")
    messages.result(f"  cd {shlex.quote(arguments.folder)} && briefgen build")


def _convert(arguments: argparse.Namespace, messages: Messages) -> None:
    from briefgen.commands import convert
    from briefgen.commands.sources import count, expand, fetching

    settings = None if arguments.json or arguments.explain else _settings(arguments, messages)
    fetch = fetching(settings.cache / "pages" if settings else None)
    sources = expand(arguments.sources, fetch)
    if messages.progress.stream:
        messages.progress.total = count(arguments.sources)
    linked = fetch if arguments.fetch else None
    if settings is None:
        if sys.stdout.isatty():
            messages.progress.stream = None
        show = convert.print_json if arguments.json else convert.print_trail
        extractors = _extractors(arguments)
        tally = show(sources, extractors=extractors, jobs=arguments.jobs, messages=messages, fetch=linked)
        if tally.total > 1 and (tally.refused or sys.stderr.isatty()):
            messages.aside(str(tally))
        return
    from briefgen.briefs.folder import load

    briefs = load(settings.briefs, Path(settings.briefs_dir))
    # A folder named as a source may hold the briefs and the register, too.
    own = settings.briefs.resolve(), settings.actors.resolve()
    articles = (each for each in sources if isinstance(each, Problem) or not any(map(each.lies_in, own)))
    found = (convert.from_root(source, settings.root) for source in articles)
    tally = convert.convert_into(
        briefs,
        found,
        status=settings.new_brief_status or "published",
        again=arguments.renew,
        extractors=settings.extractors,
        jobs=arguments.jobs,
        levels=settings.check,
        messages=messages,
        fetch=linked,
    )
    messages.result(str(tally))
    if tally.fates["new"]:
        messages.result(f"Next: edit the briefs in {os.path.relpath(settings.briefs)}, then briefgen build")


def _build(arguments: argparse.Namespace, messages: Messages) -> None:
    gc.disable()  # nearly all that a build makes is needed until its end
    try:
        _build_site(arguments, messages)
    finally:
        gc.enable()


def _build_site(arguments: argparse.Namespace, messages: Messages) -> None:
    from briefgen.commands import look
    from briefgen.commands.clock import today
    from briefgen.commands.saying import say_again, tell_next, to_json
    from briefgen.home import CACHE
    from briefgen.laps import Laps

    config, day = _config_file(arguments), today()
    options = {"site_dir": arguments.site_dir, "base_url": arguments.base_url, "preview": sorted(arguments.preview)}
    about = look.about(config, **options)
    laps = Laps(lambda lap: messages.stage(str(lap)))
    messages.root, messages.log_folder = config.parent, config.parent / CACHE
    messages.aside_all = arguments.json
    memo = None if arguments.clean else look.recall(config.parent / CACHE, about)
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    with laps.lap("looked whether anything changed") as lap:
        sight = look.Sight(memo.roots, about) if memo else None
        lap.items, lap.kind = (sum(map(len, sight.seen)), "files") if sight else (0, "")
        unchanged = memo is not None and sight is not None and memo.holds(sight, day.isoformat())
    if memo and unchanged:
        site, briefs, counts, said = Path(memo.output[0]), Path(memo.roots[0].path), memo.counts, memo.said
        say_again(messages, memo)
    else:
        from briefgen.commands.builder import Builder

        settings = _settings(arguments, messages)
        preview = tuple(sorted(arguments.preview))
        arguments.builder = Builder(settings, jobs=arguments.jobs, preview=preview, about=about)
        with arguments.builder as builder:
            built = builder.build(day, messages, clean=arguments.clean, sight=sight, laps=laps)
        site, briefs, said = settings.site, settings.briefs, tuple(messages.taken)
        counts = {"briefs": built.briefs, "pages": built.pages, "files": built.files}
        changed, gone = built.changed, built.gone
    tell_next(site, briefs, messages)
    if arguments.profile:
        for line in laps.table():
            messages.aside(line)
    if arguments.json:
        print(json.dumps(to_json(counts, said, changed, gone, laps), ensure_ascii=False))


def _serve(arguments: argparse.Namespace, messages: Messages) -> None:
    from briefgen.commands.serve import HOST, Wishes, serve

    arguments.config_file = str(_config_file(arguments))  # the same one, whatever becomes of it
    host, port = arguments.host or (HOST, None)
    wishes = Wishes(
        host=host,
        port=port if arguments.port is None else arguments.port,
        open=arguments.open,
        follow=arguments.follow,
        poll=arguments.poll,
    )
    serve(lambda: _settings(arguments, messages), wishes, jobs=arguments.jobs, messages=messages)


def _deploy(arguments: argparse.Namespace, messages: Messages) -> None:
    from briefgen.commands.clock import today
    from briefgen.commands.deploy import Wishes, deploy

    wishes = Wishes(
        remote=arguments.remote,
        branch=arguments.branch,
        message=arguments.message,
        allow_dirty=arguments.allow_dirty,
        force=arguments.force,
        dry_run=arguments.dry_run,
        wait=arguments.wait,
    )
    deploy(_settings(arguments, messages), wishes, jobs=arguments.jobs, today=today(), messages=messages)


def _actors(arguments: argparse.Namespace, messages: Messages) -> None:
    from briefgen.commands.actors import list_actors

    settings = _settings(arguments, messages)
    list_actors(settings, everyone=arguments.all, as_json=arguments.json, messages=messages)


def _check(arguments: argparse.Namespace, messages: Messages) -> None:
    from briefgen.commands.check import Checked, check
    from briefgen.commands.clock import today
    from briefgen.commands.report import tell

    try:
        settings = _settings(arguments, messages)
    except ExceptionGroup as group:  # the config is content too, and its mistakes are wanted in the same form
        checked = Checked([each for each in group.exceptions if isinstance(each, Problem)])
    else:
        checked = check(settings, today=today(), jobs=arguments.jobs, messages=messages)
    tell(checked, arguments.format, messages)


def _new(arguments: argparse.Namespace, messages: Messages) -> None:
    from briefgen.commands.clock import today
    from briefgen.commands.new import new

    path = new(arguments.title, _settings(arguments, messages), today())
    messages.result(os.path.relpath(path))
    messages.aside("Next: write it, set its status to published if it is a draft, and run briefgen build")


def _schema(arguments: argparse.Namespace, messages: Messages) -> None:
    print(schema.schema(arguments.name), end="")


def _completion(arguments: argparse.Namespace, messages: Messages) -> None:
    print(completion.script(_parser(), arguments.shell), end="")


def _extractors(arguments: argparse.Namespace) -> tuple[Extractor, ...]:
    """The plug-ins of the site that the command is run in, if it is in one at all."""
    from briefgen import config

    path = Path(arguments.config_file) if arguments.config_file else config.find(Path.cwd())
    return config.load(path).extractors if path else ()


def _theme(arguments: argparse.Namespace, messages: Messages) -> None:
    from briefgen.commands import theme

    settings = _settings(arguments, messages)
    if arguments.what == "list":
        lines = theme.listed(settings)
    elif arguments.what == "show":
        lines = theme.shown(settings, arguments.name or settings.theme)
    else:
        place = os.path.relpath(theme.eject(settings, arguments.template))
        lines = iter([place, "Next: change it and run briefgen build; without it the theme's own counts again"])
    for line in lines:
        messages.result(line)


def _workflow(arguments: argparse.Namespace, messages: Messages) -> None:
    from briefgen.commands.workflow import lay

    file, written = lay(_settings(arguments, messages).root)
    stands = " stands already and is left as it is; delete it to have a new one"
    messages.result(f"{os.path.relpath(file)}{'' if written else stands}")
    messages.result("Next: commit it, push, and set Settings, Pages, Source to GitHub Actions on GitHub")


def _config_file(arguments: argparse.Namespace) -> Path:
    """The config file that was named, or else the nearest one above. Raises Problem "no-site" where there is none."""
    from briefgen import home

    path = Path(arguments.config_file) if arguments.config_file else home.find(Path.cwd())
    if path is None:
        message = "no briefgen.yml here or above; make a site with briefgen init DIR"
        if arguments.run is _convert:
            message += ", or print the briefs with convert --json"
        raise Problem(".", message, code="no-site")
    return path


def _settings(arguments: argparse.Namespace, messages: Messages) -> Settings:
    from msgspec.structs import replace

    from briefgen import config

    path = _config_file(arguments)
    settings = config.load(path)
    if getattr(arguments, "site_dir", None):
        settings = replace(settings, site_dir=str(Path(arguments.site_dir).resolve()))
    if getattr(arguments, "base_url", None):
        settings = replace(settings, site_url=arguments.base_url)
    config.check_folders(settings)
    messages.root = settings.root
    messages.log_folder = settings.cache
    return settings


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="briefgen",
        description="News articles in; Markdown briefs with key actors, key facts and photo credits, and a site, out.",
        epilog="New here? briefgen init mysite lays down a site that builds at once.",
    )
    parser.add_argument("-V", "--version", action="version", version=f"briefgen {briefgen.__version__}")

    common = argparse.ArgumentParser(add_help=False)
    common.set_defaults(strict=False)
    # Before or behind the command's name: a command that is not told leaves what stands before it.
    for place, unsaid in ((parser, False), (common, argparse.SUPPRESS)):
        place.add_argument("-q", "--quiet", action="store_true", default=unsaid, help="say only what is wrong")
        place.add_argument(
            "-v", "--verbose", action="store_true", default=unsaid, help="say more, and show the trace of a fault"
        )

    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, prog=parser.prog)

    placed = argparse.ArgumentParser(add_help=False, parents=[common])
    placed.add_argument(
        "-f", "--config-file", metavar="FILE", help="the briefgen.yml to use, else the nearest one above"
    )

    site = argparse.ArgumentParser(add_help=False, parents=[placed])
    site.add_argument("-s", "--strict", action="store_true", help="exit with 1 for notes too")
    site.add_argument("-j", "--jobs", type=_jobs, metavar="N", help="processes to convert with, else what pays")

    init = commands.add_parser("init", aliases=["new-site"], parents=[common], help="a new site that builds at once")
    init.add_argument("folder", metavar="DIR", help="the folder of the new site")
    init.add_argument("--minimal", action="store_true", help="only what a site needs: no example, no files for editors")
    init.set_defaults(run=_init)

    convert = commands.add_parser("convert", aliases=["add"], parents=[site], help="articles -> briefs")
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
    convert.set_defaults(run=_convert)

    build = commands.add_parser("build", parents=[site], help="convert new articles, then content and theme -> site")
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
    build.set_defaults(run=_build)

    actors = commands.add_parser("actors", parents=[site], help="who is in the briefs, and who may be one")
    actors.add_argument("-a", "--all", action="store_true", help="list all actors, not only the most named")
    actors.add_argument("--json", action="store_true", help="print everything as one JSON object")
    actors.set_defaults(run=_actors)

    check = commands.add_parser("check", parents=[site], help="everything wrong with the content, by file and line")
    form = check.add_mutually_exclusive_group()
    form.add_argument("--format", choices=FORMATS, default="text", help="how to print problems, text unless said")
    form.add_argument(
        "--json", action="store_const", const="json", dest="format", help="the same as --format json: one object a line"
    )
    check.set_defaults(run=_check)

    new = commands.add_parser("new", parents=[placed], help="an empty brief to write by hand")
    new.add_argument("title", type=_title, metavar="TITLE", help="its headline, in quotes")
    new.set_defaults(run=_new)

    shape = commands.add_parser("schema", parents=[common], help="what a file may hold, as JSON Schema for editors")
    shape.add_argument("name", choices=tuple(schema.SCHEMAS), help="which file")
    shape.set_defaults(run=_schema)

    theme = commands.add_parser("theme", help="which themes there are, and a template of your own")
    whats = theme.add_subparsers(title="what", metavar="list|show|eject", dest="what", required=True, prog=theme.prog)
    whats.add_parser("list", parents=[site], help="the themes that this site can have")
    show = whats.add_parser("show", parents=[site], help="what can be set about a theme, and its files")
    show.add_argument("name", nargs="?", metavar="THEME", help="a theme, else the site's")
    ejected = whats.add_parser("eject", parents=[site], help="copy a file of the site's theme to themes/, to change it")
    ejected.add_argument("template", metavar="TEMPLATE", help="a template, stylesheet or catalogue, such as brief.html")
    theme.set_defaults(run=_theme)

    _add_serve(commands, placed)
    _add_deploy(commands, site)
    workflow = commands.add_parser("workflow", parents=[site], help="a GitHub workflow that builds and publishes")
    workflow.set_defaults(run=_workflow)

    shell = commands.add_parser("completion", parents=[common], help="a script by which your shell completes briefgen")
    shell.add_argument("shell", choices=completion.SHELLS, help="which shell")
    shell.set_defaults(run=_completion)
    return parser


def _add_serve(commands: argparse._SubParsersAction[argparse.ArgumentParser], placed: argparse.ArgumentParser) -> None:
    serve = commands.add_parser("serve", parents=[placed], help="show the site in the browser, new on every save")
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
    serve.set_defaults(run=_serve)


def _add_deploy(commands: argparse._SubParsersAction[argparse.ArgumentParser], site: argparse.ArgumentParser) -> None:
    deploy = commands.add_parser(
        "deploy", aliases=["gh-deploy"], parents=[site], help="site -> the gh-pages branch of a git remote"
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
    deploy.set_defaults(run=_deploy)


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
    if not (title := _plain_title(text)):
        raise argparse.ArgumentTypeError("a title has at least one letter")
    return title


def _plain_title(text: str) -> str:
    """On one line, and what is no text left out."""
    return " ".join(text.encode(errors="replace").decode().replace("\0", "").split())


def _address(text: str) -> str:
    from briefgen.config import URL

    try:
        return str(URL.convert(text))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not {URL.wants}") from None
