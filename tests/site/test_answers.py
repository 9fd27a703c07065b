from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from briefgen.site import answers

ASK = """
import sys
from pathlib import Path
from briefgen.site import answers
from briefgen.site.dates import direction, language_name, show_date, show_month
from briefgen.site.words import Words, number

held = Path(sys.argv[1])
if held.exists():
    answers.learn(held.read_bytes())
words = Words("de", {"n_briefs": {"one": "{n} Dossier", "other": "{n} Dossiers"}})
print(show_date("2021-02-19/2021-02-21", "en"), show_month("2021-02", "de"), number(12345, "de"), words("n_briefs", 1))
print(direction("ar"), language_name("ar", "en"), "babel" in sys.modules)
held.write_bytes(answers.kept() or b"nothing new")
"""


def test_what_was_asked_before_is_known_without_babel(tmp_path: Path) -> None:
    first, second = (
        subprocess.run(
            [sys.executable, "-c", ASK, tmp_path / "held"], check=True, capture_output=True, text=True, encoding="utf-8"
        ).stdout
        for _ in range(2)
    )

    assert first == "19–21 Feb 2021 Februar 2021 12.345 1 Dossier\nrtl Arabic True\n"
    assert second == first.replace("True", "False")
    assert (tmp_path / "held").read_bytes() == b"nothing new"


def test_news_are_kept_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "_known", {})
    monkeypatch.setattr(answers, "_news", {})

    assert answers.answer("month", "2021-02", "en") == "February 2021"
    told = answers.kept()
    assert told is not None and b"February 2021" in told
    assert answers.kept() is None


def test_what_another_process_was_told_is_news_here_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "_known", {})
    monkeypatch.setattr(answers, "_news", {})

    answers.hear({"month\0002021-02\0en": "Solmonath"})
    assert answers.answer("month", "2021-02", "en") == "Solmonath"
    assert answers.kept()


def test_what_no_file_can_hold_is_answered_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "_known", {})
    monkeypatch.setattr(answers, "_news", {})

    assert answers.answer("date", "\ud800", "en") == "\ud800"
    assert answers.kept() is None
