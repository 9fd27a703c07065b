"""The rules of `briefgen check`: every name, how severe it is, and what it says. docs/check.md shows this table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec

from briefgen.checking import actors, copying, days, evidence, links, origins, pages, photos, registered
from briefgen.checking.setting import LEVEL, LEVEL_OR_PERCENT, Settings
from briefgen.checking.subject import Finding, Shelf, Subject
from briefgen.fields import Table
from briefgen.problem import Problem

if TYPE_CHECKING:
    from briefgen.problem import Severity


class Rule(msgspec.Struct, frozen=True):
    """`brief` finds in one brief, `site` in all of them; a rule with neither is found in reading.

    `limit` is the number that some rules take, as it is by default.
    """

    name: str
    severity: Severity
    about: str
    brief: Callable[[Subject], Iterator[Finding]] | None = None
    site: Callable[[Shelf], Iterator[Finding]] | None = None
    limit: int | None = None

    @property
    def fixed(self) -> bool:
        """Whether it is no matter of taste: a brief that cannot be read is not on the site, whatever a setting says."""
        return not (self.brief or self.site) and self.severity == "error"


RULES = (
    Rule("unreadable", "error", "A file that the system does not let you read."),
    Rule("not-utf8", "error", "A file that is not UTF-8 text."),
    Rule("too-long", "error", "Front matter of more than a million characters."),
    Rule("no-front-matter", "error", "A brief that does not open with a line `---`."),
    Rule("front-matter-not-closed", "error", "Front matter without a line `---` at its end."),
    Rule("bad-yaml", "error", "Front matter that is not YAML, or uses anchors, tags or a key twice."),
    Rule("bad-value", "error", "A field that holds what it cannot hold."),
    Rule("missing-key", "error", "A field that must be there and is not."),
    Rule("unknown-key", "warning", "A key that looks like a known one misspelt."),
    Rule("same-page", "error", "Two briefs of one address, in any case or Unicode form.", site=pages.same_page),
    Rule("same-source", "warning", "Two briefs of one article.", site=origins.same_source),
    Rule("no-source", "warning", "A brief that names no article, address or publisher.", origins.no_source),
    Rule("unread-source", "note", "An article whose file is there but does not have it.", evidence.unread_source),
    Rule("evidence-missing", "error", "Evidence that is not in the article.", evidence.evidence_missing),
    Rule("evidence-paragraph", "warning", "Evidence from another paragraph.", evidence.evidence_paragraph),
    Rule("copied", "warning", "A page that repeats too much of its article.", copying.copied, limit=25),
    Rule("no-credit", "warning", "A picture without a credit; build says it too.", photos.no_credit),
    Rule("credit-mismatch", "warning", "A caption that names another credit.", photos.credit_mismatch),
    Rule(
        "missing-picture",
        "warning",
        "A picture that is not there; build says it too.",
        photos.missing_picture,
    ),
    Rule("dead-link", "warning", "A link to what the site does not have.", site=links.dead_link),
    Rule("undated", "note", "A brief without a day; build says it when it makes one.", days.undated),
    Rule("future-date", "warning", "A date still to come, but for facts and `publish`.", days.future_date),
    Rule("early-correction", "warning", "A correction dated before the brief.", days.early_correction),
    Rule("actor-type", "warning", "One name with two types in two briefs.", site=actors.actor_type),
    Rule("actor-spelling", "warning", "One actor in two spellings by case or accents.", site=actors.actor_spelling),
    Rule("actor-role", "note", "Two roles of an actor on the same day.", site=actors.actor_role),
    Rule("unnamed-actor", "warning", "An entry of the register that no brief names.", site=registered.unnamed_actor),
    Rule("unknown-brief", "warning", "A brief in the register that is not there.", site=registered.unknown_brief),
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
