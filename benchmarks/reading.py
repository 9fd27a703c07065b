"""Pages per CPU second of briefgen and of the library it is built on, in turns over the same saved pages.

python benchmarks/reading.py FOLDER [TURNS]      FOLDER: *.html, or *.html.gz
"""

from __future__ import annotations

import gzip
import sys
import time
from collections.abc import Callable
from pathlib import Path

import trafilatura

from briefgen.problem import Problem
from briefgen.reading import read


def pages(folder: Path) -> list[bytes]:
    """The pages of a folder, unpacked."""
    packed = [gzip.decompress(path.read_bytes()) for path in sorted(folder.glob("*.html.gz"))]
    return packed + [path.read_bytes() for path in sorted(folder.glob("*.html"))]


def ours(page: bytes) -> None:
    try:
        list(read(page, "page.html"))
    except Problem:
        return


def library(page: bytes) -> None:
    trafilatura.bare_extraction(page.decode("utf-8", "replace"), with_metadata=True)


def rate(reader: Callable[[bytes], None], found: list[bytes]) -> float:
    """Pages per CPU second."""
    start = time.process_time()
    for page in found:
        reader(page)
    return len(found) / (time.process_time() - start)


def main() -> None:
    if len(sys.argv) < 2 or not (found := pages(Path(sys.argv[1]))):
        sys.exit("name a folder of saved pages: python benchmarks/reading.py FOLDER [TURNS]")
    ours(found[0]), library(found[0])  # what is loaded once
    for turn in range(int(sys.argv[2]) if len(sys.argv) > 2 else 2):
        mine, theirs = rate(ours, found), rate(library, found)
        print(f"turn {turn + 1}: briefgen {mine:.1f}, trafilatura {theirs:.1f} pages/CPU s, ratio {mine / theirs:.2f}")


if __name__ == "__main__":
    main()
