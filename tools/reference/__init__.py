"""The pages of docs/reference/, each made from the code that it describes."""

NOTE = "<!-- Made by tools/make_reference.py from the code; change that, and run make reference. -->\n"


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A Markdown table."""
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)
