"""How extraction time grows with an article, and what hostile texts cost: CPU time, as ratios of one run.

python benchmarks/extraction.py
"""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from briefgen.extraction import extract
from briefgen.model import Article
from briefgen.reading import read

ARTICLE = Path(__file__).parents[1] / "content" / "articles" / "2026-02-10-court-detentions.txt"
REPEATS = (10, 100, 300)
HOSTILE = {
    "30,000 different names": " ".join(f"Name{n}a" for n in range(30_000)),
    "20,000 names joined by and": " and ".join(f"Ada Quill{n}" for n in range(20_000)),
    "50,000 open brackets": "(Ada Quill" * 50_000,
    "20,000 weekdays": "on Friday " * 20_000,
    "20,000 quotations": "“No, not now, he,” he said. " * 20_000,
    "5,000 authorities": " ".join(f"The Orr Authority of Zed{n}x said so." for n in range(5_000)),
}


def cpu_seconds(article: Article) -> float:
    """CPU time of one extraction."""
    start = time.process_time()
    extract(article)
    return time.process_time() - start


def main() -> None:
    article = next(iter(read(ARTICLE.read_bytes(), ARTICLE.name)))
    extract(article)  # the lexicon is loaded once
    unit = cpu_seconds(replace(article, paragraphs=article.paragraphs * REPEATS[0]))
    print(f"{ARTICLE.stem}, its paragraphs repeated")
    for repeats in REPEATS:
        took = cpu_seconds(replace(article, paragraphs=article.paragraphs * repeats))
        print(f"{repeats:>6} times {took / unit:8.1f}")
    print(f"hostile texts, in the time of the article {REPEATS[0]} times")
    for name, text in HOSTILE.items():
        print(f"{name:>28} {cpu_seconds(Article('Title', (text,))) / unit:8.1f}   {len(text):,} characters")


if __name__ == "__main__":
    main()
