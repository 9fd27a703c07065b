from __future__ import annotations

import pytest

from briefgen.site.bidi import isolated


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("Ada <Renn> 4", "en", "Ada &lt;Renn&gt; 4"),
        ("Lucía", "de", "Lucía"),
        ("مجلس الجسور", "en", "<bdi>مجلس الجسور</bdi>"),
        ("Ada מ", "en", "<bdi>Ada מ</bdi>"),
        ("Ada", "ar", "<bdi>Ada</bdi>"),
    ],
)
def test_text_is_set_apart_where_it_might_turn_its_neighbours_round(text: str, language: str, shown: str) -> None:
    assert isolated(text, language) == shown
