import re
from pathlib import Path

import pytest

from briefgen.model import Photo
from briefgen.reading import read

DATA = Path(__file__).parent.parent / "data/reading/html"
PAGE = (DATA / "page.html").read_text(encoding="utf-8")
FORMS = re.findall(r"^## (.+)\n((?:.+\n)+?)=> ?(.*)$", (DATA / "photos.txt").read_text(encoding="utf-8"), re.MULTILINE)


def photos(photo: str = "", box: str = "", after: str = "") -> tuple[Photo, ...]:
    page = PAGE.replace("<!-- photo -->", photo).replace("<!-- box -->", box).replace("<!-- after -->", after)
    (article,) = read(page.encode(), "page.html")
    assert len(article.paragraphs) == 5, article.paragraphs
    return article.photos


@pytest.mark.parametrize(("html", "told"), [pytest.param(html, told, id=name) for name, html, told in FORMS])
@pytest.mark.parametrize("place", ["photo", "box"])
def test_a_form_of_caption_and_credit(html: str, told: str, place: str) -> None:
    found = photos(**{place: html})
    if told == "nothing":
        assert found == ()
        return
    caption, credit = told.split("|", 1)
    (photo,) = found
    assert (photo.caption, photo.credit or "") == (caption.strip(), credit.strip())
    assert photo.url in ("https://courier.example/2024/03/pier.jpg", None)


def test_each_photo_is_told_once() -> None:
    figure = '<figure><img src="pier.jpg"><figcaption>Passengers wait. Photo: Mara Lind</figcaption></figure>'
    assert len(photos(photo=figure, box=figure)) == 1


def test_photos_of_a_gallery_keep_their_order_and_their_own_credits() -> None:
    slides = "".join(
        f'<li><img src="slide-{name}.jpg"><p class="caption">{name} at the pier.</p><p class="credit">{house}</p></li>'
        for name, house in (("Dawn", "Reuters"), ("Noon", "Jo Roe/AP"), ("Dusk", "Getty Images"))
    )
    found = photos(box=f'<ul class="gallery">{slides}</ul>')
    assert [(photo.caption, photo.credit) for photo in found] == [
        ("Dawn at the pier.", "Reuters"),
        ("Noon at the pier.", "Jo Roe/AP"),
        ("Dusk at the pier.", "Getty Images"),
    ]


def test_an_article_that_follows_on_the_page_keeps_its_photos_to_itself() -> None:
    other = (
        "<article><h2>Harbour fees</h2><figure><img src='x.jpg'><figcaption>A crane. Photo: Ed Moss</figcaption>"
        "</figure>" + "<p>The fees that ships pay in the harbour will rise again in the spring, the board said.</p>" * 3
    )
    assert photos(after=other + "</article>") == ()


def test_what_is_not_printed_is_taken_from_linked_data_of_the_same_caption() -> None:
    data = (
        '<script type="application/ld+json">{"@type": "ImageObject", "caption": "Passengers wait at the pier.",'
        ' "creditText": "Mara Lind"}</script>'
    )
    figure = '<figure><img src="pier.jpg"><figcaption>Passengers wait at the pier.</figcaption></figure>'
    (photo,) = photos(photo=data + figure)
    assert photo.credit == "Mara Lind"
