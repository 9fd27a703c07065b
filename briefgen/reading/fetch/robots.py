"""robots.txt (RFC 9309) -> what we may read of a site.

The standard library's reader takes the first rule that matches and knows no wildcards. The standard takes the longest,
and sites rely on that: "Allow: /" over "Disallow: /private" would let everything pass.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote

import msgspec

LARGEST = 512 * 1024
"""Characters that are read; a crawler must read 500 KiB (RFC 9309, 2.5)."""
MOST_RULES = 5000

_SAFE = "/*$%?&=+;:@!~'(),-._|[]{}^"
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")


class Rule(msgspec.Struct, frozen=True):
    """A path pattern: "*" stands for anything, "$" at the end for the end."""

    pattern: str
    allow: bool

    def matches(self, target: str) -> bool:
        """Whether the pattern fits the beginning of `target`. Each piece is looked for once, so this cannot hang."""
        anchored = self.pattern.endswith("$")
        head, *pieces = self.pattern.removesuffix("$").split("*")
        if not target.startswith(head):
            return False
        at = len(head)
        last = pieces.pop() if pieces and anchored else None
        for piece in pieces:
            at = target.find(piece, at)
            if at < 0:
                return False
            at += len(piece)
        if last is not None:
            return len(target) - len(last) >= at and target.endswith(last)
        return at == len(target) if anchored else True


class Robots(msgspec.Struct, frozen=True):
    """The rules for us. `delay` is the seconds between two requests that the site asks for (Crawl-delay), else 0."""

    rules: Sequence[Rule] = ()
    delay: float = 0

    def allows(self, target: str) -> bool:
        """Whether the path and query `target` may be read: the longest rule counts, of two the one that allows."""
        target = _normal(target)
        found = [(len(rule.pattern), rule.allow) for rule in self.rules if rule.matches(target)]
        return max(found, default=(0, True))[1]


def parse_robots(text: str, product: str) -> Robots:
    """The rules for `product`: those of all groups that name it, else those of the groups for everybody ("*")."""
    ours: dict[str, list[tuple[str, str]]] = {product.lower(): [], "*": []}
    named: set[str] = set()
    agents: set[str] = set()
    in_rules = False
    for line in text[:LARGEST].lstrip("\ufeff").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if key == "user-agent":
            agents = agents if not in_rules else set()
            agents.add(value.partition("/")[0].strip().lower())
            named |= agents
            in_rules = False
        elif colon and key in ("allow", "disallow", "crawl-delay"):
            in_rules = True
            for agent in agents & ours.keys():
                ours[agent].append((key, value))
    lines = ours[product.lower() if product.lower() in named else "*"][:MOST_RULES]
    rules = [Rule(_normal(value), key == "allow") for key, value in lines if key != "crawl-delay" and value]
    return Robots(tuple(rules), max((_seconds(value) for key, value in lines if key == "crawl-delay"), default=0))


def _normal(target: str) -> str:
    """A path with its escapes in one spelling, so that two ways to write one address compare (RFC 9309, 2.2.2)."""
    return _ESCAPE.sub(lambda match: match[0].upper(), quote(target, safe=_SAFE))


def _seconds(value: str) -> float:
    return float(value) if re.fullmatch(r"\d{1,6}(?:\.\d{1,6})?", value, re.ASCII) else 0
