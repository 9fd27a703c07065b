from __future__ import annotations

from datetime import date, timedelta

import pytest

from briefgen.briefs.release import Hold, hold, release
from briefgen.model import Brief, Source, Status

TODAY = date(2026, 6, 5)


def brief(status: Status = "published", publish: date | None = None) -> Brief:
    return Brief("Lamp", Source(), status=status, publish=publish)


@pytest.mark.parametrize(
    ("status", "days_ahead", "why"),
    [
        ("published", None, None),
        ("published", -1, None),
        ("published", 0, None),
        ("published", 1, "future"),
        ("draft", None, "draft"),
        ("draft", -1, "draft"),
        ("draft", 1, "draft"),
    ],
)
def test_a_draft_and_a_brief_before_its_day_are_held(status: Status, days_ahead: int | None, why: Hold | None) -> None:
    publish = None if days_ahead is None else TODAY + timedelta(days_ahead)

    assert hold(brief(status, publish), TODAY) == why


def test_what_is_held_is_told_apart_from_what_is_shown_in_the_order_it_came() -> None:
    draft, later, out = brief("draft"), brief(publish=date(2026, 6, 6)), brief()

    released = release([("a", draft), ("b", later), ("c", out)], TODAY)

    assert released.shown == (("c", out),)
    assert released.held == (("a", draft, "draft"), ("b", later, "future"))


def test_a_preview_shows_what_it_names_and_leaves_its_marks() -> None:
    draft, later = brief("draft"), brief(publish=date(2026, 6, 6))

    assert release([("a", draft), ("b", later)], TODAY, preview=["draft"]).shown == (("a", draft),)
    assert release([("a", draft), ("b", later)], TODAY, preview=["future"]).shown == (("b", later),)


def test_a_day_that_has_come_leaves_no_mark() -> None:
    assert release([("a", brief(publish=TODAY))], TODAY).shown == (("a", brief()),)


def test_comments_in_the_body_stay_inside() -> None:
    told = Brief("Lamp", Source(), summary="It is lit. <!-- ask\n\nlegal --> At last.", watch="<!-- none -->")

    ((_, shown),) = release([("a", told)], TODAY).shown

    assert (shown.summary, shown.watch) == ("It is lit.  At last.", "")
