"""The completion scripts, asked by the shells themselves."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from briefgen import cli
from briefgen.commands.completion import SHELLS

BASH = """
source ./script
read -r -a COMP_WORDS <<< "$1"
[[ $1 == *' ' ]] && COMP_WORDS+=('')
COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMP_LINE=$1 COMP_POINT=${#1}
$(complete -p briefgen | sed 's/.*-F \\([^ ]*\\).*/\\1/') briefgen "${COMP_WORDS[-1]}" "${COMP_WORDS[-2]}"
printf '%s\\n' "${COMPREPLY[@]}"
"""
FISH = "source ./script; complete -C $argv[1] | cut -f 1"
ZSH = """
autoload -Uz compinit && compinit -u -d ./dump
eval "$(<script)"
setopt auto_list list_ambiguous no_beep
told() { print -r -- $BUFFER >line; exit 0 }
zle -N told && bindkey '^X' told && bindkey '^I' complete-word
PS1=READY
"""


def needs(shell: str) -> pytest.MarkDecorator:
    missing = not shutil.which(shell) and "CI" not in os.environ
    return pytest.mark.skipif(missing, reason=f"needs {shell}; CI installs it")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    Path("pyramid.txt").touch()


def save(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["completion", shell]) == 0
    Path("script").write_text(capsys.readouterr().out, encoding="utf-8")


CASES = [
    ("briefgen bui", {"build"}),
    ("briefgen theme ", {"list", "show", "eject"}),
    ("briefgen schema ", {"brief", "config", "actors"}),
    ("briefgen build --dr", {"--drafts"}),
    ("briefgen completion ", {*SHELLS}),
    ("briefgen convert pyr", {"pyramid.txt"}),
]


@pytest.mark.parametrize(("line", "expected"), CASES)
@pytest.mark.parametrize(
    "shell",
    [
        pytest.param(["bash", "-c", BASH, "bash"], marks=needs("bash"), id="bash"),
        pytest.param(["fish", "-c", FISH], marks=needs("fish"), id="fish"),
    ],
)
def test_a_shell_offers_what_may_stand_there(
    shell: list[str], line: str, expected: set[str], capsys: pytest.CaptureFixture[str]
) -> None:
    save(shell[0], capsys)

    done = subprocess.run([*shell, line], capture_output=True, text=True)

    assert {each.strip() for each in done.stdout.splitlines()} == expected, done.stderr


@needs("zsh")
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("briefgen bui", "briefgen build"),
        ("briefgen theme ej", "briefgen theme eject"),
        ("briefgen schema co", "briefgen schema config"),
        ("briefgen build --dr", "briefgen build --drafts"),
        ("briefgen convert pyr", "briefgen convert pyramid.txt"),
    ],
)
def test_zsh_completes_a_line(line: str, expected: str, capsys: pytest.CaptureFixture[str]) -> None:
    save("zsh", capsys)
    Path(".zshrc").write_text(ZSH, encoding="utf-8")
    terminal, other_end = pty.openpty()
    # A shell of its own session takes the terminal that it opens for its own.
    opens = ["sh", "-c", 'exec zsh -i -d <"$0" >"$0" 2>&1', os.ttyname(other_end)]
    with subprocess.Popen(opens, start_new_session=True):
        shown = b""
        while b"READY" not in shown:
            shown += os.read(terminal, 1024)
        os.close(other_end)
        os.write(terminal, line.encode() + b"\t\x18")
        with suppress(OSError):  # the terminal closes with its shell
            while os.read(terminal, 1024):
                pass
    os.close(terminal)

    assert Path("line").read_text(encoding="utf-8").rstrip() == expected
