"""A caption as it stands on a page -> the caption, the credit at its end, and what both say of the picture.

Desks put the credit last: in brackets, behind a label ("Photo: "), or bare behind the last sentence. Only an ending
that can hardly be anything else is split off, since "(left)" and "(stock image)" end captions too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from briefgen.agencies import find_agency
from briefgen.model import Photo
from briefgen.reading.credit import MAX_LENGTH, Credit, looks_like_credit, parse_credit, without_tail
from briefgen.reading.creditwords import credit_words
from briefgen.reading.licence import part_licence
from briefgen.reading.names import is_person
from briefgen.reading.people import find_people
from briefgen.reading.scene import find_place, find_taken

_GALLERY = re.compile(
    r"^\s*(?:(?:image|photo|slide|picture)\s+)?(?P<number>\d{1,3})\s*(?:of|/)\s*(?P<of>\d{1,3})(?!\S)[\s|:–-]*",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[(\[（](?P<inner>[^()\[\]（）]*(?:\([^()]*\)[^()\[\]（）]*)?)[)\]）][.\s]*$")
_SENTENCE_END = re.compile(r"(?:[.!?…][\"”’')]{0,2}[\s\xa0]+|\xa0\s*|\s\|\s)(?=\S)")
_AGENCY_FIRST = re.compile(r"(?<!\S)(?=(?P<house>[A-Z][\w-]*(?: [A-Z][\w-]*){0,2})\s?/\s?\S)")

_PICTURE = r"(?:photo|photograph|image|picture|video|frame|frame grab|screen ?grab|still)"
_HANDED_OUT = r"(?:released|provided|supplied|issued|made available|distributed|handed out)"
_OPENING = re.compile(rf"FILE(?: PHOTO)? ?[-–—:]|In this (?:\S{{1,20}} ){{0,8}}{_PICTURE}\b")

# How a caption opens or what it says, and what that makes of the picture.
_TELLING: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), flag)
    for pattern, flag in (
        (r"^file\s*(?:photo)?\s*[-–—:]", "file"),
        (rf"^in (?:this|an?) .{{0,60}}\bfile {_PICTURE}|\bfile {_PICTURE} shows", "file"),
        (rf"\b{_PICTURE}s?\b[^.,]{{0,60}} {_HANDED_OUT} (?:on [^.,]{{0,40}} )?by\b", "handout"),
        (rf"^in (?:this|an?) {_PICTURE}[^.,]{{0,40}} from [^.,]{{0,40}}video", "video"),
        (r"^(?:photo |an? )?illustration\b", "illustration"),
    )
)


def gallery_position(line: str) -> tuple[int, int] | None:
    """(number, of) when `line` is nothing but a gallery's counter: "1 / 3", "Image 2 of 12"."""
    match = _GALLERY.fullmatch(line)
    if not match:
        return None
    number, of = int(match["number"]), int(match["of"])
    return (number, of) if 0 < number <= of else None


def opens_as_caption(line: str) -> bool:
    """Whether `line` opens as only captions do ("FILE - ", "In this photo released by ")."""
    return bool(_OPENING.match(line))


def split_caption(text: str) -> tuple[str, Credit | None]:
    """(caption, credit) of a caption's text; the credit is None where none ends it."""
    text = text.strip()
    for caption, line in _endings(without_tail(text)):
        credit = parse_credit(line)
        if credit.credit and looks_like_credit(line):
            return caption, credit
    return text, None


def read_caption(text: str, line: str | None = None) -> Photo:
    """The photo that a caption describes. `line` is its credit where that stands apart from the caption."""
    number = of = None
    if (match := _GALLERY.match(text)) and 0 < int(match["number"]) <= int(match["of"]):
        number, of = int(match["number"]), int(match["of"])
        text = text[match.end() :]
    caption, credit = split_caption(text)
    if line:
        apart = parse_credit(line)
        if credit is not None and not same_words(apart.credit, credit.credit):
            caption, credit = text.strip(), None  # what ends the caption is part of it
        credit = apart if credit is None or len(apart.credit) >= len(credit.credit) else credit
    if credit and credit.photographer and f"by the {credit.photographer}" in caption:  # a person has no article
        credit = replace(credit, photographer=None, provider=credit.provider or credit.photographer)
    flags = [flag for pattern, flag in _TELLING if pattern.search(caption)]
    return Photo(
        caption=caption,
        credit=(credit.credit or None) if credit else None,
        photographer=credit.photographer if credit else None,
        provider=credit.provider if credit else None,
        via=credit.via if credit else None,
        licence=credit.licence if credit else None,
        taken=find_taken(caption),
        place=find_place(caption),
        people=find_people(caption),
        flags=tuple(dict.fromkeys((*flags, *(credit.flags if credit else ())))),
        number=number,
        of=of,
    )


def same_words(one: str, other: str) -> bool:
    """Whether the shorter of two credits has no word that the longer has not."""
    words = [set(re.findall(r"\w+", each.casefold())) for each in (one, other)]
    return words[0] <= words[1] or words[1] <= words[0]


def _endings(text: str) -> Iterator[tuple[str, str]]:
    """The ways to part `text` into caption and credit line, the surest first.

    A bracket with nothing but a licence is the end of a longer credit, if there is one.
    """
    licence: tuple[str, str] | None = None
    if match := _BRACKETED.search(text[-MAX_LENGTH - 20 :]):
        inner = match["inner"].strip()
        before = text[: len(text) - len(match[0])].rstrip()
        if _names_somebody(inner, after_sentence=before[-1:] in '.!?"”’'):
            if part_licence(inner)[0]:
                yield before, inner
            else:
                licence = before, inner
    tail = max(0, len(text) - MAX_LENGTH - 20)
    for match in credit_words().label_within.finditer(text, tail):
        line = text[match.start() :]
        if credit_words().label.match(line) and match.start() and _is_bare_credit(line):
            yield text[: match.start()].rstrip(" —–|-\xa0("), line if "(" in line else line.rstrip(")")
    for match in _SENTENCE_END.finditer(text, tail):
        line = text[match.end() :]
        if parse_credit(line).sure and _is_bare_credit(line):
            yield text[: match.end()].rstrip(" |\xa0"), line
    for match in _AGENCY_FIRST.finditer(text, tail):
        if match.start() and find_agency(match["house"]) and _is_bare_credit(text[match.start() :]):
            yield text[: match.start()].rstrip(), text[match.start() :]
    if licence:
        yield licence


def _names_somebody(inner: str, *, after_sentence: bool) -> bool:
    """Whether a bracket at a caption's end is a credit: sure by its words, or a name behind a finished sentence."""
    if inner.lower() in credit_words().notes:  # "(Supplied)" says whose it is, "(File)" does not
        return credit_words().flags.get(inner.lower()) in ("handout", "courtesy")
    if not looks_like_credit(inner):
        return False
    if parse_credit(inner).sure:
        return True
    return after_sentence and (is_person(inner) or (inner[0].isupper() and len(inner.split()) <= 10))


def _is_bare_credit(line: str) -> bool:
    credit = parse_credit(line)
    return (
        credit.sure
        and looks_like_credit(line)
        and not line.rstrip().endswith((".", "”", '"'))
        and len(line.split()) <= 20
    )
