"""Whether a process can be forked, which begins with all that this one holds."""

from __future__ import annotations

import os
import sys


def can_fork() -> bool:
    """Whether processes can be forked, with no threads here that it would break, and no system that is not up to it."""
    if not hasattr(os, "fork") or sys.platform == "darwin":
        return False
    threading = sys.modules.get("threading")
    return threading is None or threading.active_count() == 1
