from __future__ import annotations

from unicodedata import normalize

import pytest

from briefgen.checking.pages import same_page
from briefgen.checking.subject import Entry, Shelf
from briefgen.model import Source


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (normalize("NFC", "Fährstreik"), normalize("NFD", "Fährstreik"), " (the names differ in Unicode form alone)"),
        ("Ferry", "ferry", " (the names differ in case alone)"),
        ("ferry strike", "ferry-strike", ""),
        ("ferry", "ferry", ""),
    ],
)
def test_names_of_one_address_are_told_with_what_sets_them_apart(one: str, other: str, why: str) -> None:
    shelf = Shelf((Entry("a/1.md", one, Source()), Entry("b/1.md", other, Source())))

    (found,) = same_page(shelf)

    assert found.path == "b/1.md"
    assert f"/{why}; rename" in found.message


def test_names_that_are_different_words_are_different_pages() -> None:
    shelf = Shelf((Entry("a.md", "ferry", Source()), Entry("b.md", "ferry-2", Source())))

    assert list(same_page(shelf)) == []
