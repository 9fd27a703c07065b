"""`briefgen theme`: which themes there are, what can be set about one, and a template of one's own to change."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from briefgen import files
from briefgen.config import Settings
from briefgen.problem import Problem, did_you_mean
from briefgen.site.theme import Theme, find_theme, packaged_themes, theme_names
from briefgen.site.themesettings import settle

PARTS = ("templates", "static", "languages")
"""The folders of a theme whose files a site may have its own of."""


def folders(settings: Settings) -> list[Path]:
    """Where this site's themes are looked for."""
    return [settings.root / "themes", packaged_themes()]


def listed(settings: Settings) -> Iterator[str]:
    """A line for each theme; the one that the site uses is marked."""
    for name in theme_names(folders(settings)):
        mark = "*" if name == settings.theme else " "
        yield f"{mark} {name}: {find_theme(name, folders(settings)).about.description}"


def shown(settings: Settings, name: str) -> Iterator[str]:
    """What a theme is, what may be set about it and how it is set here, and what it consists of."""
    theme = find_theme(name, folders(settings))
    chosen = settings.theme_settings if name == settings.theme else {}
    values = settle(theme.settings, chosen, "briefgen.yml")
    yield f"{name}: {theme.about.description}"
    if len(theme.lineage) > 1:
        yield f"extends {', '.join(theme.lineage[1:])}"
    yield "settings, for theme_settings in briefgen.yml:"
    for key, setting in theme.settings.items():
        kind = f"one of {', '.join(setting.choices)}" if setting.choices else setting.type
        yield f"  {key}: {_written(values[key])}  ({kind}; {setting.about})"
    for part in PARTS:
        yield f"{part}:"
        for path, layer in sorted(_files(theme, part).items()):
            yield f"  {path}{'' if _packaged(layer) else '  (of this site)'}"


def eject(settings: Settings, wanted: str) -> Path:
    """Copy a file of the site's theme into the site's own folder of it, and give its place.

    Raises Problem "no-template" if the theme has no such file, "stands-already" if the site has its own.
    """
    theme = find_theme(settings.theme, folders(settings))
    known = {path: (part, layer) for part in reversed(PARTS) for path, layer in _files(theme, part).items()}
    if wanted not in known:
        hint = did_you_mean(wanted, known) or f"; there are: {', '.join(sorted(known))}"
        message = f"the theme {settings.theme} has no file called {wanted!r}{hint}"
        raise Problem(wanted, message, code="no-template")
    part, layer = known[wanted]
    target = settings.root / "themes" / settings.theme / part / wanted
    if os.path.lexists(target):
        raise Problem(os.path.relpath(target), "stands already, and is left as it is", code="stands-already")
    target.parent.mkdir(parents=True, exist_ok=True)
    files.write_whole(target, (layer / part / wanted).read_bytes())
    return target


def _files(theme: Theme, part: str) -> dict[str, Path]:
    """Path below a part's folder -> the layer that has the file that counts."""
    found: dict[str, Path] = {}
    for layer in reversed(theme.layers):
        for file in (layer / part).rglob("*"):
            if file.is_file() and not file.name.startswith("."):
                found[file.relative_to(layer / part).as_posix()] = layer
    return found


def _packaged(layer: Path) -> bool:
    return layer.parent == packaged_themes()


def _written(value: object) -> str:
    """As it stands in YAML."""
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)
