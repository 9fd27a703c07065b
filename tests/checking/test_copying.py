from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefgen.checking.copying import RUN, share
from briefgen.model import Brief, Evidence, KeyFact, Source

WORDS = "the lamp of Sandmoor was lit again by its mayor on Friday after two years in the dark".split()
TEXTS = st.lists(st.sampled_from([*WORDS, "harbor", "crew", "storm"]), max_size=40).map(" ".join)


def brief(summary: str = "", *facts: KeyFact) -> Brief:
    return Brief("Lamp", Source(), summary=summary, key_facts=facts)


def test_a_run_of_eight_words_counts_and_one_of_seven_does_not() -> None:
    article = [" ".join(WORDS)]

    assert share(article, brief(" ".join(WORDS[: RUN - 1]))) == 0
    assert share(article, brief(" ".join(WORDS[:RUN]))) == RUN / len(WORDS)


def test_case_quotes_and_points_make_no_words_of_ones_own() -> None:
    article = ["“Every boat in this harbor’s waited for that light,” Farrant said."]

    assert share(article, brief("EVERY boat - in this *harbor's* waited, for that light Farrant said!")) == 1


def test_runs_do_not_go_on_from_one_fact_to_the_next() -> None:
    half = len(WORDS) // 2
    facts = (KeyFact(" ".join(WORDS[:5])), KeyFact(" ".join(WORDS[5:10])))

    assert share([" ".join(WORDS)], brief("", *facts)) == 0
    assert share([" ".join(WORDS)], brief("", KeyFact(" ".join(WORDS[:half])))) > 0


def test_of_evidence_only_the_words_that_the_page_shows_count() -> None:
    words = [f"word{number}" for number in range(100)]
    fact = KeyFact("Short.", evidence=(Evidence(0, " ".join(words)),))

    assert share([" ".join(words)], brief("", fact)) == 25 / 100


def test_a_script_without_spaces_is_counted_by_letters() -> None:
    assert share(["灯台は二年ぶりに港を照らした"], brief("灯台は二年ぶりに港を照らした")) == 1
    assert share(["灯台は二年ぶりに港を照らした"], brief("港の灯台")) == 0


@given(article=st.lists(TEXTS, max_size=4), text=TEXTS, more=TEXTS)
def test_the_share_is_one_and_more_text_never_lessens_it(article: list[str], text: str, more: str) -> None:
    alone, both = share(article, brief(text)), share(article, brief(f"{text}\n\n{more}"))

    assert 0 <= alone <= both <= 1


@given(paragraphs=st.lists(TEXTS, min_size=1, max_size=4))
def test_a_brief_that_is_its_article_repeats_every_paragraph_of_eight_words(paragraphs: list[str]) -> None:
    long = [each for each in paragraphs if len(each.split()) >= RUN]
    words = sum(len(each.split()) for each in paragraphs)

    expected = sum(len(each.split()) for each in long) / max(1, words)
    assert share(paragraphs, brief("\n\n".join(f"x{n}\n\n{each}" for n, each in enumerate(long)))) >= expected
