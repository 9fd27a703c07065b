"""A page's template and data -> its bytes.

Everything that a template prints is escaped, whatever the file is called; a name that is not there is an error, not a
blank; content is never compiled as a template. A template that extends its own name extends the one of the layer below,
so a site changes one block of a page and keeps the rest. What breaks a page, or turns its text round unseen, is taken
out of the finished page in one place.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    FileSystemBytecodeCache,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.bccache import Bucket

from briefgen.problem import Problem, did_you_mean
from briefgen.site import dates, links, markdown
from briefgen.site.bidi import isolated
from briefgen.site.indexcard import digest_of
from briefgen.site.jsontext import as_file, to_json
from briefgen.site.page import Page
from briefgen.site.templating import QuickEnvironment
from briefgen.site.theme import BUILT_IN, Theme
from briefgen.site.words import Words, number, speak

_CONTROLS = bytes({*range(32), 0x7F} - {*b"\t\n\r"})
"""What HTML and XML 1.0 forbid below U+0080; of what they forbid above, lone surrogates have no UTF-8."""
_REORDERING = "\u200b\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffe\uffff"
"""The rest of it, and what reorders or hides text (Unicode TR 36, "bidirectional text spoofing")."""
_UNSEEN = re.compile(f"[{re.escape(_CONTROLS.decode())}{_REORDERING}\ud800-\udfff]")


class Layers(BaseLoader):
    """Templates out of folders, the first that has one first. "2:base.html" is what base.html is from layer 2 down."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = folders

    def find(self, name: str) -> tuple[int, Path]:
        """The number of the layer that has this template, and the file. Raises TemplateNotFound."""
        first, _, path = name.rpartition(":")
        if ".." not in path.split("/"):
            for layer in range(int(first or 0), len(self.folders)):
                if (file := self.folders[layer] / path).is_file():
                    return layer, file
        raise TemplateNotFound(path)

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        _, file = self.find(template)
        try:
            return file.read_text(encoding="utf-8"), str(file), lambda: True
        except UnicodeDecodeError as error:
            raise Problem(str(file), "this is not UTF-8 text; save it as UTF-8", code="not-text") from error

    def list_templates(self) -> list[str]:
        return sorted({file.name for folder in self.folders for file in folder.glob("*.*")})


class Layered(QuickEnvironment):
    """An environment in which a template that names itself means the one below."""

    def join_path(self, template: str, parent: str) -> str:
        if template == parent.rpartition(":")[2] and isinstance(self.loader, Layers):
            return f"{self.loader.find(parent)[0] + 1}:{template}"
        return template


def environment(
    theme: Theme,
    language: str = "en",
    settings: Mapping[str, Any] | None = None,
    cache: Path | None = None,
    fingerprint: bytes = b"",
    words: Words | None = None,
) -> Environment:
    """The templates of a theme, with the filters and tests that they may use, in `language` if it has that one; `words`
    are those that it has, if they are at hand.

    What they were compiled to is kept in `cache`, for this version of the program (`fingerprint`) and these words:
    a filter, a test or a text of something constant is worked out when a template is compiled.
    """
    words = words or speak(theme, language)
    spoken = words.language
    made = Layered(
        loader=Layers([*theme.templates, BUILT_IN]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=_compiled(cache, digest_of(spoken, sorted(words.texts.items()), fingerprint)) if cache else None,
    )
    made.filters |= {
        "date": partial(dates.show_date, language=spoken),
        "month": partial(dates.show_month, language=spoken),
        "number": partial(number, language=spoken),
        "isolated": partial(isolated, language=spoken),
        "direction": dates.direction,
        "language_name": partial(dates.language_name, shown_in=spoken),
        "markdown": markdown.to_html,
        "plain": markdown.to_text,
        "excerpt": links.excerpt,
    }
    made.tests |= {"date": dates.is_date, "word": words.has}
    made.globals |= {"language": spoken, "t": words, "theme": dict(settings or {})}
    made.policies |= {"json.dumps_function": to_json, "json.dumps_kwargs": {}}
    return made


def _compiled(cache: Path, key: bytes) -> FileSystemBytecodeCache | None:
    """Where templates compiled under this key are kept, and no others; nowhere, if the folder cannot be made."""
    folder = cache / "templates"
    start = f"{key.hex()}-"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in folder.iterdir():
            if not file.name.startswith(start):
                file.unlink()
    except OSError:
        return None
    return Compiled(str(folder), f"{start}%s.cache")


class Compiled(FileSystemBytecodeCache):
    """Compiled templates; one that cannot be kept is compiled again."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


def render(templates: Environment, page: Page) -> bytes:
    """The page as UTF-8. Raises Problem that names template and line when the template is at fault."""
    if page.template is None:
        return as_file(page.data)
    try:
        text = templates.get_template(page.template).render(page.data)
    except TemplateSyntaxError as error:
        raise _problem(page, error.filename, error.lineno, error.message or "it cannot be read") from error
    except TemplateNotFound as error:
        hint = did_you_mean(str(error.name), templates.list_templates())
        where = _template_line(error.__traceback__)
        raise _problem(page, *where, f"there is no template called {error.name!r}{hint}") from error
    except UndefinedError as error:
        hint = _near(error, page)
        raise _problem(page, *_template_line(error.__traceback__), f"{error}{hint}") from error
    except (Problem, OSError):  # the disk's fault, and no template's
        raise
    except Exception as error:  # whatever a template does wrong is the theme's fault, not ours
        raise _problem(page, *_template_line(error.__traceback__), f"{error}") from error
    return _seen(text)


def _seen(text: str) -> bytes:
    """The text without what breaks a page; in nearly every one there is nothing of it, which is seen faster."""
    try:
        made = text.encode()
    except UnicodeEncodeError:  # half a character
        return _UNSEEN.sub("", text).encode()
    if len(made.translate(None, _CONTROLS)) == len(made) and not any(map(text.__contains__, _REORDERING)):
        return made
    return _UNSEEN.sub("", text).encode()


def _near(error: UndefinedError, page: Page) -> str:
    """What a name that is not there may have been meant for."""
    missing = re.search("'([^']+)'(?: is undefined|$)", str(error))
    known = {*page.data, *_names(page.data)}
    return did_you_mean(missing[1], sorted(known)) if missing else ""


def _names(data: Mapping[str, Any]) -> Iterator[str]:
    """Every key of the dicts within, however deep they lie in one another."""
    for value in data.values():
        if isinstance(value, Mapping):
            yield from (key for key in value if isinstance(key, str))
            yield from _names(value)


def _problem(page: Page, file: str | None, line: int | None, what: str) -> Problem:
    brief = page.data.get("brief")
    of = f" of the brief {brief['slug']}" if isinstance(brief, Mapping) and "slug" in brief else ""
    message = f"while making {page.path}{of}: {what}"
    return Problem(file or page.template or page.path, message, code="bad-template", line=line)


def _template_line(trace: TracebackType | None) -> tuple[str | None, int | None]:
    """The innermost line of a template that the error came through: Jinja writes its own file names into the trace."""
    for frame in reversed(traceback.extract_tb(trace)):
        if Path(frame.filename).suffix != ".py" and not frame.filename.startswith("<"):
            return frame.filename, frame.lineno
    return None, None
