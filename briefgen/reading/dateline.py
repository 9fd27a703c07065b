"""The dateline: where a story was filed, in front of its first sentence.

"SKARNE (AP) — ", "SKARNE, May 3 (Reuters) - ", "OLDHAVEN, N.Y. – ", "(CNN) — ". Wire style (AP Stylebook,
"datelines") puts the city in capitals; what may follow it is a region in its abbreviated form, a day, an agency in
parentheses, and then a dash. Only that much is taken for a dateline, so that a sentence that opens with an acronym is
not.
"""

from __future__ import annotations

import re

from briefgen.dates import DAY_PATTERN
from briefgen.model import Dateline

# A city in capitals, with the small joining words of some names ("VILLA de la COSTA", "PORT AMBER/THE COVE").
_WORD = r"[^\W\d_a-zß-öø-ÿ][^\W\d_a-zß-öø-ÿ.'’-]{0,30}"
_CITY = rf"{_WORD}(?:[ /](?:{_WORD}|de|da|do|la|el|al|on|sur|of)){{0,6}}"
# A region or country: capitals, "N.Y.", "Calif.", "Northern Ireland".
_REGION = r", [^\W\d_][\w.'’-]{0,20}(?: [^\W\d_][\w.'’-]{0,20}){0,3}"
_AGENCY = r"\((?P<agency>[^\W\d_][\w.&/ -]{1,30})\)"
_DASH = r"(?:[—–]|-{1,2})"

_PLACED = re.compile(
    rf"(?P<place>{_CITY}(?:(?!, {DAY_PATTERN}){_REGION})?)"
    rf"(?:,? {DAY_PATTERN})?,?"
    rf"(?: ?{_AGENCY} ?(?:{_DASH}|:)|(?: |(?=[—–])){_DASH}) ?"
)
_AGENCY_ALONE = re.compile(rf"{_AGENCY}(?: ?{_DASH})? (?=[\"“‘']?[^\W\d_a-z])")


def parse_dateline(paragraph: str) -> Dateline | None:
    """The dateline that `paragraph` opens with, or None."""
    head = paragraph[:200]
    if (match := _PLACED.match(head)) and sum(map(str.isupper, match["place"].split(",")[0])) > 1:
        return Dateline(match["place"].strip(), match["agency"], match[0])
    if (match := _AGENCY_ALONE.match(head)) and not match["agency"].islower():
        return Dateline(None, match["agency"], match[0])
    return None
