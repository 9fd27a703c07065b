"""Problems as programs want them: JSON lines, SARIF 2.1.0 (OASIS, 2020) and the annotations of GitHub Actions.

All are for standard output. Paths are relative to the current folder, with forward slashes.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

import briefgen
from briefgen.checking.rules import RULES
from briefgen.commands.check import Checked
from briefgen.commands.messages import LEVELS, Messages, annotation
from briefgen.commands.tally import counted
from briefgen.problem import SEVERITIES, Problem

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def to_json(problems: Iterable[Problem]) -> Iterator[str]:
    """One object a line: path, line (null for a whole file), severity, rule, message."""
    for each in problems:
        record = {
            "path": PurePath(each.path).as_posix(),
            "line": each.line,
            "severity": each.severity,
            "rule": each.code,
            "message": each.message,
        }
        yield json.dumps(record, ensure_ascii=False)


def to_github(problems: Iterable[Problem]) -> Iterator[str]:
    """A workflow command a line, which GitHub Actions shows at the line of the file."""
    for each in problems:
        yield annotation(LEVELS[each.severity], each.path, each.line, f"{each.message} [{each.code}]")


def to_sarif(problems: Iterable[Problem]) -> Iterator[str]:
    """One SARIF log with one run, as GitHub code scanning and editors read it; its levels have our names."""
    rules = [
        {
            "id": rule.name,
            "shortDescription": {"text": rule.about.replace("`", "")},
            "defaultConfiguration": {"level": rule.severity},
        }
        for rule in RULES
    ]
    driver = {"name": "briefgen", "version": briefgen.__version__, "rules": rules}
    numbers = {rule.name: number for number, rule in enumerate(RULES)}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, numbers) for each in problems],
    }
    yield json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _result(problem: Problem, numbers: Mapping[str, int]) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(PurePath(problem.path).as_posix())}}
    if problem.line:
        place["region"] = {"startLine": problem.line}
    return {
        "ruleId": problem.code,
        **({"ruleIndex": numbers[problem.code]} if problem.code in numbers else {}),
        "level": problem.severity,
        "message": {"text": problem.message},
        "locations": [{"physicalLocation": place}],
    }


def tell(checked: Checked, form: str, messages: Messages) -> None:
    """Print what a check has found, and count it for the exit code, in which notes have no say."""
    for problem in checked.problems:
        messages.count(problem)
    if form == "text":
        for problem in checked.problems:
            messages.finding(problem)
        messages.result(summary(checked))
    else:
        for line in FORMATS[form](each.at(messages.from_here(each.path)) for each in checked.problems):
            print(line)


def summary(checked: Checked) -> str:
    """ "12 briefs: 1 error, 3 warnings"."""
    counts = Counter(each.severity for each in checked.problems)
    told = ", ".join(counted(counts[each], each) for each in SEVERITIES if counts[each])
    return f"{counted(checked.briefs, 'brief')}: {told or 'nothing wrong'}"


FORMATS: Mapping[str, Callable[[Iterable[Problem]], Iterator[str]]] = {
    "json": to_json,
    "sarif": to_sarif,
    "github": to_github,
}
"""What `check --format` knows beside text."""
