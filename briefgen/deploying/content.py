"""The files of a built site as git will hold them, and what must not be among them.

A file's identity is worked out here as git does it, so that what has changed is known before anything is written.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from briefgen.problem import Problem

LARGEST_FILE = 100 * 2**20
"""Bytes; GitHub takes no larger file (docs.github.com, "About large files on GitHub": 100 MiB)."""
LARGEST_SITE = 10**9
"""Bytes; docs.github.com, "GitHub Pages limits": 1 GB."""


class Blob(msgspec.Struct, frozen=True):
    """A file's content as git names it, and its size in bytes."""

    id: str
    size: int


Tree = Mapping[str, Blob]
"""The files of a site by path, with slashes."""


class Content(msgspec.Struct, frozen=True):
    """A site to publish: its files, and where the bytes of each are to be had. `hidden` are dot files, left out."""

    tree: Tree
    origins: Mapping[str, Path | bytes]
    hidden: tuple[str, ...] = ()

    def read(self, path: str) -> bytes:
        """The bytes of a file. Raises OSError, Problem "changed" when they are no longer those of the tree."""
        origin = self.origins[path]
        data = origin if isinstance(origin, bytes) else origin.read_bytes()
        if len(data) != self.tree[path].size or blob_id(data, len(self.tree[path].id)) != self.tree[path].id:
            raise Problem(path, "the file changed while it was published; deploy again", code="changed")
        return data


def gather(folder: Path, paths: Iterable[str], own: Mapping[str, bytes], *, digits: int = 40) -> Content:
    """The site of these files in `folder`, without dot files, and the deployment's `own` ones. Raises OSError.

    `digits` is the length of the repository's object names: 40, or 64 with SHA-256.
    """
    listed = sorted(paths)
    hidden = tuple(path for path in listed if is_hidden(path))
    origins: dict[str, Path | bytes] = {path: folder / path for path in listed if not is_hidden(path)}
    origins |= own
    tree = {}
    for path, origin in sorted(origins.items()):
        data = origin if isinstance(origin, bytes) else origin.read_bytes()
        tree[path] = Blob(blob_id(data, digits), len(data))
    return Content(tree, origins, hidden)


def is_hidden(path: str) -> bool:
    """Whether the file, or a folder on the way to it, is one that systems hide."""
    return any(part.startswith(".") for part in path.split("/"))


def blob_id(data: bytes, digits: int = 40) -> str:
    """git's name for a file of these bytes (gitformat-pack; git-hash-object)."""
    digest = hashlib.sha1(usedforsecurity=False) if digits == 40 else hashlib.sha256()
    digest.update(b"blob %d\0" % len(data))
    digest.update(data)
    return digest.hexdigest()


def objections(content: Content, articles: Collection[str]) -> Iterator[Problem]:
    """What must not be published: drafts, source articles (known by their blob names), what is too large for a host."""
    for path, blob in content.tree.items():
        if blob.size > LARGEST_FILE:
            message = (
                f"{blob.size:,} bytes are more than the {LARGEST_FILE:,} that GitHub takes in a file; make it smaller"
            )
            yield Problem(path, message, code="too-large")
        if blob.size and blob.id in articles:
            message = "this is a source article, which may not be yours to publish; take it out of the site"
            yield Problem(path, message, code="article-in-site")
        if path.startswith("briefs/") and path.endswith("/brief.json") and _is_held(content.read(path)):
            message = "this brief is a draft or not due yet; build without --drafts and --future"
            yield Problem(path, message, code="draft-in-site")
    total = sum(blob.size for blob in content.tree.values())
    if total > LARGEST_SITE:
        message = f"the site's {total:,} bytes are more than the {LARGEST_SITE:,} of GitHub Pages; publish fewer photos"
        yield Problem(".", message, code="too-large")


def _is_held(record: bytes) -> bool:
    """Whether the JSON of a brief says that it is kept back: a published one has neither of these keys."""
    brief = json.loads(record)
    return isinstance(brief, dict) and ("status" in brief or "publish" in brief)
