"""What checking many briefs costs, in CPU time as a ratio to building the same content, and in memory.

python benchmarks/checking.py [BRIEFS]      10,000 unless said: the example site's own, over and over as other articles
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tempfile
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).parents[1]
PATH = re.compile(r"^  path: (.*\.txt)$", re.MULTILINE)


def lay(site: Path, number: int) -> None:
    """A site of that many briefs, each of an article of its own, which a build need not convert."""
    briefs = [(file.stem, file.read_text(encoding="utf-8")) for file in (ROOT / "content" / "briefs").glob("*.md")]
    pairs = [(stem, text, match[1]) for stem, text in sorted(briefs) if (match := PATH.search(text))]
    (site / "content" / "articles").mkdir(parents=True)
    (site / "content" / "briefs").mkdir()
    (site / "briefgen.yml").write_text("site_name: Many briefs\n", encoding="utf-8")
    for count, (stem, text, path) in enumerate(islice(cycle(pairs), number)):
        article = (ROOT / path).read_bytes() + b"\nThe desk printed edition %d of this report that day.\n" % count
        place = f"content/articles/{count}.txt"
        (site / place).write_bytes(article)
        text = text.replace(f"path: {path}", f"path: {place}").replace("title: ", f"title: Edition {count}, ", 1)
        text = re.sub("sha256: [0-9a-f]+", f"sha256: {hashlib.sha256(article).hexdigest()}", text, count=1)
        (site / "content" / "briefs" / f"{count}-{stem}.md").write_text(text, encoding="utf-8")


def run(*arguments: str, site: Path) -> tuple[float, float]:
    """(CPU seconds of a command with all its processes, MB of the largest of them)."""
    command = [str(Path(sys.executable).with_name("briefgen")), *arguments]
    process = subprocess.Popen(command, cwd=site, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"briefgen {' '.join(arguments)} ended with {process.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        lay(site, number)
        build, build_memory = run("build", site=site)
        check, check_memory = run("check", "-q", site=site)
        print(f"{number:,} briefs: check takes {check / build:.2f} of the CPU time of a build that converts nothing")
        print(f"{check_memory:.0f} MB in the largest process of the check, {build_memory:.0f} MB in the build")
        print(f"{1000 * check / number:.0f} ms of CPU a brief here")


if __name__ == "__main__":
    main()
