"""How much of its article a brief's page repeats word for word.

What counts is what the page shows: the facts, the prose, the quotes, and of each piece of evidence the words that are
shown, not those that stay in the file. A word of the article is repeated if it stands in a run of eight words or more
that the page has as well; shorter runs are names and turns of phrase. In a script without spaces a letter is a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from briefgen.checking.subject import Finding, Subject
from briefgen.model import Brief

RUN = 8
"""Words in a row that are no chance."""
SHORTEST = 5 * RUN
"""Words of an article so short that a single run would be a large share of it: nothing is said of those."""

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
"""Thai, Lao, Myanmar, Khmer, kana, Han."""
_WORD = rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+(?:['’][^\W{_UNSPACED}]+)*"


def copied(subject: Subject) -> Iterator[Finding]:
    """A brief that republishes its source."""
    article = subject.origin.article if subject.origin else None
    if not article:
        return
    paragraphs = [_words(each) for each in article.paragraphs]
    total = sum(map(len, paragraphs))
    if total < SHORTEST:
        return
    shown = {part: _runs(texts) for part, texts in _shown(subject.brief).items()}
    repeated = _repeated(paragraphs, set().union(*shown.values()))
    if 100 * repeated <= subject.limit * total:
        return
    parts = {part: _repeated(paragraphs, runs) for part, runs in shown.items()}
    most = sorted((part for part in parts if parts[part]), key=lambda part: -parts[part])
    shares = ", ".join(f"{part} {_percent(parts[part], total)}" for part in most)
    message = (
        f"the page repeats {_percent(repeated, total)} of the article word for word ({shares}), "
        f"and {subject.limit} % are allowed; say it in words of your own"
    )
    yield Finding(("title",), message)


def share(paragraphs: Iterable[str], brief: Brief) -> float:
    """The share of the article's words that the brief's page repeats, from 0 to 1."""
    words = [_words(each) for each in paragraphs]
    runs: set[int] = set().union(*map(_runs, _shown(brief).values()))
    return _repeated(words, runs) / max(1, sum(map(len, words)))


def _shown(brief: Brief) -> Mapping[str, list[str]]:
    """The texts that the page of a brief shows, by part."""
    from briefgen.site.links import excerpt
    from briefgen.site.markdown import to_text

    groups = (brief.actors, brief.key_facts, brief.quotes)
    return {
        "key_facts": [fact.text for fact in brief.key_facts],
        "text": [to_text(text) for text in (brief.summary, brief.background, brief.watch) if text],
        "quotes": [quote.text for quote in brief.quotes],
        "evidence": [excerpt(each.quote) for group in groups for item in group for each in item.evidence],
    }


def _words(text: str) -> list[str]:
    return re.findall(_WORD, text.replace("’", "'").casefold())


def _runs(texts: Iterable[str]) -> set[int]:
    """A number for each run of eight words in the texts."""
    runs: set[int] = set()
    for text in texts:
        words = _words(text)
        runs.update(hash(tuple(words[start : start + RUN])) for start in range(len(words) - RUN + 1))
    return runs


def _repeated(paragraphs: Iterable[list[str]], runs: set[int]) -> int:
    """How many words of the paragraphs stand in one of the runs."""
    count = 0
    for words in paragraphs:
        counted = 0  # words before this one are counted
        for start in range(len(words) - RUN + 1):
            if hash(tuple(words[start : start + RUN])) in runs:
                count += start + RUN - max(start, counted)
                counted = start + RUN
    return count


def _percent(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)} %"
