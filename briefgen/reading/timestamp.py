"""The date line of a page: "Published January 17, 2026 4:40 p.m.", "Mar 3, 2024, 10:15 IST | Updated 2 hours ago".

A page prints several days: of publication, of the last change, of the stories beside this one, of today. A label says
which is which ("Published", "Updated"), and where there is none, the nearest one under the headline is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from briefgen.dates import MONTHS, WEEKDAYS, find_dates
from briefgen.reading.foreigndate import put_in_english
from briefgen.reading.lines import Line

_ISSUED = re.compile(
    r"\b(?:published|posted|first published|created|issued|released|date"
    r"|publiée?|veröffentlicht|erschienen|publicad[oa]|pubblicat[oa]|gepubliceerd|publicerad|publisert|publiceret)\b",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"\b(?:updated|modified|last"
    r"|mise? à jour|modifiée?|aktualisiert|actualizad[oa]|atualizad[oa]|aggiornat[oa]|bijgewerkt|uppdaterad|oppdatert"
    r"|opdateret)\b",
    re.IGNORECASE,
)
_AGO = re.compile(r"\b\d+ (?:min|minute|hour|day|week|month|year)s? ago\b", re.IGNORECASE)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d ?(?:[ap]\.?m\b|GMT|UTC)|\b\d{1,2}:\d\d\b|\b\d{1,2} ?[ap]\.?m\b", re.IGNORECASE)

# What a paste glues to a date: a counter behind the year ("May 3, 202401747"), a section before it ("NEWSMAY 3, 2024").
_COUNTER = re.compile(r"(?<=\d, )((?:19|20)\d\d)\d{1,9}$")
_SECTION = re.compile(rf"(?<=[A-Z])(?=(?:{'|'.join(MONTHS).upper()})\.? \d{{1,2}}, \d{{4}})")

_WORD = re.compile(r"[^\W\d_]+")
_LABELS = (
    "a ago am and at by date day days edited est edt first from gmt h hour hours hrs issued ist last local m min mins"
    " minute minutes modified month months of on originally p pm posted pst pdt published read released nd rd st th t"
    " the time today updated utc week weeks year years yesterday z cet cest bst cst cdt mst mdt aest aedt et pt ct"
)
_FOREIGN_LABELS = (
    "à actualizada actualizado aggiornata aggiornato aktualisiert alle am as atualizada atualizado bijgewerkt den el"
    " erschienen gepubliceerd il jour kl la las le mis mise modifié modifiée om op opdateret oppdatert ore"
    " publicada publicado publicerad publiceret publisert publié publiée pubblicata pubblicato às uhr um uppdaterad"
    " uur veröffentlicht"
)
_STAMP_WORDS = frozenset((*MONTHS, *WEEKDAYS, *_LABELS.split(), *_FOREIGN_LABELS.split()))


def is_bare_stamp(text: str) -> bool:
    """Whether `text` holds a day or an hour and nothing beside it but labels."""
    text = _unglue(text)
    timed = bool(_CLOCK.search(text) or _AGO.search(text) or any(found.day for found in find_dates(text)))
    return timed and all(word.lower() in _STAMP_WORDS for word in _WORD.findall(text))


def is_date_line(line: Line, *, signed: bool = False) -> bool:
    """Whether `line` tells a day and little beside it. A byline (`signed`) may hold more: names, sections, counters."""
    text = _unglue(line.text)
    found = find_dates(text)
    if not found or not found[0].day or line.words > 40:
        return False
    if line.prose:
        return is_bare_stamp(text)
    return signed or bool(_ISSUED.search(text) or _UPDATED.search(text)) or line.words - 4 * len(found) <= 9


def is_ago_line(line: Line) -> bool:
    """Whether `line` says how long ago the story came out."""
    ago = _AGO.search(line.text)
    return line.words <= 40 and bool(ago and (_label(line.text, len(line.text)) or line.words <= 4))


def says_issued(text: str) -> bool:
    """Whether `text` has a label of publication."""
    return bool(_ISSUED.search(text))


def find_published(texts: Iterable[str]) -> date | None:
    """The day of publication that the date lines `texts`, nearest first, give: one labelled so, else an unlabelled one,
    else the day of a change.
    """
    ranked: dict[str, date] = {}
    for text in map(_unglue, texts):
        for found in find_dates(text):
            if found.day:
                ranked.setdefault(_label(text, found.start), found.day)
    return next((ranked[label] for label in ("issued", "", "updated") if label in ranked), None)


def before_date(text: str) -> str:
    """What stands before the first date in `text`; all of it where there is none."""
    text = _unglue(text)
    found = find_dates(text)
    return text[: found[0].start] if found else text


def _label(text: str, end: int) -> str:
    """The label that counts at `end`: the last one before it."""
    marks = [(match.start(), "issued") for match in _ISSUED.finditer(text, 0, end)]
    marks += [(match.start(), "updated") for match in _UPDATED.finditer(text, 0, end)]
    return max(marks, default=(0, ""))[1]


def _unglue(text: str) -> str:
    return put_in_english(_SECTION.sub(" ", _COUNTER.sub(r"\1", text)))
