"""What the rules of the chain share while they read one article.

A rule reads what the rules before it found and adds to it; nothing is looked up anywhere else, so the order of the
chain is the whole story of how a brief comes about.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from briefgen.extraction.lexicon import Lexicon
from briefgen.extraction.sentences import Sentence
from briefgen.extraction.tokens import Token
from briefgen.model import Actor, Article, EntityType, Evidence, KeyFact, Name, Quote

if TYPE_CHECKING:
    from briefgen.extraction.sayings import Sayings

Kind = EntityType
# A name that is no actor's: an event, law or venue ("thing"), a people ("people"), or only a title ("title").
MentionKind = str


class Mention(msgspec.Struct, eq=False):
    """One place where the article names somebody or something: tokens `first` to `last`, half open.

    `lead` is the token where the noun phrase begins whose head the name is ("Russian President Vladimir Putin": the
    token of "Russian"); it equals `first` where nothing stands before the name. `title` is the title just before it,
    `rule` the sign that gave the kind and `sure` whether there is no doubt of it.
    """

    first: int
    last: int
    text: str
    paragraph: int
    start: int
    end: int
    sentence: int
    kind: MentionKind = ""
    lead: int = -1
    title: str = ""
    rule: str = ""
    sure: bool = False
    entity: Entity | None = None


class Entity(msgspec.Struct, eq=False):
    """All mentions that mean one person, organisation or place."""

    name: str
    kind: Kind
    rule: str
    mentions: list[Mention] = msgspec.field(default_factory=list)
    forms: Counter[str] = msgspec.field(default_factory=Counter)
    role: str = ""
    role_evidence: Evidence | None = None
    acronym: str = ""
    territory: str = ""
    score: float = 0.0
    acts: int = 0
    speaks: int = 0

    @property
    def sure(self) -> bool:
        """True where the signs leave no doubt of the kind."""
        return any(mention.sure for mention in self.mentions)

    def add(self, mention: Mention) -> None:
        mention.entity = self
        self.mentions.append(mention)
        self.forms[mention.text] += 1


class Quotation(msgspec.Struct):
    """A stretch of direct speech: offsets of its words in the paragraph, without the marks."""

    paragraph: int
    start: int
    end: int
    first: int
    last: int
    closed: bool = True
    block: bool = False
    speaker: Entity | None = None
    unnamed: bool = False


class Candidate(msgspec.Struct):
    """A sentence that can be a fact: its number, its content words with their Euclidean length, and its weight."""

    index: int
    words: dict[str, int]
    norm: float
    weight: float


class State(msgspec.Struct):
    """One article on its way to a brief."""

    article: Article
    lexicon: Lexicon
    today: date | None
    begin: int = 0
    """Where the first paragraph's text begins, after its dateline."""
    skipped: frozenset[int] = frozenset()
    """Paragraphs that are no part of the story: tag lines, bylines, rules."""
    tokens: list[Token] = msgspec.field(default_factory=list)
    starts: list[int] = msgspec.field(default_factory=list)
    """Where each token begins in its paragraph."""
    paragraph_of: list[int] = msgspec.field(default_factory=list)
    sentence_of: list[int] = msgspec.field(default_factory=list)
    """The numbers of each token's paragraph and sentence."""
    quoted: list[bool] = msgspec.field(default_factory=list)
    """Whether each token is direct speech."""
    lowers: list[str] = msgspec.field(default_factory=list)
    """The tokens' lower-case forms, and so many empty ones that no rule looks beyond either end."""
    sentences: list[Sentence] = msgspec.field(default_factory=list)
    quotations: list[Quotation] = msgspec.field(default_factory=list)
    mentions: list[Mention] = msgspec.field(default_factory=list)
    entities: list[Entity] = msgspec.field(default_factory=list)
    begins: dict[int, Mention] = msgspec.field(default_factory=dict)
    ends: dict[int, Mention] = msgspec.field(default_factory=dict)
    """The mention that begins at a token; the one that ends before it."""
    ranked: list[Entity] = msgspec.field(default_factory=list)
    named_dates: list[str | None] = msgspec.field(default_factory=list)
    """The ISO 8601 date that each sentence itself names."""
    dates: list[str | None] = msgspec.field(default_factory=list)
    """The ISO 8601 date of what each sentence tells."""
    candidates: list[Candidate] = msgspec.field(default_factory=list)
    """The sentences that can be facts, weighed, in story order."""
    sayings: Sayings | None = None
    actors: tuple[Actor, ...] = ()
    names: tuple[Name, ...] = ()
    quotes: tuple[Quote, ...] = ()
    key_facts: tuple[KeyFact, ...] = ()
    summary: str = ""
    background: str = ""
    watch: str = ""

    def text(self, first: int, last: int) -> str:
        """The article's own words from token `first` to before token `last`, which stand in one paragraph."""
        return self.article.paragraphs[self.paragraph_of[first]][self.starts[first] : self.end(last - 1)]

    def end(self, index: int) -> int:
        """Where token `index` ends in its paragraph."""
        return self.starts[index] + len(self.tokens[index].text)

    def token_at(self, paragraph: int, offset: int) -> int:
        """The first token that begins in a paragraph at the offset or behind it, or else what follows the paragraph."""
        first = bisect_left(self.paragraph_of, paragraph)
        return bisect_left(self.starts, offset, first, bisect_right(self.paragraph_of, paragraph, first))

    def evidence(self, sentence: int) -> Evidence:
        """The whole sentence as evidence."""
        found = self.sentences[sentence]
        return Evidence(found.paragraph, found.text)

    def mention(self, first: int, last: int, kind: MentionKind = "", rule: str = "") -> Mention:
        """A mention of the tokens `first` to before `last`, not yet kept anywhere."""
        paragraph, start, end = self.paragraph_of[first], self.starts[first], self.end(last - 1)
        text = self.article.paragraphs[paragraph][start:end]
        return Mention(first, last, text, paragraph, start, end, self.sentence_of[first], kind, lead=first, rule=rule)
