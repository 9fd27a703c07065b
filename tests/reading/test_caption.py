import pytest

from briefgen.model import PhotoPerson
from briefgen.reading.caption import gallery_position, read_caption, split_caption

HANDOUT = (
    "In this photo released by the Marland Port Office, Ines Calder, left, Ostrava's President Tomas Weir's envoy,"
    " meets with Marland's Army Chief General Lena Ruth Moss, I Port Amber, Marland, Friday, Feb. 19, 2021."
    " The talks go on. (Marland Port Office via AP)"
)


def test_a_handout_caption_gives_people_place_day_and_credit() -> None:
    photo = read_caption(HANDOUT)
    assert photo.caption.endswith("The talks go on.")
    assert (photo.credit, photo.provider, photo.via) == ("Marland Port Office via AP", "Marland Port Office", "AP")
    assert (photo.photographer, photo.flags) == (None, ("handout",))
    assert (photo.taken, photo.place) == ("2021-02-19", "Port Amber, Marland")
    assert photo.people == (PhotoPerson("Ines Calder", "left"), PhotoPerson("Lena Ruth Moss"))


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("The bridge at dawn. (Ada Quill/Reuters)", "The bridge at dawn.", "Ada Quill/Reuters"),
        ("The bridge at dawn. Photo by Ada Quill/Bloomberg", "The bridge at dawn.", "Ada Quill/Bloomberg"),
        ("The bridge at dawn. — Picture by Ada Quill", "The bridge at dawn.", "Ada Quill"),
        ("The bridge at dawnCredit: PA", "The bridge at dawn", "PA"),
        ("The bridge at dawn\u00a0AP Photo/Ada Quill", "The bridge at dawn", "AP Photo/Ada Quill"),
        ("The bridge at dawn. REUTERS/Ada Quill Purchase Licensing Rights", "The bridge at dawn.", "REUTERS/Ada Quill"),
        ("The bridge at dawn. Supplied", "The bridge at dawn.", "Supplied"),
        ("The bridge at dawn. (Courtesy of Ada Quill)", "The bridge at dawn.", "Courtesy of Ada Quill"),
        ("Ines Calder and Lena Moss (left)", "Ines Calder and Lena Moss (left)", None),
        ("The bridge at dawn (Archivbild)", "The bridge at dawn (Archivbild)", None),
        ("The bridge at dawn.", "The bridge at dawn.", None),
    ],
)
def test_the_credit_is_split_off_a_caption_only_where_it_is_one(text: str, caption: str, credit: str | None) -> None:
    found, parsed = split_caption(text)
    assert (found, parsed.credit if parsed else None) == (caption, credit)


@pytest.mark.parametrize(
    ("caption", "people"),
    [
        ("Ines Calder, right, speaks in Port Amber.", [("Ines Calder", "right")]),
        ("Ines Calder (L) and Lena Moss (R) sign.", [("Ines Calder", "left"), ("Lena Moss", "right")]),
        ("Lena Moss, second from left, waits.", [("Lena Moss", "second from left")]),
        (
            "From left, Ines Calder, Lena Moss and Bram Osei stand on the pier.",
            [("Ines Calder", "left"), ("Lena Moss", "center"), ("Bram Osei", "right")],
        ),
        ("(L-R) Ines Calder and Lena Moss at the pier.", [("Ines Calder", "left"), ("Lena Moss", "right")]),
        ("FILE - Prime Minister Ines Calder leaves the pier.", [("Ines Calder", None)]),
        ("A ferry leaves the pier in Port Amber.", []),
    ],
)
def test_people_are_read_with_the_position_that_the_caption_gives(
    caption: str, people: list[tuple[str, str | None]]
) -> None:
    assert [(person.name, person.position) for person in read_caption(caption).people] == people


@pytest.mark.parametrize(
    ("caption", "flags"),
    [
        ("FILE - A ferry leaves.", ("file",)),
        ("In this Jan. 9, 2020 file photo, a ferry leaves.", ("file",)),
        ("In this image from video provided by the Port Office, a ferry leaves.", ("handout", "video")),
        ("A ferry leaves. (AP Photo/Ada Quill, Pool)", ("pool",)),
    ],
)
def test_flags_come_from_the_opening_and_from_the_credit(caption: str, flags: tuple[str, ...]) -> None:
    assert read_caption(caption).flags == flags


@pytest.mark.parametrize(
    ("caption", "taken", "place"),
    [
        ("A ferry in Port Amber, Marland, on July 1, 2022.", "2022-07-01", "Port Amber, Marland"),
        ("A ferry leaves Tuesday, Jan. 3, 2023, in Port Amber.", "2023-01-03", "Port Amber"),
        ("A rally in Port Amber in October 2011.", "2011-10", "Port Amber"),
        ("A ferry rebuilt since May 5, 2010 leaves on June 6, 2022.", "2022-06-06", None),
        ("A ferry leaves Port Amber, Marland, Thursday, Feb. 26, 2026.", "2026-02-26", "Port Amber, Marland"),
        ("A vote on the island of Skarne, Marland, March 22, 2026.", "2026-03-22", "Skarne, Marland"),
        ("A ferry leaves.", None, None),
    ],
)
def test_day_and_place_are_those_of_the_picture(caption: str, taken: str | None, place: str | None) -> None:
    photo = read_caption(caption)
    assert (photo.taken, photo.place) == (taken, place)


def test_what_a_caption_calls_by_an_article_is_no_photographer() -> None:
    photo = read_caption("In this photo released by the Amber Line, a ferry leaves. (Amber Line via Globe)")
    assert (photo.photographer, photo.provider, photo.via) == (None, "Amber Line", "Globe")


def test_a_gallery_counter_is_read_alone_and_in_front_of_a_caption() -> None:
    assert gallery_position("1 / 3") == (1, 3)
    assert gallery_position("4 / 3") is None
    assert gallery_position("1 of 3 people") is None
    photo = read_caption("Image 2 of 12 | A ferry leaves. (AP Photo/Ada Quill)")
    assert (photo.number, photo.of, photo.caption) == (2, 12, "A ferry leaves.")
