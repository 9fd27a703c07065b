from __future__ import annotations

import pytest

from briefgen.reading.language import find_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The ferry left the island at noon, and the crew said it was in good order.", "en"),
        ("Die Fähre verließ die Insel am Mittag, und die Besatzung sagte, sie sei in gutem Zustand.", "de"),
        ("Le ferry a quitté l’île à midi et l’équipage dit que les moteurs étaient en bon état.", "fr"),
        ("Færgen forlod øen ved middag, og besætningen siger, at den er i god stand.", "da"),
        ("Паром покинул остров в полдень, и экипаж сказал, что он в хорошем состоянии.", "ru"),
        ("Пором залишив острів опівдні, і екіпаж сказав, що він був у доброму стані.", "uk"),
        ("フェリーは正午に島を出た。乗組員は、状態は良いと述べた。", "ja"),
        ("غادرت العبارة الجزيرة في الظهر، وقال الطاقم إن حالتها جيدة من قبل.", "ar"),
    ],
)
def test_the_language_is_that_of_the_small_words(text: str, code: str) -> None:
    assert find_language([text]) == code


def test_too_little_text_has_the_default_language() -> None:
    assert find_language(["1 / 3"]) == "en"
    assert find_language([], default="sv") == "sv"
