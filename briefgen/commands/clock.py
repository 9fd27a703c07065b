"""The day it is: the one place where a command looks at the clock."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime

from briefgen.problem import Problem

EPOCH = "SOURCE_DATE_EPOCH"
"""Seconds since 1970 UTC that stand in for the clock (reproducible-builds.org, "SOURCE_DATE_EPOCH")."""


def today(environment: Mapping[str, str] = os.environ) -> date:
    """Today where the machine is, or the day that SOURCE_DATE_EPOCH names. Raises Problem "bad-value"."""
    fixed = environment.get(EPOCH)
    if not fixed:
        return date.today()
    try:
        return datetime.fromtimestamp(int(fixed), UTC).date()
    except (ValueError, OverflowError, OSError):
        message = f"{fixed!r} is not a time; write seconds since 1970, such as 1767225600, or unset it"
        raise Problem(EPOCH, message, code="bad-value") from None
