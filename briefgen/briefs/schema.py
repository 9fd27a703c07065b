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

EVIDENCE = Many(
    Record(
        Evidence,
        {"paragraph": COUNT, "quote": TEXT},
        open=True,
        about={
            "paragraph": "The article's paragraph that says it, counted from 0.",
            "quote": "Words of the article, verbatim.",
        },
    )
)
EVIDENCE_ABOUT = "Where the article says it."
BY_MACHINE = frozenset({"rule", "sha256", "mentions"})
"""Fields that nobody writes by hand."""
RULE_ABOUT = "The extraction rule that found it; nothing to write by hand."

DATELINE = Record(
    Dateline,
    {"place": TEXT, "agency": TEXT},
    short="place",
    open=True,
    about={"place": "The place as printed in front of the story.", "agency": "The news agency as printed, such as AP."},
)

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
    about={
        "path": "The article's file, relative to the site.",
        "url": "The article's address.",
        "guid": "The publisher's or feed's identifier of the article.",
        "publisher": "Who published the article.",
        "authors": "Who wrote it.",
        "published": "The day it was published, such as 2021-02-19.",
        "published_inferred": "True where no date was printed and another one, such as a caption's, stands in for it.",
        "title": "The article's own title, where it is not the brief's.",
        "sha256": "The digest of the file that was read; nothing to write by hand.",
    },
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
    about={
        "name": "The fullest form of the name, without a title.",
        "type": "What it is: a person, an organization or a place.",
        "role": "Who it is, in the article's words and as of its date.",
        "aliases": "Other forms of the name.",
        "mentions": "How often the article names it.",
        "rule": RULE_ABOUT,
        "evidence": EVIDENCE_ABOUT,
    },
)

KEY_FACT = Record(
    KeyFact,
    {"text": TEXT, "when": WHEN, "rule": TEXT, "evidence": EVIDENCE},
    short="text",
    open=True,
    about={
        "text": "A sentence that stands on its own.",
        "when": "The day, month, year or range that it speaks of: 2021-02-19, 2021-02, 2021 or 2021-02-19/2021-02-21.",
        "rule": RULE_ABOUT,
        "evidence": EVIDENCE_ABOUT,
    },
)

QUOTE = Record(
    Quote,
    {"speaker": TEXT, "text": TEXT, "evidence": EVIDENCE},
    short="text",
    open=True,
    about={
        "speaker": "Who says it; left out where the article does not name them.",
        "text": "The words, verbatim.",
        "evidence": EVIDENCE_ABOUT,
    },
)

PHOTO_PERSON = Record(
    PhotoPerson,
    {"name": TEXT, "position": TEXT},
    short="name",
    open=True,
    about={"name": "Whom the picture shows.", "position": "Where they stand, such as left or second from right."},
)

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
        "people": Many(PHOTO_PERSON),
        "flags": TEXTS,
        "url": TEXT,
        "file": TEXT,
        "number": COUNT,
        "of": COUNT,
    },
    short="caption",
    open=True,
    about={
        "caption": "What the picture shows.",
        "credit": "The credit line as printed, without brackets or the word Photo.",
        "photographer": "Who took the picture.",
        "provider": "The agency or house that provides it.",
        "via": "Who passed it on.",
        "licence": "The licence that the credit names, such as CC BY-SA 4.0.",
        "taken": "The day, month or year it was taken.",
        "place": "Where it was taken.",
        "people": "Who is in it.",
        "flags": "Any of handout, pool, file, courtesy, stringer, illustration, video.",
        "url": "The picture's address at the source.",
        "file": "The picture's file in the media folder, to show it on the site.",
        "number": "Its place in a gallery, from 1.",
        "of": "How many pictures the gallery has.",
    },
)

CORRECTION = Record(
    Correction,
    {"date": DAY, "text": WORD},
    open=True,
    about={"date": "The day it was put right.", "text": "What was wrong and is right now."},
)

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
    about={
        "title": "The headline.",
        "date": "The brief's day, such as 2021-02-19.",
        "status": "A draft stays off the published site.",
        "publish": "The day before which the brief is kept back.",
        "language": "The language that the brief is in, such as en.",
        "notice": "What a reader must know of how the brief was made.",
        "topics": "What it is about, in a few words each.",
        "dateline": "Where the story was filed.",
        "source": "The article that the brief was made from.",
        "actors": "Who acts, speaks, decides or is acted on.",
        "key_facts": "What happened, a sentence each.",
        "quotes": "Who said what.",
        "photos": "The article's pictures and their credits.",
        "corrections": "What was wrong in a brief that readers had seen; shown on the page.",
        "made": "What was made by rule, by which edits are told from it; nothing to write by hand.",
    },
)
