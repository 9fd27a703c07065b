"""A brief of an article whose language has no rules yet.

It still is a brief: title, source, photos with their credits, the lead sentences as facts, and the names that capitals
give away where the script has capitals. It decides nothing that needs the language, and it says so.
"""

from __future__ import annotations

import re
from collections import Counter

from briefgen.extraction.sentences import split_sentences
from briefgen.model import Article, Evidence, KeyFact, Name

LEAD_FACTS = 5
SUMMARY_SENTENCES = 2
FEWEST_CHARACTERS = 12
STOP = re.compile(r"[。！？।؟]")
# Two to four capitalised words in a row; in a script without capitals nothing matches.
CAPITAL = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĪĮİĶĻŁŃŇŐŒŘŚŞŠŢŤŪŮŰŲŹŻŽȘȚА-ЯЁЇІЄҐΑ-Ω]"
RUN = re.compile(rf"\b{CAPITAL}[\w’'-]{{1,30}}(?:\s{CAPITAL}[\w’'-]{{1,30}}){{1,3}}")
# German gives every noun a capital, so capitals tell nothing there.
CAPITAL_NOUNS = frozenset({"de", "lb"})


def sentences(text: str, begin: int = 0) -> list[str]:
    """The sentences of a paragraph in any language, verbatim."""
    found = []
    for start, end in split_sentences(text, begin):
        while (stop := STOP.search(text, start, end)) is not None:
            found.append(text[start : stop.end()].strip())
            start = stop.end()
        found.append(text[start:end].strip())
    return [sentence for sentence in found if sentence]


def lead(article: Article) -> list[Evidence]:
    """The first full sentences of the story."""
    found: list[Evidence] = []
    for number, text in enumerate(article.paragraphs):
        begin = len(article.dateline.text) if number == 0 and article.dateline else 0
        found.extend(
            Evidence(number, sentence) for sentence in sentences(text, begin) if len(sentence) >= FEWEST_CHARACTERS
        )
        if len(found) >= LEAD_FACTS:
            break
    return found[:LEAD_FACTS]


def lead_facts(article: Article) -> tuple[KeyFact, ...]:
    """The lead sentences as facts, undated."""
    return tuple(KeyFact(text=each.quote, rule="lead", evidence=(each,)) for each in lead(article))


def lead_summary(article: Article) -> str:
    """The first sentences as the summary."""
    return " ".join(each.quote for each in lead(article)[:SUMMARY_SENTENCES])


def capital_names(article: Article) -> tuple[Name, ...]:
    """Runs of capitalised words, commonest first, as people: nothing here tells who else they are."""
    if article.language in CAPITAL_NOUNS:
        return ()
    runs: Counter[str] = Counter()
    for text in article.paragraphs:
        for sentence in sentences(text):
            for match in RUN.finditer(sentence):
                # The first word of a sentence has its capital from there.
                run = match.group() if match.start() else match.group().partition(" ")[2]
                runs[run] += " " in run
    return tuple(Name(run, "person") for run, count in sorted(runs.items(), key=lambda i: (-i[1], i[0])) if count)


def notice(language: str) -> str:
    """What the brief says of itself."""
    from babel import Locale, UnknownLocaleError  # what English does without

    try:
        name = Locale.parse(language).get_display_name("en") or language
    except (UnknownLocaleError, ValueError):
        name = language
    return (
        f"briefgen has no rules for {name} yet: these facts are the article’s first sentences, "
        "and actors, quotes and dates are left to its editor."
    )
