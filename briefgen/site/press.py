"""What makes pages of their data, loaded for the first of them, or by another process before this one needs it.

Jinja and a theme's templates take as long to load as all else that a build of one edited brief does. A process that
begins to load them while this one still looks and reads has them ready when there are pages to make.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from briefgen.crew import Crew
from briefgen.site import answers
from briefgen.site.jsontext import as_file
from briefgen.site.page import Page
from briefgen.site.theme import Theme
from briefgen.site.words import Text, Words

if TYPE_CHECKING:
    from jinja2 import Environment


class Setup(msgspec.Struct, frozen=True):
    """What templates are loaded by (`render.environment`): the theme with what is set of it, and its `texts` in the
    language that it speaks."""

    theme: Theme
    language: str
    texts: Mapping[str, Text]
    settings: dict[str, Any]
    cache: Path | None = None
    fingerprint: bytes = b""

    @property
    def words(self) -> Words:
        return Words(self.language, self.texts)

    def load(self) -> Environment:
        """The templates. Raises Problem."""
        from briefgen.site.render import environment  # brings Jinja

        return environment(self.theme, self.language, self.settings, self.cache, self.fingerprint, self.words)

    def compile(self) -> None:
        """Have all templates in the cache as what they are compiled to, where none is: else few are new, and compiled
        when they are needed. One that is wrong is told by who needs it."""
        from briefgen.site.render import Compiled

        templates = self.load()
        kept = templates.bytecode_cache
        if not isinstance(kept, Compiled) or any(Path(kept.directory).iterdir()):
            return
        for name in templates.list_templates():
            with suppress(Exception):
                templates.get_template(name)


Order = tuple[str, str, Mapping[str, Any], Mapping[str, str]]
"""Path, template and data of a page, and what became known of languages since the last one."""
Made = tuple[bytes, Mapping[str, str]]
"""A page, and what became known of languages for it."""


class Aside(Protocol):
    """A process that makes pages beside this one by `made_aside`. What it cannot make it gives None for, and tells
    nobody why."""

    def begin(self, setup: Setup) -> None:
        """Load and compile the templates. By another setup than the first one nothing is made any more."""

    def pack(self, order: Order) -> bytes | None:
        """An order as it is handed over."""

    def hand(self, packed: bytes) -> None:
        """Have a page made."""

    def receive(self) -> Made | None:
        """The page that was handed over."""

    def finish(self) -> None:
        """There is no more to make: wait until what was begun is loaded and compiled."""

    def dismiss(self) -> None:
        """There is no more to make."""


class Press:
    """Makes pages with the templates of a theme; what is made `aside` needs none here.

    While one page is made there, the data of the next is made here, if it was foretold.
    """

    def __init__(self, setup: Setup, aside: Aside | None = None) -> None:
        self._setup = setup
        self._aside = aside
        self._process = os.getpid()
        self._known = answers.known() if aside else {}
        self._coming: Page | None = None
        self._packed: tuple[Page, bytes | None] | None = None
        if aside:
            aside.begin(setup)

    @cached_property
    def templates(self) -> Environment:
        return self._setup.load()

    def foretell(self, page: Page) -> None:
        """Say which page is made after the next one."""
        self._coming = page

    def make(self, page: Page) -> bytes:
        """A page as a file. Raises Problem that names the template that is at fault, and the line."""
        if page.template is None:
            return as_file(page.data)
        if self._aside and self._process == os.getpid():
            if made := self._made_by(self._aside, page):
                answers.hear(made[1])
                return made[0]
            self._aside = None
        from briefgen.site.render import render

        return render(self.templates, page)

    def _made_by(self, aside: Aside, page: Page) -> Made | None:
        held, self._packed = self._packed, None
        packed = held[1] if held and held[0] is page else self._order(aside, page)
        if packed is None:
            return None
        aside.hand(packed)
        coming, self._coming = self._coming, None
        if coming and coming is not page and coming.template:
            with suppress(Exception):  # it is told when the page is due
                self._packed = coming, self._order(aside, coming)
        return aside.receive()

    def _order(self, aside: Aside, page: Page) -> bytes | None:
        known, self._known = self._known, {}
        return aside.pack((page.path, page.template or "", page.data, known))

    def rest(self) -> None:
        """No page is to be made any more for now."""
        if self._aside:
            self._aside.dismiss()
            self._aside = self._packed = self._coming = None

    def shared_by(self, crew: Crew | None) -> Crew | None:
        """The crew whose processes begin with the templates."""
        return Crew(partial(self._start, crew), crew.forks) if crew else None

    def _start(self, crew: Crew, *about: Any) -> Any:
        if self._aside:
            self._aside.finish()
            self.rest()
        _ = self.templates
        return crew.start(*about)


def load_libraries(language: str) -> None:
    """Load what every process needs that makes pages in a language."""
    from briefgen.site import cldr, render  # noqa: F401 - bring Babel and Jinja

    cldr.date("2000-01-01", language)  # the first date takes as long as some hundred others


def made_aside(receive: Callable[[], Any]) -> Iterator[Made]:
    """What the other process does: all that takes long to load is loaded, then a setup is received, and by that all
    templates are compiled; then order after order is received. A template is read only then: the key of its page is
    known by now, so that an edit meanwhile is seen by the next build."""
    from briefgen.site.render import render

    setup: Setup = receive()
    setup.compile()
    templates = setup.load()
    while True:
        path, template, data, known = receive()
        answers.hear(known)
        answers.news()
        yield render(templates, Page(path, template, b"", partial(dict, data))), answers.news()
