"""Themes: folders with `theme.yml`, `templates/`, `static/` and `languages/`, looked for in several places at once.

A theme is found by its name in the site's own `themes/` and among those that come with briefgen, and may extend
another. All these folders are layers: a file of the first one stands before the same file of the next, so a site
changes one template by having it, and a theme holds only what it does differently.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

import briefgen
from briefgen import flawless
from briefgen.fields import TEXT, TEXTS, Entries, Findings, Record
from briefgen.files import leads_down
from briefgen.problem import Problem, did_you_mean
from briefgen.site.themesettings import SETTING, Setting, custom_properties

STYLE = "static/style.css"
"""The one stylesheet of a site: the theme's settings, its stylesheets in their order, and the site's own."""

BUILT_IN = Path(__file__).parent / "templates"
"""Templates that no theme needs to have, because nobody looks at what they make."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


class About(msgspec.Struct, frozen=True):
    """What `theme.yml` says. `stylesheets` are files of `static/`; without any the theme has those of its parent."""

    name: str
    description: str = ""
    extends: str = ""
    stylesheets: tuple[str, ...] = ()
    settings: dict[str, Setting] = msgspec.field(default_factory=dict)


ABOUT = Record(
    About,
    {
        "name": TEXT,
        "description": TEXT,
        "extends": TEXT,
        "stylesheets": TEXTS,
        "settings": Entries(SETTING, "measure: {type: number, default: 60}"),
    },
    about={
        "name": "What the theme is called.",
        "description": "A line on what it is for; briefgen theme list shows it.",
        "extends": "The theme that it extends: what this one has not, that one gives.",
        "stylesheets": "Files of static/ in their order; without any it has those of the theme that it extends.",
        "settings": "What a site may choose about it, each under a name.",
    },
)
_READ = flawless.reader(ABOUT)


class Theme(msgspec.Struct, frozen=True):
    """A theme and its layers: the folders that hold its parts, the one that counts most first.

    `lineage` are the names of the theme and of what it extends; settings and stylesheets are those of all of them.
    """

    about: About
    lineage: tuple[str, ...]
    layers: tuple[Path, ...]
    stylesheets: tuple[str, ...]
    settings: dict[str, Setting]

    @property
    def templates(self) -> list[Path]:
        return [layer / "templates" for layer in self.layers]


def packaged_themes() -> Path:
    """The folder of the themes that come with briefgen: within the installed package, or beside it in a checkout."""
    package = Path(briefgen.__file__).parent
    installed = package / "themes"
    return installed if installed.is_dir() else package.parent / "themes"


def theme_names(theme_dirs: Sequence[Path]) -> list[str]:
    """The names of the themes in these folders, sorted."""
    return sorted({file.parent.name for each in theme_dirs for file in each.glob("*/theme.yml")})


def find_theme(name: str, theme_dirs: Sequence[Path]) -> Theme:
    """The theme called `name` in these folders of themes, with all that it extends.

    Raises Problem if there is none, if a `theme.yml` is wrong, or if themes extend each other in a circle.
    """
    lineage: list[str] = []
    layers: list[Path] = []
    found: list[About] = []
    wanted, asked_by = name, name
    while wanted or not found:
        own = [each / wanted for each in theme_dirs if (each / wanted).is_dir()] if _NAME.fullmatch(wanted) else []
        file = next((file for layer in own if (file := layer / "theme.yml").is_file()), None)
        if file is None:
            known = theme_names(theme_dirs)
            hint = did_you_mean(wanted, known) or f"; there are: {', '.join(known)}"
            raise Problem(asked_by, f"there is no theme called {wanted!r}{hint}", code="no-theme")
        if wanted in lineage:
            raise Problem(asked_by, f"themes extend each other in a circle: {', '.join(lineage)}", code="no-theme")
        lineage.append(wanted)
        layers += own
        found.append(_read_about(file))
        wanted, asked_by = found[-1].extends, str(file)
    settings = {key: setting for each in reversed(found) for key, setting in each.settings.items()}
    stylesheets = next((each.stylesheets for each in found if each.stylesheets), ())
    return Theme(found[0], tuple(lineage), tuple(layers), stylesheets, settings)


def stylesheet(theme: Theme, values: dict[str, Any], extra: Sequence[Path] = ()) -> bytes:
    """The content of `STYLE`. `extra` are stylesheets of the site's own, which have the last word. Raises Problem."""
    parts = [custom_properties(theme.settings, values).encode()]
    for name in theme.stylesheets:
        file = next((file for layer in theme.layers if (file := layer / "static" / name).is_file()), None)
        if file is None:
            message = f"the theme names a stylesheet that is not in its static folder: {name}"
            raise Problem(theme.lineage[0], message, code="no-stylesheet")
        parts.append(file.read_bytes())
    for file in extra:
        try:
            parts.append(file.read_bytes())
        except OSError as error:
            message = f"extra_css: {error.strerror or error}; its files are relative to briefgen.yml"
            raise Problem(str(file), message, code="no-stylesheet") from error
    return b"\n".join(part.strip() for part in parts if part) + b"\n"


def all_files(folder: Path) -> list[Path]:
    """Every file below a folder, sorted; links are followed, as they are where one of these files is asked for."""
    found: list[Path] = []
    for root, folders, names in os.walk(folder, followlinks=True):
        folders[:] = [name for name in folders if leads_down(Path(root, name))]
        found += [file for name in names if (file := Path(root, name)).is_file()]
    return sorted(found)


def static_files(theme: Theme) -> Iterator[tuple[str, bytes]]:
    """(path below the site's root, content) of the theme's other files, sorted. Links are left out."""
    found: dict[str, Path] = {}
    for layer in reversed(theme.layers):
        static = layer / "static"
        for file in static.rglob("*"):
            parts = file.relative_to(static).parts
            if file.is_file() and not file.is_symlink() and not any(part.startswith(".") for part in parts):
                found["/".join(("static", *parts))] = file
    for path, file in sorted(found.items()):
        if file.suffix != ".css" or file.name not in theme.stylesheets:
            yield path, file.read_bytes()


def _read_about(file: Path) -> About:
    findings = Findings(str(file))
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise Problem(str(file), "this is not UTF-8 text; save it as UTF-8", code="not-text") from error
    about: About | None = flawless.at_once(_READ, text)
    if about:
        return about
    from briefgen.yamltext import parse  # brings PyYAML

    about = ABOUT.read(parse(text, str(file)), "", findings)
    if findings.problems:
        raise findings.problems[0]
    return about
