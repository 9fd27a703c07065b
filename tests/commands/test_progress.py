from __future__ import annotations

import io

from briefgen.commands.messages import messages_for
from briefgen.commands.progress import Progress


def test_one_line_is_written_over_again_and_gone_at_the_end() -> None:
    stream = io.StringIO()

    with Progress(stream, total=2000, clock=lambda: 0.0) as progress:
        progress.step()

    assert stream.getvalue() == "\r1/2,000 articles" + "\r" + " " * 16 + "\r"


def test_it_is_written_a_few_times_a_second_at_most() -> None:
    stream = io.StringIO()
    clock = iter([1.0, 1.0, 1.05, 1.2, 1.2])
    progress = Progress(stream, total=9, clock=lambda: next(clock))

    for _ in range(3):
        progress.step()

    assert stream.getvalue().split() == ["1/9", "articles", "3/9", "articles"]


def test_a_total_that_turns_out_too_small_is_not_shown() -> None:
    stream = io.StringIO()
    progress = Progress(stream, total=2, clock=iter(range(9)).__next__)

    for _ in range(3):
        progress.step()

    assert stream.getvalue().rpartition("\r")[2].rstrip() == "3 articles"


def test_a_single_article_needs_no_progress() -> None:
    stream = io.StringIO()
    with Progress(stream, total=1) as progress:
        progress.step()

    assert stream.getvalue() == ""


def test_there_is_none_in_a_pipe() -> None:
    assert messages_for({}).progress.stream is None
