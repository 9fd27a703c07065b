"""Documents -> the files of a search index, by Pagefind (https://pagefind.app), which the extra "search" installs.

The index is the one output that depends on all briefs, so it is a stage of its own: each part is kept in the cache
under the digest of its documents, and one that has not changed is not made again. (The engine orders the tables of its
filters anew each time, so only the cache makes the same bytes of the same briefs.)
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from briefgen.files import write_whole
from briefgen.problem import Problem
from briefgen.site.indexcard import digest_of
from briefgen.site.library import Library
from briefgen.site.making import Piece
from briefgen.site.search import INDEX, WANTED
from briefgen.site.search.records import Part


def index(parts: Sequence[Part], library: Library, language: str, *, engine: Path, cache: Path) -> list[Path]:
    """An archive in the cache for each part; those of parts that are no more go. Raises Problem "search-failed"."""
    folder = cache / "search"
    version = _run(engine, "--version").strip()
    archives = []
    for part in parts:
        documents = list(part.documents(library, language))
        digest = hashlib.sha256(repr((1, version, language, documents)).encode(errors="replace")).hexdigest()[:16]
        archives.append(folder / f"{part.number}-{digest}.zip")
        if not archives[-1].is_file():
            folder.mkdir(parents=True, exist_ok=True)
            _make(archives[-1], documents, language, engine)
    for old in set(folder.glob("*.zip")) - set(archives):
        old.unlink(missing_ok=True)
    return archives


def contents(parts: Sequence[Part], archives: Sequence[Path]) -> Iterator[Piece]:
    """The index's files. Only the newest part has the engine's own scripts; the others are loaded by these."""
    for part, archive in zip(parts, archives, strict=True):
        made = archive.stat().st_mtime_ns
        key = digest_of(archive.name, made)
        for name in _opened(archive, made, os.getpid()).namelist():
            if part is parts[0] or not name.endswith((".js", ".pagefind")):
                path, unpack = f"{INDEX}/{part.number}/{name}", partial(_unpacked, archive, made, name)
                yield Piece(path, key, unpack, "search index", apart=True)


@lru_cache(maxsize=4)
def _opened(archive: Path, made: int, process: int) -> zipfile.ZipFile:
    """The archive that was made at that time (ns); the engine makes another one of the same documents. Each `process`
    opens it for itself: those that are forked share with an open file where it is read."""
    return zipfile.ZipFile(archive)


def _unpacked(archive: Path, made: int, name: str) -> bytes:
    return _opened(archive, made, os.getpid()).read(name)


def _make(archive: Path, documents: Iterable[tuple[str, str]], language: str, engine: Path) -> None:
    with TemporaryDirectory(prefix=".new-", dir=archive.parent) as name:
        site, made = Path(name, "site"), Path(name, "index")
        for path, html in documents:
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_text(html, encoding="utf-8", errors="replace")
        options = ("--force-language", language.partition("-")[0].lower(), "--keep-index-url", "--silent")
        _run(engine, "--site", str(site), "--output-path", str(made), *options)
        packed = Path(name, "index.zip")
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as out:
            for file in _needed(made):
                out.write(file, file.relative_to(made).as_posix())
        write_whole(archive, packed.read_bytes())


def _needed(made: Path) -> list[Path]:
    """The files that a search loads; not the engine's own widgets, nor the languages that the index is not in."""
    entry = json.loads((made / "pagefind-entry.json").read_bytes())
    programs = {f"wasm.{each['wasm'] or 'unknown'}.pagefind" for each in entry["languages"].values()}
    programs |= {"pagefind.js", "pagefind-worker.js", "pagefind-entry.json"}
    files = (file for file in sorted(made.rglob("*")) if file.is_file())
    return [file for file in files if file.suffix.startswith(".pf_") or file.name in programs]


def _run(engine: Path, *arguments: str) -> str:
    try:
        done = subprocess.run([str(engine), *arguments], capture_output=True, check=True, text=True, errors="replace")
    except subprocess.CalledProcessError as error:
        said = " ".join(error.stderr.split())[-200:] or f"exit code {error.returncode}"
        raise _failure(engine, said) from error
    except OSError as error:
        raise _failure(engine, error.strerror or str(error)) from error
    return done.stdout


def _failure(engine: Path, reason: str) -> Problem:
    message = f"the search index was not made ({reason}); pip install '{WANTED}' again, or set search: false"
    return Problem(str(engine), message, code="search-failed")
