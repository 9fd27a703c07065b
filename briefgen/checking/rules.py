"""The rules of `briefgen check`: every name, how severe it is, and what it says. docs/check.md shows this table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec

from briefgen.checking.setting import LEVEL, LEVEL_OR_PERCENT, Settings
from briefgen.fields import Table
from briefgen.problem import Problem

if TYPE_CHECKING:
    from briefgen.problem import Severity


class Rule(msgspec.Struct, frozen=True):
    """What finds it is in `finders`, unless reading does.

    `limit` is the number that some rules take, as it is by default. One that is `fixed` is no matter of taste: a brief
    that cannot be read is not on the site, whatever a setting says.
    """

    name: str
    severity: Severity
    about: str
    limit: int | None = None
    fixed: bool = False


RULES = (
    Rule("unreadable", "error", "A file that the system does not let you read.", fixed=True),
    Rule("not-utf8", "error", "A file that is not UTF-8 text.", fixed=True),
    Rule("too-long", "error", "Front matter of more than a million characters.", fixed=True),
    Rule("no-front-matter", "error", "A brief that does not open with a line `---`.", fixed=True),
    Rule("front-matter-not-closed", "error", "Front matter without a line `---` at its end.", fixed=True),
    Rule("bad-yaml", "error", "Front matter that is not YAML, or uses anchors, tags or a key twice.", fixed=True),
    Rule("bad-value", "error", "A field that holds what it cannot hold.", fixed=True),
    Rule("missing-key", "error", "A field that must be there and is not.", fixed=True),
    Rule("unknown-key", "warning", "A key that looks like a known one misspelt."),
    Rule("same-page", "error", "Two briefs of one address, in any case or Unicode form."),
    Rule("same-source", "warning", "Two briefs of one article."),
    Rule("no-source", "warning", "A brief that names no article, address or publisher."),
    Rule("unread-source", "note", "An article whose file is there but does not have it."),
    Rule("evidence-missing", "error", "Evidence that is not in the article."),
    Rule("evidence-paragraph", "warning", "Evidence from another paragraph."),
    Rule("copied", "warning", "A page that repeats too much of its article.", limit=25),
    Rule("no-credit", "warning", "A picture without a credit; build says it too."),
    Rule("credit-mismatch", "warning", "A caption that names another credit."),
    Rule("missing-picture", "warning", "A picture that is not there; build says it too."),
    Rule("dead-link", "warning", "A link to what the site does not have."),
    Rule("undated", "note", "A brief without a day; build says it when it makes one."),
    Rule("future-date", "warning", "A date still to come, but for facts and `publish`."),
    Rule("early-correction", "warning", "A correction dated before the brief."),
    Rule("actor-type", "warning", "One name with two types in two briefs."),
    Rule("actor-spelling", "warning", "One actor in two spellings by case or accents."),
    Rule("actor-role", "note", "Two roles of an actor on the same day."),
    Rule("unnamed-actor", "warning", "An entry of the register that no brief names."),
    Rule("unknown-brief", "warning", "A brief in the register that is not there."),
)
BY_NAME: Mapping[str, Rule] = {rule.name: rule for rule in RULES}

CHECK = Table({rule.name: LEVEL_OR_PERCENT if rule.limit else LEVEL for rule in RULES if not rule.fixed})
"""What stands under `check` in briefgen.yml."""


def severity(rule: Rule, settings: Settings) -> Severity | None:
    """How severe the findings of a rule are; None where it is turned off."""
    level = settings[rule.name].level if rule.name in settings else None
    return None if level == "off" else level or rule.severity


def graded(problems: Iterable[Problem], settings: Settings) -> Iterator[Problem]:
    """What reading has found, as severe as the settings want what they may be asked about."""
    for problem in problems:
        rule = BY_NAME.get(problem.code)
        if rule is None or problem.severity == "error":
            yield problem
        elif level := severity(rule, settings):
            yield Problem(problem.path, problem.message, code=problem.code, line=problem.line, severity=level)


def limit(rule: Rule, settings: Settings) -> int:
    """The number that a rule goes by."""
    said = settings[rule.name].limit if rule.name in settings else None
    return (rule.limit or 0) if said is None else said
