"""Themes: folders with `theme.yml`, `templates/` and `static/`, looked for in several places at once.

A theme is found by its name in the site's own `themes/` and among those that come with briefgen. The places are
layers: a file of the first one stands before the same file of the next, so a site changes one template by having it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import briefgen
from briefgen import yamltext
from briefgen.fields import TEXT, Findings, Record
from briefgen.problem import Problem, did_you_mean

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


@dataclass(frozen=True, slots=True)
class About:
    """What `theme.yml` says. `language` is that of the words in the templates."""

    name: str
    description: str = ""
    language: str = "en"


ABOUT = Record(About, {"name": TEXT, "description": TEXT, "language": TEXT})


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme and its layers: the folders that hold its parts, the one that counts most first."""

    about: About
    layers: tuple[Path, ...]

    @property
    def templates(self) -> list[Path]:
        return [layer / "templates" for layer in self.layers]


def packaged_themes() -> Path:
    """The folder of the themes that come with briefgen: within the installed package, or beside it in a checkout."""
    package = Path(briefgen.__file__).parent
    installed = package / "themes"
    return installed if installed.is_dir() else package.parent / "themes"


def find_theme(name: str, theme_dirs: Sequence[Path]) -> Theme:
    """The theme called `name` in these folders of themes. Raises Problem if there is none, or `theme.yml` is wrong."""
    layers = tuple(found for each in theme_dirs if (found := each / name).is_dir()) if _NAME.fullmatch(name) else ()
    about = next((file for layer in layers if (file := layer / "theme.yml").is_file()), None)
    if about is None:
        known = sorted({file.parent.name for each in theme_dirs for file in each.glob("*/theme.yml")})
        hint = did_you_mean(name, known) or f"; there are: {', '.join(known)}"
        raise Problem(name, f"there is no theme called {name!r}{hint}", code="no-theme")
    return Theme(_read_about(about), layers)


def static_files(theme: Theme) -> Iterator[tuple[str, bytes]]:
    """(path below the site's root, content) of the files that the theme's pages need, sorted. Links are left out."""
    found: dict[str, Path] = {}
    for layer in reversed(theme.layers):
        static = layer / "static"
        for file in static.rglob("*"):
            parts = file.relative_to(static).parts
            if file.is_file() and not file.is_symlink() and not any(part.startswith(".") for part in parts):
                found["/".join(("static", *parts))] = file
    for path, file in sorted(found.items()):
        yield path, file.read_bytes()


def _read_about(file: Path) -> About:
    findings = Findings(str(file))
    try:
        tree = yamltext.parse(file.read_text(encoding="utf-8"), str(file))
    except UnicodeDecodeError as error:
        raise Problem(str(file), "this is not UTF-8 text; save it as UTF-8", code="not-text") from error
    about: About = ABOUT.read(tree, "", findings)
    if findings.problems:
        raise findings.problems[0]
    return about
