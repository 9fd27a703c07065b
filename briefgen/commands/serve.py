"""`briefgen serve`: shows the site on a server of this machine, and builds it anew on every save.

It builds into a folder of its own below the cache, drafts and briefs of later days too, so that what is published is
never touched.
"""

from __future__ import annotations

import errno
import os
import re
import signal
import threading
import time
import traceback
import webbrowser
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from copy import copy
from functools import partial
from pathlib import Path

import msgspec
from msgspec.structs import replace

from briefgen.commands.aside import Aside
from briefgen.commands.asked import site_settings
from briefgen.commands.builder import FEW, Builder
from briefgen.commands.clock import today
from briefgen.commands.messages import Messages
from briefgen.commands.tally import counted
from briefgen.config import Settings
from briefgen.problem import Problem
from briefgen.serving import guard
from briefgen.serving.alone import alone
from briefgen.serving.outcome import Outcome, Overtaken, Places, Rebuild, Site
from briefgen.serving.server import Server
from briefgen.serving.session import Session
from briefgen.serving.stage import Stage
from briefgen.serving.watch import Watch
from briefgen.site.page import base_path
from briefgen.site.press import idle_there
from briefgen.site.record import published
from briefgen.slug import slugify

HOST = "127.0.0.1"
PORTS = range(8000, 8100)
"""Where it listens unless told otherwise: at the first of these ports that is free."""
FOLDER = "serve"
"""The folder below the cache that holds the site as it is shown."""
PAGE = re.compile(r"briefs/([^/]+)/index\.html")
PATIENCE = 600
"""Seconds to wait for another build of the site, which may be a long one, before a page is told of it."""
Load = Callable[[], Settings]


class Wishes(msgspec.Struct, frozen=True):
    """What the person asks for. Without a `port` it is the first free one."""

    host: str = HOST
    port: int | None = None
    open: bool = False
    follow: bool = False
    poll: bool = False


class Gathered(Messages):
    """Messages of a build whose problems are for the pages as well, so they are gathered and not yet said."""

    def __init__(self, quiet: bool, verbose: bool) -> None:
        super().__init__(quiet, verbose)
        self.problems: list[Problem] = []

    def problem(self, problem: Problem) -> None:
        self._note("problem", problem.path, problem.message, problem.code, problem.line, problem.severity)
        self.problems.append(problem)

    def fault(self, what: str, traceback: str) -> None:
        super().fault(what, traceback)
        reason = traceback.strip().rpartition("\n")[2]
        self.problems.append(Problem(what, f"briefgen itself failed ({reason}); the terminal says more", code="fault"))


class _LeftOff(Exception):  # noqa: N818 - nothing is wrong
    """The build is not wanted any more: another one will be, of more."""


def _heed(overtaken: Overtaken) -> None:
    if overtaken():
        raise _LeftOff


class Rebuilding(msgspec.Struct):
    """Builds the site into `folder`, and says what came of it: a `Rebuild`.

    What a build learns stays in memory for the next one. The first time all processors may work; later builds stay in
    this process, which has threads then and is not to be forked.
    """

    load: Load
    folder: Path
    messages: Messages
    jobs: int | None
    paths: frozenset[str] | None = None
    last: Outcome | None = None
    _builder: Builder | None = None

    def __call__(self, saved: Collection[Path], open_paths: Collection[str], overtaken: Overtaken) -> Iterator[Outcome]:
        ahead = self._ahead(saved, open_paths)
        if ahead:
            yield ahead
        try:
            whole = self._whole(saved, overtaken)
        except _LeftOff:
            return
        if ahead:  # told together, and gone to once
            whole = replace(
                whole, changed=(*ahead.changed, *whole.changed), newest=None if ahead.newest else whole.newest
            )
        self.last = whole
        yield whole

    def _ahead(self, saved: Collection[Path], open_paths: Collection[str]) -> Outcome | None:
        """The pages that are looked at, and those of the briefs that were saved, before all others."""
        if self._builder is None or self.last is None or self.last.site is None:
            return None
        own = [f"briefs/{slugify(each.stem)}/index.html" for each in saved] if len(saved) <= FEW else []
        changed = self._builder.ahead(saved, {*open_paths, *own}, today())
        if not changed:
            return None
        newest = page_of_newest(changed, saved)
        return replace(self.last, changed=changed, gone=(), newest=newest, ahead=True)

    def _whole(self, saved: Collection[Path], overtaken: Overtaken) -> Outcome:
        """The whole site. Raises _LeftOff."""
        first, jobs, self.jobs = self._builder is None, self.jobs, 1
        heard = Gathered(self.messages.quiet or not first, self.messages.verbose)
        heard.log_folder, heard.progress = self.messages.log_folder, self.messages.progress
        places = None
        try:
            settings = self._settings()
            places = places_of(settings)
            builder = self._builder_of(replace(settings, site_dir=str(self.folder)))
            builder.jobs = jobs
            builder.heed = partial(_heed, overtaken)
            with Aside(jobs, idle_there) as builder.aside:
                built = builder.build(today(), heard)
        except _LeftOff:
            raise
        except Exception as error:
            return Outcome(None, problems=(*heard.problems, *_problems(error, heard)), places=places)
        if self.paths is None:
            self.paths = frozenset(published(self.folder, settings.cache))
        elif built.gone or not self.paths.issuperset(built.changed):
            self.paths = self.paths.difference(built.gone).union(built.changed)
        return Outcome(
            Site(self.folder, self.paths, base_path(site_settings(settings))),
            built.changed,
            built.gone,
            tuple(heard.problems),
            None if first else page_of_newest(built.changed, saved),
            places,
        )

    def _builder_of(self, settings: Settings) -> Builder:
        """The builder that knows the last build, unless the settings are other ones now."""
        if self._builder and self._builder.settings == settings:
            return self._builder
        if self._builder:
            self._builder.__exit__()
        self._builder = Builder(settings, preview=("draft", "future"), lenient=True, patience=PATIENCE)
        return self._builder

    def _settings(self) -> Settings:
        """The settings as they are now; what is wrong with them is said of the file wherever one stands."""
        try:
            return self.load()
        except ExceptionGroup as group:
            raise ExceptionGroup(group.message, [self._placed(each) for each in group.exceptions]) from None
        except Problem as problem:
            raise self._placed(problem) from None

    @staticmethod
    def _placed(error: Exception) -> Exception:
        known = isinstance(error, Problem) and Path(error.path).is_file()
        return error.at(str(Path(error.path).absolute())) if known and isinstance(error, Problem) else error


class Teller(msgspec.Struct):
    """Says on the terminal what each rebuild came to: what is new, not what was said before."""

    messages: Messages
    before: dict[str, Problem] = msgspec.field(default_factory=dict)

    def __call__(self, outcome: Outcome, saved: Collection[Path], seconds: float) -> None:
        now = {str(problem): problem for problem in outcome.problems}
        for text in now.keys() - self.before.keys():
            self.messages.problem(now[text])
        wrong = {problem.path for problem in now.values()}
        mended = {each.path for each in self.before.values() if each.severity == "error"} - wrong
        for path in sorted(mended):
            self.messages.result(f"{self.messages.from_here(path)}: mended")
        self.before = now
        if saved and outcome.site is None:
            self.messages.result(f"{_clock()} {_named(saved)}: not built; the pages stay as they were")
        elif saved and (outcome.changed or outcome.gone):
            changes = [(len(outcome.changed), "written"), (len(outcome.gone), "removed")]
            done = ", ".join(f"{number:,} {what}" for number, what in changes if number)
            self.messages.result(f"{_clock()} {_named(saved)}: {done} in {seconds:.2f} s")


def serve(load: Load, wishes: Wishes, *, jobs: int | None, messages: Messages) -> None:
    """Serve until Ctrl-C or SIGTERM. Raises Problem, or an ExceptionGroup of them, for what keeps it from starting."""
    settings = load()
    said = copy(messages)  # what is wrong with a brief now says nothing of how this command ended
    stage = Stage(settings.root.absolute())
    with alone(settings.cache / "serve.lock") as tell, _interruptible(), listening(wishes, stage) as server:
        watch = Watch(places_of(settings), poll=wishes.poll, say=lambda why: said.problem(_deaf(why)))
        builds = Rebuilding(load, (settings.cache / FOLDER).absolute(), said, jobs)
        session = Session(builds if wishes.follow else _staying(builds), stage, watch, Teller(said))
        address = address_of(wishes.host, server.server_port, base_path(site_settings(settings)))
        if not guard.is_loopback(wishes.host):
            warning = "whoever reaches this machine over the network can read the whole site, drafts too"
            said.problem(Problem(f"--host {wishes.host}", warning, code="open-to-network", severity="warning"))
        tell(address)
        try:
            session.build()
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
            watch.start()
            said.result(f"Serving {address} (Ctrl-C ends it)")
            if wishes.open:
                threading.Thread(target=_open, args=(address, said), daemon=True).start()
            session.follow()
        finally:
            watch.close()
            stage.close()


def _staying(rebuild: Rebuild) -> Rebuild:
    """The same, that leads nobody to what is new."""

    def staying(saved: Collection[Path], open_paths: Collection[str], overtaken: Overtaken) -> Iterator[Outcome]:
        return (replace(each, newest=None) for each in rebuild(saved, open_paths, overtaken))

    return staying


def places_of(settings: Settings) -> Places:
    """All that the site is made of. A theme that is a link is watched where it leads."""
    themes = settings.root / "themes"
    linked: list[Path] = []
    with suppress(OSError):
        linked = [each.resolve() for each in sorted(themes.iterdir()) if each.is_symlink()]
    return Places(
        folders=(settings.articles, settings.briefs, settings.media, themes, *linked),
        files=(settings.file, settings.actors, *(settings.root / each for each in settings.extra_css)),
        outside=(settings.site, settings.cache),
    )


def page_of_newest(changed: Collection[str], saved: Collection[Path]) -> str | None:
    """The page of the brief that was saved last, among the site's files that changed.

    A brief that an article made or renewed is told by the file that changes with it alone.
    """
    times = {}
    for file in saved:
        with suppress(OSError):
            times[file.stem] = file.stat().st_mtime_ns
    pages = [match[1] for path in changed if (match := PAGE.fullmatch(path))]
    told = [slug for slug in pages if slug in times] or [
        slug for slug in pages if f"briefs/{slug}/brief.json" in changed
    ]
    return f"briefs/{max(told, key=lambda slug: times.get(slug, 0))}/index.html" if told else None


@contextmanager
def listening(wishes: Wishes, stage: Stage) -> Iterator[Server]:
    """A server that has its port, and gives it back. Raises Problem "port-taken" or "cannot-listen"."""
    server = _listen(wishes, stage)
    try:
        yield server
    finally:
        server.end()


def _listen(wishes: Wishes, stage: Stage) -> Server:
    ports = PORTS if wishes.port is None else (wishes.port,)
    for port in ports:
        try:
            return Server(wishes.host, port, stage)
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE or (os.name == "nt" and error.errno == errno.EACCES)
            if not taken:
                message = f"cannot listen there: {error.strerror or error}; choose another --host or --port"
                raise Problem(address_of(wishes.host, port), message, code="cannot-listen") from error
    where = address_of(wishes.host, ports[0])
    more = f", and so are the {len(ports) - 1} ports after it" if len(ports) > 1 else ""
    raise Problem(where, f"this port is taken{more}; choose another one with --port", code="port-taken")


def address_of(host: str, port: int, base: str = "/") -> str:
    """Where a browser on this machine finds it."""
    name = {"0.0.0.0": HOST, "::": "::1"}.get(host, host)
    return f"http://{f'[{name}]' if ':' in name else name}:{port}{base}"


@contextmanager
def _interruptible() -> Iterator[None]:
    """Take Ctrl-C and SIGTERM for the way to end."""

    here = os.getpid()

    def stop(*_: object) -> None:
        if os.getpid() != here:  # a process of the first build's pool
            os._exit(1)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGTERM, before)


def _open(address: str, messages: Messages) -> None:
    if not webbrowser.open(address):
        messages.result(f"No browser was found; open {address} in one")


def _problems(error: Exception, heard: Gathered) -> list[Problem]:
    """What ended a build, as problems."""
    if isinstance(error, Problem):
        return [error]
    if isinstance(error, ExceptionGroup):
        return [problem for each in error.exceptions for problem in _problems(each, heard)]
    if isinstance(error, OSError):
        return [Problem(str(error.filename or "briefgen"), f"{error.strerror or error}", code="environment")]
    before = len(heard.problems)
    heard.fault("briefgen", "".join(traceback.format_exception(error)))
    return heard.problems[before:]


def _deaf(why: str) -> Problem:
    return Problem("briefgen serve", why, code="not-reported", severity="note")


def _named(saved: Collection[Path]) -> str:
    if len(saved) > 1:
        return counted(len(saved), "file")
    return os.path.relpath(next(iter(saved)))


def _clock() -> str:
    return time.strftime("%H:%M:%S")
