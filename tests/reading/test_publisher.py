import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefgen.model import Dateline
from briefgen.reading.publisher import copyright_owner, find_publisher

FOOTER = ["Comments", "© 2024 The Marland Courier. All rights reserved."]


@pytest.mark.parametrize(
    ("line", "owner"),
    [
        ("Copyright 2024 The Marland Courier. All rights reserved.", "The Marland Courier"),
        ("© 2019-2024 Marland Courier | Terms of use", "Marland Courier"),
        ("Copyright © 2024, Marland Courier", "Marland Courier"),
        ("©2024 Ada Quill. All Rights Reserved.", "Ada Quill"),
        ("© 2024 Copyright Marland Courier", "Marland Courier"),
        ("© Ada Quill", None),
        ("Image copyright Getty Images", None),
        ("© All rights reserved.", None),
        ("The Marland Courier", None),
    ],
)
def test_a_copyright_notice_names_its_owner(line: str, owner: str | None) -> None:
    assert copyright_owner(line) == owner


@pytest.mark.parametrize(
    ("house", "agency", "publisher"),
    [
        ("Globe Press", "AP", "Globe Press"),
        (None, "AP", "AP"),
        (None, "Northern Globe", "Northern Globe"),
        (None, "GP", "The Marland Courier"),
        (None, None, "The Marland Courier"),
    ],
)
def test_what_stands_nearer_to_the_story_names_its_publisher(
    house: str | None, agency: str | None, publisher: str
) -> None:
    assert find_publisher(house, Dateline("PORT AMBER", agency), FOOTER, ("Ada Quill",)) == publisher


def test_an_author_is_not_the_publisher() -> None:
    assert find_publisher(None, None, ["© 2024 Ada Quill"], ("Ada Quill",)) is None


@given(st.text(max_size=120))
@example("A©0")
def test_an_owner_stands_in_its_notice(rest: str) -> None:
    owner = copyright_owner(f"Copyright 2024 {rest}")
    assert owner is None or owner in rest
