"""Photo files -> the pictures of a site.

What was made of a file is kept in the cache under the digest of all that it was made from, so no picture is ever
encoded twice; a rendition's address holds the same digest, so that a browser may keep it for ever.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from msgspec.structs import asdict

from briefgen.crew import Crew
from briefgen.problem import Problem
from briefgen.site.media import MEDIA
from briefgen.site.memory import Memory
from briefgen.site.pictures import Album, Picture, Rendition, Shot
from briefgen.site.renditions import RECIPE, encode, extensions, height, read_picture, widths
from briefgen.site.rights import Rights
from briefgen.site.write import spread
from briefgen.slug import slugify

LARGEST_FILE = 20 * 1024**2
"""Bytes of a photo file at most."""

RECORD = "picture.json"


def develop(
    shots: Iterable[Shot],
    files: Mapping[str, Path],
    *,
    cache: Path,
    crew: Crew | None = None,
    memory: Memory | None = None,
) -> Album:
    """The pictures of these photos; `files` are what may be shown, by the name that a brief gives as a photo's file.

    What the cache does not hold is made, by a `crew` if there is one. A file that looks as `memory` has it is not read.
    """
    wanted = sorted(dict.fromkeys(each for each in shots if each.file in files), key=repr)
    digests, problems = _digests({each.file for each in wanted}, files, memory or Memory())
    folders: dict[Shot, Path] = {}
    missing: dict[Path, tuple[Path, Rights, Path]] = {}
    for each in wanted:
        if digest := digests.get(each.file or ""):
            stated = rights_of(each)
            key = hashlib.sha256(repr((RECIPE, digest, stated)).encode()).hexdigest()[:16]
            folders[each] = cache / "media" / key
            if not _record(folders[each]):
                missing[folders[each]] = files[each.file or ""], stated, folders[each]
    problems |= {problem.path: problem for problem in spread(_make, [*missing.values()], crew) if problem}
    pictures = {shot: _picture(shot, folder, record) for shot, folder in folders.items() if (record := _record(folder))}
    return Album(pictures, tuple(problems[path] for path in sorted(problems)))


def rights_of(shot: Shot) -> Rights:
    """The rights that a brief states. They count before what the file says."""
    return Rights(shot.credit or "", (shot.photographer,) if shot.photographer else (), terms=shot.licence or "")


def _digests(
    names: Iterable[str | None], files: Mapping[str, Path], memory: Memory
) -> tuple[dict[str, str], dict[str, Problem]]:
    digests, problems = {}, {}
    for name in sorted(filter(None, names)):
        file = files[name]
        try:
            found = file.stat()
            if found.st_size > LARGEST_FILE:
                message = f"larger than {LARGEST_FILE // 1024**2} MiB; save a smaller version of it"
                problems[name] = Problem(str(file), message, code="bad-picture")
                continue
            digests[name] = memory.of_file(str(file), found, partial(_digest, file))
        except OSError as error:
            problems[name] = Problem(str(file), f"cannot be read: {error.strerror or error}", code="bad-picture")
    return digests, {problem.path: problem for problem in problems.values()}


def _digest(file: Path) -> str:
    with file.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def _make(work: tuple[Path, Rights, Path]) -> Problem | None:
    """Put a picture's renditions into its folder of the cache, all of them or none."""
    file, stated, folder = work
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(mkdtemp(dir=folder.parent, prefix=".new-"))
    try:
        image, own = read_picture(file.read_bytes(), str(file))
        rights = stated.over(own)
        for width, extension, content in encode(image, rights):
            (aside / f"{width}.{extension}").write_bytes(content)
        sizes = widths(image)
        record = {"widths": sizes, "height": height(image, sizes[-1]), "types": extensions(image)}
        (aside / RECORD).write_text(json.dumps({**record, "rights": asdict(rights)}), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)  # what a build that was killed left of it
        with suppress(FileExistsError):  # made by another build at the same time
            aside.rename(folder)
    except Problem as problem:
        return problem
    except OSError as error:
        return Problem(str(file), f"cannot be read or kept: {error.strerror or error}", code="bad-picture")
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return None


def _record(folder: Path) -> dict[str, Any] | None:
    """What is known of a picture in the cache; None if it is not there, or not whole."""
    try:
        record: dict[str, Any] = json.loads((folder / RECORD).read_bytes())
        held = {entry.name for entry in os.scandir(folder)}
    except (OSError, ValueError):
        return None
    files = {f"{width}.{extension}" for width in record["widths"] for extension in record["types"]}
    return record if files <= held else None


def _picture(shot: Shot, folder: Path, record: Mapping[str, Any]) -> Picture:
    stem = f"{MEDIA}/{slugify(Path(shot.file or '').stem)}-{folder.name}"
    rights = record["rights"]
    return Picture(
        record["widths"][-1],
        record["height"],
        {
            extension: tuple(
                Rendition(f"{stem}-{width}.{extension}", width, folder / f"{width}.{extension}")
                for width in record["widths"]
            )
            for extension in record["types"]
        },
        Rights(rights["credit"], tuple(rights["creators"]), rights["notice"], rights["terms"]),
    )
