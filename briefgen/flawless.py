"""Reading records out of plain data that has nothing wrong with it: a table of `fields` compiled once, then only run.

A kind's `read` carries the name and the line of what it reads, so that it can say what is wrong with it. Nearly always
nothing is; then this gives the same value without them. At the first thing that there would be something to say of, it
gives up, and the file is read again by who can say it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from briefgen import simpleyaml
from briefgen.fields import EXTRA, MISSPELT, Kind, Many, Record, Value, defaults
from briefgen.problem import did_you_mean
from briefgen.simpleyaml import Plain

Read = Callable[[Plain], Any]


class Flawed(Exception):  # noqa: N818 - what is at fault is for `fields` to say
    """Something has to be said of the data."""


def reader(kind: Kind) -> Read:
    """What gives the value that `kind.read` gives, of data as `simpleyaml.parse` makes it, or raises Flawed."""
    if type(kind) is Value:
        return _value(kind)
    if type(kind) is Many:
        return _many(reader(kind.kind))
    if type(kind) is Record:
        return _record(kind)
    raise TypeError(f"{type(kind).__name__} cannot be compiled")


def _value(kind: Value) -> Read:
    convert = kind.convert

    if convert is str:
        return _text

    def read(held: Plain) -> Any:
        if held.__class__ is tuple:
            held = held[0]
        elif held.__class__ is not str:
            raise Flawed
        try:
            return convert(held)
        except ValueError:
            raise Flawed from None

    return read


def _text(held: Plain) -> Any:
    if held.__class__ is str:
        return held
    if held.__class__ is tuple:
        return held[0]
    raise Flawed


def _many(item: Read) -> Read:
    def read(held: Plain) -> Any:
        if held.__class__ is list:
            return tuple([item(each) for each in held if each is not None])
        return (item(held),)

    return read


def _record(kind: Record) -> Read:
    make: Any = kind.type
    readers = {key: reader(each) for key, each in kind.fields.items()}
    standing = defaults(kind.type)
    required = [key for key in kind.fields if key not in standing]
    short, is_open, known = kind.short, kind.open, tuple(kind.fields)

    def read(held: Plain) -> Any:
        if held.__class__ is not dict:
            if not short or held.__class__ not in (str, tuple):
                raise Flawed
            held = {short: held}
        values = dict(standing)
        extra = []
        for key, each in held.items():
            if key not in readers:
                if not is_open or _misspelt(key, known):
                    raise Flawed
                extra.append((key, simpleyaml.plain(each)))
            elif each is not None:
                values[key] = readers[key](each)
        for key in required:
            if key not in values:
                raise Flawed
        if extra:
            values[EXTRA] = tuple(extra)
        return make(**values)

    return read


@functools.lru_cache(maxsize=4096)
def _misspelt(key: str, known: tuple[str, ...]) -> bool:
    return bool(did_you_mean(key, known, MISSPELT))
