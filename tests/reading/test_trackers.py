from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.briefs.address import same_page
from briefgen.reading.trackers import without_trackers

PAGE = "https://courier.example/2026/06/05/lamp"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (f"{PAGE}?utm_source=feed&utm_medium=rss", PAGE),
        (f"{PAGE}?id=7&UTM_Source=feed&page=2", f"{PAGE}?id=7&page=2"),
        (f"{PAGE}?b=2&a=%20x&fbclid=Iw", f"{PAGE}?b=2&a=%20x"),
        (f"{PAGE}#utm_source=feed", PAGE),
        (f"{PAGE}?gclid=1#quote", f"{PAGE}#quote"),
        ("https://[broken/?utm_source=feed", "https://[broken/?utm_source=feed"),
        ("tag:courier.example,2026:lamp", "tag:courier.example,2026:lamp"),
    ],
)
def test_what_only_counts_readers_goes_and_all_else_stays_as_printed(address: str, expected: str) -> None:
    assert without_trackers(address) == expected


@pytest.mark.parametrize("parameter", ["source=agency", "ref=7", "cid=7", "gallery=3", "game=2", "session=spring"])
def test_what_a_page_may_be_known_by_stays(parameter: str) -> None:
    assert without_trackers(f"{PAGE}?{parameter}&utm_term=x") == f"{PAGE}?{parameter}"


NAMES = """utm_source utm_id mtm_cid itm_source oly_enc_id vero_id pk_campaign pk_kwd xtor _ga _gl dclid fbclid gclid
twclid yclid ysclid msclkid gbraid wbraid igshid mc_cid mc_eid mkt_tok""".split()


@pytest.mark.parametrize("name", NAMES)
def test_an_article_is_known_by_either_form_of_its_address(name: str) -> None:
    tracked = f"{PAGE}?id=7&{name}=x"

    assert without_trackers(tracked) == f"{PAGE}?id=7"
    assert same_page(tracked) == same_page(f"{PAGE}?id=7")


@given(st.text())
def test_no_address_is_refused_and_what_is_clean_stays_clean(address: str) -> None:
    once = without_trackers(address)

    assert without_trackers(once) == once
