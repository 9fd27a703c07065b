"""Evidence: whether the article says it, and in the paragraph that is named.

Blanks count as one space, since an editor may have folded a long line. Where the article's file is gone, nothing can
be said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.checking.subject import Finding, Subject
from briefgen.model import Actor, Brief, Evidence, KeyFact, Quote

Place = tuple[str | int, ...]


def evidence_missing(subject: Subject) -> Iterator[Finding]:
    """Words that the article does not have."""
    for where, evidence, paragraphs in _claims(subject):
        if evidence.quote and paragraphs is None:
            origin = subject.origin
            since = ", which has changed since the brief was made" if origin and origin.changed else ""
            message = f"“{_short(evidence.quote)}” is not in {origin.path if origin else ''}{since}; quote it verbatim"
            yield Finding((*where, "quote"), message)


def evidence_paragraph(subject: Subject) -> Iterator[Finding]:
    """Words that stand in another paragraph than is named."""
    for where, evidence, paragraphs in _claims(subject):
        if paragraphs and evidence.paragraph not in paragraphs:
            nearest = min(paragraphs, key=lambda number: abs(number - evidence.paragraph))
            message = f"“{_short(evidence.quote)}” is in another paragraph; write paragraph: {nearest}"
            yield Finding((*where, "paragraph"), message)


def unread_source(subject: Subject) -> Iterator[Finding]:
    """An article whose file is there, but does not show it."""
    origin = subject.origin
    if origin and origin.missing:
        yield Finding(("source", "path"), f"evidence was not checked: {origin.path} {origin.missing}")


def _claims(subject: Subject) -> Iterator[tuple[Place, Evidence, list[int] | None]]:
    """Each piece of evidence with the numbers of the paragraphs that have it, None where there are none."""
    origin = subject.origin
    if not origin or not origin.article:
        return
    paragraphs = [_folded(each) for each in origin.article.paragraphs]
    for where, evidence in _evidence(subject.brief):
        quote = _folded(evidence.quote)
        if evidence.paragraph < len(paragraphs) and quote in paragraphs[evidence.paragraph]:
            yield where, evidence, [evidence.paragraph]
        else:
            yield where, evidence, [number for number, each in enumerate(paragraphs) if quote in each] or None


def _evidence(brief: Brief) -> Iterator[tuple[Place, Evidence]]:
    groups: list[tuple[str, Sequence[Actor | KeyFact | Quote]]] = [
        ("actors", brief.actors),
        ("key_facts", brief.key_facts),
        ("quotes", brief.quotes),
    ]
    for key, items in groups:
        for number, item in enumerate(items):
            for place, evidence in enumerate(item.evidence):
                yield (key, number, "evidence", place), evidence


def _folded(text: str) -> str:
    return " ".join(text.split())


def _short(text: str, longest: int = 60) -> str:
    text = _folded(text)
    return text if len(text) <= longest else f"{text[:longest].rpartition(' ')[0] or text[:longest]} …"
