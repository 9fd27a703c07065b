"""docs/tutorial.md, run word by word in one shell, in an empty folder of a user who has nothing but a name for git.

A bare repository on this disk stands for the one on GitHub. CI installs the wheel as the page says; elsewhere, where
there may be no network, the folder gets an environment that the tests' own stands behind.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/tutorial.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\S+)(?: (\S+))?\n((?:.*\n)*?)```$", PAGE, re.MULTILINE)
INSTALLS = "CI" in os.environ
MARK = "\x1e"
"""Between what two commands print."""
WRITE = "import pathlib, sys; pathlib.Path(sys.argv[1]).write_text(sys.argv[2], encoding='utf-8')"
CHANGE = """
import pathlib, sys
file, old, new = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
text = file.read_text(encoding='utf-8')
assert text.count(old) == 1 or not old, f'{file}: {old!r} stands there {text.count(old)} times'
file.write_text(text.replace(old, new) if old else text.rstrip('\\n') + '\\n' + new, encoding='utf-8')
"""

SECOND = "second-terminal"
UNTIL = """
import pathlib, re, sys, urllib.error, urllib.request
while not (address := re.search(r"http://\\S+", pathlib.Path("../served.txt").read_text(encoding="utf-8"))):
    pass
page = None
while not page or sys.argv[2] not in page:
    try:
        page = urllib.request.urlopen(address[0] + sys.argv[1]).read().decode()
    except urllib.error.HTTPError:
        pass
"""
"""Ends when the server shows a page with a text; what it waits for has no time of its own."""
PAGE_OF_BRIEF = "briefs/sandmoor-opens-keepers-house-and-a-museum-fight-begins/"
EDIT = "The town has never earned so much from its lighthouse."


def quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def steps() -> Iterator[tuple[str, str]]:
    """(command for the shell, what the page says that it prints) in their order."""
    for kind, name, text in BLOCKS:
        if name == SECOND and text == "^C\n":
            seen = f"{quoted(sys.executable)} -c {quoted(UNTIL)} {PAGE_OF_BRIEF} {quoted(EDIT)}"
            yield f"{seen}; kill -INT $served; wait $served", ""
        elif name == SECOND:
            (command,) = re.findall(r"^\$ (.+)$", text, re.MULTILINE)
            yield f"set -m; {command} >../served.txt 2>&1 & served=$!; set +m", ""
        elif kind == "console":
            yield from re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE)
        elif kind == "diff":
            old, new = ("".join(re.findall(rf"^{sign}(.*\n)", text, re.MULTILINE)) for sign in ("-", r"\+"))
            change = (old.rstrip("\n"), new.rstrip("\n")) if old else (old, new)  # part of a line is enough
            yield f"{quoted(sys.executable)} -c {quoted(CHANGE)} {quoted(name)} {' '.join(map(quoted, change))}", ""
        else:
            yield f"{quoted(sys.executable)} -c {quoted(WRITE)} {quoted(name)} {quoted(text)}", ""


def agrees(found: str, expected: str) -> bool:
    """Whether it is what the page shows: a line "…" is any number of lines, "…" in a line any part of it."""
    pattern = "".join(
        r"(?:.*\n)*?" if line == "…\n" else re.escape(line).replace("…", ".*?") for line in expected.splitlines(True)
    )
    return re.fullmatch(pattern, found) is not None


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A home of its own, git as somebody has it who has just installed it, and GitHub on this disk."""
    home = tmp_path / "home"
    home.mkdir()
    remote = tmp_path / "github" / "desk.git"
    subprocess.run(["git", "init", "--quiet", "--bare", str(remote)], check=True)
    (home / ".gitconfig").write_text(
        "[user]\nname = Odile\nemail = odile@sandmoor.example\n"
        f'[url "{remote.parent.as_uri()}/"]\ninsteadOf = https://github.com/NAME/\n'
    )
    own = str(Path(sys.executable).parent)  # has briefgen, which the page is to install
    path = os.pathsep.join(each for each in os.environ["PATH"].split(os.pathsep) if each != own)
    found = {"HOME": str(home), "PATH": path, "LANG": "C.UTF-8", "GIT_CONFIG_NOSYSTEM": "1", "BROWSER": "true"}
    network = {name: value for name, value in os.environ.items() if re.search("^PIP_|_proxy$", name, re.IGNORECASE)}
    return found | network


def prepare(tmp_path: Path, environment: dict[str, str]) -> None:
    """Let `pip install briefgen` find this version: as a wheel, or without network in the tests' own environment."""
    if INSTALLS:
        wheels = tmp_path / "wheels"
        build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(wheels)]
        subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
        (wheel,) = wheels.glob("*.whl")
        others = [sys.executable, "-m", "pip", "wheel", "--quiet", "-w", str(wheels), f"{wheel}[search,cards]"]
        subprocess.run(others, check=True, capture_output=True)
        environment |= {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels)}  # no other version of the same number
        return
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "briefgen").symlink_to(Path(sys.executable).with_name("briefgen"))
    (programs / "pip").write_text('#!/bin/sh\ntest "$*" = "install briefgen[search,cards]"\n')
    (programs / "python3").write_text("#!/bin/sh\nmkdir -p .venv/bin && touch .venv/bin/activate\n")
    for name in ("pip", "python3"):
        (programs / name).chmod(0o755)
    environment["PATH"] = f"{programs}{os.pathsep}{environment['PATH']}"


def test_every_block_is_run() -> None:
    assert PAGE.count("```") == 2 * len(BLOCKS)
    assert {kind for kind, *_ in BLOCKS} == {"console", "diff", "text"}
    assert all(name or kind == "console" for kind, name, _ in BLOCKS)


def test_the_tutorial_leads_from_an_empty_folder_to_a_live_site(tmp_path: Path, environment: dict[str, str]) -> None:
    prepare(tmp_path, environment)
    (tmp_path / "empty").mkdir()
    script = "exec 2>&1\n" + "".join(f"{command}\nprintf '{MARK}'\n" for command, _ in steps())

    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-c", script],
        cwd=tmp_path / "empty",
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )

    *found, rest = done.stdout.split(MARK)
    assert rest == ""
    for (command, expected), printed in zip(steps(), found, strict=True):
        assert agrees(printed, expected), f"$ {command}\n{printed}"
    published = subprocess.run(
        ["git", "ls-tree", "-r", "--name-only", "gh-pages"],
        cwd=tmp_path / "github" / "desk.git",
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    slug = "sandmoor-opens-keepers-house-and-a-museum-fight-begins"
    assert {"index.html", ".nojekyll", f"briefs/{slug}/index.html", "search/index.html", "card.png"} <= {*published}
    assert not [each for each in published if each.endswith((".txt", ".md")) and each != "robots.txt"]


def test_what_the_page_shows_has_to_be_what_is_printed() -> None:
    assert agrees("a\nb\nc 12 d\n", "a\n…\nc … d\n")
    assert not agrees("a\nb\n", "a\n")
    assert not agrees("a\nb\n", "…\nc\n")
