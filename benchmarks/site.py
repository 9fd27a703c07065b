"""How big a site of many briefs becomes, and how long it takes.

python benchmarks/site.py [BRIEFS] [THEME] [CORPUS]    prints bytes by kind of page, the largest pages, time per brief

A corpus is one of `examples` (the default: the example briefs again and again, with other names), and of `corpus.py`
`wire`, shorter briefs with evidence, and `desk`, those that `build.py` gives to Hugo as well.
"""

from __future__ import annotations

import gzip
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

import corpus
from msgspec.structs import replace

from briefgen.briefs.markdown import parse_brief
from briefgen.model import Brief
from briefgen.site.publishing import build
from briefgen.site.settings import SiteSettings

EXAMPLES = Path(__file__).parents[1] / "content" / "briefs"
FAMILIES = 60
"""Names that each example's actor may take; the first ones are drawn most, as in a real archive."""
NEWEST = date(2026, 4, 30)
TOPICS = [f"Topic {number}" for number in range(1, 41)]


def many(number: int) -> list[tuple[str, Brief]]:
    """`number` briefs, three a day, the same ones every time."""
    chance = random.Random(1)
    texts = [(file.stem, file.read_text(encoding="utf-8")) for file in sorted(EXAMPLES.glob("*.md"))]
    parsed = {slug: parse_brief(text, slug) for slug, text in texts}
    made = []
    for count in range(number):
        slug, text = texts[count % len(texts)]
        for name in sorted({actor.name for actor in parsed[slug].actors}, key=len, reverse=True):
            text = text.replace(name, f"{name} {_family(min(int(chance.paretovariate(0.7)), FAMILIES))}")
        brief = parse_brief(text, slug)
        day = NEWEST - timedelta(days=count // 3)
        source = replace(brief.source, published=day, url=f"https://courier.example/{day:%Y/%m}/{slug}-{count}")
        topics = tuple(chance.sample(TOPICS, 2))
        made.append((f"{slug[:40]}-{count}", replace(brief, date=day, source=source, topics=topics)))
    return made


CORPORA: dict[str, Callable[[int], Iterable[tuple[str, Brief]]]] = {
    "examples": many,
    "wire": corpus.briefs,
    "desk": corpus.desk_briefs,
}


def _family(number: int) -> str:
    """A surname for a number from 1."""
    syllables = ("bar", "den", "fol", "gat", "hel", "kor", "lin", "mor")
    return (syllables[number % 8] + syllables[number // 8 % 8]).capitalize()


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    theme = sys.argv[2] if len(sys.argv) > 2 else "desk"
    kind_of_briefs = sys.argv[3] if len(sys.argv) > 3 else "examples"
    briefs = list(CORPORA[kind_of_briefs](number))
    settings = SiteSettings("The Harbour Desk", site_url="https://desk.example/repo/", theme=theme, search=True)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "site"
        start = time.process_time()
        built = build(settings, briefs, out=out, cache=Path(folder) / "cache")
        took = time.process_time() - start
        sizes = {file.relative_to(out).as_posix(): file.stat().st_size for file in out.rglob("*") if file.is_file()}
        pages = [path for path in sizes if path.endswith(".html")]
        largest = sorted(pages, key=sizes.__getitem__)[-5:]
        packed = {path: len(gzip.compress((out / path).read_bytes())) for path in largest}
    kinds: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for path, size in sizes.items():
        kind = f"{path.partition('/')[0]}/*{Path(path).suffix}" if "/" in path else path
        kind = "search index" if path.startswith("search/index/") else kind
        kinds[kind] += size
        counts[kind] += 1
    whole, index = sum(sizes.values()) / 1e6, kinds["search index"] / 1e6
    print(f"{number:,} briefs of {kind_of_briefs}, theme {theme}: {len(sizes):,} files, {whole:.1f} MB", end="")
    print(f", {whole - index:.1f} MB without the search index")
    for kind, size in kinds.most_common(14):
        print(f"  {kind:28} {counts[kind]:7,} files {size / 1e6:8.2f} MB  {size / counts[kind]:9,.0f} each")
    print("largest pages, gzip:", *(f"{path} {size:,}" for path, size in packed.items()), sep="\n  ")
    print(f"CPU: {1000 * took / number:.1f} ms a brief ({built.pages / number:.1f} pages a brief)")


if __name__ == "__main__":
    main()
