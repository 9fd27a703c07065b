from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model import Article
from briefgen.problem import Problem
from briefgen.reading import feed, read

FEEDS = Path(__file__).parent.parent / "data/reading/feeds"


def articles(name: str) -> list[Article]:
    return list(read((FEEDS / name).read_bytes(), name))


def partly(data: bytes) -> tuple[list[Article], Problem | None]:
    """The articles up to the problem, and the problem."""
    found: list[Article] = []
    try:
        for article in feed.read(data, "feed.xml"):
            found.append(article)  # noqa: PERF402 - those before a Problem count
    except Problem as problem:
        return found, problem
    return found, None


def rss(*items: str, head: str = "", namespaces: str = "") -> bytes:
    wrapped = "".join(f"<item>{item}</item>" for item in items)
    return f'{head}<rss version="2.0" {namespaces}><channel><title>X</title>{wrapped}</channel></rss>'.encode()


@pytest.mark.parametrize("name", ["rss.xml", "rdf.xml", "atom.xml", "feed.json"])
def test_the_formats_give_the_same_article(name: str) -> None:
    found = articles(name)[0]

    assert found.title.startswith("Ferry talks resume")
    assert (found.url, found.guid) == ("https://courier.example/2024/03/ferry-talks", "courier-1")
    assert (found.publisher, found.language, found.authors[0]) == ("The Marland Courier", "en", "Ada Quill")
    assert (found.published, found.topics[0]) == (date(2024, 3, 3), "Transport")
    assert "came back to the table on Sunday" in found.paragraphs[0]
    assert (found.path, len(found.sha256)) == (name, 64)


def test_an_entry_is_the_same_whatever_stands_beside_it() -> None:
    one, two = "<title>One</title>", "<title>Two</title>"
    (alone,) = read(rss(one), "feed.xml")
    new, old = read(rss(two, one), "feed.xml")

    assert alone == old and new.sha256 != old.sha256


def test_the_full_text_counts_before_the_summary_and_ends_before_what_the_feed_maker_adds() -> None:
    found = articles("rss.xml")[0]

    assert found.title == "Ferry talks resume & crews return"
    assert [paragraph.split()[0] for paragraph in found.paragraphs] == ["PORT", "The"]
    assert found.dateline is not None and found.dateline.agency == "AP"
    assert found.authors == ("Ada Quill", "Jo Roe")
    assert not feed.is_teaser(found)


def test_a_figure_in_the_text_is_a_photo_and_the_bare_enclosure_beside_it_is_none() -> None:
    (photo,) = articles("rss.xml")[0].photos

    assert photo.caption.startswith("Passengers wait at the pier")
    assert (photo.credit, photo.photographer, photo.taken) == ("AP Photo/Jo Roe", "Jo Roe", "2024-03-01")
    assert photo.url == "https://courier.example/pier.jpg?w=800"


def test_credit_and_caption_in_the_entry_are_those_of_its_picture() -> None:
    found = articles("rss.xml")[1]
    (photo,) = found.photos

    assert (photo.caption, photo.credit) == (
        "The new bridge on its first morning.",
        "Ada Quill for The Marland Courier",
    )
    assert (found.published, found.authors) == (date(2024, 3, 2), ("Mina Vale",))
    assert feed.is_teaser(found)


def test_sizes_of_one_picture_are_one_photo_the_widest() -> None:
    (photo,) = articles("rss.xml")[2].photos

    assert photo.url == "https://courier.example/cup.jpg?width=460"
    assert (photo.photographer, photo.provider, photo.via) == ("Jo Roe", "AFP", "Getty Images")


def test_atom_resolves_addresses_and_tells_plain_text_from_html() -> None:
    first, second = articles("atom.xml")

    assert [photo.url for photo in first.photos] == ["https://courier.example/pier.jpg"]
    assert first.paragraphs == ("Crews came back to the table on Sunday.", "Talks go on.")
    assert (second.title, second.paragraphs) == ("Bridge < tunnel", ("One.", "Two."))
    assert (second.url, second.authors) == (None, ("Mina Vale",))


def test_a_json_entry_without_a_title_takes_its_first_paragraph() -> None:
    second = articles("feed.json")[1]

    assert (second.title, second.guid, second.authors) == ("A note without a title.", "2", ("Mina Vale",))
    assert len(second.paragraphs) == 2


def test_a_headline_alone_is_an_article_without_paragraphs_and_a_teaser() -> None:
    (found,) = feed.read(rss("<title>Ferry talks</title><link>https://courier.example/f</link>"), "feed.xml")

    assert (found.paragraphs, found.url) == ((), "https://courier.example/f")
    assert feed.is_teaser(found)


@pytest.mark.parametrize(
    "end", ["Read more", "Continue reading Ferry talks →", "and so […]", "and so on...", "Full story »"]
)
def test_a_text_that_breaks_off_is_a_teaser_however_long(end: str) -> None:
    assert feed.is_teaser(Article("T", (" ".join(["word"] * 80) + ".", end)))


def test_characters_that_break_xml_are_put_right_without_loss() -> None:
    found, problem = partly(
        rss("<title>R&D at A&nbsp;B\x0b &copy; Q&A</title><link>https://courier.example/?a=1&b=2</link>")
    )

    assert problem is None
    assert (found[0].title, found[0].url) == ("R&D at A B © Q&A", "https://courier.example/?a=1&b=2")


def test_a_feed_broken_in_the_middle_gives_what_can_be_read_and_says_so() -> None:
    found, problem = partly(rss("<title>One</title>", "<title>Two</title>")[:-30] + b"</wrong></rss")

    assert [article.title for article in found] == ["One", "Two"]
    assert problem is not None and problem.code == "broken-feed" and problem.line == 1
    assert "2 of 2 entries" in problem.message


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<rss><channel><title>X</title></channel></rss>", "no-entries"),
        (b'<?xml version="1.0"?><urlset><url/></urlset>', "not-feed"),
        (b"<rss", "broken-feed"),
        (b'<?xml version="1.0"?>', "broken-feed"),
        (b"<feed><entry><content><dc:a/></content></x></entry>", "broken-feed"),
        (b"<rss>\xff\xfe <<< <item", "broken-feed"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": {}}', "not-feed"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": []}', "no-entries"),
        (b'{"version": "https:\\/\\/jsonfeed.org\\/version\\/1.1", ', "not-json"),
        (rss("<title>X</title>", head='<!DOCTYPE rss [<!ENTITY a "b">]>'), "hostile-feed"),
        (rss("<title>&a;</title>", head='<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hosts">]>'), "hostile-feed"),
        (b"<rss>" + b" " * feed.LARGEST, "too-large"),
    ],
)
def test_what_is_no_feed_or_a_hostile_one_is_one_clear_line(data: bytes, code: str) -> None:
    assert feed.sniff(data)
    found, problem = partly(data)
    assert found == []
    assert problem is not None and problem.code == code and "\n" not in str(problem)


def test_a_document_type_without_entities_is_no_harm() -> None:
    found, problem = partly(
        rss(
            "<title>A&nbsp;B</title><description>&lt;p&gt;C&nbsp;D&lt;/p&gt;</description>",
            head='<!DOCTYPE rss PUBLIC "-//N//RSS 0.91//EN" "http://x.example/r.dtd">',
        )
    )

    assert ([(article.title, article.paragraphs) for article in found], problem) == ([("A B", ("C D",))], None)


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE html><html><body><p>x</p></body></html>",
        b'<?xml version="1.0"?><html></html>',
        b"Text with <rss>",
        b"{}",
    ],
)
def test_pages_text_and_other_json_are_no_feeds(data: bytes) -> None:
    assert not feed.sniff(data)


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-16", "utf-16"), ("iso-8859-1", "iso-8859-1"), ("cp1252", "utf-8"), ("utf-8-sig", "utf-8")],
)
def test_the_encoding_is_found_even_where_the_feed_declares_a_wrong_one(encoding: str, declared: str) -> None:
    text = rss("<title>Café Núñez</title>", head=f'<?xml version="1.0" encoding="{declared}"?>').decode()

    (found,) = read(text.encode(encoding), "feed.xml")

    assert found.title == "Café Núñez"


def test_a_hostile_entry_costs_the_others_nothing() -> None:
    deep = "<description>" + "&lt;div&gt;" * 400 + "x</description>"
    found, problem = partly(rss("<title>One</title>", f"<title>Two</title>{deep}", "<title>Three</title>"))

    assert [article.title for article in found] == ["One", "Three"]
    assert problem is not None and problem.code == "hostile-html" and "“Two”" in problem.message


BOMBS = {
    "entities": b'<!DOCTYPE rss [<!ENTITY a "'
    + b"x" * 100_000
    + b'"><!ENTITY b "'
    + b"&a;" * 1000
    + b'">]><rss t="&b;"/>',
    "attributes": b"<rss " + b" ".join(b"a%d='1'" % n for n in range(50_000)) + b"/>",
    "depth": b"<rss>" + b"<a>" * 100_000,
    "open-tags": b"<rss>" + b"<a " * 100_000,
    "ampersands": b"<rss><item>" + b"&a" * 300_000,
    "comments": b"<rss><item>" + b"<!--" * 100_000,
    "html-comments": rss("<description><![CDATA[" + "<!--" * 50_000 + "]]></description>"),
    "html-tags": rss("<description><![CDATA[" + "<a " * 50_000 + "]]></description>"),
    "mailboxes": rss("<title>x</title><author>" + "a@" * 50_000 + "</author>"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_read_or_refused_at_once(name: str) -> None:
    started = time.process_time()
    partly(BOMBS[name])
    assert time.process_time() - started < 2


PIECES = st.sampled_from(
    b"<rss>|<item>|</item>|<title>|</title>|<feed>|<entry>|<link href='|' />|&|<![CDATA[|]]>|<description>|&lt;p&gt;"
    b"|<?xml|<pubDate>99 Feb 99</pubDate>|<media:content url='http://['/>|\x00|\xff\xfe|<guid>"
    b"|<author>a@b (c)</author>".split(b"|")
)


@given(st.one_of(st.binary(), st.lists(st.one_of(PIECES, st.binary(max_size=6)), max_size=30).map(b"".join)))
def test_any_bytes_give_articles_or_a_problem(data: bytes) -> None:
    for whole in (
        data,
        b"<rss>" + data,
        b"<rss><item>" + data + b"</item></rss>",
        b'{"version":"https://jsonfeed.org/version/1",' + data,
    ):
        found, problem = partly(whole)
        assert problem is not None or found
        assert all("".join((article.title, *article.paragraphs)).encode() for article in found)
