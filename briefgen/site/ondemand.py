"""Data that is worked out when somebody asks for it: what a theme does not show costs nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Asked(dict[K, V]):
    """The answers to the questions that were asked, each of which `answer` is asked once."""

    def __init__(self, answer: Callable[[K], V]) -> None:
        self._answer = answer

    def __missing__(self, question: K) -> V:
        found = self[question] = self._answer(question)
        return found


class OnDemand(Mapping[str, Any]):
    """A part of a page's data. `at_hand` is there from the first; each of `later` is called once, if it is asked for.

    To who reads it there is no difference between the two. Raises what the calls raise.
    """

    __slots__ = ("_known", "_later", "_names")

    def __init__(self, at_hand: dict[str, Any], **later: Callable[[], Any]) -> None:
        self._names = (*at_hand, *later)
        self._known = at_hand
        self._later = later

    def __getitem__(self, name: str) -> Any:
        known = self._known
        if name not in known:
            known[name] = self._later[name]()
        return known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __repr__(self) -> str:
        return repr(dict(self))

    def __reduce__(self) -> tuple[object, ...]:
        """To another process all of it goes at once; it is no dict there either, of which a template sees methods."""
        return OnDemand, (dict(self),)


class Later(Mapping[str, Any]):
    """Data of which not even the names are known before something of it is asked for."""

    __slots__ = ("_known", "_make")

    def __init__(self, make: Callable[[], Mapping[str, Any]]) -> None:
        self._make = make
        self._known: Mapping[str, Any] | None = None

    @property
    def _data(self) -> Mapping[str, Any]:
        if self._known is None:
            self._known = self._make()
        return self._known

    def __getitem__(self, name: str) -> Any:
        return self._data[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)

    def __repr__(self) -> str:
        return repr(self._data)

    def __reduce__(self) -> tuple[object, ...]:
        return Later, (partial(dict, self._data),)
