"""A photo's credit line -> who took it, who provides it, who passed it on, under which licence.

The grammar is `label? part (separator part)* (via house)?`: "Photo by JO ROE /AFP via Getty Images", "AP Photo/Jo
Roe, File", "REUTERS/Jo Roe", "Jo Roe for The Daily Bugle via AP". A part is a known house (`agencies.tsv`), a note
such as "File" or "Pool" (`credit_words.tsv`), a person by the shape of the name, or else a house that we do not know.
A licence (`licence.py`) may stand anywhere. The line itself is kept as printed.
"""

from __future__ import annotations

import re

import msgspec

from briefgen.agencies import Agency, find_agency
from briefgen.reading.creditwords import credit_words
from briefgen.reading.licence import part_licence
from briefgen.reading.names import is_person, name_case, name_words

MAX_LENGTH = 160
"""A longer line is a sentence, not a credit."""

_VIA = re.compile(r"(?:^|[\s/,])via\s+(?=\S)", re.IGNORECASE)
_STRONG = re.compile(r"\s*[/|]\s*|\s*;\s+|\.\s+(?=Courtesy\b)")
_WEAK = re.compile(r"\s*,\s+(?!(?:Inc|Ltd|LLC|Jr|Sr|LLP)\b)|\s+[-–—·•]\s+")
_DESK = re.compile(r"(?<=\w)\s+photos?$", re.IGNORECASE)
_FOR = re.compile(r"\s+for\s+(?=\S)")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_PIECE = re.compile(r"\s*[/|,;()]\s*|\bvia\b\s*")
_BRACKETS = {"(": ")", "[": "]", "（": "）"}
_BEHIND = re.compile(r"(?<=\S)\s[(（]([^()（）]+)[)）]$")  # "Jo Roe (Reuters)"
_WIRE = re.compile(r"\s*\+{3}[^+]{1,40}\+{3}\s*$")  # "Jo Roe/dpa +++ dpa-Bildfunk +++"
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")


class Credit(msgspec.Struct, frozen=True):
    """The parts of a credit. `credit` is as printed, without brackets, label and rights notice.

    `licence` is the licence that it names. `sure` says that the line can hardly be anything else: it has a label, a
    known house, "via" or a note, or a licence beside a person or nobody.
    """

    credit: str
    photographer: str | None = None
    provider: str | None = None
    via: str | None = None
    licence: str | None = None
    flags: tuple[str, ...] = ()
    sure: bool = False


def parse_credit(line: str) -> Credit:
    """Read one credit line, with or without brackets and label. No part holds a word that the line does not."""
    printed, label_flags, labelled = strip_label(_unwrap(line))
    named, licence = part_licence(printed)
    core, passed_on = _BEHIND.sub(r" / \1", named), []
    if matches := list(_VIA.finditer(core)):
        core, passed_on = core[: matches[-1].start()], _parts(core[matches[-1].end() :])
    via = passed_on[0] if passed_on else None
    flags = list(label_flags)
    people: list[str] = []
    houses: list[str] = []
    for part in (*_parts(core), *passed_on[1:]):
        name = _read_note(part, flags)
        if not name:
            continue
        left, *right = _FOR.split(name, maxsplit=1)
        if right and is_person(left):
            people.append(left)
            houses.extend(right)
        else:
            (people if is_person(name) else houses).append(name)
    distributor = via or _last_house(houses)
    provider = next((house for house in houses if house != distributor), None)
    if not via and not provider:
        provider, distributor = distributor or next(iter(houses), None), None
    known = any(find_agency(each) for each in (*houses, via or ""))
    freed = licence is not None and bool(people or not houses)
    return Credit(
        credit=printed,
        photographer=name_case(people[0]) if people else None,
        provider=usual_name(provider) if provider else None,
        via=usual_name(distributor) if distributor else None,
        licence=licence,
        flags=tuple(dict.fromkeys(flags)),
        sure=bool(printed) and (labelled or known or via is not None or bool(flags) or freed),
    )


def looks_like_credit(line: str) -> bool:
    """Whether `line` has the shape of a credit: short, of names rather than of sentences."""
    text = line.strip()
    if not text or len(text) > MAX_LENGTH or text.endswith(("?", "!", ":", "…", "...")):
        return False
    credit = strip_label(_unwrap(text))[0]
    named, _ = part_licence(credit)
    unknown = " ".join(piece for piece in _PIECE.split(named) if not find_agency(piece))
    words = _WORD.findall(unknown)
    if not words:
        return bool(credit)
    small = sum(word[0].islower() for word in words if word not in name_words("particle"))
    return 0 < len(words) <= 20 and small <= 2 + len(words) // 4


def has_label(line: str) -> bool:
    """Whether `line` opens with a credit label ("Photo: ", "Courtesy of ")."""
    return bool(credit_words().label.match(line))


def without_tail(line: str) -> str:
    """`line` up to a rights notice ("All rights reserved", "Purchase Licensing Rights"), if one ends it."""
    label = credit_words().label.match(line)
    match = credit_words().tail.search(line, label.end() if label else 1)
    return line[: match.start()].rstrip(" ,;/[(–—-") if match and match.start() else line


def strip_label(line: str) -> tuple[str, tuple[str, ...], bool]:
    """(credit, flags, whether there was a label). A label that says more than "photo" stays in the credit: "Courtesy of
    X".
    """
    words = credit_words()
    text, labelled = line.strip(), False
    if (match := words.after.search(text)) and match.start():
        flag = words.flags.get(match["label"].lower())
        return text[: match.start()].strip(), (flag,) if flag else (), True
    while match := words.label.match(text):
        if match.end() == len(text):
            break
        labelled = True
        flag = words.flags.get((match["label"] or match["by"] or "").lower())
        if flag and match["by"]:
            return text, (flag,), True
        text = text[match.end() :].strip()
        if flag:
            return text, (flag,), True
    return text, (), labelled


def _unwrap(line: str) -> str:
    text = without_tail(_WIRE.sub("", " ".join(_INVISIBLE.sub("", line).split())))
    while len(text) > 1 and _BRACKETS.get(text[0]) == text[-1] and _is_one_bracket(text):
        text = text[1:-1].strip()
    return text.strip(" ;,|")


def _is_one_bracket(text: str) -> bool:
    """Whether the bracket that opens `text` is closed at its end: "(A (B))", not "(A) (B)"."""
    inner = text[1:-1]
    return text[0] not in inner or inner.find(text[0]) < inner.find(text[-1])


def _parts(core: str) -> list[str]:
    """The parts of a credit. A comma or a dash parts only what it leaves a known house or a note beside."""
    found: list[str] = []
    for strong in [core] if find_agency(core) else _STRONG.split(core):
        weak = [piece for piece in _WEAK.split(strong) if piece.strip(" -")]
        notes = credit_words().notes
        told = any(find_agency(piece) or piece.lower().strip() in notes for piece in weak)
        found.extend(weak if told or all(is_person(piece) for piece in weak) else [strong])
    return list(dict.fromkeys(piece.strip(" ,-–—") for piece in found if piece.strip(" ,-–—")))


def _read_note(part: str, flags: list[str]) -> str:
    """`part` without a note or a label in it; the note's flag is added to `flags`."""
    words = credit_words()
    if find_agency(part):
        return part
    if part.lower() in words.notes:
        flags.extend(filter(None, [words.flags.get(part.lower())]))
        return ""
    if match := words.note_behind.search(part):
        flags.extend(filter(None, [words.flags.get(match["note"].lower())]))
        part = part[: match.start()]
    if match := words.label.match(part):
        flags.extend(filter(None, [words.flags.get((match["label"] or match["by"] or "").lower())]))
        part = part[match.end() :]
    return part.strip()


def _last_house(houses: list[str]) -> str | None:
    """In a chain without "via" the distributor passes the picture on; of agencies alone, the last one does."""
    known: list[tuple[str, Agency]] = [(house, agency) for house in houses if (agency := find_agency(house))]
    if len(houses) < 2 or not known:
        return None
    fallback = known[-1][0] if known[-1][0] == houses[-1] and known[-1][1].kind != "outlet" else None
    return next((house for house, agency in reversed(known) if agency.kind == "distributor"), fallback)


def usual_name(house: str) -> str:
    """A house's usual name where the line prints its words ("AP Photo" -> "AP"), else as printed but for the word by
    which an agency names its picture desk ("Meridian Photo" -> "Meridian").
    """
    agency = find_agency(house)
    if not agency:
        return _DESK.sub("", house)
    printed = set(re.findall(r"\w+", house.casefold()))
    return agency.name if printed.issuperset(re.findall(r"\w+", agency.name.casefold())) else house
