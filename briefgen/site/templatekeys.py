"""Which templates a page is made with, and a digest of them: a page is made anew where one of its own has changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from briefgen.site.indexcard import digest_of, short
from briefgen.site.page import Page
from briefgen.site.theme import BUILT_IN, Theme, all_files
from briefgen.site.words import Words

_USE = re.compile(r"{%[-+]?\s*(?:extends|include|import|from)\b(.*?)%}", re.DOTALL)
_NAME = re.compile(r"""["']([^"'\\]*)["']""")
_PLAIN = re.compile(r"""\s*\[?(\s*["'][^"'\\]*["']\s*,?)+\]?(\s*|\s+(as|import|ignore|with|without)\b.*)""", re.DOTALL)
"""Names that stand there as they are, in what follows "extends" and the like; a tag's end may be a part of one."""


class TemplateKeys:
    """Keys of pages: of the page's data, its templates and all that every page depends on (`common`)."""

    def __init__(self, theme: Theme, words: Words, settings: Mapping[str, Any], common: bytes) -> None:
        self._folders = [*theme.templates, BUILT_IN]
        self._common = short(common, digest_of((words.language, words.texts), settings))
        self.of_template = cache(self._of_template)

    @cached_property
    def all(self) -> bytes:
        """A digest of everything that any page is made with."""
        return short(self._common, *[source for each in sorted(self._sources) for source in self._sources[each]])

    def of(self, page: Page) -> bytes:
        """The key of a page."""
        return page.key + (self.of_template(page.template) if page.template else self._common)

    def _of_template(self, name: str) -> bytes:
        """A digest of a template and of all that it uses, in whichever layer, and what those use."""
        seen: set[str] = set()
        todo = [name]
        while todo:
            each = todo.pop()
            if each not in seen:
                seen.add(each)
                todo += self._used.get(each, ())
        return short(self._common, *[source for each in sorted(seen) for source in self._sources.get(each, ())])

    @cached_property
    def _sources(self) -> dict[str, list[bytes]]:
        """Name -> digests of the files of that name, the layer that counts most first."""
        found: dict[str, list[bytes]] = {}
        for folder in self._folders:
            for name, text in _texts(folder):
                found.setdefault(name, []).append(digest_of(name, text))
        return found

    @cached_property
    def _used(self) -> dict[str, set[str]]:
        """Name -> the templates that those of this name extend, include or import; all, where a name is worked out."""
        used: dict[str, set[str]] = {}
        for folder in self._folders:
            for name, text in _texts(folder):
                for use in _USE.findall(text):
                    names = set(_NAME.findall(use)) if _PLAIN.fullmatch(use) else set(self._sources)
                    used.setdefault(name, set()).update(names)
        return used


def _texts(folder: Path) -> list[tuple[str, str]]:
    """(name as templates call it, text) of every file in a folder of templates."""
    return [
        (file.relative_to(folder).as_posix(), file.read_text("utf-8", errors="replace")) for file in all_files(folder)
    ]
