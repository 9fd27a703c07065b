from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefgen import cli

Outputs = pytest.CaptureFixture[str]

BRIEF = """---
title: {title}
actors:
- {{name: "{name}", type: person, role: mayor of Tarrow, mentions: 2}}
---
"""


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of two briefs that spell one name in two ways."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    (tmp_path / "briefgen.yml").write_text("site_name: Desk\n")
    (tmp_path / "content/briefs").mkdir(parents=True)
    for title, name in (("One", "Sigrún Lind"), ("Two", "Sigrun Lind")):
        (tmp_path / f"content/briefs/{title.lower()}.md").write_text(BRIEF.format(title=title, name=name), "utf-8")
    return tmp_path


def test_the_list_is_short_unless_all_are_asked_for(desk: Path, capsys: Outputs) -> None:
    for number in range(30):
        name = f"{chr(65 + number // 26)}{chr(97 + number % 26)}rvid Halvern"
        (desk / f"content/briefs/b{number}.md").write_text(BRIEF.format(title="More", name=name))

    assert cli.main(["actors"]) == 0
    short = capsys.readouterr().out.partition("\n\n")[0].splitlines()
    assert (len(short), short[-1]) == (22, "12 more; see them with --all")
    assert cli.main(["actors", "--all"]) == 0
    assert len(capsys.readouterr().out.partition("\n\n")[0].splitlines()) == 33


def test_json_has_everything_on_one_line(capsys: Outputs) -> None:
    assert cli.main(["actors", "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    found = json.loads(line)
    assert [(each["name"], each["in"], each["registered"]) for each in found["actors"]] == [
        ("Sigrun Lind", ["two"], False),
        ("Sigrún Lind", ["one"], False),
    ]
    assert found["proposals"] == [
        {
            "actor": "Sigrún Lind",
            "type": "person",
            "others": [
                {
                    "name": "Sigrun Lind",
                    "rule": "spelling",
                    "reason": "one name but for accents, hyphens or blanks",
                    "in": ["two"],
                }
            ],
            "in": ["one"],
            "place": "",
            "paste": "Sigrún Lind: {same_as: [Sigrun Lind]}",
        }
    ]


def test_what_is_printed_is_yaml_that_can_be_pasted_whole(desk: Path, capsys: Outputs) -> None:
    assert cli.main(["actors"]) == 0
    (desk / "content/actors.yml").write_text(capsys.readouterr().out.partition("\n\n")[2], "utf-8")

    assert cli.main(["actors"]) == 0
    assert capsys.readouterr() == (
        "briefs  named  type    actor\n     2      4  person  Sigrún Lind *, mayor of Tarrow\n",
        "",
    )


def test_names_from_strangers_reach_no_terminal_as_they_are(desk: Path, capsys: Outputs) -> None:
    for title, name in (("Three", "Ada\\e[2J Renn"), ("Four", "Ada\\e[2J  Rénn\\n#: x")):
        (desk / f"content/briefs/{title}.md").write_text(BRIEF.format(title=title, name=name), "utf-8")

    assert cli.main(["actors"]) == 0
    assert "\x1b" not in capsys.readouterr().out


def test_a_register_with_errors_is_one_line_each(desk: Path, capsys: Outputs) -> None:
    (desk / "content/actors.yml").write_text("Ada: {type: x}\nBo: {wikidata: x}\n")

    assert cli.main(["actors"]) == 1
    out, err = capsys.readouterr()
    assert (out, [line.split(": ")[0] for line in err.splitlines()]) == (
        "",
        ["content/actors.yml:1", "content/actors.yml:2"],
    )


def test_a_desk_without_briefs_has_no_actors(desk: Path, capsys: Outputs) -> None:
    for file in (desk / "content/briefs").iterdir():
        file.unlink()

    assert cli.main(["actors"]) == 0
    assert capsys.readouterr().out == "no brief names an actor yet\n"
