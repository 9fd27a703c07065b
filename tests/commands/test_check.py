from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from msgspec.structs import replace

from briefgen import arguments, cli, config
from briefgen.briefs.markdown import format_brief
from briefgen.checking.rules import RULES
from briefgen.commands import origin
from briefgen.commands.check import check
from briefgen.commands.messages import Messages
from briefgen.commands.report import FORMATS
from briefgen.config import Settings
from briefgen.extraction import extract
from briefgen.model import Evidence, KeyFact
from briefgen.reading import read

from .conftest import FEED, archive, ferry

Outputs = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1782777600")  # 30 June 2026
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with one brief that has an error, a warning and a note."""
    (tmp_path / "content" / "briefs").mkdir(parents=True)
    (tmp_path / "briefgen.yml").write_text("site_name: Harbour\n")
    (tmp_path / "gone.txt").write_text("not an article\n")
    brief(tmp_path, "a", "date: 2027-01-01\nsource: {path: gone.txt}\n")
    brief(tmp_path, "b, c", "date: soon\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def brief(root: Path, name: str, front: str, title: str = "Lamp") -> None:
    (root / "content" / "briefs" / f"{name}.md").write_text(f"---\ntitle: {title}\n{front}---\n", encoding="utf-8")


FUTURE = "content/briefs/a.md:3: warning: 2027-01-01 is still to come; today is 2026-06-30 [future-date]"
UNREAD = "content/briefs/a.md:4: note: evidence was not checked: gone.txt cannot be read"
ERROR = "content/briefs/b, c.md:3: error: date: 'soon' is not a date; write 2021-02-19 [bad-value]"


def test_everything_is_told_on_standard_output_by_file_and_line(site: Path, capsys: Outputs) -> None:
    assert cli.main(["check"]) == 1

    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert [lines[0], lines[2], lines[3]] == [FUTURE, ERROR, "2 briefs: 1 error, 1 warning, 1 note"]
    assert lines[1].startswith(UNREAD)
    assert err == ""


def test_a_link_to_pages_that_the_site_leaves_out_is_dead(site: Path, capsys: Outputs) -> None:
    text = (
        "---\ntitle: Lamp\ndate: 2026-01-01\nsource: {publisher: Quay}\n---\n\nSee [who](../../network/index.html).\n"
    )
    (site / "content" / "briefs" / "a.md").write_text(text, encoding="utf-8")
    cli.main(["check"])
    assert "[dead-link]" not in capsys.readouterr().out

    (site / "briefgen.yml").write_text("site_name: Harbour\nleave_out: network\n")

    cli.main(["check"])
    assert "content/briefs/a.md:7: warning: " in (out := capsys.readouterr().out) and "[dead-link]" in out


def test_a_theme_that_a_build_would_stop_at_is_told(site: Path, capsys: Outputs) -> None:
    (site / "briefgen.yml").write_text("site_name: Harbour\ntheme: papr\n")

    assert cli.main(["check", "-q"]) == 1
    assert "there is no theme called 'papr' (did you mean paper?) [no-theme]" in capsys.readouterr().out


def test_quiet_says_errors_alone(site: Path, capsys: Outputs) -> None:
    assert cli.main(["check", "-q"]) == 1
    assert capsys.readouterr().out == ERROR + "\n"


def test_warnings_end_with_1_when_strict_and_notes_never_do(site: Path, capsys: Outputs) -> None:
    (site / "content" / "briefs" / "b, c.md").unlink()

    assert cli.main(["check"]) == 0
    assert cli.main(["check", "--strict"]) == 1
    (site / "briefgen.yml").write_text("site_name: Harbour\ncheck: {future-date: note}\n")
    assert cli.main(["check", "--strict"]) == 0


def test_json_is_one_object_a_line(site: Path, capsys: Outputs) -> None:
    assert cli.main(["check", "--json"]) == 1

    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert records[2] == {
        "path": "content/briefs/b, c.md",
        "line": 3,
        "severity": "error",
        "rule": "bad-value",
        "message": "date: 'soon' is not a date; write 2021-02-19",
    }


def test_github_gets_a_workflow_command_for_each(site: Path, capsys: Outputs) -> None:
    assert cli.main(["check", "--format", "github"]) == 1

    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert lines[2] == (
        "::error file=content/briefs/b%2C c.md,line=3::date: 'soon' is not a date; write 2021-02-19 [bad-value]"
    )
    assert [line.split(" ")[0] for line in lines] == ["::warning", "::notice", "::error"]
    assert err == ""


def test_text_is_annotated_under_github_actions(site: Path, capsys: Outputs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")

    assert cli.main(["check"]) == 1

    out, err = capsys.readouterr()
    assert ERROR in out.splitlines()
    assert len(err.splitlines()) == 3
    assert all(line.startswith("::") for line in err.splitlines())


def test_sarif_is_what_its_standard_asks_for(site: Path, capsys: Outputs) -> None:
    """The properties that SARIF 2.1.0 requires, and what GitHub code scanning needs besides."""
    assert cli.main(["check", "--format", "sarif"]) == 1

    log = json.loads(capsys.readouterr().out)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "briefgen"
    assert [rule["id"] for rule in driver["rules"]] == [rule.name for rule in RULES]
    assert all(rule["shortDescription"]["text"] for rule in driver["rules"])
    levels = {"none", "note", "warning", "error"}
    assert {rule["defaultConfiguration"]["level"] for rule in driver["rules"]} <= levels
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in levels
        assert result["message"]["text"]
        (location,) = result["locations"]
        assert (site / unquote(location["physicalLocation"]["artifactLocation"]["uri"])).is_file()
        assert location["physicalLocation"]["region"]["startLine"] >= 1
    assert " " not in run["results"][2]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]


def test_a_config_with_mistakes_is_told_in_the_same_form(site: Path, capsys: Outputs) -> None:
    (site / "briefgen.yml").write_text("site_name: Harbour\ncheck:\n  copied: 25 or so\n  future-dates: off\n")

    assert cli.main(["check", "--json"]) == 1

    messages = [json.loads(line)["message"] for line in capsys.readouterr().out.splitlines()]
    levels = "off, note, warning, error"
    assert messages == [
        f"check.copied: '25 or so' is not one of {levels}, or a number of percent; write 25 or error 25",
        "check.future-dates: unknown key (did you mean future-date?)",
    ]


def test_the_command_line_offers_every_format() -> None:
    assert ("text", *FORMATS) == arguments.FORMATS


@pytest.mark.parametrize(
    ("setting", "severities"),
    [("30", []), ("30%", []), ("20", ["warning"]), ("error 20", ["error"]), ("note", ["note"]), ("off", [])],
)
def test_the_share_that_may_be_copied_is_a_setting(setting: str, severities: list[str], site: Path) -> None:
    words = [f"word{number}" for number in range(100)]
    (site / "tower.txt").write_text(f"The tower of Sandmoor is lit again\n\nSANDMOOR (CP) — {' '.join(words)}.\n")
    brief(site, "a", f"source: {{path: tower.txt}}\nkey_facts: {' '.join(words[:27])}\n")
    (site / "briefgen.yml").write_text(f"site_name: Harbour\ncheck: {{copied: {setting}}}\n")

    found = check(settings(site), today=date(2026, 6, 30), messages=Messages()).problems

    assert [each.severity for each in found if each.code == "copied"] == severities


def settings(root: Path) -> Settings:
    return config.load(root / "briefgen.yml", environment={})


def test_a_feed_is_read_once_for_all_its_briefs(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / "feed.xml").write_bytes(FEED.read_bytes())
    articles = [each for each in read(FEED.read_bytes(), "feed.xml") if each.paragraphs]
    for number, article in enumerate(articles):
        text = format_brief(replace(extract(article), key_facts=(KeyFact("x", evidence=(Evidence(0, "Not there"),)),)))
        (site / "content" / "briefs" / f"{number}.md").write_text(text, encoding="utf-8")
    opened: list[str] = []
    before = origin._articles
    monkeypatch.setattr(origin, "_articles", lambda file, path: opened.append(path) or before(file, path))

    found = check(settings(site), today=date(2026, 6, 30), jobs=1, messages=Messages()).problems

    assert len(articles) > 1
    assert len([each for each in found if each.code == "evidence-missing"]) == len(articles)
    assert opened.count("feed.xml") == 1


def test_a_page_of_an_archive_is_found_again(site: Path) -> None:
    (site / "x.warc.gz").write_bytes(archive(ferry("Skarne"), ferry("Ardmouth")))
    for town, evidence in (("Skarne", "Skarne crews"), ("Ardmouth", "Skarne crews")):
        article = next(read(ferry(town), "x"))
        number = next(n for n, each in enumerate(article.paragraphs) if f"{town} crews" in each)
        source = f"source: {{path: 'x.warc.gz#{1 if town == 'Skarne' else 2}'}}\n"
        proof = f"  evidence: [{{paragraph: {number}, quote: {evidence}}}]\n"
        brief(site, town, f"{source}key_facts:\n- text: Crews are back.\n{proof}", town)

    found = check(settings(site), today=date(2026, 6, 30), jobs=1, messages=Messages()).problems

    assert [each.path for each in found if each.code == "evidence-missing"] == ["content/briefs/Ardmouth.md"]


def test_evidence_of_an_article_that_changed_says_so(site: Path) -> None:
    (site / "tower.txt").write_text(
        "The tower of Sandmoor\n\nSANDMOOR (CP) — The tower was lit again on Friday, the harbor office said.\n\n"
        "Its lens had been broken by a storm two years ago, and no one had paid for a new one until this spring.\n"
    )
    proof = "key_facts:\n- text: x\n  evidence: [{paragraph: 0, quote: The tower is dark}]\n"
    brief(site, "a", f"source: {{path: tower.txt, sha256: {'0' * 64}}}\n{proof}")

    found = check(settings(site), today=date(2026, 6, 30), jobs=1, messages=Messages()).problems

    assert [each.message for each in found if each.code == "evidence-missing"] == [
        "“The tower is dark” is not in tower.txt, which has changed since the brief was made; quote it verbatim"
    ]


@pytest.mark.parametrize("path", ["none.txt", "a\\0b.txt", "content", "/dev/null", "https://courier.example/"])
def test_a_source_that_is_no_file_here_is_nothing_to_complain_of(path: str, site: Path) -> None:
    brief(site, "a", f'date: 2026-06-05\nsource: {{path: "{path}"}}\n')

    found = check(settings(site), today=date(2026, 6, 30), jobs=1, messages=Messages()).problems

    assert [each.path for each in found] == ["content/briefs/b, c.md"]


def test_any_number_of_processes_finds_the_same(site: Path) -> None:
    for number in range(40):
        brief(site, f"brief-{number}", f"date: 2026-0{number % 9 + 1}-01\n")

    alone, shared = (check(settings(site), today=date(2026, 6, 30), jobs=n, messages=Messages()) for n in (1, 2))

    assert list(map(str, alone.problems)) == list(map(str, shared.problems))
    assert alone.briefs == shared.briefs == 42


def test_a_fault_of_ours_in_one_brief_leaves_the_others(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: Outputs
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("lamp")

    monkeypatch.setattr("briefgen.commands.judge.origins_of", fail)

    assert cli.main(["check"]) == 3
    out, err = capsys.readouterr()
    assert "2 briefs: nothing wrong" not in out
    assert "briefgen itself failed (KeyError: 'lamp')" in err


def test_a_theme_that_is_wrong_is_told_with_the_rest(site: Path, capsys: Outputs) -> None:
    (site / "briefgen.yml").write_text("site_name: Harbour\ntheme: none\n")
    (site / "content" / "briefs" / "a.md").write_text("---\ntitle: L\nsource: {publisher: CP}\n---\n\n[x](../y/)\n")

    assert cli.main(["check"]) == 1
    out = capsys.readouterr().out
    assert ERROR in out
    assert "2 briefs: 2 errors" in out


def test_a_picture_without_credit_fails_a_strict_build(site: Path, capsys: Outputs) -> None:
    (site / "content" / "briefs" / "b, c.md").unlink()
    brief(site, "a", "source: {publisher: CP}\nphotos:\n- file: tower.jpg\n")
    line = "content/briefs/a.md:5: warning: tower.jpg has no credit"

    assert cli.main(["build"]) == 0
    assert capsys.readouterr().err.startswith(line)
    assert cli.main(["build", "--strict"]) == 1
    brief(site, "a", "status: draft\nsource: {publisher: CP}\nphotos:\n- file: tower.jpg\n")
    assert cli.main(["build", "--strict"]) == 0
    assert cli.main(["build", "--strict", "--drafts"]) == 1
    (site / "briefgen.yml").write_text("site_name: Harbour\ncheck: {no-credit: off, missing-picture: off}\n")
    assert cli.main(["build", "--strict", "--drafts"]) == 0


@pytest.mark.parametrize("command", ["check", "build", "actors"])
def test_a_rule_of_reading_is_as_severe_as_it_is_set_in_every_command(
    command: str, site: Path, capsys: Outputs
) -> None:
    (site / "content" / "briefs" / "b, c.md").unlink()
    brief(site, "a", "source: {publisher: CP}\ntopic: [lamps]\nactors: [{name: Ada Renn, type: person}]\n")
    (site / "content" / "actors.yml").write_text("Ada Renn: {typ: person}\n")
    lines = [
        "content/briefs/a.md:4: warning: topic: unknown key",
        "content/actors.yml:1: warning: Ada Renn.typ: unknown",
    ]

    assert cli.main([command]) == 0
    told = "".join(capsys.readouterr())
    assert all(line in told for line in lines)
    assert cli.main([command, "--strict"]) == 1
    (site / "briefgen.yml").write_text("site_name: Harbour\ncheck: {unknown-key: off}\n")
    capsys.readouterr()
    assert cli.main([command, "--strict"]) == 0
    assert "unknown key" not in "".join(capsys.readouterr())


def test_the_register_of_actors_is_content_too(site: Path, capsys: Outputs) -> None:
    (site / "content" / "actors.yml").write_text("- a list\n")

    assert cli.main(["check"]) == 1
    assert "content/actors.yml:1: error: " in capsys.readouterr().out
