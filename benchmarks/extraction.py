"""How fast extraction is, how its time grows with an article, and what hostile texts cost: CPU time of one core.

python benchmarks/extraction.py [FOLDER]      FOLDER: articles to measure instead of the examples, as any source

Times of a shared machine say little, so the same turns also run a loop of plain Python that counts 10,000 words in a
dictionary, and the time of an article is told in loops as well.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from briefgen.extraction import extract
from briefgen.model import Article
from briefgen.reading import read

EXAMPLES = Path(__file__).parents[1] / "content" / "articles"
ARTICLE = EXAMPLES / "2026-02-10-court-detentions.txt"
TURNS = 15
WORDS = 600
REPEATS = (1, 10, 100)
HOSTILE = {
    "30,000 different names": " ".join(f"Name{n}a" for n in range(30_000)),
    "20,000 names joined by and": " and ".join(f"Ada Quill{n}" for n in range(20_000)),
    "50,000 open brackets": "(Ada Quill" * 50_000,
    "20,000 weekdays": "on Friday " * 20_000,
    "20,000 quotations": "“No, not now, he,” he said. " * 20_000,
    "5,000 authorities": " ".join(f"The Orr Authority of Zed{n}x said so." for n in range(5_000)),
}
LOOP = [f"word{number % 1000}" for number in range(10_000)]


def cpu_seconds(work: Callable[..., object], *arguments: object) -> float:
    """CPU time of one call."""
    start = time.process_time()
    work(*arguments)
    return time.process_time() - start


def loop() -> None:
    counts: dict[str, int] = {}
    for word in LOOP:
        counts[word] = counts.get(word, 0) + 1


def words_in(article: Article) -> int:
    return sum(len(text.split()) for text in article.paragraphs)


def articles_in(folder: Path) -> list[Article]:
    """The articles of a folder's files that have a text."""
    files = sorted(path for path in folder.iterdir() if path.is_file())
    return [article for path in files for article in read(path.read_bytes(), path.name) if words_in(article)]


def speed(articles: list[Article]) -> None:
    """Each article and the loop in turns; the least time of each counts, which is the one that nothing disturbed."""
    times = [[cpu_seconds(loop), *(cpu_seconds(extract, article) for article in articles)] for _ in range(TURNS)]
    unit, *least = map(min, zip(*times, strict=True))
    words = [words_in(article) for article in articles]
    each = statistics.median(took * WORDS / count for took, count in zip(least, words, strict=True))
    print(f"{len(articles)} articles, {TURNS} turns, one core, start-up apart")
    print(f"{'a second':>28} {len(articles) / sum(least):8.0f} articles of {sum(words) // len(articles)} words")
    print(f"{f'{WORDS} words, median':>28} {each * 1000:8.2f} ms, {each / unit:.1f} loops of {unit * 1000:.2f} ms")


def growth(article: Article) -> float:
    """Tell how time grows with an article whose paragraphs are repeated; gives the time of ten, in seconds."""
    took: dict[int, float] = {}
    for times in REPEATS:
        longer = replace(article, paragraphs=article.paragraphs * times)
        took[times] = min(cpu_seconds(extract, longer) for _ in range(3))
    print(f"{ARTICLE.stem}, its paragraphs repeated: time in that of once")
    for times in REPEATS:
        print(f"{times:>22} times {took[times] / took[1]:8.1f}")
    return took[10]


def hostile(unit: float) -> None:
    """Tell what hostile texts cost, in `unit` seconds."""
    print("hostile texts, in the time of the article 10 times")
    for name, text in HOSTILE.items():
        took = cpu_seconds(extract, Article("Title", (text,)))
        print(f"{name:>28} {took / unit:8.1f}   {len(text):,} characters")


def main() -> None:
    article = next(iter(read(ARTICLE.read_bytes(), ARTICLE.name)))
    extract(article)  # the lexicon is loaded once
    speed(articles_in(Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLES))
    hostile(growth(article))


if __name__ == "__main__":
    main()
