from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefgen.site.paging import in_order, newest_first, paths

SIZES = st.integers(1, 9)


@given(st.integers(0, 99), SIZES)
def test_every_item_is_on_one_page_and_no_page_is_long(count: int, size: int) -> None:
    items = list(range(count))
    for cut, most in ((in_order(items, size), size), (newest_first(items, size), 2 * size - 1)):
        assert [each for part in cut for each in part] == items
        assert all(len(part) <= most for part in cut)


@given(st.integers(0, 99), SIZES)
def test_a_new_item_leaves_the_older_pages_and_their_addresses_as_they_are(count: int, size: int) -> None:
    def older(items: list[int]) -> dict[str, list[int]]:
        parts = newest_first(items, size)
        return dict(list(zip(paths("x", len(parts), from_the_end=True), map(list, parts), strict=True))[1:])

    before, after = older(list(range(count, 0, -1))), older(list(range(count + 1, 0, -1)))
    assert before.items() <= after.items()


def test_pages_lie_below_their_list() -> None:
    assert paths("credits", 3) == ["credits/index.html", "credits/2/index.html", "credits/3/index.html"]
    assert paths("credits", 3, from_the_end=True) == [
        "credits/index.html",
        "credits/2/index.html",
        "credits/1/index.html",
    ]
