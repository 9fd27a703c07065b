"""Article -> Brief: key actors, key facts, quotes and dates, by rules that a person can follow.

The pure core is a chain of small named rules over one state (`chain.CHAIN`); what they know of the language stands in
`lexicon/`. Nothing here reads a clock, a disk beside the lexicon, or a network.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from briefgen.extraction import plain
from briefgen.extraction.chain import CHAINS, Chain
from briefgen.extraction.lexicon import Lexicon, load
from briefgen.extraction.state import State
from briefgen.model import Article, Brief, Source

__all__ = ["extract"]


def extract(article: Article, chains: Mapping[str, Chain] = CHAINS) -> Brief:
    """The brief that the rules of its language make of an article. The same article always gives the same brief.

    An article in a language without rules gives its lead sentences, and a notice that says so.
    """
    language = article.language.split("-")[0].lower()
    lexicon = load(language) if language in chains else None
    return by_rules(article, lexicon, chains[language]) if lexicon else by_lead(article)


def by_rules(article: Article, lexicon: Lexicon, chain: Chain) -> Brief:
    """The brief of an article whose language has rules."""
    state = State(article, lexicon, article.published)
    for _, rule in chain:
        rule(state)
    state.sayings = None  # it knows the state: a ring would keep all of it until the collector comes by
    return replace(
        from_source(article),
        summary=state.summary,
        background=state.background,
        watch=state.watch,
        actors=state.actors,
        key_facts=state.key_facts,
        quotes=state.quotes,
        names=state.names,
    )


def by_lead(article: Article) -> Brief:
    """The brief of an article in any language."""
    return replace(
        from_source(article),
        notice=plain.notice(article.language),
        summary=plain.lead_summary(article),
        key_facts=plain.lead_facts(article),
        names=plain.capital_names(article),
    )


def from_source(article: Article) -> Brief:
    """What of a brief the article gives by itself."""
    return Brief(
        title=article.title,
        source=Source(
            path=article.path,
            title=article.title,
            url=article.url,
            guid=article.guid,
            publisher=article.publisher,
            authors=article.authors,
            published=article.published,
            published_inferred=article.published_inferred,
            sha256=article.sha256,
        ),
        date=article.published,
        language=article.language,
        topics=article.topics,
        dateline=article.dateline,
        photos=article.photos,
    )
