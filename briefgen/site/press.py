"""What makes pages of their data, loaded for the first of them, or by another process before this one needs it.

Jinja and a theme's templates take as long to load as all else that a build of one edited brief does. A process that
begins to load them while this one still looks and reads has them ready when there are pages to make.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property, partial
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from briefgen.site.jsontext import as_file
from briefgen.site.page import Page
from briefgen.site.theme import Theme
from briefgen.site.words import Text, Words

if TYPE_CHECKING:
    from jinja2 import Environment


FIRST = "brief.html"
"""The template that is needed first."""


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


class Press:
    """Makes pages with the templates of a theme. Copied to another process it is the one that is `set_up_there`."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup

    @cached_property
    def templates(self) -> Environment:
        return self._setup.load()

    def make(self, page: Page) -> bytes:
        """A page as a file. Raises Problem that names the template that is at fault, and the line."""
        if page.template is None:
            return as_file(page.data)
        from briefgen.site.render import render

        return render(self.templates, page)

    def order(self, page: Page) -> Callable[[], bytes]:
        """What makes a page of data that is worked out now, and can be copied if that can."""
        return partial(self.make, Page(page.path, page.template, b"", partial(dict, page.data)))

    def __reduce__(self) -> tuple[object, ...]:
        return _there, ()


_press: Press | None = None
_steps: deque[Callable[[], object]] = deque()


def _there() -> Press:
    if _press is None:
        raise RuntimeError("no templates were loaded here")
    return _press


def set_up_there(setup: Setup) -> None:
    """Load what templates are made with, in another process than that for which it makes pages.

    A template is read only for the first page that needs it: the key of that is known by then, so that an edit
    meanwhile is seen by the next build.
    """
    global _press
    _press = Press(setup)
    _steps.extend(_uncompiled(_press.templates, setup))


def _uncompiled(templates: Environment, setup: Setup) -> Iterator[Callable[[], object]]:
    """What puts one template after another in the cache as what it is compiled to, first that of most pages; nothing
    where the cache has any: then few are new, and compiled when they are needed."""
    from briefgen.site.render import Compiled

    kept = templates.bytecode_cache
    if isinstance(kept, Compiled) and not any(Path(kept.directory).iterdir()):
        apart = setup.load()
        for name in sorted(apart.list_templates(), key=FIRST.__ne__):
            yield partial(apart.get_template, name)


def idle_there() -> bool:
    """Load or compile something that pages will need, in such a process that has nothing else to do; False when all of
    it is there. A template that is wrong is told by who needs it."""
    if not _steps:
        return False
    with suppress(Exception):
        _steps.popleft()()
    return True


def loading(language: str) -> Iterator[Callable[[], object]]:
    """What loads, in steps, what every process needs that makes pages in a language."""
    yield partial(import_module, "jinja2")
    yield partial(import_module, "briefgen.site.render")
    yield partial(_first_date, language)


def _first_date(language: str) -> None:
    """Which takes as long as some hundred others."""
    from briefgen.site import cldr  # brings Babel

    cldr.date("2000-01-01", language)


_steps += islice(loading(""), 2)
