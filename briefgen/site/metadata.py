"""Whose a picture is, in the metadata of its file: read from that of one, written into that of another.

The fields are those of the IPTC Photo Metadata Standard 2023.2, Core schema: Credit Line (`photoshop:Credit`), Creator
(`dc:creator`), Copyright Notice (`dc:rights`) and Rights Usage Terms (`xmpRights:UsageTerms`). They are read from
XMP, where that says nothing from IPTC-IIM, and then from EXIF, in the order of the Metadata Working Group's guidelines;
they are written as XMP (ISO 16684-1). Of everything else that metadata may hold nothing is looked at, so place, camera
and serial numbers cannot be handed on.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree
from PIL import Image, ImageFile, IptcImagePlugin

from briefgen.site.rights import Rights

LARGEST_PACKET = 256 * 1024
"""Bytes of an XMP packet that is read at most."""

LONGEST = 500
"""Characters of a field that are kept at most."""

NAMES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
}

IIM_BYLINE, IIM_CREDIT, IIM_COPYRIGHT = (2, 80), (2, 110), (2, 116)
EXIF_ARTIST, EXIF_COPYRIGHT = 0x013B, 0x8298

_UNSEEN = dict.fromkeys((*range(32), 127, *range(8203, 8208), *range(8234, 8239), 65279), " ")


def read_rights(image: ImageFile.ImageFile) -> Rights:
    """What the file of an opened image says. Metadata that cannot be read says nothing."""
    return _from_xmp(image).over(_from_iim(image)).over(_from_exif(image))


def xmp_packet(rights: Rights) -> bytes:
    """The XMP packet that says these rights and nothing more; empty for none."""
    fields = [
        f"<photoshop:Credit>{escape(rights.credit)}</photoshop:Credit>" if rights.credit else "",
        _array("dc:creator", "Seq", rights.creators),
        _array("dc:rights", "Alt", [rights.notice] if rights.notice else []),
        _array("xmpRights:UsageTerms", "Alt", [rights.terms] if rights.terms else []),
    ]
    if not any(fields):
        return b""
    names = "".join(f' xmlns:{prefix}="{name}"' for prefix, name in NAMES.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF{names}><rdf:Description rdf:about="">'
        f'{"".join(fields)}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    ).encode()


def _array(name: str, kind: str, values: Iterable[str]) -> str:
    language = ' xml:lang="x-default"' if kind == "Alt" else ""
    items = "".join(f"<rdf:li{language}>{escape(each)}</rdf:li>" for each in values)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""


def _from_xmp(image: Image.Image) -> Rights:
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    if isinstance(packet, str):
        packet = packet.encode(errors="replace")
    if not packet or len(packet) > LARGEST_PACKET:
        return Rights()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=False)
    try:
        tree = etree.fromstring(packet.strip(b"\0 \r\n\t"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return Rights()
    return Rights(
        _first(_values(tree, "photoshop:Credit")),
        tuple(_values(tree, "dc:creator")),
        _first(_values(tree, "dc:rights")),
        _first(_values(tree, "xmpRights:UsageTerms")),
    )


def _values(tree: Any, name: str) -> list[str]:
    """The values of a property, in whichever of RDF's forms: an attribute, plain text, or the items of an array."""
    prefix, local = name.split(":")
    key = f"{{{NAMES[prefix]}}}{local}"
    found = [value for each in tree.iter(f"{{{NAMES['rdf']}}}Description") if (value := each.get(key))]
    for element in tree.iter(key):
        items = [item.text for item in element.iter(f"{{{NAMES['rdf']}}}li")]
        found += items or [element.text]
    return [tidy for each in found if (tidy := _tidy(each))]


def _from_iim(image: ImageFile.ImageFile) -> Rights:
    try:
        iim = IptcImagePlugin.getiptcinfo(image) or {}
    except Exception:  # whatever a broken block makes of the library, it says nothing
        return Rights()

    def texts(key: tuple[int, int]) -> list[str]:
        value = iim.get(key, [])
        return [tidy for each in (value if isinstance(value, list) else [value]) if (tidy := _tidy(each))]

    return Rights(_first(texts(IIM_CREDIT)), tuple(texts(IIM_BYLINE)), _first(texts(IIM_COPYRIGHT)))


def _from_exif(image: Image.Image) -> Rights:
    try:
        exif = image.getexif()
        artist, notice = _tidy(exif.get(EXIF_ARTIST)), _tidy(exif.get(EXIF_COPYRIGHT))
    except Exception:
        return Rights()
    return Rights(creators=tuple(filter(None, map(_tidy, artist.split(";")))), notice=notice)


def _tidy(value: object) -> str:
    """A field as one line of visible text."""
    text = _decoded(value) if isinstance(value, bytes) else value
    return " ".join(text.translate(_UNSEEN).split())[:LONGEST] if isinstance(text, str) else ""


def _decoded(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _first(values: list[str]) -> str:
    return values[0] if values else ""
