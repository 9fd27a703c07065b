import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.model import Article
from briefgen.problem import Problem
from briefgen.reading import html, read

DATA = Path(__file__).parent.parent / "data/reading/html"
PAGE = (DATA / "page.html").read_text(encoding="utf-8")
CONSENT = (
    "<h1>Your privacy</h1><p>We and our partners use cookies to store and access information on your device, and"
    " process personal data such as identifiers.</p><button>Accept</button>"
)
PROSE = "<p>The harbour board met on Monday to talk about the ferries, and the crews came back in the evening.</p>"


def article(page: str | bytes) -> Article:
    (found,) = read(page if isinstance(page, bytes) else page.encode(), "page.html")
    return found


def with_box(box: str) -> tuple[str, ...]:
    return article(PAGE.replace("<!-- box -->", box)).paragraphs


def problem(page: str | bytes) -> Problem:
    with pytest.raises(Problem) as caught:
        article(page)
    return caught.value


def test_a_page_is_read_whole() -> None:
    found = article(PAGE)
    assert found.title == "Ferry crews return to work as talks resume"
    assert found.authors == ("Ada Quill", "Jo Roe")
    assert found.publisher == "The Marland Courier"
    assert found.url == "https://courier.example/2024/03/ferry-talks"
    assert (found.published, found.published_inferred) == (date(2024, 3, 3), False)
    assert found.language == "en"
    assert found.topics == ("Transport", "ferries", "strike", "harbour board")
    assert found.dateline is not None and found.dateline.agency == "AP"
    assert [paragraph.split()[0] for paragraph in found.paragraphs] == ["PORT", "The", "What", "The", "Islanders"]
    assert found.paragraphs[0].endswith("kept thousands of islanders at home.")


@pytest.mark.parametrize("name", ["rollover-block", "tooltip-text", "tooltiptext", "popover-content", "hover-card"])
def test_what_pops_up_within_a_line_is_not_read_among_its_words(name: str) -> None:
    box = f'<span class="person {name}"><b>Ada Maria Quill</b><a href="/quill">Quill opens the quay</a> MORE</span>'
    led, called = "The talks were led by Mayor Ada Quill", " (R), who had called both sides to the harbour on Sunday."
    assert led + called in with_box(f"<p>{led}{box}{called}</p>")
    assert article(
        f'<html class="{name}"><body class="{name}"><h1>Talks resume</h1>{PROSE * 3}</body></html>'
    ).paragraphs


def test_without_linked_data_meta_tags_and_the_visible_byline_tell() -> None:
    start, end = PAGE.index("<script"), PAGE.index("</script>")
    found = article(PAGE[:start] + PAGE[end:])
    assert found.title == "Ferry crews return to work as talks resume"
    assert found.authors == ("Ada Quill",)
    assert found.published == date(2024, 3, 3)


def test_an_author_field_with_the_publishers_name_gives_way_to_the_visible_byline() -> None:
    start, end = PAGE.index('"author"'), PAGE.index('"publisher"')
    house = '"author": {"@type": "Organization", "name": "The Marland Courier"}, '
    assert article(PAGE[:start] + house + PAGE[end:]).authors == ("Ada Quill",)


def test_a_template_that_declares_the_wrong_language_is_not_believed() -> None:
    german = "<p>Die Fähren fahren wieder, und die Mannschaften sind am Sonntag nicht mehr im Streik mit der Stadt.</p>"
    assert article(f'<html lang="en"><h1>Die Fähren fahren</h1>{german * 3}').language == "de"


@pytest.mark.parametrize(
    "box",
    [
        '<ul><li><a href="/a">Harbour fees to rise again</a></li><li><a href="/b">A bridge to Skarn</a></li></ul>',
        '<p>Read also: <a href="/a">Harbour fees to rise again in spring</a></p>',
        '<p><a href="/a">Harbour fees to rise again in spring</a></p>',
        '<div class="newsletter-box"><p>Our best stories of the week, for readers on the islands.</p></div>',
        "<aside><h3>The ferries</h3><p>Marland has nine ferries, the oldest of them built in 1974.</p></aside>",
        '<div class="related-stories"><h3>More</h3><p>No bridge to Skarn will be built, the mayor said.</p></div>',
        "<p>Sign up for our free daily newsletter.</p>",
        "<p>Ada Quill</p>",
        "<!-- <p>A paragraph that an editor took out of the story before it went on the site that day.</p> -->",
        '<div style="display: none">A note to the desk that nobody is to see on the page of the story.</div>',
    ],
)
def test_what_stands_between_the_paragraphs_and_is_no_story_is_left_out(box: str) -> None:
    assert len(with_box(box)) == 5


@pytest.mark.parametrize(
    "box",
    [
        "<blockquote><p>We waited nine days for a boat, and shall not forget who kept us waiting.</p></blockquote>",
        '<p class="paywall">The night boats will be the last to run again, the board said in a letter on Sunday.</p>',
        "<p>The board publishes its <a href='/t'>timetable</a> on Monday, and the union its demands a day after.</p>",
        "<h3>Nine days without a boat</h3>",
    ],
)
def test_what_is_part_of_the_story_stays(box: str) -> None:
    assert len(with_box(box)) == 6


def test_a_story_parted_over_several_containers_is_read_to_its_end() -> None:
    part = '<div class="part">' + "".join(PROSE.replace("Monday", f"day {number}") for number in range(8)) + "</div>"
    parts = [part.replace("day ", f"day {number}") for number in range(4)]
    found = article(f"<h1>The board and the boats</h1><div>{'<div><b>Ad</b></div>'.join(parts)}</div>")
    assert len(found.paragraphs) == 32


def test_text_that_a_script_would_show_is_read() -> None:
    assert (
        len(article(f'<body><div hidden id="S:0"><h1>The boats are back</h1>{PROSE * 3}</div></body>').paragraphs) > 0
    )


def test_a_story_of_line_breaks_has_paragraphs() -> None:
    lines = [f"On day {day} the board met to talk about the boats, and the crews waited at home." for day in range(6)]
    found = article(f"<h1>The board and the boats</h1><div>{'<br><br>'.join(lines)}</div>")
    assert found.paragraphs == tuple(lines)


def test_a_name_alone_in_the_first_paragraph_is_the_byline_where_the_page_tells_no_other() -> None:
    found = article(f"<h1>The boats are back</h1><div><p>MARA LIND</p>{PROSE}<p>The night boats wait.</p>{PROSE}</div>")
    assert found.authors == ("MARA LIND",)
    assert "MARA LIND" not in found.paragraphs


@pytest.mark.parametrize(
    ("encoding", "declared", "text"),
    [
        ("utf-8", "", "Café “Skarn”"),
        ("utf-8", "iso-8859-1", "Café “Skarn”"),
        ("utf-16", "", "Café “Skarn”"),
        ("cp1252", "iso-8859-1", "Café “Skarn”"),
        ("cp1252", "", "Café “Skarn”"),
        ("cp1252", "no-such-charset", "Café “Skarn”"),
        ("cp1252", "utf-8", "Café “Skarn”"),
        ("cp1251", "windows-1251", "Паром в Скарн"),
        ("shift_jis", "Shift_JIS", "港の船"),
    ],
)
def test_the_bytes_are_decoded_as_they_are_and_not_as_they_are_declared(
    encoding: str, declared: str, text: str
) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body><h1>{text}</h1>{PROSE * 3}</body></html>'
    assert article(page.encode(encoding)).title == text


def test_a_few_broken_letters_do_not_change_the_encoding() -> None:
    page = f'<meta charset="utf-8"><h1>Cafés é è ê</h1>{PROSE * 3}'.encode() + b"<p>\xe9</p>"
    assert article(page).title == "Cafés é è ê"


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("<html>" + " " * 20, "no-article"),
        ("<body><nav><a href='/'>Home</a> <a href='/news'>News</a></nav></body>", "no-article"),
        (CONSENT, "no-article"),
        ("<h1>The boats are back</h1><p>Subscribe to continue reading this article.</p>", "no-article"),
        ("<html>" + "<div>" * 90_000 + PROSE, "hostile-html"),
        ("<html>" + "<b>" * 300 + PROSE, "hostile-html"),
        ("<html><p " + " ".join(f"a{number}='>'" for number in range(600)) + ">" + PROSE, "hostile-html"),
        ("<html>" + PROSE * 120_000, "too-large"),
        ("<html>" + PROSE * 45_000, "too-large"),
        ("<html>" + "<br>" * 120_000 + PROSE, "too-large"),
    ],
)  # fmt: skip
def test_what_is_no_article_is_refused_with_a_code(page: str, code: str) -> None:
    assert problem(page).code == code


@pytest.mark.parametrize(
    "middle",
    [
        "<" * 200_000,
        "<!--" * 50_000,
        "<script>" * 50_000,
        "<p>" + "&amp;" * 200_000 + "</p>",
        '<a b="' * 2_000,
        "<img src=a.jpg>" * 5_000,
        "<figure><img src=a.jpg><figcaption>Foto: Jo Roe</figcaption></figure>" * 2_000,
        '<script type="application/ld+json">' + '{"a":' * 50_000 + "</script>",
    ],
    ids=lambda middle: middle[:12],
)
def test_hostile_markup_is_read_or_refused_in_seconds(middle: str) -> None:
    start = time.process_time()
    try:
        article(f"<html><h1>The boats are back</h1>{PROSE * 5}{middle}{PROSE}")
    except Problem as found:
        assert found.code in ("hostile-html", "no-article", "too-large")
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    ("head", "yes"),
    [
        ("<!DOCTYPE html><p>x", True),
        ("\ufeff\n <HTML lang=en>", True),
        ("<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0//EN'><html xmlns='x'>", True),
        ("<!-- saved from url=(0014)about:internet --><html>", True),
        ("<div class='story'><p>The boats are back.</p></div>", True),
        ("<rss version='2.0'><channel><description>&lt;p></description></channel></rss>", False),
        ("<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><div>x</div></feed>", False),
        ("The boats are back <p>", False),
        ("{'html': '<html>'}", False),
        ("<3 is a heart", False),
    ],
)
def test_a_page_is_known_by_its_markup(head: str, yes: bool) -> None:
    assert html.sniff(head.encode()) is yes


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.integers(0, len(PAGE)))
def test_any_damage_gives_an_article_or_a_problem(noise: str, place: int) -> None:
    try:
        found = article((PAGE[:place] + noise + PAGE[place:]).encode("utf-8", errors="surrogatepass"))
    except Problem as refused:
        assert refused.code in ("no-article", "hostile-html", "not-text", "not-json", "empty", "not-utf8")
    else:
        assert found.paragraphs and found.title


@pytest.mark.parametrize("first", ["nav", "main", "article", "header", "section", "div", "p"])
@pytest.mark.parametrize("head", ["", "<html lang=en><head><meta charset=utf-8>"])
def test_a_page_without_a_body_tag_is_read_like_any_other(first: str, head: str) -> None:
    opening = "<p>" if first == "p" else f"<{first}></{first}><main>"
    page = f"<!doctype html>{head}<title>Ferries return</title>{opening}<h1>Ferries return</h1>{PROSE * 2}"
    whole = f"<!doctype html><html><head><title>Ferries return</title></head><body>{page.partition('</title>')[2]}"
    found = article(page)
    assert (found.title, found.paragraphs) == (article(whole).title, article(whole).paragraphs)
    assert found.paragraphs
