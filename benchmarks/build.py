"""What building a site costs, beside Hugo on the same briefs with equivalent pages; and how it grows.

python benchmarks/build.py [--sizes 1000,10000] [--rounds 3] [--sites hugo,equivalent,desk,mkdocs] [--python python3.13]
python benchmarks/build.py --growth [--sizes 1000,10000,100000]

briefgen is installed for it as anybody would, in an environment of its own, for this Python or the one that is named.
Every site (`sites/`) gets the same briefs (`corpus.py`). In a round each phase is done by all sites in turn, so that a
slow spell of the machine falls on all of them, and ratios are taken within the round. Before the rounds that count goes
one that does not: it warms up, samples memory, and compares what briefgen wrote in each phase with a build from
nothing, byte for byte. In every round the pages must show what was edited.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from corpus import desk_briefs, lay
from measured import Cost, run
from peers import OTHERS, PEERS, Copy, difference, hugo, installed, tree

PHASES = {
    "cold": "cold, nothing built before",
    "unchanged": "nothing changed",
    "body": "the body of one brief edited",
    "title": "a brief retitled",
    "template": "the template of briefs edited",
}
SITES = PEERS | OTHERS
GROWTH = ("cold", "unchanged", "body")
STARTS = 15
LIBRARIES = ("Jinja2", "Babel", "markdown-it-py", "msgspec", "PyYAML")
ASKED = """
import importlib.metadata, platform, sys
versions = [f"{name} {importlib.metadata.version(name)}" for name in sys.argv[1:]]
print(f"Python {platform.python_version()} ({platform.python_compiler()})", *versions, sep=", ")
"""
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "BRIEFGEN_"))}


@dataclass(frozen=True, slots=True)
class Done:
    """A build: what it cost, and how many files it wrote, of how many bytes together."""

    cost: Cost
    files: int
    size: int


def build(copy: Copy, phase: str, slug: str, word: str, *, memory: bool = False, compare: bool = False) -> Done:
    """Do what a phase is about to a site, build it, and see that the build did what it should."""
    match phase:
        case "cold":
            copy.reset()
        case "body":
            copy.edit_body(slug, word)
        case "title":
            copy.edit_title(slug, word)
        case "template":
            copy.edit_template(word)
    start = time.time_ns()
    cost = run(copy.command, folder=copy.root, environment=ENVIRONMENT, memory=memory)
    stats = [stat for path in tree(copy.out) if (stat := (copy.out / path).stat()).st_mtime_ns >= start]
    where = f"{copy.peer.name}, {PHASES[phase]}"
    if phase == "template":
        assert all(copy.says(each, word) for each in copy.slugs), f"{where}: a page is stale"
    elif phase in ("body", "title"):
        assert copy.says(slug, word), f"{where}: {slug} is stale"
        assert phase == "body" or copy.lists(slug, word), f"{where}: the actor's page is stale"
    else:
        assert all((copy.out / "briefs" / each / "index.html").is_file() for each in copy.slugs), f"{where}: incomplete"
    if compare and copy.peer.generator == "briefgen" and phase != "cold":
        with tempfile.TemporaryDirectory(dir=copy.root.parent) as folder:
            clean = {"BRIEFGEN_SITE_DIR": f"{folder}/site", "BRIEFGEN_CACHE_DIR": f"{folder}/cache"}
            run(copy.command, folder=copy.root, environment=ENVIRONMENT | clean)
            odd = difference(copy.out, Path(folder) / "site")
            assert odd is None, f"{where}: {odd} is not what a build from nothing makes"
    return Done(cost, len(stats), sum(stat.st_size for stat in stats))


def compared(number: int, names: Sequence[str], rounds: int, work: Path, program: Path) -> list[str]:
    """The rows of the table for that many briefs."""
    copies = _copies(number, names, work, program)
    slugs = copies[0].slugs
    first = _round(copies, slugs[number // 3], "Wordzero", memory=True)
    for copy in copies:
        _tell(_extent(copy))
    counted = [_round(copies, slugs[(7919 * turn + 13) % number], f"Word{turn}x") for turn in range(rounds)]
    rows = []
    for phase in PHASES:
        for name in names:
            mine = [each[phase, name] for each in counted]
            base = [each[phase, names[0]] for each in counted]
            memory, base_memory = (first[phase, each].cost.memory for each in (name, names[0]))
            if name == names[0]:
                wall = f"{median(each.cost.wall for each in mine):.2f} s"
                cpu = f"{median(each.cost.cpu for each in mine):.2f} s"
                most = f"{memory / 1e6:.0f} MB"
            else:
                wall = _ratio([one.cost.wall / other.cost.wall for one, other in zip(mine, base, strict=True)])
                cpu = _ratio([one.cost.cpu / other.cost.cpu for one, other in zip(mine, base, strict=True)])
                most = f"{memory / base_memory:.2f}"
            others = median(each.cost.others for each in mine)
            wrote = f"{mine[-1].files:,} | {mine[-1].size / 1e6:.2f}"
            rows.append(f"| {number:,} | {PHASES[phase]} | {name} | {wall} | {cpu} | {most} | {wrote} | {others:.1f} |")
    for copy in copies:
        shutil.rmtree(copy.root)
    return rows


def growth(sizes: Sequence[int], name: str, work: Path, program: Path) -> list[str]:
    """The rows of the table of one site alone; from the second size on also a brief's share, the size before = 1."""
    before: dict[str, tuple[float, ...]] = {}
    rows = []
    for number in sizes:
        (copy,) = _copies(number, [name], work, program)
        for phase in GROWTH:
            slug = copy.slugs[number // 3]
            cost = build(copy, phase, slug, "Wordzero").cost
            memory = build(copy, phase, slug, "Wordone", memory=True).cost.memory
            _tell(f"{number:,} {name}, {PHASES[phase]}: {cost.wall:.2f} s")
            each = (cost.wall / number, cost.cpu / number, memory / number)
            grown = [f"{now / then:.2f}" for now, then in zip(each, before.get(phase, ()), strict=False)] or ["–"] * 3
            before[phase] = each
            what = f"{cost.wall:.2f} s | {cost.cpu:.2f} s | {memory / 1e6:.0f} MB | {' | '.join(grown)}"
            rows.append(f"| {number:,} | {PHASES[phase]} | {what} | {cost.others:.1f} |")
        shutil.rmtree(copy.root)
    return rows


def _copies(number: int, names: Sequence[str], work: Path, program: Path) -> list[Copy]:
    briefs = work / f"briefs-{number}"
    lay(number, briefs, desk_briefs)
    copies = [Copy(SITES[name], briefs, work / f"{name}-{number}", program) for name in names]
    shutil.rmtree(briefs)
    return copies


def _extent(copy: Copy) -> str:
    """How big a site is."""
    sizes = {path: (copy.out / path).stat().st_size for path in tree(copy.out)}
    pages = {path: size for path, size in sizes.items() if path.endswith(".html")}
    items = sum((copy.out / path).read_text(encoding="utf-8").count("<li") for path in pages)
    size = f"{sum(pages.values()) / 1e6:.2f} MB, in all {len(sizes):,} files of {sum(sizes.values()) / 1e6:.2f} MB"
    return f"{len(copy.slugs):,} {copy.peer.name}: {len(pages):,} pages with {items:,} list items, {size}"


def _round(copies: Sequence[Copy], slug: str, word: str, *, memory: bool = False) -> dict[tuple[str, str], Done]:
    done = {}
    for phase in PHASES:
        for copy in copies:
            made = build(copy, phase, slug, f"{word}{phase}", memory=memory, compare=memory)
            done[phase, copy.peer.name] = made
            _tell(f"{len(copy.slugs):,} {copy.peer.name}, {PHASES[phase]}: {made.cost.wall:.2f} s")
    return done


def _ratio(ratios: Sequence[float]) -> str:
    places = 2 if median(ratios) >= 0.1 else 3
    return f"{median(ratios):.{places}f} ({min(ratios):.{places}f}–{max(ratios):.{places}f})"


def start_up(work: Path, program: Path) -> str:
    """What `briefgen --version` takes beside a Python that does nothing, one after the other."""
    pairs = []
    for _ in range(STARTS):
        each = ([str(program.with_name("python")), "-c", "pass"], [str(program), "--version"])
        pairs.append([run(arguments, folder=work, environment=ENVIRONMENT) for arguments in each])
    wall = median(ours.wall / nothing.wall for nothing, ours in pairs)
    cpu = median(ours.cpu / nothing.cpu for nothing, ours in pairs)
    more = 1000 * median(ours.wall - nothing.wall for nothing, ours in pairs)
    return f"briefgen --version: wall {wall:.2f}, CPU {cpu:.2f} times those of python -c pass; {more:.0f} ms more wall"


def _versions(program: Path, with_hugo: bool) -> str:
    """What was measured, as it is installed where it ran."""
    said = subprocess.run(
        [program.with_name("python"), "-c", ASKED, "briefgen", *LIBRARIES], capture_output=True, text=True, check=True
    ).stdout.strip()
    if with_hugo:
        hugos = subprocess.run([hugo(), "version"], capture_output=True, text=True, check=True).stdout
        said += f", Hugo {hugos.split()[1].partition('-')[0].removeprefix('v')}"
    return said


def _tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="What building a site costs, beside Hugo; and how it grows.")
    parser.add_argument("--growth", action="store_true", help="one site of ours alone, in more and more briefs")
    parser.add_argument("--sizes", type=lambda text: [int(each) for each in text.split(",")])
    parser.add_argument("--rounds", type=int, default=3, help="those that count (default: 3)")
    parser.add_argument("--sites", type=lambda text: text.split(","), help=f"some of {', '.join(SITES)}")
    parser.add_argument("--work", type=Path, help="where to build; a folder in memory keeps the disk out of it")
    parser.add_argument("--python", default=sys.executable, help="what briefgen is installed for (default: this one)")
    given = parser.parse_args()
    names = given.sites or (["equivalent"] if given.growth else [*PEERS])
    if unknown := set(names) - SITES.keys():
        parser.error(f"no such site: {', '.join(sorted(unknown))}; there are {', '.join(SITES)}")
    sizes = given.sizes or ([1_000, 10_000, 100_000] if given.growth else [1_000])
    program = installed(given.python)
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=given.work or (memory if memory.is_dir() else None)) as folder:
        load = os.getloadavg()[0]
        if given.growth:
            head = "| briefs | build | wall | CPU | peak memory | a brief: wall | CPU | memory | other cores |"
            rows = growth(sizes, names[0], Path(folder), program)
        else:
            head = (
                f"| briefs | build | site | wall / {names[0]} | CPU | peak memory | files written | MB | other cores |"
            )
            rows = [row for number in sizes for row in compared(number, names, given.rounds, Path(folder), program)]
        started = start_up(Path(folder), program)
    busy = f"{os.cpu_count()} cores, load {load:.1f} before and {os.getloadavg()[0]:.1f} after"
    print(f"{_versions(program, 'hugo' in names)}; {busy}")
    print(head, "|".join(["", *["---"] * (head.count("|") - 1), ""]), *rows, "", started, sep="\n")


if __name__ == "__main__":
    main()
