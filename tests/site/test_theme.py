from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from briefgen.problem import Problem
from briefgen.site.theme import find_theme, packaged_themes, static_files, stylesheet, theme_names
from briefgen.site.themesettings import settle

CSS = packaged_themes() / "desk" / "static" / "desk.css"


def theme_at(folder: Path, about: str = "name: Mine\n") -> Path:
    (folder / "mine" / "templates").mkdir(parents=True)
    (folder / "mine" / "theme.yml").write_text(about, encoding="utf-8")
    return folder


def test_the_packaged_theme_is_found_by_name() -> None:
    theme = find_theme("desk", [packaged_themes()])
    assert (theme.about.name, theme.lineage, theme.stylesheets) == ("Desk", ("desk",), ("desk.css",))


def test_a_site_has_themes_of_its_own(tmp_path: Path) -> None:
    assert find_theme("mine", [theme_at(tmp_path), packaged_themes()]).about.name == "Mine"


@pytest.mark.parametrize("name", ["desc", "", "..", "../desk", "/etc", "de/sk"])
def test_an_unknown_theme_is_one_clear_line(name: str) -> None:
    with pytest.raises(Problem, match="no theme called") as refused:
        find_theme(name, [packaged_themes()])
    assert "desk" in refused.value.message


def test_a_wrong_theme_file_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="did you mean description") as refused:
        find_theme("mine", [theme_at(tmp_path, "name: Mine\ndescripton: x\n")])
    assert refused.value.line == 2


def family(folder: Path) -> Path:
    """A theme that extends another, each with its part of the files."""
    for name, about in {
        "parent": "name: Parent\nstylesheets: [a.css]\nsettings: {tone: {type: colour, default: '#fff'}}\n",
        "child": "name: Child\nextends: parent\nsettings: {loud: {type: flag, default: no}}\n",
    }.items():
        (folder / name / "static").mkdir(parents=True)
        (folder / name / "theme.yml").write_text(about, encoding="utf-8")
    (folder / "parent" / "static" / "a.css").write_text("a {}", encoding="utf-8")
    return folder


def test_a_theme_has_the_files_settings_and_stylesheets_of_what_it_extends(tmp_path: Path) -> None:
    theme = find_theme("child", [family(tmp_path)])
    assert theme.lineage == ("child", "parent")
    assert settle(theme.settings, {}, "") == {"tone": "#fff", "loud": False}
    assert stylesheet(theme, {"tone": "#abc", "loud": True}) == b":root{--tone:#abc}\na {}\n"


def test_a_child_changes_a_default_and_a_file(tmp_path: Path) -> None:
    folder = family(tmp_path)
    (folder / "child" / "static" / "a.css").write_text("b {}", encoding="utf-8")
    with (folder / "child" / "theme.yml").open("a", encoding="utf-8") as file:
        file.write("# the parent's setting, in another colour\n")
    theme = find_theme("child", [folder])
    assert stylesheet(theme, settle(theme.settings, {"tone": "#123456"}, "")).endswith(b"b {}\n")


def test_themes_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    (family(tmp_path) / "parent" / "theme.yml").write_text("name: Parent\nextends: child\n", encoding="utf-8")
    with pytest.raises(Problem, match="in a circle: child, parent"):
        find_theme("child", [tmp_path])


def test_a_parent_that_is_not_there_is_said_by_the_file_that_names_it(tmp_path: Path) -> None:
    (family(tmp_path) / "child" / "theme.yml").write_text("name: Child\nextends: pairent\n", encoding="utf-8")
    with pytest.raises(Problem, match=r"did you mean parent") as refused:
        find_theme("child", [tmp_path])
    assert refused.value.path == str(tmp_path / "child" / "theme.yml")


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        ({"tonne": "#fff"}, r"theme_settings.tonne: this theme has no such setting \(did you mean tone\?\)"),
        ({"tone": "red"}, r"theme_settings.tone: 'red' is not a colour"),
        ({"tone": None}, r"theme_settings.tone: None is not a colour; write \"#1a4f86\", in quotes"),
        ({"loud": "loudly"}, "theme_settings.loud: 'loudly' is not true or false"),
        ({"tone": "#fff;} body{display:none"}, "is not a colour"),
    ],
)
def test_a_setting_that_cannot_be_is_said_with_what_can(
    tmp_path: Path, chosen: dict[str, object], message: str
) -> None:
    with pytest.raises(Problem, match=message):
        settle(find_theme("child", [family(tmp_path)]).settings, chosen, "briefgen.yml")


def test_the_sites_own_stylesheets_have_the_last_word(tmp_path: Path) -> None:
    theme = find_theme("child", [family(tmp_path)])
    (tmp_path / "house.css").write_text("c {}", encoding="utf-8")
    assert stylesheet(theme, {"tone": "#fff"}, [tmp_path / "house.css"]).endswith(b"a {}\nc {}\n")
    with pytest.raises(Problem, match="No such file") as refused:
        stylesheet(theme, {"tone": "#fff"}, [tmp_path / "hose.css"])
    assert refused.value.code == "no-stylesheet"


def test_a_static_file_of_the_site_stands_before_the_themes(tmp_path: Path) -> None:
    (tmp_path / "desk" / "static").mkdir(parents=True)
    (tmp_path / "desk" / "static" / "desk.css").write_bytes(b"body {}")
    (tmp_path / "desk" / "static" / ".hidden").write_bytes(b"")
    (tmp_path / "desk" / "static" / "passwd").symlink_to("/etc/passwd")
    (tmp_path / "desk" / "static" / "icon.svg").write_bytes(b"<svg/>")
    theme = find_theme("desk", [tmp_path, packaged_themes()])
    assert stylesheet(theme, settle(theme.settings, {}, "")).endswith(b"}\nbody {}\n")
    files = dict(static_files(theme))
    assert files["static/icon.svg"] == b"<svg/>"
    assert sorted(files) == ["static/icon.svg", "static/search.js"]


def style(name: str) -> str:
    """The stylesheet of a theme as it comes."""
    theme = find_theme(name, [packaged_themes()])
    return stylesheet(theme, settle(theme.settings, {}, "briefgen.yml")).decode()


@pytest.mark.parametrize("name", theme_names([packaged_themes()]))
def test_the_stylesheet_is_small_and_calls_nobody(name: str) -> None:
    assert len(gzip.compress(style(name).encode())) <= 7_000
    assert not re.search(r"url\(|@import|https?:", style(name))


def luminance(colour: str) -> float:
    """WCAG 2.2, "relative luminance"."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def colours(name: str, scheme: str) -> dict[str, str]:
    """The colours of a theme by name, in light or dark."""
    found: dict[str, str] = {}
    rule = r"(@media [a-z]+|@media \([^)]+\))?(?: \{\s*|^)(?:@page[^}]+\}\s*)?:root ?\{(.*?)\}"
    for block in re.findall(rule, style(name), re.DOTALL | re.MULTILINE):
        if "print" in block[0]:
            continue
        if not block[0] or scheme == "dark":
            found |= dict(re.findall(r"--([a-z-]+): ?([^;}]+)", block[1]))
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [(text, ground) for text in ("ink", "soft", "link", "caution") for ground in ("paper", "box")] + [("ink", "mark")],
)
@pytest.mark.parametrize("name", theme_names([packaged_themes()]))
def test_text_can_be_read(name: str, scheme: str, text: str, ground: str) -> None:
    shown = colours(name, scheme)
    found = {key: re.sub(r"var\(--(.*)\)", lambda match: shown[match[1]], shown[key]) for key in (text, ground)}
    lighter, darker = sorted((luminance(found[text]), luminance(found[ground])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5
