"""The forms that a date takes in news prose: a pattern, what reads its value, how good a date it is, and what it needs.

One row a form. The lower rank is the better date of what a sentence reports: a day before a month, a month before a
year. Digits are those of ASCII. A form is looked for only in a sentence that has the traits that it needs, and where
a pattern begins with one of many words it looks ahead for what comes behind them before it tries any.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache, reduce
from operator import or_

from briefgen.extraction import datevalues as values
from briefgen.extraction.datevalues import DAY, MONTH, NUMBER
from briefgen.extraction.traits import bits

# A value reads its match against the day of publication; `ahead` is None where the tense leaves the side open.
Value = Callable[[re.Match[str], date, bool | None], str | None]

YEAR = r"(?:19|20)\d\d"
STREET = r"(?:Street|St|Drive|Dr|Avenue|Ave|Road|Rd|Lane|Place|Boulevard|Blvd|Court|Way)\b"
Form = tuple[re.Pattern[str], Value, int, tuple[int, ...]]
# (pattern, value, rank, flags, traits: one of those between two strokes each)
FORMS: tuple[tuple[str, Value, int, int, str], ...] = (
    (
        (
            rf"\b(?P<month>{MONTH})\.?\s(?P<dom>\d{{1,2}})(?:st|nd|rd|th)?(?:\s?[-–]\s?(?P<to>\d{{1,2}})\b)?"
            rf"(?:,?\s(?P<year>{YEAR}))?(?!\d|%|:\d|,\d)"
        ),
        values.month_day,
        0,
        0,
        "month-name|digit",
    ),
    (
        (
            rf"\b(?P<dom>\d{{1,2}})(?:st|nd|rd|th)?(?:\s?[-–]\s?(?P<to>\d{{1,2}}))?\s(?:of\s)?(?P<month>{MONTH})\b\.?"
            rf"(?:,?\s(?P<year>{YEAR}))?"
        ),
        values.month_day,
        0,
        0,
        "month-name|digit",
    ),
    (
        (
            rf"\b(?=[A-Zlntcp])(?P<mark>(?i:next|last|this|coming|previous)\s)?(?P<day>{DAY})\b(?!,?\s(?:{MONTH})\b|,?\s\d)"
            r"(?P<after>\s(?:of\s)?(?:next|last)\sweek)?"
        ),
        values.weekday,
        0,
        0,
        "weekday",
    ),
    (
        r"\b(?P<name>New\sYear['’]s\s(?:Day|Eve)|Valentine['’]s\sDay|May\sDay|Christmas\s(?:Day|Eve)|Boxing\sDay)\b",
        values.holiday,
        0,
        0,
        "holiday",
    ),
    (
        (
            rf"\b(?i:from|between)\s(?P<from>{MONTH})\s(?:(?P<begin>{YEAR})\s)?(?:to|through|until|and)\s(?P<to>{MONTH})\b(?!\.?\s\d{{1,2}}\b)"
            rf"(?:,?\s(?P<year>{YEAR}))?"
        ),
        values.month_span,
        1,
        0,
        "span|month-name",
    ),
    (
        (
            r"\b(?=\w{1,7}[\s-][A-Z])"
            r"(?P<mark>(?i:last|next|this|in|since|until|by|early|late|mid|a|of|the|during|for|from|after|before|through)"
            rf"[\s-])(?P<month>{MONTH})\b(?!\.?\s\d{{1,2}}\b)\.?(?:,?\s(?:of\s)?(?P<year>{YEAR}))?"
        ),
        values.month_alone,
        1,
        0,
        "month-name",
    ),
    (rf"\b(?P<mark>)(?P<month>{MONTH})\b\.?,?\s(?:of\s)?(?P<year>{YEAR})\b", values.month_alone, 1, 0, "month-name"),
    (
        (
            r"\b(?P<which>last|past|previous|this|next|coming)\s"
            r"(?P<unit>week|weekend|month|quarter|year|spring|summer|autumn|fall|winter)\b(?!-)"
        ),
        values.relative_unit,
        1,
        re.I,
        "which|week weekend month quarter year season",
    ),
    (r"\b(?:over|at|on)\sthe\s(?:past\s)?weekend\b", values.over_weekend, 1, re.I, "weekend"),
    (
        rf"\b(?P<count>{NUMBER})\s(?P<unit>days?|weeks?|months?|years?)\sago\b",
        values.ago,
        1,
        re.I,
        "ago",
    ),
    (
        rf"\b(?:in|within)\s(?P<count>{NUMBER})\s(?P<unit>days?|weeks?|months?)(?:['’]\s?time)?\b(?!\s(?:of|ago))",
        values.hence,
        4,
        re.I,
        "day week month",
    ),
    (
        r"\b(?P<word>yesterday|today|tomorrow|tonight|last night|overnight|this (?:morning|afternoon|evening))\b",
        values.day_word,
        0,
        re.I,
        "today night",
    ),
    (
        (
            r"\b(?P<nth>first|second|third|fourth|final|1st|2nd|3rd|4th|Q[1-4])[\s-]quarter"
            rf"(?:\s(?:of\s)?(?P<year>{YEAR}))?\b"
        ),
        values.year_quarter,
        1,
        re.I,
        "quarter",
    ),
    (rf"\bQ(?P<nth>[1-4])\b(?:\s(?:of\s)?(?P<year>{YEAR}))?", values.year_quarter, 1, 0, "quarter"),
    (r"\b(?:the )?end of (?:the|this) year\b", values.end_of_year, 1, re.I, "end|year"),
    (r"\bend of (?P<which>the|this|next|last) month\b", values.end_of_month, 1, re.I, "end|month"),
    (
        rf"\b(?P<nth>first|second)\shalf\sof\s(?P<which>(?:this|next|last|the)\syear|{YEAR})\b",
        values.year_half,
        1,
        re.I,
        "half",
    ),
    (rf"\b(?P<first>{YEAR})[/–-](?P<last>(?:20)?\d\d)\b", values.fiscal_year, 2, 0, "year-number"),
    (
        rf"\b(?:between|from)\s(?P<first>{YEAR})\s(?:and|to|through)\s(?P<last>{YEAR})\b",
        values.year_span,
        2,
        0,
        "span|year-number",
    ),
    (
        rf"\bfrom\s(?P<which>this|next|last)\syear\s(?:up\s)?(?:to|until|through)\s(?P<until>{YEAR})\b",
        values.year_span_from,
        1,
        re.I,
        "which|year|year-number",
    ),
    (
        (
            r"\b(?=\w{1,6}[\s-][12])(?i:in|since|of|during|by|from|until|early|late|mid|a|the|for|before|after|fiscal)[\s-]"
            rf"(?P<year>{YEAR})\b(?!s|[-–/]\d|\.\d|,\d|\s(?:[NSEW]\.?\s)?[A-Z]\w+\s{STREET})"
        ),
        values.year_alone,
        2,
        0,
        "year-number",
    ),
    (r"\b(?:the|early|late|mid)[\s-](?P<decade>(?:19|20)\d0)s\b", values.decade, 3, 0, "year-number"),
)
PATTERNS: tuple[Form, ...] = tuple(
    (
        re.compile(pattern.replace(r"\d", "[0-9]"), flags),
        value,
        rank,
        tuple(bits(group.split()) for group in needs.split("|")),
    )
    for pattern, value, rank, flags, needs in FORMS
)
DATES = reduce(or_, (group for form in PATTERNS for group in form[3]))
"""The traits that a form of dates needs."""


@lru_cache(maxsize=1 << 12)
def forms_in(has: int) -> tuple[Form, ...]:
    """The forms that a date may have in a sentence with these traits."""
    return tuple(form for form in PATTERNS if all(has & group for group in form[3]))
