"""The command line: arguments in, calls, messages out.

Imports of what a command needs stand in the command, so that `briefgen --version` loads nothing.
"""

from __future__ import annotations

import gc
import io
import json
import os
import sys
from contextlib import nullcontext, suppress
from types import SimpleNamespace

from briefgen.problem import Problem
from briefgen.usual import COMMAND, usual

TYPE_CHECKING = False  # as type checkers know it: what a build without changes imports does without `typing`
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Mapping
    from typing import NoReturn

    from briefgen.commands.look import Memo, Output, Sight
    from briefgen.commands.messages import Messages
    from briefgen.config import Settings
    from briefgen.laps import Laps
    from briefgen.model import Extractor
    from briefgen.site.built import Built

    Arguments = Namespace | SimpleNamespace

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
    _open_what_is_closed()
    code = _main(sys.argv[1:])
    if code != DONE:
        sys.exit(code)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def _open_what_is_closed() -> None:
    """Let the standard streams that were closed before this began lead nowhere; else the next file would be one."""
    while (opened := os.open(os.devnull, os.O_RDWR)) <= 2:
        if opened:
            stream = os.fdopen(opened, "w", closefd=False)
            sys.stdout, sys.stderr = (stream, sys.stderr) if opened == 1 else (sys.stdout, stream)
    os.close(opened)


def main(argv: list[str] | None = None) -> int:
    """Run one command and give its exit code, which is one of the six above."""
    try:
        return _main(sys.argv[1:] if argv is None else argv)
    finally:
        gc.enable()


def _main(argv: list[str]) -> int:
    if told := usual(argv):
        return _command(SimpleNamespace(run=RUNS[COMMAND], **told))
    from briefgen.arguments import command_in, parser

    return _command(parser(RUNS, command_in(argv)).parse_args(argv))


def _command(arguments: Arguments) -> int:
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


def _run(arguments: Arguments, messages: Messages) -> int:
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


def _init(arguments: Arguments, messages: Messages) -> None:
    import shlex
    from pathlib import Path

    from briefgen.commands.init import lay

    for place, written in lay(Path(arguments.folder), minimal=arguments.minimal):
        messages.result(f"{Path(arguments.folder, place)}{'' if written else ' stands already and is left as it is'}")
    messages.result("Next: put articles into content/articles, as text or saved pages, and build the site:")
    messages.result(f"  cd {shlex.quote(arguments.folder)} && briefgen build")


def _convert(arguments: Arguments, messages: Messages) -> None:
    from pathlib import Path

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


def _build(arguments: Arguments, messages: Messages) -> None:
    from briefgen import home
    from briefgen.commands import clock, look
    from briefgen.commands.saying import say_again, tell_next, to_json
    from briefgen.laps import Laps

    gc.disable()  # nearly all that a build makes is needed until its end
    config, day = _config_file(arguments), clock.day()
    options = {"site_dir": arguments.site_dir, "base_url": arguments.base_url, "preview": sorted(arguments.preview)}
    about = look.about(config, **options)
    laps = Laps(lambda lap: messages.stage(str(lap)))
    messages.root = os.path.dirname(config)
    messages.log_folder = cache = home.cache(config) or str(_settings(arguments, messages).cache)
    messages.aside_all = arguments.json
    memo = None if arguments.clean else look.recall(cache, about)
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    with look.Output(*memo.output) if memo else nullcontext() as output:
        with laps.lap("looked whether anything changed") as lap:
            sight = look.Sight(memo.roots, about) if memo else None
            lap.items, lap.kind = (sum(map(len, sight.seen)), "files") if sight else (0, "")
            unchanged = memo and sight and output and memo.holds(sight, day, output)
        if memo and unchanged:
            site, briefs, counts, said = memo.output[0], memo.roots[0].path, memo.counts, memo.said
            say_again(messages, memo)
        else:
            built, settings = _built(arguments, messages, about, memo, sight, day=day, output=output, laps=laps)
            site, briefs, said = str(settings.site), str(settings.briefs), tuple(messages.taken)
            counts = {"briefs": built.briefs, "pages": built.pages, "files": built.files}
            changed, gone = built.changed, built.gone
    tell_next(site, briefs, messages)
    if arguments.profile:
        for line in laps.table():
            messages.aside(line)
    if arguments.json:
        print(json.dumps(to_json(counts, said, changed, gone, laps), ensure_ascii=False))


def _built(
    arguments: Arguments,
    messages: Messages,
    about: Mapping[str, str],
    memo: Memo | None,
    sight: Sight | None,
    *,
    day: str,
    output: Output | None,
    laps: Laps,
) -> tuple[Built, Settings]:
    """A build that has something to do, since the note of the last one does not hold what is seen."""
    from briefgen.commands.aside import Aside
    from briefgen.site import press  # what both need

    with Aside(arguments.jobs, press.idle_there) as aside:
        aside.hands(1)  # which loads the rest of what makes pages, while this one loads the rest of what reads
        from datetime import date

        from briefgen.commands.builder import Builder
        from briefgen.commands.fingerprint import fingerprint

        settings = _settings(arguments, messages)
        arguments.builder = Builder(  # kept until the process ends: to take it apart takes time
            settings,
            jobs=arguments.jobs,
            preview=tuple(sorted(arguments.preview)),
            about=about,
            aside=aside,
            program=(memo.program(sight) if memo and sight else None) or fingerprint(),
        )
        with arguments.builder as builder:
            today, clean = date.fromisoformat(day), arguments.clean
            built = builder.build(today, messages, clean=clean, sight=sight, output=output, memo=memo, laps=laps)
        return built, settings


def _serve(arguments: Arguments, messages: Messages) -> None:
    from briefgen.commands.serve import HOST, Wishes, serve

    arguments.config_file = _config_file(arguments)  # the same one, whatever becomes of it
    host, port = arguments.host or (HOST, None)
    wishes = Wishes(
        host=host,
        port=port if arguments.port is None else arguments.port,
        open=arguments.open,
        follow=arguments.follow,
        poll=arguments.poll,
    )
    serve(lambda: _settings(arguments, messages), wishes, jobs=arguments.jobs, messages=messages)


def _deploy(arguments: Arguments, messages: Messages) -> None:
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


def _actors(arguments: Arguments, messages: Messages) -> None:
    from briefgen.commands.actors import list_actors

    settings = _settings(arguments, messages)
    list_actors(settings, everyone=arguments.all, as_json=arguments.json, messages=messages)


def _check(arguments: Arguments, messages: Messages) -> None:
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


def _new(arguments: Arguments, messages: Messages) -> None:
    from briefgen.commands.clock import today
    from briefgen.commands.new import new

    path = new(arguments.title, _settings(arguments, messages), today())
    messages.result(os.path.relpath(path))
    messages.aside("Next: write it, set its status to published if it is a draft, and run briefgen build")


def _schema(arguments: Arguments, messages: Messages) -> None:
    from briefgen.commands.schema import schema

    print(schema(arguments.name), end="")


def _completion(arguments: Arguments, messages: Messages) -> None:
    from briefgen.arguments import parser
    from briefgen.commands.completion import script

    print(script(parser(RUNS), arguments.shell), end="")


def _extractors(arguments: Arguments) -> tuple[Extractor, ...]:
    """The plug-ins of the site that the command is run in, if it is in one at all."""
    from pathlib import Path

    from briefgen import config

    path = arguments.config_file or config.find(os.getcwd())
    return config.load(Path(path)).extractors if path else ()


def _theme(arguments: Arguments, messages: Messages) -> None:
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


def _workflow(arguments: Arguments, messages: Messages) -> None:
    from briefgen.commands.workflow import lay

    file, written = lay(_settings(arguments, messages).root)
    stands = " stands already and is left as it is; delete it to have a new one"
    messages.result(f"{os.path.relpath(file)}{'' if written else stands}")
    messages.result("Next: commit it, push, and set Settings, Pages, Source to GitHub Actions on GitHub")


def _config_file(arguments: Arguments) -> str:
    """The config file that was named, or else the nearest one above. Raises Problem "no-site" where there is none."""
    from briefgen import home

    path: str | None = arguments.config_file or home.find(os.getcwd())
    if path is None:
        message = "no briefgen.yml here or above; make a site with briefgen init DIR"
        if arguments.run is _convert:
            message += ", or print the briefs with convert --json"
        raise Problem(".", message, code="no-site")
    return path


def _settings(arguments: Arguments, messages: Messages) -> Settings:
    from pathlib import Path

    from msgspec.structs import replace

    from briefgen import config

    settings = config.load(Path(_config_file(arguments)))
    if getattr(arguments, "site_dir", None):
        settings = replace(settings, site_dir=str(Path(arguments.site_dir).resolve()))
    if getattr(arguments, "base_url", None):
        settings = replace(settings, site_url=arguments.base_url)
    config.check_folders(settings)
    messages.root = settings.root
    messages.log_folder = settings.cache
    return settings


RUNS: Mapping[str, Callable[[Arguments, Messages], None]] = {
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
