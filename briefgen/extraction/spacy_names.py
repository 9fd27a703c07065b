"""The plug-in `spacy`: names as a spaCy pipeline finds them that the user has installed.

Its one rule goes before the kinds are decided. What the pipeline calls a person, an organisation or a place is one;
where its name and one of the chain overlap, the pipeline's counts, with the title and the words before it that the
chain has read. What only the chain has found stays, and its kind is decided as ever.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from briefgen.extraction.capitals import POSSESSIVES
from briefgen.extraction.plugins import Step, Unusable
from briefgen.extraction.signs import ORGANIZATION, PEOPLE, PERSON, PLACE, THING
from briefgen.extraction.state import Mention, State

RULE = "spacy"
# The labels of OntoNotes 5, and those of WikiNER that the small languages' pipelines have, as briefgen's kinds.
KINDS = {
    "PERSON": PERSON,
    "PER": PERSON,
    "ORG": ORGANIZATION,
    "GPE": PLACE,
    "LOC": PLACE,
    "FAC": PLACE,
    "NORP": PEOPLE,
    "EVENT": THING,
    "LAW": THING,
    "PRODUCT": THING,
    "WORK_OF_ART": THING,
}
ARTICLES = frozenset("the a an".split())


def plugin(options: Mapping[str, str]) -> Iterable[Step]:
    """The step of a site's `pipeline`: the name of an installed pipeline, or the path of one."""
    import spacy

    unknown = options.keys() - {"pipeline"}
    if unknown:
        raise Unusable(f"has no option {min(unknown)}; it has pipeline")
    name = options.get("pipeline", "")
    if not name:
        raise Unusable("needs to know which pipeline: write spacy: {pipeline: en_core_web_sm}")
    try:
        pipeline = spacy.load(name)
    except OSError:
        raise Unusable(f"no pipeline {name} is installed; python -m spacy download {name}") from None
    yield Step("before", "kinds", RULE, naming(pipeline))


def naming(pipeline: Any) -> Callable[[State], None]:
    """The rule that takes the names of a spaCy `Language`."""

    def take_names(state: State) -> None:
        state.mentions = merged(state.mentions, list(names_of(state, pipeline)))

    return take_names


def names_of(state: State, pipeline: Any) -> Iterable[Mention]:
    """The pipeline's names as mentions, in story order; all of one form have the kind that most of them have."""
    numbers = [number for number in range(len(state.article.paragraphs)) if number not in state.skipped]
    found: list[tuple[int, int, str]] = []
    for number, read in zip(numbers, pipeline.pipe(state.article.paragraphs[n] for n in numbers), strict=True):
        for entity in read.ents:
            kind = KINDS.get(entity.label_)
            first, last = span(state, number, entity.start_char, entity.end_char)
            if kind and first < last:
                found.append((first, last, kind))
    votes: dict[str, Counter[str]] = {}
    for first, last, kind in found:
        votes.setdefault(state.text(first, last), Counter())[kind] += 1
    for first, last, _ in found:
        mention = state.mention(first, last, votes[state.text(first, last)].most_common(1)[0][0], RULE)
        mention.sure = True
        yield mention


def span(state: State, paragraph: int, start: int, end: int) -> tuple[int, int]:
    """The tokens of a stretch of a paragraph, but for its article and its possessive; none if it cuts into one."""
    tokens = state.tokens
    first, last = state.token_at(paragraph, start), state.token_at(paragraph, end)
    if first == last or state.starts[first] != start or state.end(last - 1) != end:
        return 0, 0
    if tokens[first].lower in ARTICLES:
        first += 1
    if last > first and tokens[last - 1].lower in POSSESSIVES:
        last -= 1
    return first, last


def merged(ours: list[Mention], theirs: list[Mention]) -> list[Mention]:
    """All mentions in story order; of two that overlap theirs, with what ours knows of the words before it."""
    taken = {index: mention for mention in theirs for index in range(mention.first, mention.last)}
    kept: list[Mention] = []
    for mention in ours:
        other = next((taken[index] for index in range(mention.first, mention.last) if index in taken), None)
        if other is None:
            kept.append(mention)
        elif other.first == mention.first:
            other.lead, other.title = mention.lead, mention.title
    return sorted([*kept, *theirs], key=lambda mention: mention.first)
