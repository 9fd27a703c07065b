from __future__ import annotations

from briefgen.extraction import extract
from briefgen.model import Article, Dateline

PARAGRAPHS = (
    "LINDOW – Le ferry a quitté l’île à midi avec 40 passagers. Le capitaine Milo Tanager a parlé d’une mer calme.",
    "Selon Runa Petrel, du port, la traversée reprendra lundi.",
)


def test_a_language_without_rules_gives_its_first_sentences_and_says_so() -> None:
    brief = extract(
        Article("Le ferry repart", PARAGRAPHS, language="fr", dateline=Dateline("LINDOW", text="LINDOW – "))
    )

    assert "no rules for French yet" in brief.notice
    assert [fact.text for fact in brief.key_facts] == [
        "Le ferry a quitté l’île à midi avec 40 passagers.",
        "Le capitaine Milo Tanager a parlé d’une mer calme.",
        "Selon Runa Petrel, du port, la traversée reprendra lundi.",
    ]
    assert {name.name for name in brief.names} == {"Milo Tanager", "Runa Petrel"}
    assert (brief.actors, brief.quotes) == ((), ())


def test_sentences_end_as_their_script_ends_them() -> None:
    brief = extract(
        Article(
            "渡し船",
            ("フェリーは正午に島を出て、夕方に戻る予定だという話だ。乗組員は全員が無事で、状態は良いと述べたという。",),
            language="ja",
        )
    )

    assert len(brief.key_facts) == 2


def test_english_gets_no_notice() -> None:
    assert extract(Article("Ferry leaves", ("The ferry left the island on Monday.",), language="en-GB")).notice == ""
