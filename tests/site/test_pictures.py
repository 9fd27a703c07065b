from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from briefgen.crew import Crew
from briefgen.model import Brief, Photo, Source
from briefgen.site import developing
from briefgen.site.developing import develop
from briefgen.site.metadata import read_rights, xmp_packet
from briefgen.site.pictures import Album, Shot
from briefgen.site.publishing import build
from briefgen.site.rights import Rights
from briefgen.site.settings import SiteSettings

PHOTO = Shot("the pier.jpg", "Ada Renn/Herald", "Ada Renn")


def contents(album: Album) -> dict[str, bytes]:
    """Path -> bytes of every rendition."""
    return {each.path: each.make() for each in album.contents()}


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    file = tmp_path / "the pier.jpg"
    Image.new("RGB", (500, 300), "teal").save(file, xmp=xmp_packet(Rights("Wire", ("Bo",), "© Wire")))
    return {file.name: file}


def test_a_photo_has_its_renditions_and_its_size(files: dict[str, Path], tmp_path: Path) -> None:
    album = develop([PHOTO], files, cache=tmp_path / "cache")
    picture = album.pictures[PHOTO]
    assert (picture.width, picture.height) == (500, 300)
    assert {kind: [each.width for each in made] for kind, made in picture.renditions.items()} == {
        kind: [480, 500] for kind in ("avif", "webp", "jpg")
    }
    made = contents(album)
    assert len(made) == 6
    assert all(path.startswith("media/the-pier-") for path in made)


def test_the_brief_counts_before_the_file_and_the_file_where_it_is_silent(
    files: dict[str, Path], tmp_path: Path
) -> None:
    silent = Shot("the pier.jpg")
    album = develop([PHOTO, silent], files, cache=tmp_path / "cache")
    assert album.pictures[PHOTO].rights == Rights("Ada Renn/Herald", ("Ada Renn",), "© Wire")
    assert album.pictures[silent].rights == Rights("Wire", ("Bo",), "© Wire")
    for photo in (PHOTO, silent):
        for made in album.pictures[photo].renditions.values():
            for each in made:
                with Image.open(each.cached) as image:
                    assert read_rights(image) == album.pictures[photo].rights


def test_what_has_not_changed_is_not_encoded_again(
    files: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = develop([PHOTO], files, cache=tmp_path / "cache")
    monkeypatch.setattr(developing, "encode", None)
    files["the pier.jpg"].touch()
    assert develop([PHOTO], files, cache=tmp_path / "cache") == before


def test_another_picture_or_another_credit_has_another_address(files: dict[str, Path], tmp_path: Path) -> None:
    other = Shot("the pier.jpg", "Bo Lind/Wire", "Bo Lind")
    first = contents(develop([PHOTO], files, cache=tmp_path / "cache"))
    credited = contents(develop([other], files, cache=tmp_path / "cache"))
    Image.new("RGB", (500, 300), "navy").save(files["the pier.jpg"])
    changed = contents(develop([PHOTO], files, cache=tmp_path / "cache"))
    assert not first.keys() & credited.keys() and not first.keys() & changed.keys()


@pytest.mark.parametrize("damage", ["", "{", "gone"])
def test_a_cache_that_was_damaged_is_made_good(files: dict[str, Path], tmp_path: Path, damage: str) -> None:
    before = contents(develop([PHOTO], files, cache=tmp_path / "cache"))
    (record,) = (tmp_path / "cache").rglob("picture.json")
    if damage == "gone":
        record.unlink()
    else:
        record.write_text(damage)
    assert contents(develop([PHOTO], files, cache=tmp_path / "cache")) == before
    assert not list((tmp_path / "cache" / "media").glob(".new-*"))


def test_what_cannot_be_read_is_said_and_the_others_are_shown(files: dict[str, Path], tmp_path: Path) -> None:
    for name, content in (("broken.jpg", b"\xff\xd8\xff\xe0no"), ("empty.png", b"")):
        files[name] = tmp_path / name
        files[name].write_bytes(content)
    files["gone.jpg"] = tmp_path / "gone.jpg"
    photos = [PHOTO, *(Shot(name) for name in ("broken.jpg", "empty.png", "gone.jpg"))]
    album = develop(photos, files, cache=tmp_path / "cache")
    assert list(album.pictures) == [PHOTO]
    assert [problem.path for problem in album.problems] == [
        str(tmp_path / each.file) for each in photos[1:] if each.file
    ]


def test_a_file_that_is_too_large_is_not_even_read(
    files: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(developing, "LARGEST_FILE", 100)
    (problem,) = develop([PHOTO], files, cache=tmp_path / "cache").problems
    assert "save a smaller version" in problem.message


def test_a_crew_makes_the_same(files: dict[str, Path], tmp_path: Path) -> None:
    there = develop([PHOTO], files, cache=tmp_path / "there", crew=Crew(lambda *_: ThreadPoolExecutor()))
    here = develop([PHOTO], files, cache=tmp_path / "here")
    assert contents(there) == contents(here)


def test_where_the_brief_is_silent_page_register_and_linked_data_credit_as_the_file_does(
    files: dict[str, Path], tmp_path: Path
) -> None:
    brief = Brief("The pier", Source(), photos=(Photo("The pier", file="the pier.jpg"),))
    settings = SiteSettings("Orr", site_url="https://desk.example/orr/")
    build(
        settings, [("pier", brief)], out=tmp_path / "site", cache=tmp_path / "cache", media=files["the pier.jpg"].parent
    )
    page, register = (
        (tmp_path / "site" / path / "index.html").read_text("utf-8") for path in ("briefs/pier", "credits")
    )
    assert "Credit: Wire" in page and "Photographer: Bo" in page and "Copyright: © Wire" in page
    assert "Credit: Wire" in register and "without a credit" not in register
    image = json.loads(page.partition('ld+json">')[2].partition("</script>")[0])["image"][0]
    assert (image["creditText"], image["creator"]["name"], image["copyrightNotice"]) == ("Wire", "Bo", "© Wire")
    assert image["contentUrl"].startswith("https://desk.example/orr/media/the-pier-")
    assert (image["width"], image["height"]) == (500, 300)
