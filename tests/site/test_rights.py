from __future__ import annotations

import struct
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFile

from briefgen.site.metadata import read_rights, xmp_packet
from briefgen.site.rights import Rights

STATED = Rights("Ada Renn/Sandrey Herald", ("Ada Renn", "Bo Lind"), "© 2031 Sandrey Herald", "CC BY 4.0")


def opened(kind: str = "JPEG", **metadata: Any) -> ImageFile.ImageFile:
    buffer = BytesIO()
    Image.new("RGB", (2, 2)).save(buffer, kind, **metadata)
    image = Image.open(buffer)
    image.load()
    return image


def iim(*fields: tuple[int, bytes]) -> bytes:
    """A JPEG segment APP13 with these datasets of record 2 (IPTC-IIM 4.2, Photoshop's resource 0x0404)."""
    data = b"".join(b"\x1c\x02" + struct.pack(">BH", number, len(text)) + text for number, text in fields)
    block = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(data)) + data + b"\0" * (len(data) % 2)
    return b"\xff\xed" + struct.pack(">H", len(block) + 2) + block


def packet(fields: str) -> bytes:
    return xmp_packet(Rights("x")).replace(b"<photoshop:Credit>x</photoshop:Credit>", fields.encode())


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "AVIF"])
def test_what_is_written_is_read_again(kind: str) -> None:
    assert read_rights(opened(kind, xmp=xmp_packet(STATED))) == STATED


def test_no_rights_make_no_packet() -> None:
    assert xmp_packet(Rights()) == b""
    assert read_rights(opened()) == Rights()


def test_iptc_iim_and_exif_are_read_where_xmp_says_nothing() -> None:
    exif = Image.Exif()
    exif[0x013B], exif[0x8298] = "Bo Lind; Ada Renn", "2031 Lind"
    segment = iim((80, b"Ada Renn"), (110, "Sandrey Herald – é".encode()))
    assert read_rights(opened(exif=exif)) == Rights(creators=("Bo Lind", "Ada Renn"), notice="2031 Lind")
    assert read_rights(opened(exif=exif, extra=segment)) == Rights("Sandrey Herald – é", ("Ada Renn",), "2031 Lind")
    both = read_rights(opened(extra=segment, xmp=xmp_packet(Rights("From XMP"))))
    assert both == Rights("From XMP", ("Ada Renn",))


def test_a_property_may_be_an_attribute_plain_text_or_an_array() -> None:
    assert read_rights(opened(xmp=packet("<dc:creator>Ada Renn</dc:creator>"))).creators == ("Ada Renn",)
    attribute = xmp_packet(Rights("x")).replace(b'rdf:about=""', b'rdf:about="" photoshop:Credit="Herald"')
    assert read_rights(opened(xmp=attribute)).credit == "Herald"


@pytest.mark.parametrize(
    "xmp",
    [
        b"<",
        b"\xff\xfe\0",
        b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>",
        packet("<photoshop:Credit>\u202e\u200b \n</photoshop:Credit>"),
        packet(f"<photoshop:Credit>{'x' * 300_000}</photoshop:Credit>"),
    ],
)
def test_metadata_that_cannot_be_read_says_nothing(xmp: bytes) -> None:
    image = opened()
    image.info["xmp"] = xmp
    assert read_rights(image) == Rights()


def test_an_entity_reads_no_file() -> None:
    image = opened()
    image.info["xmp"] = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + packet(
        "<photoshop:Credit>&a;</photoshop:Credit>"
    )
    assert read_rights(image) == Rights()


@given(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=80))
def test_any_visible_words_come_back(text: str) -> None:
    image = opened()
    image.info["xmp"] = xmp_packet(Rights(text, (text,), text, text))
    assert read_rights(image) == Rights(text, (text,), text, text)
