"""The day it is: the one place where a command looks at the clock."""

from __future__ import annotations

import os
import time

from briefgen.problem import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

EPOCH = "SOURCE_DATE_EPOCH"
"""Seconds since 1970 UTC that stand in for the clock (reproducible-builds.org, "SOURCE_DATE_EPOCH")."""


def day(environment: Mapping[str, str] = os.environ) -> str:
    """Today where the machine is, or the day that SOURCE_DATE_EPOCH names, in ISO 8601. Raises Problem "bad-value"."""
    fixed = environment.get(EPOCH)
    try:
        now = time.gmtime(int(fixed)) if fixed else time.localtime()
        if not 0 < now.tm_year < 10_000:
            raise ValueError(fixed)
    except (ValueError, OverflowError, OSError):
        message = f"{fixed!r} is not a time; write seconds since 1970, such as 1767225600, or unset it"
        raise Problem(EPOCH, message, code="bad-value") from None
    return f"{now.tm_year:04}-{now.tm_mon:02}-{now.tm_mday:02}"


def today(environment: Mapping[str, str] = os.environ) -> date:
    """The same as a date."""
    from datetime import date  # which a build that changes nothing does without

    return date.fromisoformat(day(environment))
