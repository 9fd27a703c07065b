"""Article -> Brief: key actors, key facts, quotes and dates, by rules that a person can follow.

The pure core is a chain of small named rules over one state (`chain.CHAIN`); what they know of the language stands in
`lexicon/`. Nothing here reads a clock, a disk beside the lexicon, or a network.
"""

from __future__ import annotations

from briefgen.extraction.chain import CHAIN
from briefgen.extraction.lexicon import load
from briefgen.extraction.state import State
from briefgen.model import Article, Brief, Source

__all__ = ["extract"]


def extract(article: Article) -> Brief:
    """The brief that the rules make of an article. The same article always gives the same brief.

    An article in a language that has no lexicon is read with the English one: names by their capitals, leading
    sentences as facts.
    """
    lexicon = load(article.language.split("-")[0].lower()) or load("en")
    assert lexicon is not None
    state = State(article, lexicon, article.published)
    for _, rule in CHAIN:
        rule(state)
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
        summary=state.summary,
        background=state.background,
        watch=state.watch,
        actors=state.actors,
        key_facts=state.key_facts,
        quotes=state.quotes,
        photos=article.photos,
        names=state.names,
    )
