"""The builds of a site, one after another.

Each step does what its input makes it do. A look tells whether anything changed at all; only files that look different
are read, only briefs whose text is new are parsed, only pages whose key is new are rendered, and only files whose
bytes differ are written. What a build learns stays in memory for the next one of a server, and in the cache for the
next process.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from briefgen import files
from briefgen.briefs.release import Hold
from briefgen.briefs.textfile import is_brief
from briefgen.checking.rules import graded
from briefgen.commands import look, shelf
from briefgen.commands.amending import reread, shelve
from briefgen.commands.asked import not_installed, site_settings
from briefgen.commands.content import load_register, tell_slow_yaml
from briefgen.commands.fingerprint import fingerprint, installed
from briefgen.commands.lock import locked
from briefgen.commands.look import Memo, Output, Root, Sight
from briefgen.commands.pool import crew
from briefgen.commands.saying import SITE, say_again, tell, tell_held
from briefgen.commands.shelf import Shelf, SiteSheets
from briefgen.commands.stock import Stock
from briefgen.commands.tally import Tally, counted
from briefgen.config import Settings
from briefgen.crew import Aside
from briefgen.laps import Laps
from briefgen.problem import Problem
from briefgen.register import Register
from briefgen.site import search
from briefgen.site.amend import amend, ground_after
from briefgen.site.built import Built
from briefgen.site.dossier import Filed
from briefgen.site.indexcard import digest_of
from briefgen.site.memory import Memory, recall
from briefgen.site.press import loading
from briefgen.site.record import record_file
from briefgen.site.workshop import Workshop, hands, set_up
from briefgen.site.write import clear, write_ahead
from briefgen.slug import slugify

if TYPE_CHECKING:
    from briefgen.commands.messages import Messages, Said

LOCK = "build.lock"
CONVERTED = "converted"
"""The note on the articles and briefs for which there was nothing to convert."""
SHELF = "briefs.db"
FEW = 4
"""Briefs saved at once whose pages are made ahead of the build."""


class Builder(msgspec.Struct):
    """The builds of a site with the same settings, one after another.

    `about` says what else the site depends on, such as options of the command; without it, no note is kept by which
    the next process sees that nothing changed. `lenient` shows a brief that has errors now as it was when it had none.
    `heed` is called again and again until the first file is put in place, and ends a build by what it raises.
    `aside` makes pages beside this process; `program` tells this version from others (`fingerprint`).
    Who shares a `lock` builds one after another, and waits `patience` seconds.
    """

    settings: Settings
    jobs: int | None = None
    preview: tuple[Hold, ...] = ()
    about: Mapping[str, str] = msgspec.field(default_factory=dict)
    lenient: bool = False
    lock: Path | None = None
    patience: float = 5
    aside: Aside | None = None
    program: bytes = msgspec.field(default_factory=fingerprint)
    _begun: int = msgspec.field(default_factory=time.time_ns)
    heed: Callable[[], None] = lambda: None
    _stock: Stock | None = None
    _memory: Memory | None = None
    _noted: Memory | None = None

    def __enter__(self) -> Builder:
        return self

    def __exit__(self, *_: object) -> None:
        if self._stock:
            self._stock.shelf.close()

    def build(
        self,
        today: date,
        messages: Messages,
        *,
        clean: bool = False,
        sight: Sight | None = None,
        output: Output | None = None,
        memo: Memo | None = None,
        laps: Laps | None = None,
    ) -> Built:
        """One build; `sight` is what was seen just now, `output` what was looked at of the site, `memo` the note of the
        last build, `laps` take the time.

        Raises Problem, an ExceptionGroup of them, OSError.
        """
        laps = laps or Laps(lambda lap: messages.stage(str(lap)))
        try:
            return self._build(today, messages, clean, sight, output, memo, laps)
        except Problem as problem:
            if problem.code == "damaged-cache":
                self._forget()
            raise
        except OSError as error:
            if error.filename is None:  # a full disk says not where
                error.filename = str(self.settings.cache)
            raise
        except msgspec.DecodeError as error:
            self._forget()
            raise shelf.damaged(self.settings.cache / SHELF) from error

    def _build(
        self,
        today: date,
        messages: Messages,
        clean: bool,
        sight: Sight | None,
        output: Output | None,
        memo: Memo | None,
        laps: Laps,
    ) -> Built:
        settings = self.settings
        lock = locked(self.lock or settings.cache / LOCK, self.patience)
        with lock as killed, messages.recording() as said:
            if killed:
                _tidy(settings)
            with laps.lap("looked at") as lap:
                if sight is None or sight.roots != self._roots():
                    sight = Sight(self._roots(), self.about)
                lap.items, lap.kind = sum(map(len, sight.seen)), "files"
            self._begin_aside()
            if memo and sight and output and not (clean or killed):
                built = self._amended(memo, sight, output, today, laps)
                if built:
                    say_again(messages, memo, built.written)
                    said[:] = memo.said
                    self._keep_look(sight, (memo.since, memo.until), said, memo.counts)
                    return built
            register = load_register(settings, messages)
            stock, tally, written = self._read(sight, laps, messages)
            for problem in graded(stock.problems(), settings.check):
                messages.problem(problem)
            messages.result(str(tally))
            shown, held = stock.released(today, self.preview)
            for problem in _pictured(shown, stock, settings):
                messages.problem(problem)
            if clean:
                clear(settings.site, settings.cache)
            built = self._publish(shown, register, stock, output, laps)
            for problem in (*built.problems, *not_installed(settings)):
                messages.problem(problem)
            tell(messages, len(shown), built.pages, built.written, built.unchanged, built.removed)
            said[-1] = SITE
            tell_held(held, messages)
            if stock.broken:
                off = "is" if stock.broken == 1 else "are"
                messages.result(f"{counted(stock.broken, 'brief')} with errors {off} off the site until mended")
            if self.about and not messages.faults and not written and not look.since(settings.file, self._begun):
                counts = {"briefs": len(shown), "pages": built.pages, "files": built.files}
                self._keep_look(sight, stock.turns(today), said, counts)
        return built

    def _amended(self, memo: Memo, sight: Sight, output: Output, today: date, laps: Laps) -> Built | None:
        """`_amend`, but of a damaged shelf, which the whole build is to fill anew, nothing is made."""
        try:
            return self._amend(memo, sight, output, today, laps)
        except Problem as problem:
            if problem.code != "damaged-cache":
                raise
        except msgspec.DecodeError:
            pass
        self._forget()
        return None

    def _amend(self, memo: Memo, sight: Sight, output: Output, today: date, laps: Laps) -> Built | None:
        """A build after an edit of the words of a few briefs, if there was no more; else None, and nothing is done."""
        files = memo.edited(sight, today.isoformat())
        if files is None or (self.settings.search and search.find_engine()):
            return None
        shelf = self._opened().shelf
        with laps.lap("reread") as lap:
            found = reread(files, shelf, today, self.preview)
            lap.items, lap.kind = len(files), "briefs"
        memory = self._recalled(shelf)
        edits = [each.edit for each in found or ()]
        if found is None or ground_after(memory.before.ground, edits) is None:
            return None
        shelve(found, shelf)
        settings, site = self.settings, site_settings(self.settings)
        setup = set_up(site, **self._made_with)
        built = amend(
            Workshop.of(site, setup, searched=False),
            hands(setup, self.aside),
            edits,
            memo.counts["briefs"],
            out=settings.site,
            cache=settings.cache,
            memory=memory,
            stands=output.stands_by,
            laps=laps,
        )
        if built:
            self._memory = memory
            self._keep(memory, shelf)
        return built

    def _begin_aside(self) -> None:
        """Have the templates loaded and compiled meanwhile."""
        if self.aside:
            with suppress(Problem):  # which is told where the site is made
                hands(set_up(site_settings(self.settings), **self._made_with), self.aside)

    def _read(self, sight: Sight, laps: Laps, messages: Messages) -> tuple[Stock, Tally, int]:
        """The briefs as they are when what is new in the articles folder has been converted, what became of that, and
        how many files of briefs were written."""
        with laps.lap("read") as lap:
            stock, lap.items = self._stocked(sight)
            lap.kind = "briefs"
        tell_slow_yaml(self.settings, lap.items, messages)
        with laps.lap("converted") as lap:
            tally, written = self._convert(stock, sight, messages)
            lap.items, lap.kind = tally.fates["new"] + tally.fates["renewed"], "articles"
        return stock, tally, written

    def _publish(
        self, shown: Mapping[str, Filed], register: Register, stock: Stock, output: Output | None, laps: Laps
    ) -> Built:
        from briefgen.site.library import arrange
        from briefgen.site.publishing import publish  # brings all kinds of pages

        settings = self.settings
        self.heed()
        before, memory = self._memory, self._remember(stock.shelf)
        with laps.lap("ordered") as lap:
            library = arrange(shown.values(), register)
            lap.items, lap.kind = len(library.briefs), "briefs"
        try:
            built = publish(
                site_settings(settings),
                library,
                out=settings.site,
                **self._made_with,
                media=settings.media,
                extra_css=[settings.root / each for each in settings.extra_css],
                crew=crew(self.jobs),
                memory=memory,
                aside=self.aside,
                stands=output.stands_by if output else None,
                laps=laps,
                heed=self.heed,
            )
        except BaseException:
            self._memory = before  # what the last build knew still holds
            raise
        self._keep(memory, stock.shelf)
        return built

    def _keep(self, memory: Memory, shelf: Shelf) -> None:
        """Keep for the next process what a build found."""
        with shelf.changing():
            shelf.keep_notes({self._note(name): held for name, held in memory.notes().items()})
            SiteSheets(shelf, self._record.name).keep(memory.fresh(), memory.gone())
        memory.settle()

    @property
    def _made_with(self) -> dict[str, Any]:
        """What `set_up` and `publish` are both told."""
        settings = self.settings
        return {"cache": settings.cache, "theme_dirs": [settings.root / "themes"], "fingerprint": self.program}

    def _note(self, name: str) -> str:
        """What a note is called that is about this output."""
        return f"{self._record.name} {name}"

    def _keep_look(self, sight: Sight, days: tuple[str, str], said: Sequence[Said], counts: Mapping[str, int]) -> None:
        """Note what the build saw and said, for the next process."""
        output = str(self.settings.site), str(self._record)
        program = self.program.hex(), len(installed())
        look.keep(self.settings.cache, sight, days=days, said=said, counts=counts, output=output, program=program)

    @property
    def _record(self) -> Path:
        return record_file(self.settings.site, self.settings.cache)

    def ahead(self, saved: Collection[Path], wanted: Collection[str], today: date) -> tuple[str, ...]:
        """Make before a build those of the `wanted` pages that surely change with the briefs in these files.

        Gives the paths of those that changed; none where anything else than briefs was saved, and none of what goes
        wrong, which the build is to tell. So nothing is raised. Of more than a few briefs those count whose own pages
        are wanted, and of these pages no others.
        """
        from briefgen.site.ahead import pages_ahead

        backdrop, stock = self._memory and self._memory.backdrop, self._stock
        briefs = self.settings.briefs.absolute()
        if not backdrop or not stock:
            return ()
        if not all(is_brief(each.name) and each.is_relative_to(briefs) for each in saved):
            return ()
        if len(saved) > FEW:
            own = {f"briefs/{slugify(each.stem)}/index.html": each for each in saved}
            wanted = own.keys() & {*wanted}
            saved = [own[path] for path in sorted(wanted)]
            if len(saved) > FEW:
                return ()
        changed: list[str] = []
        with suppress(Exception):  # whatever it is, the build comes to it as well, and says it
            filed = [stock.filed(each, today, self.preview) for each in saved]
            for page in [page for each in filed if each for page in pages_ahead(backdrop, each)]:
                with suppress(Exception):  # another brief of it may be no more as the last build had it
                    if page.path in wanted and write_ahead(page.path, backdrop.press.make(page), self.settings.site):
                        changed.append(page.path)
        return tuple(changed)

    @property
    def _briefs(self) -> Root:
        return Root(str(self.settings.briefs), "content")

    @property
    def _articles(self) -> Root:
        return Root(str(self.settings.articles), "content")

    def _roots(self) -> tuple[Root, ...]:
        """Everything that the site is made of."""
        settings = self.settings
        files = [settings.file, settings.actors, *(settings.root / each for each in settings.extra_css)]
        folders = [settings.media, settings.root / "themes"]
        return (
            self._briefs,
            self._articles,
            *(Root(str(each)) for each in (*files, *folders)),
            *installed(),
        )

    def _opened(self) -> Stock:
        if self._stock is None:
            settings = self.settings
            kept = Shelf(settings.cache / SHELF, self.program)
            self._stock = Stock(settings.briefs, Path(settings.briefs_dir), kept, self.lenient)
        return self._stock

    def _stocked(self, sight: Sight) -> tuple[Stock, int]:
        """All that the briefs hold now, and how many files were opened for that; a damaged shelf is filled anew."""
        try:
            return self._updated(sight)
        except Problem as problem:
            if problem.code != "damaged-cache":
                raise
            self._forget()
            return self._updated(sight)

    def _updated(self, sight: Sight) -> tuple[Stock, int]:
        stock = self._opened()
        return stock, stock.update(sight.of(self._briefs), crew(self.jobs), self.aside, self._loading())

    def _loading(self) -> Iterator[Callable[[], object]]:
        """What loads, in steps, what a site of many new briefs is made with."""
        for module in ("library", "pages", "publishing"):
            yield partial(import_module, f"briefgen.site.{module}")
        yield from loading(self.settings.language)

    def _forget(self) -> None:
        """Empty the shelf."""
        if self._stock:
            self._stock.shelf.empty()
            self._stock.shelf.close()
        self._stock = self._memory = self._noted = None

    def _remember(self, shelf: Shelf) -> Memory:
        """What the last build of this output worked out."""
        self._memory = self._memory.again() if self._memory else self._recalled(shelf)
        return self._memory

    def _recalled(self, shelf: Shelf) -> Memory:
        """What the last process that built this output has worked out."""
        if self._noted is None:
            self._noted = recall(lambda name: shelf.note(self._note(name)), SiteSheets(shelf, self._record.name))
        return self._noted

    def _convert(self, stock: Stock, sight: Sight, messages: Messages) -> tuple[Tally, int]:
        """Briefs for new articles, renewed ones for those that changed, and how many files were written; nothing is
        read where neither they nor the briefs' sources are other than they were when there was nothing to do."""
        articles = sight.of(self._articles)
        if not articles:
            return Tally(), 0
        looks = sorted(articles.items())
        plugins = [(each.name, each.options) for each in self.settings.extractors]
        key = digest_of(looks, stock.origins(), plugins, self.program).hex()
        note = _Converted.read(stock.shelf.note(CONVERTED))
        if note.key == key:
            return Tally(fates=Counter({"unchanged": note.unchanged})), 0
        from briefgen.commands.convert import convert_new  # brings the whole extraction

        folder = stock.brief_folder()
        tally = convert_new(self.settings, folder, jobs=self.jobs, messages=messages)
        if folder.written:
            sight.again(self._briefs)
            stock.update(sight.of(self._briefs), crew(self.jobs), self.aside)
        elif tally.total == tally.fates["unchanged"] and look.JUST_NOW not in articles.values():
            with stock.shelf.changing():
                stock.shelf.keep_notes({CONVERTED: msgspec.msgpack.encode(_Converted(key, tally.total))})
        return tally, folder.written


class _Converted(msgspec.Struct):
    """That there was nothing to convert, by a key of all that it depends on."""

    key: str = ""
    unchanged: int = 0

    @classmethod
    def read(cls, held: bytes | None) -> _Converted:
        try:
            return msgspec.msgpack.decode(held, type=cls) if held else cls()
        except msgspec.MsgspecError:
            return cls()


def _tidy(settings: Settings) -> None:
    """Remove what a build that was killed had begun."""
    import shutil  # what few builds need

    files.sweep(settings.briefs)
    for folder in settings.cache.glob("*/.new-*"):
        shutil.rmtree(folder, ignore_errors=True)
    for file in settings.cache.rglob("*.tmp"):
        file.unlink(missing_ok=True)


def _pictured(shown: Mapping[str, Filed], stock: Stock, settings: Settings) -> Iterator[Problem]:
    """What is wrong with the pictures that these briefs name."""
    paths = [path for path, filed in shown.items() for plate in filed.card.photos if plate.file]
    if paths:
        from briefgen.commands.judge import pictured  # brings what reads articles

        briefs = ((Path(path), stock.called(path), shown[path].brief) for path in dict.fromkeys(paths))
        yield from pictured(briefs, settings)
