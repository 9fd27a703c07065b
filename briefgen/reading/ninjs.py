"""News in JSON (IPTC ninjs), the three tracks that are in use: 1.x, 2.x and 3.x.

The tracks say the same things in different spellings: 1.x has one `headline` and one `body_text`, 2.x and 3.x lists
of them with roles, 3.x camelCase names. Names are therefore compared in lower case, and each accessor knows both
shapes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from msgspec.structs import replace

from briefgen.dates import find_dates
from briefgen.model import Article, Dateline, Photo
from briefgen.problem import Problem
from briefgen.reading.byline import parse_byline
from briefgen.reading.caption import read_caption
from briefgen.reading.credit import parse_credit, usual_name
from briefgen.reading.dateline import parse_dateline
from briefgen.reading.decoding import decode
from briefgen.reading.licence import part_licence
from briefgen.reading.markup import plain_paragraphs
from briefgen.reading.names import is_house
from briefgen.reading.paragraphs import split_paragraphs

Item = dict[str, Any]

EXPECTED = "expected an IPTC ninjs item: an object with a headline and a body (body_text, or bodies with a value)"


def sniff(data: bytes) -> bool:
    """Whether `data` is JSON by its first letter; ninjs or not is for `read` to say."""
    head = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:64]
    return (head[:1] == b"{" and not head.startswith(b"{\\rtf")) or (head[:1] == b"[" and head[1:].lstrip()[:1] == b"{")


def read(data: bytes, path: str) -> Iterator[Article]:
    """Yield the articles of a ninjs item or a list of items.

    Raises Problem `not-json` before the first, `not-ninjs` behind the last for the items that are none.
    """
    try:
        document = json.loads(decode(data, path))
    except json.JSONDecodeError as error:
        raise Problem(path, f"broken JSON: {error.msg}", code="not-json", line=error.lineno) from None
    except (RecursionError, ValueError) as error:  # too deep, or a number of thousands of digits
        raise Problem(path, f"unreadable JSON: {error}", code="not-json") from None
    items = document if isinstance(document, list) else [document]
    flaws: list[tuple[int, Problem]] = []
    for number, item in enumerate(items, start=1):
        try:
            yield _article(item, path)
        except Problem as problem:
            flaws.append((number, problem))
    if flaws:
        raise _flaw(flaws, len(items), path)


def _flaw(flaws: list[tuple[int, Problem]], count: int, path: str) -> Problem:
    """What was wrong with the items left out: of a list, which one (or how many) and why the first."""
    number, first = flaws[0]
    if count == 1:
        return first
    left = f"item {number} of {count} was" if len(flaws) == 1 else f"{len(flaws)} of {count} items were"
    which = "" if len(flaws) == 1 else f"item {number}: "
    return Problem(path, f"{left} left out: {which}{first.message}", code=first.code)


def _article(document: object, path: str) -> Article:
    if not isinstance(document, dict):
        raise Problem(path, f"this JSON is not ninjs; {EXPECTED}", code="not-ninjs")
    item: Item = _lower(document)
    paragraphs = _paragraphs(item)
    if not paragraphs:
        raise Problem(path, f"no headline and body found; {EXPECTED}", code="not-ninjs")
    published = next(filter(None, (_day(item.get(name)) for name in PUBLISHED)), None)
    located = _text(item.get("located"))
    return Article(
        title=_chosen(item, "headline", ("", "main", "headline")) or _text(item.get("title")) or paragraphs[0],
        paragraphs=paragraphs,
        url=_url(item),
        guid=_text(item.get("uri")) or None,
        publisher=next(_names(item, "infosource"), None),
        authors=parse_byline(_text(item.get("by")) or _text(item.get("byline"))),
        published=published,
        language=(_text(item.get("language")) or "en").split("-")[0].lower(),
        dateline=parse_dateline(paragraphs[0]) or (Dateline(located) if located else None),
        topics=tuple(dict.fromkeys(_names(item, "subject"))),
        photos=tuple(_photo(picture) for picture in _pictures(item)),
    )


# The day a story came out: when it was first sent, else written, else last changed.
PUBLISHED = ("firstcreated", "contentcreated", "versioncreated")


# Where a picture's licence is, beside its credit line.
RIGHTS = ("usageterms", "copyrightnotice")


def _lower(value: Any) -> Any:
    """The same document with the names of its fields in lower case, so that the three tracks read alike."""
    if isinstance(value, dict):
        return {name.lower(): _lower(inner) for name, inner in value.items()}
    return [_lower(inner) for inner in value] if isinstance(value, list) else value


def _text(value: object) -> str:
    """A field's text; half a surrogate pair, which JSON can spell but UTF-8 cannot, becomes "?"."""
    return value.strip().encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def _roles(item: Item, name: str) -> Iterator[tuple[str, Item]]:
    """(role, entry) of headlines, bodies, descriptions: the lists of 2.x and 3.x, then `name_role` fields of 1.x."""
    plural = "bodies" if name == "body" else f"{name}s"
    entries = item.get(plural)
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict) and _text(entry.get("value")):
            yield _text(entry.get("role")).lower(), entry
    for field, value in item.items():
        role = field.removeprefix(name).removeprefix("_")
        if field in (name, f"{name}_{role}") and _text(value):
            yield role, {"value": value, "contenttype": "text/html" if role in ("xhtml", "html") else ""}


def _chosen(item: Item, name: str, roles: tuple[str, ...]) -> str:
    """The value whose role stands first in `roles`, else the first there is."""
    found = [(role, _text(entry["value"])) for role, entry in _roles(item, name)]
    ranked = sorted(found, key=lambda each: roles.index(each[0]) if each[0] in roles else len(roles))
    return ranked[0][1] if ranked else ""


def _paragraphs(item: Item) -> tuple[str, ...]:
    """The body: plain text where there is some, else marked-up text without its marks."""
    marked: tuple[str, ...] = ()
    for _, entry in _roles(item, "body"):
        value = _text(entry["value"])
        if "html" not in _text(entry.get("contenttype")) and not value.startswith("<"):
            return split_paragraphs(value)
        marked = marked or plain_paragraphs(value)
    return marked


def _day(value: object) -> date | None:
    found = find_dates(_text(value))
    return found[0].day if found else None


def _names(item: Item, name: str) -> Iterator[str]:
    """The names in `subject` / `subjects`, `infosource` / `infosources`."""
    for entry in (*_listed(item.get(name)), *_listed(item.get(f"{name}s"))):
        if isinstance(entry, dict) and (found := _text(entry.get("name"))):
            yield found


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value] if isinstance(value, dict) else []


def _url(item: Item) -> str | None:
    """The page of the item: an alternative identifier that is a web address, else the uri if it is one."""
    others = item.get("altids")
    values = others.values() if isinstance(others, dict) else _listed(others)
    candidates = [_text(each.get("value") if isinstance(each, dict) else each) for each in values]
    return next(
        (each for each in (*candidates, _text(item.get("uri"))) if each.startswith(("https://", "http://"))), None
    )


def _pictures(item: Item) -> Iterator[Item]:
    """The associated pictures: named members of an object in 1.x, a list in 2.x and 3.x."""
    associations = item.get("associations")
    entries = associations.values() if isinstance(associations, dict) else _listed(associations)
    return (entry for entry in entries if isinstance(entry, dict) and entry.get("type") in ("picture", "graphic"))


def _photo(picture: Item) -> Photo:
    """The caption and the credit of a picture; what its fields say outright counts before what its caption says."""
    descriptions = {role: _text(entry["value"]) for role, entry in _roles(picture, "description")}
    line = descriptions.pop("creditline", "") or _text(picture.get("creditline"))
    caption = next((descriptions[role] for role in ("caption", "text", "") if role in descriptions), "")
    photo = read_caption(caption or next(iter(descriptions.values()), ""))
    if photo.credit is None and line:
        credit = parse_credit(line)
        photo = replace(
            photo,
            credit=credit.credit,
            photographer=credit.photographer,
            provider=credit.provider,
            via=credit.via,
            licence=credit.licence,
            flags=tuple(dict.fromkeys((*photo.flags, *credit.flags))),
        )
    by = next(iter(parse_byline(_text(picture.get("by")) or _text(picture.get("byline")))), None)
    source = next(_names(picture, "infosource"), None)
    house = by if by and (is_house(by) or by == source) else None
    provider = source or house
    taken = _day(picture.get("contentcreated"))
    return replace(
        photo,
        photographer=photo.photographer or (None if house else by),
        provider=photo.provider or (usual_name(provider) if provider else None),
        licence=photo.licence or next(filter(None, map(_licence, (_text(picture.get(name)) for name in RIGHTS))), None),
        taken=photo.taken or (taken.isoformat() if taken else None),
        place=photo.place or _text(picture.get("located")) or None,
        url=_url(picture) or _rendition(picture),
    )


def _licence(terms: str) -> str | None:
    """The licence that a field of rights names, if it says nothing else: a sentence may deny it."""
    rest, licence = part_licence(terms)
    return None if rest else licence


def _rendition(picture: Item) -> str | None:
    renditions = picture.get("renditions")
    entries = renditions.values() if isinstance(renditions, dict) else _listed(renditions)
    return next((href for each in entries if isinstance(each, dict) and (href := _text(each.get("href")))), None)
