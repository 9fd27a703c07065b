from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.site import links
from briefgen.site.links import excerpt, host, may_link, sentence_link, web_link


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "//news.example/x",
        "https://",
        "https://[x",
        "file:///etc/passwd",
        "https://news.example/\u202egnp.exe",
        "https:\\\\news.example",
    ],
)
def test_only_plain_web_addresses_are_sources(url: str) -> None:
    assert web_link(url) is None


@pytest.mark.parametrize(
    "url", ["https://news.example/a", "HTTP://news.example", "mailto:desk@news.example", "../a/", "#b", "a?b=c:d"]
)
def test_markdown_may_link_there(url: str) -> None:
    assert may_link(url)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:x",
        "JaVaScRiPt:x",
        "\x01javascript:x",
        "vbscript:x",
        "blob:x",
        "intent:x",
        "//evil.example",
        "\\\\evil",
    ],
)
def test_markdown_may_not_link_there(url: str) -> None:
    assert not may_link(url)


def test_a_short_quotation_is_linked_whole() -> None:
    link = sentence_link("https://news.example/a", "Well-known, “late” & true.")
    assert link == "https://news.example/a#:~:text=Well%2Dknown%2C%20%E2%80%9Clate%E2%80%9D%20%26%20true."


def test_a_long_quotation_is_linked_by_its_two_ends() -> None:
    link = sentence_link("https://news.example/a", " ".join(f"w{n}" for n in range(40)))
    assert link == "https://news.example/a#:~:text=w0%20w1%20w2%20w3%20w4,w35%20w36%20w37%20w38%20w39"


def test_an_address_keeps_its_own_fragment() -> None:
    assert sentence_link("https://news.example/a#top", "Yes.") == "https://news.example/a#top:~:text=Yes."


def test_without_an_address_there_is_no_link() -> None:
    assert sentence_link(None, "Yes.") is None
    assert sentence_link("javascript:alert(1)", "Yes.") is None


@given(st.text())
def test_a_sentence_link_is_an_address_whatever_is_quoted(text: str) -> None:
    link = sentence_link("https://news.example/a", text)
    assert link is not None
    assert web_link(link) == link
    assert "-" not in link.partition("text=")[2]


def test_an_excerpt_has_25_words_at_most() -> None:
    assert excerpt("one  two\nthree") == "one two three"
    assert excerpt("word, " * 30) == "word, " * 24 + "word …"


def test_a_host_that_looks_like_another_is_shown_in_ascii() -> None:
    assert host("https://www.news.example/a") == "news.example"
    assert host("https://nеws.example/a").startswith("xn--")


@given(st.lists(st.text("ab09.~-_,é&% ", min_size=1, max_size=4).filter(str.strip), min_size=1, max_size=10))
def test_every_word_is_found_again_in_a_link_to_its_sentence(words: list[str]) -> None:
    link = sentence_link("https://news.example/a", " ".join(words)) or ""

    directive = link.partition("#:~:text=")[2]
    assert not set(directive.replace(",", "")) & set(" é&-")
    parts = [unquote(part) for part in directive.split(",")]
    said = " ".join(words).split()
    assert parts in ([" ".join(said)], [" ".join(said[:5]), " ".join(said[-5:])])


@given(st.sampled_from(("http://", "https://", "HTTP://", "ftp://", "")), st.text("abw.-:/[]@#?\\%é1 _~", max_size=18))
def test_an_address_that_is_known_at_a_glance_is_what_looking_into_it_gives(scheme: str, rest: str) -> None:
    at_once = web_link(scheme + rest), host(scheme + rest) if web_link(scheme + rest) else ""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(links, "_PLAIN", re.compile("(?!)"))
        for each in (web_link, host):
            each.cache_clear()
        assert at_once == (web_link(scheme + rest), host(scheme + rest) if web_link(scheme + rest) else "")
    for each in (web_link, host):
        each.cache_clear()
