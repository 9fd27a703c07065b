"""The word lists are edited by hand: each must stay readable for the loader, sorted, and free of doubles."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefgen.extraction

LEXICON = Path(briefgen.extraction.__file__).parent / "lexicon" / "en"
FILES = sorted(path.name for path in LEXICON.iterdir())
HEADERS = {
    "cities.tsv": ["name", "country", "population"],
    "demonyms.tsv": ["territory", "forms", "adjectives", "peoples", "capitals", "metonyms"],
    "organizations.tsv": ["name", "forms"],
    "regions.tsv": ["name", "kind", "within", "abbreviations"],
    "thing_heads.tsv": ["word", "kind"],
    "titles.tsv": ["title", "kind"],
}
KEY_WIDTHS = {"cities.tsv": 2, "regions.tsv": 3}  # where one name stands for several places
KNOWN = {
    "action_verbs.txt": {"approved", "arrested", "resigned"},
    "ambiguous_given_names.txt": {"Chad", "May", "Will"},
    "cities.tsv": {"Bengaluru", "Bangalore", "Chicago", "Kyiv", "Rawalpindi"},
    "common_words.txt": {"government", "prices", "since", "under", "vaccine"},
    "demonyms.tsv": {"Palestine", "Russia", "Taiwan", "Türkiye", "United States"},
    "given_names.txt": {"Giulia", "Heinrich", "Margaret"},
    "given_names_more.txt": {"Ashraf", "Aung", "Jinping", "Narendra", "Thabo"},
    "leading_heads.txt": {"Banco", "Partido", "Suruhanjaya"},
    "legal_suffixes.txt": {"GmbH", "Inc.", "PLC", "Sdn Bhd"},
    "not_names.txt": {"Covid-19", "However", "Monday", "Ramadan"},
    "organization_heads.txt": {"Bank", "Ministry", "Police"},
    "organizations.tsv": {"Chevron", "FIFA", "Hezbollah", "NATO"},
    "regions.tsv": {"California", "Crimea", "Middle East", "Punjab"},
    "role_nouns.txt": {"analyst", "goalkeeper", "spokeswoman"},
    "speech_verbs.txt": {"insisting", "said", "testified", "warns"},
    "thing_heads.tsv": {"Act", "Airport", "River", "Summit"},
    "titles.tsv": {"Datuk Seri", "Gen.", "Sens.", "Sheikh", "U", "the Rev."},
    "unnamed_speakers.txt": {"officials", "spokesman", "witnesses"},
}


def entries(name: str) -> list[str]:
    lines = (LEXICON / name).read_text(encoding="utf-8").splitlines()
    found = [line for line in lines if line.strip() and not line.startswith("#")]
    return found[1:] if name in HEADERS else found


def first_column(name: str) -> set[str]:
    return {entry.split("\t")[0] for entry in entries(name)}


def forms(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def test_every_list_is_known_here() -> None:
    assert set(KNOWN) == set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_list_says_what_it_is_and_where_it_comes_from(name: str) -> None:
    comments = [line for line in (LEXICON / name).read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    assert len(comments) >= 2
    assert any(("Source:" in line and "MIT" in line) or "NOTICE.md" in line for line in comments)


@pytest.mark.parametrize("name", FILES)
def test_list_is_sorted_without_doubles(name: str) -> None:
    rows = entries(name)
    assert rows == sorted(rows)
    width = KEY_WIDTHS.get(name, 1)
    keys = [tuple(row.split("\t")[:width]) for row in rows]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", FILES)
def test_no_cell_is_padded_or_holds_a_form_twice(name: str) -> None:
    for row in entries(name):
        for cell in row.split("\t"):
            assert " ".join(cell.split(" ")) == cell.strip() and "  " not in cell, row
            assert all(form == form.strip() != "" for form in forms(cell)), row
            assert len(forms(cell)) == len(set(forms(cell))), row


@pytest.mark.parametrize("name", FILES)
def test_list_stays_small(name: str) -> None:
    assert (LEXICON / name).stat().st_size < 250_000


@pytest.mark.parametrize("name", sorted(HEADERS))
def test_table_has_its_header_and_full_rows(name: str) -> None:
    lines = (LEXICON / name).read_text(encoding="utf-8").splitlines()
    assert next(line for line in lines if not line.startswith("#")).split("\t") == HEADERS[name]
    assert all(row.count("\t") == len(HEADERS[name]) - 1 for row in entries(name))
    assert all(row.split("\t")[0] for row in entries(name))


@pytest.mark.parametrize("name", FILES)
def test_well_known_entries_are_there(name: str) -> None:
    assert KNOWN[name] <= first_column(name)


@pytest.mark.parametrize("name", ["common_words.txt", "role_nouns.txt", "speech_verbs.txt", "unnamed_speakers.txt"])
def test_words_of_the_language_are_lower_case(name: str) -> None:
    acronyms = {"CEO", "CFO", "COO", "DJ", "GM", "MEP", "MLA", "MP"}
    assert [word for word in entries(name) if word != word.lower()] == sorted(acronyms & set(entries(name)))


def test_given_name_is_in_one_list_only() -> None:
    lists = [first_column(f"{name}.txt") for name in ("given_names", "given_names_more", "ambiguous_given_names")]
    assert sum(map(len, lists)) == len(set.union(*lists))


def test_given_name_is_no_common_word_unless_listed_as_ambiguous() -> None:
    words = first_column("common_words.txt")
    assert {name for name in first_column("given_names.txt") if name.lower() in words} == set()


def test_name_of_a_territory_means_one_territory() -> None:
    owner: dict[str, str] = {}
    for row in entries("demonyms.tsv"):
        territory, other, _, _, _, metonyms = row.split("\t")
        for form in [territory, *forms(other), *forms(metonyms)]:
            assert owner.setdefault(form, territory) == territory


def test_every_city_lies_in_a_known_territory() -> None:
    territories = first_column("demonyms.tsv")
    assert {row.split("\t")[1] for row in entries("cities.tsv")} <= territories
