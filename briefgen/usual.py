"""The command lines that are written again and again, read without argparse, which takes a sixth of the time of a build
that changes nothing. What they come to is what `arguments.parser` makes of them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

COMMAND = "build"
LOUDNESS = {"-q": "quiet", "--quiet": "quiet", "-v": "verbose", "--verbose": "verbose"}
"""What may stand before the command, too."""
FLAGS = {
    **LOUDNESS,
    "-s": "strict",
    "--strict": "strict",
    **{f"--{name}": name for name in ("clean", "profile", "json")},
}


def usual(argv: Sequence[str]) -> dict[str, Any] | None:
    """What a build is told that is told nothing but these flags; None for any other command line."""
    if COMMAND not in argv:
        return None
    place = argv.index(COMMAND)
    if not (LOUDNESS.keys() >= {*argv[:place]} and FLAGS.keys() >= {*argv[place + 1 :]}):
        return None
    told: dict[str, Any] = dict.fromkeys(FLAGS.values(), False)
    told |= {"config_file": None, "jobs": None, "site_dir": None, "base_url": None, "preview": []}
    return told | {FLAGS[word]: True for word in argv if word in FLAGS}
