"""The language of a text, by a vote of its commonest small words.

No model and no library is worth its size for this: a news article has hundreds of articles, prepositions and
conjunctions, and each language has its own. The words are data, in `languages.tsv`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

WORD = re.compile(r"[^\W\d_]+")
LONGEST = 20_000
LETTER_WEIGHT = 0.5
FEWEST_VOTES = 3


@cache
def voters() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Language code (BCP 47 primary subtag) -> its small words and its own letters, all in lower case."""
    lines = (Path(__file__).parent / "languages.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return {code: (frozenset(words.split()), frozenset(letters)) for code, words, letters in rows}


def find_language(paragraphs: Iterable[str], default: str = "en") -> str:
    """The BCP 47 code of the language of the paragraphs; `default` where too little speaks for any."""
    text = "\n".join(paragraphs)[:LONGEST].lower()
    words, letters = Counter(WORD.findall(text)), Counter(text)
    votes = {
        code: sum(words[word] for word in small) + LETTER_WEIGHT * sum(letters[letter] for letter in own)
        for code, (small, own) in voters().items()
    }
    best = max(votes, key=lambda code: (votes[code], code == default))
    return best if votes[best] >= FEWEST_VOTES else default
