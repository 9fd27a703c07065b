"""How big a site of many briefs becomes, and how long it takes: the example briefs again and again, with other names.

python benchmarks/site.py [BRIEFS] [THEME]      prints bytes by kind of page, the largest pages, and time per brief
"""

from __future__ import annotations

import gzip
import random
import sys
import tempfile
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from msgspec.structs import replace

from briefgen.briefs.markdown import parse_brief
from briefgen.model import Brief
from briefgen.site import SiteSettings, build

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


def _family(number: int) -> str:
    """A surname for a number from 1."""
    syllables = ("bar", "den", "fol", "gat", "hel", "kor", "lin", "mor")
    return (syllables[number % 8] + syllables[number // 8 % 8]).capitalize()


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    theme = sys.argv[2] if len(sys.argv) > 2 else "desk"
    briefs = many(number)
    settings = SiteSettings("The Harbour Desk", site_url="https://desk.example/repo/", theme=theme)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "site"
        start = time.process_time()
        built = build(settings, briefs, out=out, cache=Path(folder) / "cache")
        took = time.process_time() - start
        sizes = {file.relative_to(out).as_posix(): file.stat().st_size for file in out.rglob("*") if file.is_file()}
        pages = [path for path in sizes if path.endswith(".html")]
        largest = sorted(pages, key=sizes.__getitem__)[-5:]
        packed = {path: len(gzip.compress((out / path).read_bytes())) for path in largest}
    print(f"{number:,} briefs, theme {theme}: {len(sizes):,} files, {sum(sizes.values()) / 1e6:.1f} MB")
    kinds: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for path, size in sizes.items():
        kind = f"{path.partition('/')[0]}/*{Path(path).suffix}" if "/" in path else path
        kinds[kind] += size
        counts[kind] += 1
    for kind, size in kinds.most_common(14):
        print(f"  {kind:28} {counts[kind]:7,} files {size / 1e6:8.2f} MB  {size / counts[kind]:9,.0f} each")
    print("largest pages, gzip:", *(f"{path} {size:,}" for path, size in packed.items()), sep="\n  ")
    print(f"CPU: {1000 * took / number:.1f} ms a brief ({built.pages / number:.1f} pages a brief)")


if __name__ == "__main__":
    main()
