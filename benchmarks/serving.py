"""How soon a saved brief stands in a browser, beside the servers of Hugo and MkDocs; and what a long day costs.

python benchmarks/serving.py [--sizes 1000,10000] [--edits 20] [--servers hugo,equivalent,desk,mkdocs]
python benchmarks/serving.py --many [--sizes 10000]      thousands of files saved at once, beside one build of the same
python benchmarks/serving.py --memory [--rebuilds 1000]  the server's memory over as many rebuilds

Every server has the same briefs (`corpus.py`) and the site that `build.py` measures; MkDocs has the pages of briefs
alone. All of them run, and are edited in turns, so that a slow spell of the machine falls on all alike.
Milliseconds go from before the file is written to the first frame in Chromium that has the new words; between two
edits lies a random pause, so that no server's own timer is in step with them.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from statistics import median
from urllib.request import urlopen

from corpus import desk_briefs, lay
from peers import OTHERS, PEERS, Copy, command, hugo
from selenium import webdriver
from served import browser

from briefgen.briefs.markdown import parse_brief
from briefgen.slug import slugify

ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "BRIEFGEN_"))}
SERVERS = PEERS | OTHERS
LOOK = """(() => {
  const look = () => requestAnimationFrame(() => {
    const word = sessionStorage.getItem('word');
    if (word && !window.stood && document.body?.textContent.includes(word))
      window.stood = performance.timeOrigin + performance.now();
  });
  addEventListener('DOMContentLoaded', () => {
    look();
    new MutationObserver(look).observe(document.documentElement, {childList: true, subtree: true, characterData: true});
  });
})()"""
"""Notes when the word that is waited for stands in the page."""
EDITS = {"body": "a brief's text, on its page", "title": "a brief's title, on its actor's page"}
GIVEN_UP = 120
MOST = 5_000


class Server:
    """A site's own development server on a free port."""

    def __init__(self, copy: Copy) -> None:
        self.copy, self.name = copy, copy.peer.name
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}/"
        self.process = subprocess.Popen(
            self._command(),
            cwd=copy.root,
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 600
        while f"{copy.slugs[0]}" not in self.read("briefs/" + copy.slugs[0] + "/", "canonical"):
            assert self.process.poll() is None and time.monotonic() < deadline, f"{self.name} does not serve"
            time.sleep(0.1)

    def _command(self) -> list[str]:
        match self.copy.peer.generator:
            case "hugo":
                return [str(hugo()), "server", "--bind", "127.0.0.1", "--port", str(self.port), "--quiet"]
            case "mkdocs":
                program = str(Path(sys.executable).with_name("mkdocs"))
                return [program, "serve", "--quiet", "--livereload", "-a", f"127.0.0.1:{self.port}"]
            case _:
                return [command(self.copy.peer)[0], "serve", "-p", str(self.port)]

    def read(self, path: str, wanted: str = "") -> str:
        """A page, empty where there is none, or none with `wanted` in it."""
        with suppress(OSError), urlopen(self.address + path, timeout=60) as answer:
            text = str(answer.read().decode())
            return text if wanted in text else ""
        return ""

    def page(self, slug: str, kind: str) -> str | None:
        """The address of the page that an edit of a brief shows on; None if there is none, or not on its first part."""
        if kind == "body":
            return f"{self.address}briefs/{slug}/"
        if not self.copy.peer.actors:
            return None
        text = (self.copy.root / "content" / "briefs" / f"{slug}.md").read_text(encoding="utf-8")
        path = f"{self.copy.peer.actors}/{slugify(parse_brief(text, slug).actors[0].name)}/"
        return self.address + path if f"{slug}" in self.read(path) else None

    def end(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextmanager
def serving(names: Sequence[str], number: int, work: Path) -> Iterator[list[Server]]:
    """These servers, each with a copy of the same briefs."""
    briefs = work / f"briefs-{number}"
    lay(number, briefs, desk_briefs)
    with ExitStack() as stack:
        servers = []
        for name in names:
            servers.append(Server(Copy(SERVERS[name], briefs, work / f"{name}-{number}")))
            stack.callback(shutil.rmtree, servers[-1].copy.root)
            stack.callback(servers[-1].end)
            print(f"# {number:,} briefs: {name} serves", file=sys.stderr, flush=True)
        yield servers
    shutil.rmtree(briefs)


def stands(driver: webdriver.Chrome, server: Server, address: str, slug: str, kind: str, word: str) -> float:
    """Milliseconds from the save of an edit to its words in the browser."""
    driver.get(address)
    driver.execute_script("sessionStorage.setItem('word', arguments[0]); delete window.stood", word)
    time.sleep(1 + random.random())
    begun = time.time()
    (server.copy.edit_body if kind == "body" else server.copy.edit_title)(slug, word)
    while time.time() - begun < GIVEN_UP:
        with suppress(Exception):  # the page is just being loaded
            if stood := driver.execute_script("return window.stood"):
                return float(stood) - begun * 1000
        time.sleep(0.01)
    return float("inf")


def compared(number: int, names: Sequence[str], edits: int, work: Path) -> list[str]:
    """The rows of the table for that many briefs."""
    rows = []
    with serving(names, number, work) as servers, browser() as driver:
        driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": LOOK})
        for kind in EDITS:
            taken: dict[str, list[float]] = {name: [] for name in names}
            slugs = list(servers[0].copy.slugs)
            random.Random(7).shuffle(slugs)
            some = [each for each in servers if kind == "body" or each.copy.peer.actors]
            turn = 0
            for slug in slugs:
                if turn == edits:
                    break
                pages = [each.page(slug, kind) for each in some]
                if None in pages:
                    continue
                for server, page in zip(some, pages, strict=True):
                    taken[server.name].append(stands(driver, server, str(page), slug, kind, f"Word{kind}{turn}x"))
                turn += 1
                print(f"# {kind} {turn}: {[round(each[-1]) for each in taken.values() if each]}", file=sys.stderr)
            for name, each in taken.items():
                if each:
                    ratio = median(one / base for one, base in zip(each, taken[names[0]], strict=True))
                    span = f"{median(each):.0f} ({min(each):.0f}–{max(each):.0f})"
                    rows.append(f"| {number:,} | {EDITS[kind]} | {name} | {span} | {ratio:.2f} |")
    return rows


def many(number: int, work: Path) -> str:
    """How long thousands of files saved at once take, over one build that finds them changed."""
    with serving(["equivalent"], number, work) as (server,), browser() as driver:
        driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": LOOK})
        beside = Copy(server.copy.peer, work / f"briefs-{number}", work / "beside")
        run = [command(beside.peer), {"cwd": beside.root, "env": ENVIRONMENT, "check": True}]
        subprocess.run(run[0], **run[1])  # type: ignore[call-overload]
        slugs = server.copy.slugs[:MOST]
        ratios = []
        for turn in range(5):
            for slug in slugs[:-1]:
                server.copy.edit_body(slug, f"Many{turn}x")
            driver.get(f"{server.address}briefs/{slugs[-1]}/")
            shown = stands(driver, server, f"{server.address}briefs/{slugs[-1]}/", slugs[-1], "body", f"Many{turn}x")
            for slug in slugs:
                beside.edit_body(slug, f"Many{turn}x")
            begun = time.perf_counter()
            subprocess.run(run[0], **run[1])  # type: ignore[call-overload]
            ratios.append(shown / 1000 / (time.perf_counter() - begun))
        shutil.rmtree(beside.root)
        return f"{len(slugs):,} of {number:,} briefs saved at once: {median(ratios):.2f} of one build of the same"


def memory(rebuilds: int, work: Path) -> list[str]:
    """What the server holds after the first, and after so many rebuilds, with a page open all the while."""
    with serving(["equivalent"], 100, work) as (server,):
        slug = server.copy.slugs[0]
        at = f"/briefs/{slug}/"
        stream = urlopen(f"{server.address}__briefgen/events?at={at}&page=x&build=x", timeout=GIVEN_UP)
        messages = (json.loads(line[6:]) for line in stream if line.startswith(b"data: "))
        next(messages)
        held = []
        for turn in range(rebuilds + 1):
            server.copy.edit_body(server.copy.slugs[turn % 100], f"turn{turn}x")
            next(messages)
            if turn in (10, rebuilds // 2, rebuilds):
                held.append((turn, resident(server.process.pid)))
        stream.close()
        return [f"after {turn:,} rebuilds {size / 1e6:.0f} MB" for turn, size in held]


def resident(pid: int) -> int:
    """Bytes of a process that are in memory (proc_pid_status(5), VmRSS)."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS:"))


def main() -> None:
    parser = argparse.ArgumentParser(description="How soon a saved brief stands in a browser, beside other servers.")
    parser.add_argument("--sizes", type=lambda text: [int(each) for each in text.split(",")], default=[1000])
    parser.add_argument("--edits", type=int, default=20)
    parser.add_argument("--servers", type=lambda text: text.split(","), default=[*SERVERS])
    parser.add_argument("--many", action="store_true", help="thousands of files saved at once")
    parser.add_argument("--memory", action="store_true", help="the server's memory over many rebuilds")
    parser.add_argument("--rebuilds", type=int, default=1000)
    given = parser.parse_args()
    in_memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=in_memory if in_memory.is_dir() else None) as folder:
        work = Path(folder)
        if given.memory:
            print(*memory(given.rebuilds, work), sep="\n")
        elif given.many:
            print(*(many(number, work) for number in given.sizes), sep="\n")
        else:
            print(f"| briefs | saved | server | ms: median (least–most) | / {given.servers[0]} |")
            print("|---|---|---|---|---|", flush=True)
            for number in given.sizes:
                print(*compared(number, given.servers, given.edits, work), sep="\n", flush=True)


if __name__ == "__main__":
    main()
