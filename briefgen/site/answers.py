"""What the Unicode CLDR was asked before, and what it said: to load Babel takes longer than to make a few dozen pages.

Each answer hangs on its question alone, so it holds for as long as the same Babel is installed; who keeps answers from
one build to the next sees to that.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

MOST = 16384
"""Answers that are kept."""

_known: dict[str, str] = {}
_news: dict[str, str] = {}


def answer(kind: str, *about: str) -> str:
    """What the function of `cldr` that is called `kind` says."""
    question = "\0".join((kind, *about))
    known = _known.get(question)
    if known is None:
        from briefgen.site import cldr  # brings Babel

        known = str(getattr(cldr, kind)(*about))
        if question.isascii():  # as all dates and tags of languages are
            _known[question] = _news[question] = known
    return known


def news() -> dict[str, str]:
    """What has become known since this was asked last, for the process that shares out the work."""
    told = {**_news}
    _news.clear()
    return told


def known() -> dict[str, str]:
    """All of it, for another process."""
    return {**_known}


def hear(told: Mapping[str, str]) -> None:
    """The news of another process, which are news here too."""
    _known.update(told)
    _news.update(told)


def learn(held: bytes) -> None:
    """Know what an earlier build kept. Raises msgspec.MsgspecError."""
    _known.update(_decode(held))


def kept() -> bytes | None:
    """All that is known, for later builds, unless there are no news; of too much the news alone."""
    told = news()
    return msgspec.msgpack.encode(_known if len(_known) <= MOST else told) if told else None


_decode = msgspec.msgpack.Decoder(dict[str, str]).decode
