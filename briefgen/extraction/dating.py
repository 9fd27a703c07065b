"""The date of what each sentence tells.

A sentence that names a date has it, or one that follows the story's course ("two days later"). One that goes on
telling, in the simple past and without a date, belongs to the day that its paragraph, or else the story's opening, last
told of. The lead may leave the day to the sentences behind it, and what it says has happened, has happened today. A
state of things, a plan or a rule has no date.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from briefgen.extraction.course import Course
from briefgen.extraction.sentences import Sentence
from briefgen.extraction.state import Entity, State
from briefgen.extraction.tense import finite_verb
from briefgen.extraction.when import best_date, dates_in

DAY = len("2021-02-19")
OPENING = 3
# A subject stands among a sentence's first words.
SUBJECT_WORDS = 6
# How old the day may be that the opening gives to a lead without one.
FRESH = timedelta(days=7)
# A day that such a clause names is what came before the event, not the event's.
EARLIER = re.compile(r"\b(?:[Bb]efore|[Aa]fter|[Ss]ince|[Uu]ntil|[Ww]hen)\b")
# In the present, these date what came before: "18 years after the war of 2001, troops remain", ", which was founded
# in 1985".
AFTERMATH = re.compile(
    r"\b(?:years?|months|decades?) after\b|\bin the wake of\b|,\s(?:who|which|whose|where)\b[^,]*\b(?:19|20)[0-9]{2}\b"
)
# "has avoided it for seven years" goes on; "has dropped it" is news.
GOES_ON = re.compile(
    r"\b(?:for\s(?:[\w-]+\s){0,4}(?:years?|months?|weeks?|days?|hours?|decades?|centuries|generations?|long)|since"
    r"|over the|in recent|long|always|never|already|repeatedly|previously)\b",
    re.IGNORECASE,
)


def date_sentences(state: State) -> None:
    """Give every sentence its ISO 8601 date, or None."""
    event: str | None = None
    told: tuple[int, str | None] = (-1, None)
    subject: Entity | None = None
    course = Course()
    latest = state.today.isoformat() if state.today else "9999"  # what is still to come has not been told
    verbs = [finite_verb(state, sentence) for sentence in state.sentences]
    for sentence, verb in zip(state.sentences, verbs, strict=True):
        past = verb == "past"
        found = dates_in(sentence.text, sentence.traits, state.today, past=verb in ("past", "had"))
        own = best_date(sentence.text, found, state.today, past=verb in ("past", "had"))
        if own is not None and not verb and AFTERMATH.search(sentence.text) and own[:4] < latest[:4]:
            own = None
        state.named_dates.append(own)
        course.note(sentence.text, found)
        if own is not None and verb in ("past", "perfect", "had") and all(when.other for when in found):
            own = None
        if own is None:
            own = course.date(sentence.text, sentence.traits, event)
            if own is not None and own > latest:
                own = None
        if own is None and past:
            goes_on = told[0] == sentence.paragraph or (
                told[0] == sentence.paragraph - 1 and subject_of(state, sentence) is subject is not None
            )
            own = told[1] if goes_on else event
        elif own is not None and verb in ("past", "perfect") and len(own) == DAY and own <= latest:
            told = (sentence.paragraph, event if EARLIER.search(sentence.text) and event else own)
            subject = subject_of(state, sentence)
            course.last = told[1]
            event = event or (own if sentence.index < OPENING else None)
        state.dates.append(own)
    for sentence in state.sentences[:1] if verbs[:1] != [""] else state.sentences[:2]:
        state.dates[sentence.index] = date_of_lead(state, sentence, verbs[sentence.index], event)


def subject_of(state: State, sentence: Sentence) -> Entity | None:
    """Whom the sentence names first, where that is among its first words."""
    for index in range(sentence.first, min(sentence.last, sentence.first + SUBJECT_WORDS)):
        mention = state.begins.get(index)
        if mention is not None and mention.entity is not None:
            return mention.entity
    return None


def date_of_lead(state: State, lead: Sentence, verb: str, event: str | None) -> str | None:
    """The lead's own date; else the day that the opening tells of; else, for what "has" happened, today's."""
    own, today = state.dates[lead.index], state.today
    if today is None or verb not in ("past", "perfect"):
        return own
    news = verb == "perfect" and not GOES_ON.search(lead.text)
    old = own is not None and (own[:7] < (today - FRESH).isoformat()[:7] or own > today.isoformat())
    if own is not None and not (news and old):
        return own
    if event is not None and today - FRESH <= date.fromisoformat(event) <= today:
        return event
    return today.isoformat() if news else own
