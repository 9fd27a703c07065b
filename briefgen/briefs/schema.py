"""What the front matter of a brief may hold: the one table that reading, writing and the JSON record walk.

The order of the keys is the order in the file. What is not here (`names`, the text of a dateline) can be found again
in the article and stays out of a file that people edit. Keys that a person adds are kept, at every level.
"""

from __future__ import annotations

from typing import get_args

from briefgen.fields import COUNT, DAY, FLAG, TEXT, TEXTS, WHEN, WORD, Many, Record, one_of
from briefgen.model import (
    Actor,
    Brief,
    Correction,
    Dateline,
    EntityType,
    Evidence,
    KeyFact,
    Photo,
    PhotoPerson,
    Quote,
    Source,
    Status,
)

EVIDENCE = Many(Record(Evidence, {"paragraph": COUNT, "quote": TEXT}, open=True))

DATELINE = Record(Dateline, {"place": TEXT, "agency": TEXT}, short="place", open=True)

SOURCE = Record(
    Source,
    {
        "path": TEXT,
        "url": TEXT,
        "guid": TEXT,
        "publisher": TEXT,
        "authors": TEXTS,
        "published": DAY,
        "published_inferred": FLAG,
        "title": TEXT,
        "sha256": TEXT,
    },
    open=True,
)

ACTOR = Record(
    Actor,
    {
        "name": TEXT,
        "type": one_of(get_args(EntityType)),
        "role": TEXT,
        "aliases": TEXTS,
        "mentions": COUNT,
        "rule": TEXT,
        "evidence": EVIDENCE,
    },
    open=True,
)

KEY_FACT = Record(KeyFact, {"text": TEXT, "when": WHEN, "rule": TEXT, "evidence": EVIDENCE}, short="text", open=True)

QUOTE = Record(Quote, {"speaker": TEXT, "text": TEXT, "evidence": EVIDENCE}, short="text", open=True)

PHOTO = Record(
    Photo,
    {
        "caption": TEXT,
        "credit": TEXT,
        "photographer": TEXT,
        "provider": TEXT,
        "via": TEXT,
        "licence": TEXT,
        "taken": WHEN,
        "place": TEXT,
        "people": Many(Record(PhotoPerson, {"name": TEXT, "position": TEXT}, short="name", open=True)),
        "flags": TEXTS,
        "url": TEXT,
        "file": TEXT,
        "number": COUNT,
        "of": COUNT,
    },
    short="caption",
    open=True,
)

CORRECTION = Record(Correction, {"date": DAY, "text": WORD}, open=True)

BRIEF = Record(
    Brief,
    {
        "title": WORD,
        "date": DAY,
        "status": one_of(get_args(Status)),
        "publish": DAY,
        "language": TEXT,
        "notice": TEXT,
        "topics": TEXTS,
        "dateline": DATELINE,
        "source": SOURCE,
        "actors": Many(ACTOR),
        "key_facts": Many(KEY_FACT),
        "quotes": Many(QUOTE),
        "photos": Many(PHOTO),
        "corrections": Many(CORRECTION),
        "made": TEXT,
    },
    open=True,
)
