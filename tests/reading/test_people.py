import pytest

from briefgen.model import PhotoPerson
from briefgen.reading.people import find_people


@pytest.mark.parametrize(
    ("caption", "people"),
    [
        ("Salma al-Quill, center, speaks in Skarne.", [("Salma al-Quill", "center")]),
        ("Jan van der Moss, left, waits.", [("Jan van der Moss", "left")]),
        ("Ana de la Rue, right, waits.", [("Ana de la Rue", "right")]),
        ("Osman bin Tarik, second left, waits.", [("Osman bin Tarik", "second left")]),
        ("Yun Dae-ho, at right, waits.", [("Yun Dae-ho", "right")]),
        ("Tarwo, left, shows a net.", [("Tarwo", "left")]),
        ("Rescuers, left, bring a boat ashore.", []),
        ("Nurse Ada Quill, 34, right, draws blood.", [("Ada Quill", "right")]),
        (
            "Ines Calder, center, speaks with Lena Moss at the pier.",
            [("Ines Calder", "center"), ("Lena Moss", None)],
        ),
        (
            "Prime Minister Jan van der Moss, left, and Coast Guard Rear Adm. Kwame Thor at the pier.",
            [("Jan van der Moss", "left"), ("Kwame Thor", None)],
        ),
        (
            "Ines Calder, right, shakes hands with Harbor Party leader Lena Mac Moss after the vote.",
            [("Ines Calder", "right"), ("Lena Mac Moss", None)],
        ),
        ("Harbor Party leader Ines Calder waves to supporters.", [("Ines Calder", None)]),
        ("In this photo released by the Port Office, Ines Calder examines a net.", [("Ines Calder", None)]),
        ("Ines Calder and Lena Moss pose on the pier.", [("Ines Calder", None), ("Lena Moss", None)]),
        ("Supporters of President Ines Calder march in Port Amber.", []),
        ("Officers stand outside President Ines Calder's house.", []),
        ("A sign stands outside the offices of Marland Ferries in Port Amber.", []),
    ],
)
def test_a_caption_names_those_it_shows(caption: str, people: list[tuple[str, str | None]]) -> None:
    assert find_people(caption) == tuple(PhotoPerson(name, position) for name, position in people)
