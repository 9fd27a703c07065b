from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.site.dates import direction, is_date, language_name, show_date, show_month


@pytest.mark.parametrize(
    ("iso", "shown"),
    [
        ("2021-02-19", "19 Feb 2021"),
        ("2021-02", "Feb 2021"),
        ("2021", "2021"),
        ("2021-02-19/2021-02-21", "19–21 Feb 2021"),
        ("2020/2021-02", "2020 – Feb 2021"),
        ("about noon", "about noon"),
        ("2021-02-30", "2021-02-30"),
    ],
)
def test_a_date_is_shown_as_precisely_as_it_is_known(iso: str, shown: str) -> None:
    assert show_date(iso, "en") == shown


def test_a_date_is_shown_in_the_language_asked_for() -> None:
    assert show_date("2021-02-19", "de") == "19. Feb. 2021"
    assert show_month("2021-02", "de") == "Februar 2021"
    assert show_date("2021-02-19", "xx") == "19 Feb 2021"


def test_a_range_is_no_machine_readable_date() -> None:
    assert is_date("2021-02")
    assert not is_date("2021-02/2021-03")
    assert not is_date("2021-02-30")


def test_languages_know_their_direction_and_name() -> None:
    assert [direction(each) for each in ("ar", "ur-PK", "he", "en", "??")] == ["rtl", "rtl", "rtl", "ltr", "ltr"]
    assert (language_name("ar", "en"), language_name("??", "en")) == ("Arabic", "??")


@given(st.text(max_size=30))
def test_any_text_can_be_shown(text: str) -> None:
    assert isinstance(show_date(text, "en"), str)
    assert is_date(text) in (True, False)
    assert direction(text) in ("ltr", "rtl")


@pytest.mark.parametrize("zone", [None, "Asia/Tokyo"])
def test_to_load_babel_leaves_the_time_zone_as_it_is(zone: str | None) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "TZ"} | ({"TZ": zone} if zone else {})
    program = "import os; from briefgen.site.cldr import date; print(os.environ.get('TZ'), date('2031-05-05', 'de'))"
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == f"{zone} 5. Mai 2031\n"


def test_a_file_of_the_time_zone_that_is_none_hinders_no_date() -> None:
    program = (
        "import os, pytz\nfrom briefgen.site import dates\n"
        "pytz.tzfile.build_tzinfo = lambda *_: 1 / 0\n"
        "from briefgen.site.cldr import date\nprint(os.environ.get('TZ'), date('2031-05-05', 'de'))"
    )
    environment = {name: value for name, value in os.environ.items() if name != "TZ"}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "None 5. Mai 2031\n"
