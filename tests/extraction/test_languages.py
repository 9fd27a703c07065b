"""A second language: a folder of word lists and a chain, here one of four words and three rules of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefgen.extraction import extract, lexicon
from briefgen.extraction.chain import CHAIN, CHAINS, Chain
from briefgen.extraction.state import State
from briefgen.model import Article

PAGE = (Path(__file__).parents[2] / "docs" / "languages.md").read_text(encoding="utf-8")
# Esperanto, as far as one sentence needs it.
LISTS = {
    "titles.tsv": "title\tkind\nUrbestro\thead\n",
    "role_nouns.txt": "urbestro\n",
    "given_names.txt": "Runa\n",
    "speech_verbs.txt": "diris\n",
}
STORY = Article(
    "Pramo haltas",
    ("Urbestro Runa Petrel diris lunde, ke la pramo haltos.", "Petrel volas novan kajon por la insuloj."),
    language="eo",
)


def nothing(state: State) -> None:
    """What a language can do without."""


def undated(state: State) -> None:
    """Dates are words of the language; these sentences have none."""
    state.named_dates = state.dates = [None] * len(state.sentences)


@pytest.fixture
def chains(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Chain]]:
    """English as it is, and the other language."""
    (tmp_path / "eo").mkdir()
    for name, text in LISTS.items():
        (tmp_path / "eo" / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(lexicon, "FOLDER", tmp_path)
    lexicon.load.cache_clear()
    own = {"offices": nothing, "seats": nothing, "dates": undated}
    yield {**CHAINS, "eo": tuple((name, own.get(name, rule)) for name, rule in CHAIN)}
    lexicon.load.cache_clear()


def test_a_language_is_a_folder_of_words_and_a_chain(chains: dict[str, Chain]) -> None:
    brief = extract(STORY, chains)

    (actor,) = brief.actors
    assert (actor.name, actor.type, actor.role, actor.aliases) == ("Runa Petrel", "person", "Urbestro", ("Petrel",))
    assert [fact.when for fact in brief.key_facts] == [None] * len(brief.key_facts) != []
    assert brief.notice == ""


def test_word_lists_alone_are_no_rules(chains: dict[str, Chain]) -> None:
    assert "no rules for Esperanto yet" in extract(STORY, CHAINS).notice


def test_every_list_and_every_rule_stands_in_the_tables_of_the_page() -> None:
    listed = re.findall(r"^\| `([\w.]+)` \|", PAGE, re.MULTILINE)
    files = sorted(path.name for path in (Path(lexicon.__file__).parent / "en").iterdir())
    assert sorted(name for name in listed if "." in name) == files
    assert [name for name in listed if "." not in name] == [name for name, _ in CHAIN]
