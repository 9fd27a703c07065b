from __future__ import annotations

from collections import Counter

from briefgen.commands.tally import Tally


def test_the_summary_counts_why_articles_were_not_read() -> None:
    tally = Tally(fates=Counter(new=1200, kept=2), refused=Counter({"not-utf8": 1, "no-article": 2, "empty": 1}))

    assert str(tally) == (
        "1,206 articles: 1,200 new briefs, 2 changed, their briefs kept as they are, "
        "4 not read: 2 no-article, 1 empty, 1 not-utf8"
    )


def test_one_of_anything_is_one() -> None:
    tally = Tally(fates=Counter(kept=1), refused=Counter({"empty": 1}))

    assert str(tally) == "2 articles: 1 changed, its brief kept as it is, 1 not read: 1 empty"


def test_nothing_to_do_is_said() -> None:
    assert str(Tally()) == "0 articles: nothing to do"
