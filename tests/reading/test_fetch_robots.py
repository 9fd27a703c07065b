from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.reading.fetch.robots import Robots, Rule, parse_robots


@pytest.mark.parametrize(
    ("pattern", "target", "fits"),
    [  # RFC 9309, 2.2.2 and 2.2.3
        ("/", "/fish", True),
        ("/fish", "/fish", True),
        ("/fish", "/fisheries", True),
        ("/fish", "/Fish", False),
        ("/fish/", "/fish", False),
        ("/*.php", "/a.php5?b", True),
        ("/*.php$", "/a.php", True),
        ("/*.php$", "/a.php5", False),
        ("/*.php$", "/.php.php", True),
        ("/fish*.php", "/fishheads/catfish.php", True),
        ("/fish*.php", "/Fish.PHP", False),
        ("/a$", "/a", True),
        ("/a$", "/ab", False),
        ("/*a*a$", "/a", False),
        ("/*?", "/a?b", True),
        ("/%e3%83%84", "/ツ", True),
        ("/ツ", "/%E3%83%84", True),
    ],
)
def test_a_pattern_fits_as_the_standard_says(pattern: str, target: str, fits: bool) -> None:
    assert parse_robots(f"User-agent: *\nDisallow: {pattern}", "us").allows(target) is not fits


@pytest.mark.parametrize(
    ("rules", "target", "allowed"),
    [
        ("Allow: /\nDisallow: /private", "/private/a", False),
        ("Disallow: /\nAllow: /news", "/news/a", True),
        ("Disallow: /news\nAllow: /news", "/news", True),
        ("Disallow:", "/a", True),
        ("", "/a", True),
        ("Disallow: /a # all of it", "/a", False),
    ],
)
def test_the_longest_rule_counts_and_of_two_the_one_that_allows(rules: str, target: str, allowed: bool) -> None:
    assert parse_robots(f"User-agent: *\n{rules}", "us").allows(target) is allowed


GROUPS = """\ufeffUser-agent: them
Disallow: /
Sitemap: https://news.example/sitemap.xml

USER-AGENT: Us/2.0
User-agent: others
Disallow: /a
Crawl-delay: 2.5

User-agent: *
Disallow: /

user-agent: us
disallow: /b
"""


def test_groups_that_name_us_count_together_and_those_for_everybody_do_not() -> None:
    robots = parse_robots(GROUPS, "us")
    assert [robots.allows(target) for target in ("/", "/a", "/b")] == [True, False, False]
    assert robots.delay == 2.5
    assert not parse_robots(GROUPS, "somebody").allows("/c")


def test_a_hostile_pattern_does_not_hang() -> None:
    rule = Rule("/" + "*a" * 2000 + "*b", allow=False)
    started = time.process_time()
    assert not rule.matches("/" + "a" * 4000)
    assert time.process_time() - started < 1


@given(st.text(), st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_gives_rules_and_an_answer(text: str, target: str) -> None:
    assert isinstance(parse_robots("User-agent: *\n" + text, "us"), Robots)
    parse_robots("User-agent: *\nDisallow: " + text, "us").allows("/" + target)
