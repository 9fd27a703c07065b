"""Candidates by key, and the pairs that share one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import combinations

from briefgen.proposals.candidate import Candidate

CROWD = 8
"""More candidates than this under one key are no candidates: so common a key tells nobody apart."""

Keys = Callable[[Candidate], Iterable[Hashable]]


def index(candidates: Iterable[Candidate], keys: Keys) -> dict[Hashable, list[Candidate]]:
    """Key -> the candidates that have it, each once."""
    found: dict[Hashable, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        for key in dict.fromkeys(keys(candidate)):
            found[key].append(candidate)
    return found


def pairs(candidates: Iterable[Candidate], keys: Keys) -> Iterator[tuple[Candidate, Candidate]]:
    """Those that share a key, each pair once."""
    seen = set()
    for sharing in index(candidates, keys).values():
        if 1 < len(sharing) <= CROWD:
            for one, other in combinations(sharing, 2):
                if (one.key, other.key) not in seen:
                    seen.add((one.key, other.key))
                    yield one, other
