"""Where the time of a cold build goes, stage by stage, and what no program could do without.

python benchmarks/stages.py [NUMBER] [SITE]      10000 briefs and the site `equivalent` (peers.py) unless said otherwise

One process builds, so that what it takes is what it costs. The bound of a stage is the least that must happen to its
items, done in the same run on the same bytes. Times are microseconds of wall time a brief.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from time import perf_counter

from corpus import desk_briefs, lay
from peers import PEERS, Copy, command, tree

MAKING, WRITING = "made: the bytes of pages", "made: files of them"


def stages(copy: Copy) -> dict[str, float]:
    """Stage -> seconds of a cold build; "all" is the whole of it."""
    start = perf_counter()
    arguments = [*command(copy.peer), "--jobs", "1", "--profile"]
    arguments.remove("--quiet")
    done = subprocess.run(arguments, cwd=copy.root, check=True, capture_output=True, text=True)
    whole = perf_counter() - start
    found: dict[str, float] = {}
    making = 0.0
    for line in done.stderr.splitlines():
        name, seconds = line.split("  ")[0], float(line.split()[-2])
        if name:
            found[name] = seconds
        else:  # what one template took of the stage
            making += seconds
    made, placed = found.pop("made"), found.pop("put in place")
    return found | {MAKING: making, WRITING: made - making, "put in place": placed, "all": whole}


def bounds(copy: Copy, work: Path) -> dict[str, tuple[str, float]]:
    """Stage -> what it cannot do without, and the seconds of that."""
    briefs = [path for path in (copy.root / "content").rglob("*") if path.is_file()]
    pages = {path: (copy.out / path).read_bytes() for path in tree(copy.out)}
    lines = [content.splitlines(keepends=True) for content in pages.values()]

    def write() -> None:
        for path, content in pages.items():
            file = work / "again" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)

    return {
        "looked at": ("a look at each brief", timed(lambda: [path.stat() for path in briefs])),
        "read": ("the bytes of each brief", timed(lambda: [path.read_bytes() for path in briefs])),
        "listed": ("a digest of each page", timed(lambda: [blake2b(each).digest() for each in pages.values()])),
        MAKING: ("joining the lines of each page", timed(lambda: [b"".join(each) for each in lines])),
        WRITING: ("writing each file of the site", timed(write)),
    }


def timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    peer = PEERS[sys.argv[2] if len(sys.argv) > 2 else "equivalent"]
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        lay(number, work / "briefs", desk_briefs)
        copy = Copy(peer, work / "briefs", work / "site")
        took = stages(copy)
        least = bounds(copy, work)
    took["starting, articles, notes"] = 2 * took["all"] - sum(took.values())
    print(f"{number:,} briefs, {peer.name}, one process, µs a brief\n\n| stage | takes | cannot do without | that |")
    print("| --- | --- | --- | --- |")
    for name, seconds in sorted(took.items(), key=lambda each: each[0] == "all"):
        what, bound = least.get(name, ("", 0.0))
        print(f"| {name} | {seconds / number * 1e6:.0f} | {what} | {f'{bound / number * 1e6:.0f}' if what else '–'} |")
    print(f"| of that the bounds | | | {sum(each for _, each in least.values()) / number * 1e6:.0f} |")


if __name__ == "__main__":
    main()
