"""What the pages cost a reader and a disk: Lighthouse on the example site, sizes over the wire, a site of 1,000 briefs.

python benchmarks/pages.py [lighthouse] [sizes] [site]      all of them unless some are named

Lighthouse comes from npm (`npx lighthouse`), with its mobile settings; the pages are served from this machine. Sizes
are of gzip, as servers send pages. Times are CPU seconds, children with them, as ratios of one run.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from corpus import briefs as made_up
from msgspec.structs import replace
from served import content, served

from briefgen.briefs.folder import load
from briefgen.model import Brief
from briefgen.site.library import catalogue
from briefgen.site.publishing import build
from briefgen.site.settings import SiteSettings

ROOT = Path(__file__).parents[1]
SETTINGS = SiteSettings("The Harbour Desk", site_description="Short briefs on made-up events.", search=True)
LIGHTHOUSE = "lighthouse@13"
TURNS = 3
"""Runs of Lighthouse on a page: what a busy machine takes from one is not the page's."""
GOALS = {"HTML": 8000, "CSS": 7000, "script": 2000}
"""Bytes over the wire of a brief's page at most."""


def example(folder: Path) -> tuple[Path, list[tuple[str, Brief]]]:
    """The example site, built, and its briefs."""
    found = list(load(ROOT / "content" / "briefs", Path("content/briefs")).briefs)
    build(SETTINGS, found, out=folder / "site", cache=folder / "cache", media=ROOT / "content" / "media")
    return folder / "site", found


def lighthouse(site: Path, found: list[tuple[str, Brief]]) -> None:
    """Prints the scores of each kind of page in the middle of `TURNS` runs, the lowest, and what costs a point."""
    library = catalogue(found)
    shown = next(slug for slug, brief in found if any(photo.file for photo in brief.photos))
    dossier = next(iter(library.dossiers.values())).slug
    pages = ["", f"briefs/{library.briefs[0].slug}/", f"briefs/{shown}/", f"actors/{dossier}/", "timeline/", "search/"]
    command = ["lighthouse"] if shutil.which("lighthouse") else ["npx", "--yes", LIGHTHOUSE]
    chrome = shutil.which("chromium") or shutil.which("google-chrome") or ""
    print(f"Lighthouse, mobile, {TURNS} runs: performance, accessibility, best practices, SEO, agentic browsing")
    with served(site) as server:
        for page in pages:
            if not (site / page).is_dir():
                continue
            flags = ["--quiet", "--output=json", "--chrome-flags=--headless --no-sandbox"]
            environment = {**os.environ, "CHROME_PATH": chrome}
            turns = []
            for _ in range(TURNS):
                done = subprocess.run([*command, server.address + page, *flags], capture_output=True, env=environment)
                if done.returncode:
                    sys.exit(done.stderr.decode(errors="replace"))
                turns.append(json.loads(done.stdout))
            scores = [*zip(*map(scored, turns), strict=True)]
            middle, lowest = [round(median(each)) for each in scores], [min(each) for each in scores]
            worst = f", lowest {lowest}" if lowest != middle else ""
            print(f"  {' '.join(map(str, middle))}   {page or 'home'}{worst}", flush=True)
            for line in dict.fromkeys(line for report in turns for line in lost(report)):
                print(f"      {line}", flush=True)


def scored(report: dict[str, dict[str, dict[str, float]]]) -> list[int]:
    """The score of each category, of 100."""
    return [round(100 * (each["score"] or 0)) for each in report["categories"].values()]


def lost(report: dict[str, dict[str, dict[str, object]]]) -> Iterator[str]:
    """What a page loses points for, in categories that are not full."""
    for category in report["categories"].values():
        if category["score"] == 1:
            continue
        for each in category["auditRefs"]:  # type: ignore[attr-defined]
            audit = report["audits"][each["id"]]
            if each["weight"] and audit["score"] is not None and audit["score"] != 1:
                yield f"{category['id']}: {audit['title']} {audit.get('displayValue') or ''}"


def sizes(site: Path, found: list[tuple[str, Brief]]) -> None:
    """Prints what the heaviest brief's page is over the wire, pictures left out."""
    heaviest = max((len(content(site / "briefs" / slug / "index.html", True)), slug) for slug, _ in found)
    scripts = [file for file in (site / "static").glob("*.js") if file.name != "search.js"]
    sent = {
        "HTML": heaviest[0],
        "CSS": sum(len(content(file, True)) for file in (site / "static").glob("*.css")),
        "script": sum(len(content(file, True)) for file in scripts),
    }
    print("over the wire, the heaviest brief's page of the example site (bytes, and at most)")
    for kind, size in sent.items():
        print(f"  {kind:>8}{size:>8,}{GOALS[kind]:>8,}")
    print(f"  {'in all':>8}{sum(sent.values()):>8,}{17_000:>8,}")


def site_of(number: int) -> None:
    """Prints how large a site of so many briefs is, and what its parts cost to build."""
    found = list(made_up(number))
    kinds: dict[str, Callable[[str], bool]] = {
        "search index": lambda path: path.startswith("search/index/"),
        "JSON of briefs": lambda path: path.endswith("brief.json"),
        "pages of briefs": lambda path: path.startswith("briefs/"),
        "dossiers": lambda path: path.startswith("actors/"),
        "the rest": lambda path: True,
    }
    with TemporaryDirectory() as name:
        out, cache = Path(name, "site"), Path(name, "cache")
        without = cpu(lambda: build(replace(SETTINGS, search=False), found, out=out, cache=cache))
        indexed = cpu(lambda: build(SETTINGS, found, out=out, cache=cache))
        again = cpu(lambda: build(SETTINGS, found, out=out, cache=cache))
        total: dict[str, int] = dict.fromkeys(kinds, 0)
        for file in out.rglob("*"):
            if file.is_file():
                path = file.relative_to(out).as_posix()
                total[next(kind for kind, of in kinds.items() if of(path))] += file.stat().st_size
        carded = replace(SETTINGS, site_url="https://bench.example/", social_cards="briefs")
        cards = cpu(lambda: build(carded, found, out=out, cache=cache)) - again
        drawn = sum(file.stat().st_size for file in out.rglob("card.png"))
    print(f"a site of {number:,} made-up briefs, media left out: {sum(total.values()) / 1e6:.1f} MB")
    for kind, size in total.items():
        print(f"  {kind:>16}{size / 1e6:>8.1f} MB")
    print(f"  with a social card for each brief {drawn / 1e6:.1f} MB more")
    print("CPU time, the pages alone = 1")
    print(f"  search index the first time {(indexed - again) / without:.2f}")
    print(f"  a build that finds nothing changed {again / without:.2f}")
    print(f"  a social card for each brief, the first time {cards / without:.2f}")


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of this process and of those that it waited for."""

    def spent() -> float:
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return time.process_time() + children.ru_utime + children.ru_stime

    start = spent()
    work()
    return spent() - start


def main() -> None:
    wanted = sys.argv[1:] or ["lighthouse", "sizes", "site"]
    with TemporaryDirectory() as name:
        site, found = example(Path(name))
        if "sizes" in wanted:
            sizes(site, found)
        if "lighthouse" in wanted:
            lighthouse(site, found)
    if "site" in wanted:
        site_of(1000)


if __name__ == "__main__":
    main()
