"""A brief explained to a person: what was found, by which rule, and the sentence that proves it."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.model import Brief, Evidence, Photo

# The rule that an actor or a fact carries -> what it saw.
REASONS: dict[str, str] = {
    "abstract": "it ends in what no person is called",
    "acronym": "capitals alone, as acronyms are",
    "age": "an age stands behind the name",
    "ampersand": "“&” joins the name, as in a firm’s",
    "apposition": "the words behind its comma say what it is",
    "article": "“the” stands before it",
    "bracketed": "it is short for words in small letters",
    "brand": "it has a capital inside the word",
    "company-noun": "“company”, “airline” or the like stands before it",
    "country": "it is a country’s name",
    "club": "a club is called so, with FC or the like before or behind it",
    "craft": "a ship, a rocket or a work is called so",
    "demonym": "its adjective stands in the article",
    "dateline": "the dateline names it",
    "district": "it is named as a district",
    "employer": "somebody works there",
    "first-name": "it begins with a first name",
    "gazetteer": "it is a known place",
    "government": "its government is named",
    "head-word": "the name has a word that heads organisations’ names",
    "in-country": "its country stands behind it",
    "initial": "it has an initial",
    "known-body": "it is a well-known organisation",
    "kin": "it has a son, a sister or the like",
    "last-name": "it ends in a name that people bear",
    "leader": "an administration or a campaign is called after them",
    "lead": "the story opens with it",
    "legal-form": "it has a legal form, such as Inc.",
    "list": "it stands in a list of the like",
    "locative": "“in” stands before it",
    "metonym": "a seat of government acts for its country",
    "neighbour": "it is called neighbouring",
    "of-country": "it is named “of” a country",
    "office": "a public body, named in small letters or after its leader",
    "owner": "it owns what countries and towns own",
    "particle": "it has a particle, as in van der or bin",
    "number": "it has a figure, as no person’s name has",
    "quoted-alone": "quotation marks hold it alone, as they hold titles of works",
    "residence": "somebody lives there",
    "role": "a role stands before the name",
    "shape": "nothing speaks against it but its shape",
    "site-word": "it begins as places’ names do",
    "spacy": "the site's spaCy pipeline names it",
    "speech": "a verb of saying stands beside it",
    "stretch": "“region”, “valley” or the like stands behind it",
    "staff": "it has executives, shares, members or the like",
    "thing-noun": "“missile”, “summit” or the like stands behind it",
    "thing-word": "the word also heads the names of things",
    "title": "a title stands before the name",
    "weight": "it says most of what is left: place in the story, headline’s words, actors, figures, dates",
    "who": "“who” stands behind it",
}


def explain(brief: Brief) -> Iterator[str]:
    """The trail of a brief, line by line."""
    yield brief.title
    yield f"  dated {brief.date or 'nowhere'}{' (inferred)' if brief.source.published_inferred else ''}"
    if brief.notice:
        yield f"  {brief.notice}"
    for actor in brief.actors:
        yield ""
        yield f"actor  {actor.name} · {actor.type}{f' · {actor.role}' if actor.role else ''}"
        if actor.aliases:
            yield f"  also {', '.join(actor.aliases)}"
        yield f"  rule {told(actor.rule)}; named {actor.mentions}×"
        yield from proofs(actor.evidence)
    for fact in brief.key_facts:
        yield ""
        yield f"fact  {fact.when or 'undated'} · {fact.text}"
        yield f"  rule {told(fact.rule)}"
        yield from proofs(fact.evidence)
    for quote in brief.quotes:
        yield ""
        yield f"quote  {quote.speaker} · “{quote.text}”"
        yield f"  paragraph {quote.evidence[0].paragraph + 1}"
    for photo in brief.photos:
        yield ""
        yield from _pictured(photo)


def _pictured(photo: Photo) -> Iterator[str]:
    """What was read of a photo: its caption and credit as printed, then what each of them says."""
    place = f"{photo.number} of {photo.of} · " if photo.number and photo.of else ""
    yield f"photo  {place}{photo.caption or 'without a caption'}"
    yield f"  credit {photo.credit or 'none found'}"
    shown = ", ".join(f"{each.name} ({each.position})" if each.position else each.name for each in photo.people)
    parts = {
        "photographer": photo.photographer,
        "provider": photo.provider,
        "via": photo.via,
        "licence": photo.licence,
        "taken": photo.taken,
        "place": photo.place,
        "people": shown,
        "flags": ", ".join(photo.flags),
        "address": photo.url,
    }
    for name, value in parts.items():
        if value:
            yield f"  {name} {value}"


def told(rule: str) -> str:
    """A rule with what it saw; of a plug-in's rule only its name is known."""
    return f"{rule}: {REASONS[rule]}" if rule in REASONS else rule


def proofs(evidence: tuple[Evidence, ...]) -> Iterator[str]:
    """The sentences that prove an item, each with its paragraph, counted from 1 as people do."""
    for each in evidence:
        yield f"  paragraph {each.paragraph + 1}: {each.quote}"
