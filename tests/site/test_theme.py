from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from briefgen.problem import Problem
from briefgen.site.theme import find_theme, packaged_themes, static_files

CSS = packaged_themes() / "desk" / "static" / "desk.css"


def theme_at(folder: Path, about: str = "name: Mine\n") -> Path:
    (folder / "mine" / "templates").mkdir(parents=True)
    (folder / "mine" / "theme.yml").write_text(about, encoding="utf-8")
    return folder


def test_the_packaged_theme_is_found_by_name() -> None:
    theme = find_theme("desk", [packaged_themes()])
    assert (theme.about.name, theme.about.language) == ("Desk", "en")


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


def test_a_static_file_of_the_site_stands_before_the_themes(tmp_path: Path) -> None:
    (tmp_path / "desk" / "static").mkdir(parents=True)
    (tmp_path / "desk" / "static" / "desk.css").write_bytes(b"body {}")
    (tmp_path / "desk" / "static" / ".hidden").write_bytes(b"")
    (tmp_path / "desk" / "static" / "passwd").symlink_to("/etc/passwd")
    files = dict(static_files(find_theme("desk", [tmp_path, packaged_themes()])))
    assert files["static/desk.css"] == b"body {}"
    assert sorted(files) == ["static/desk.css", "static/icon.svg"]


def test_the_stylesheet_is_small_and_calls_nobody() -> None:
    assert len(gzip.compress(CSS.read_bytes())) <= 7_000
    assert not re.search(r"url\(|@import|https?:", CSS.read_text(encoding="utf-8"))


def luminance(colour: str) -> float:
    """WCAG 2.2, "relative luminance"."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [(text, ground) for text in ("ink", "soft", "link", "caution") for ground in ("paper", "box")] + [("ink", "mark")],
)
def test_text_can_be_read(scheme: int, text: str, ground: str) -> None:
    root = re.findall(r":root \{(.*?)\}", CSS.read_text(encoding="utf-8"), re.DOTALL)[scheme]
    colours = dict(re.findall(r"--([a-z]+): (#[0-9a-f]+);", root))
    lighter, darker = sorted((luminance(colours[text]), luminance(colours[ground])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5
