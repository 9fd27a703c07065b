import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.reading.names import is_house, is_person, name_case, person_name


@pytest.mark.parametrize(
    ("printed", "cased"),
    [
        ("KIM HYE-RIN", "Kim Hye-rin"),
        ("HYE-RIN KIM", "Hye-rin Kim"),
        ("ADA SMITH-QUILL", "Ada Smith-Quill"),
        ("JAN VAN DER MOSS", "Jan van der Moss"),
        ("JC ROE", "JC Roe"),
        ("J.C. McROE", "J.C. McROE"),
        ("ADA MCQUILL", "Ada McQuill"),
        ("NIAMH O'QUILL", "Niamh O'Quill"),
        ("Ada Quill", "Ada Quill"),
    ],
)
def test_capitals_are_put_in_a_names_case(printed: str, cased: str) -> None:
    assert name_case(printed) == cased


@given(st.text(alphabet="ABCDE -'.", max_size=40))
def test_the_case_of_a_name_changes_no_letter(name: str) -> None:
    assert name_case(name).casefold() == " ".join(name.split()).casefold()


@pytest.mark.parametrize("name", ["Marland Coast Guard", "Port Amber Police", "Ministry of Fish", "The Union", "AP"])
def test_an_organisations_word_makes_a_house(name: str) -> None:
    assert is_house(name)
    assert not is_person(name)


@pytest.mark.parametrize("name", ["Ada Quill", "Salma al-Quill", "Jan van der Moss", "Osman bin Tarik"])
def test_a_name_with_particles_is_a_persons(name: str) -> None:
    assert is_person(name)
    assert not is_house(name)


def test_titles_are_no_part_of_a_name() -> None:
    assert person_name("Coast Guard Rear Adm. Kwame Thor") == "Kwame Thor"
    assert person_name("Marland's President-elect Ada Quill") == "Ada Quill"
    assert person_name("Mayor Tarwo") is None
    assert person_name("Mayor Tarwo", mononym=True) == "Tarwo"
