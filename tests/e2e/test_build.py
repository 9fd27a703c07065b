from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from html import unescape
from pathlib import Path

import pytest

from briefgen.register.table import WIKIDATA
from briefgen.site.write import STAGE

from .conftest import COMMAND, Run


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file: its bytes, and when it was written."""
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_an_article_dropped_in_becomes_a_page_with_actors_facts_and_photo_credits(
    run: Run, desk: Path, data: Path
) -> None:
    shutil.copy(data / "bridge.txt", desk / "content" / "articles")

    done = run("build", at=desk)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("2 articles: 2 new briefs\n")
    page = unescape(
        (desk / "site/briefs/two-towns-open-the-vell-bridge-after-a-year-of-talks/index.html").read_text("utf-8")
    )
    for expected in (
        "Two towns open the Vell bridge after a year of talks",
        "Petra Lindqvist",
        "Jonas Okafor",
        "Hana Brisk",
        "ending a year of talks over its toll",
    ):
        assert expected in page
    assert "Full Screen" not in page
    assert (desk / "site" / "index.html").is_file()


def test_a_second_build_changes_nothing(run: Run, desk: Path) -> None:
    run("build", at=desk)
    before = snapshot(desk / "site"), snapshot(desk / "content")

    done = run("build", at=desk)

    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "1 article: 1 unchanged")
    assert (snapshot(desk / "site"), snapshot(desk / "content")) == before


def test_the_site_is_the_same_whether_its_briefs_are_new_or_were_there(run: Run, desk: Path, tmp_path: Path) -> None:
    run("build", at=desk)
    run("build", "-d", str(tmp_path / "again"), "--clean", at=desk)

    first, again = snapshot(desk / "site"), snapshot(tmp_path / "again")
    assert {name: data for name, (data, _) in first.items()} == {name: data for name, (data, _) in again.items()}


def test_an_edited_brief_stays_byte_for_byte_and_its_page_follows(run: Run, desk: Path) -> None:
    run("build", at=desk)
    (brief,) = (desk / "content" / "briefs").iterdir()
    edited = brief.read_bytes().replace(b"## Background", b"An editor's own line, 100%.\r\n\r\n## Background")
    brief.write_bytes(edited)

    assert run("build", at=desk).returncode == 0

    assert brief.read_bytes() == edited
    assert "own line, 100%." in (desk / "site" / "briefs" / brief.stem / "index.html").read_text("utf-8")


def change(article: Path, old: str, new: str) -> None:
    text = article.read_text("utf-8")
    assert old in text
    article.write_text(text.replace(old, new), "utf-8")


def test_a_changed_article_renews_its_brief_around_what_a_person_wrote(run: Run, desk: Path) -> None:
    run("build", at=desk)
    article = desk / "content" / "articles" / "lighthouse-reopens.txt"
    (brief,) = (desk / "content" / "briefs").iterdir()
    change(brief, "role: Mayor", "role: mayor of Sandmoor  # since 2022")
    change(brief, "## Background", "An editor's own line.\n\n## Background")
    change(article, "4.2 million crowns", "4.4 million crowns")
    change(article, "Mayor Odile", "Acting Mayor Odile")

    done = run("build", at=desk)

    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "1 article: 1 renewed")
    line = brief.read_text("utf-8").splitlines().index("  role: mayor of Sandmoor  # since 2022") + 1
    said = f"content/briefs/{brief.name}:{line}: note: actors[0].role: yours stays; the article now has “Acting Mayor”"
    assert said in done.stderr
    text = brief.read_text("utf-8")
    assert "4.4 million" in text
    assert "4.2 million" not in text.replace("An editor's own line.", "").split("key_facts:")[1].split("made:")[0]
    assert "An editor's own line." in text

    before = snapshot(desk / "content")
    again = run("build", "--strict", at=desk)
    assert (again.returncode, again.stderr, again.stdout.splitlines()[0]) == (0, "", "1 article: 1 unchanged")
    assert snapshot(desk / "content") == before


def test_what_a_person_deleted_does_not_come_back(run: Run, desk: Path) -> None:
    run("build", at=desk)
    (brief,) = (desk / "content" / "briefs").iterdir()
    start, _, rest = brief.read_text("utf-8").partition("- name: Tobias Wenlock\n")
    brief.write_text(start + rest[rest.index("- name: ") :], "utf-8")
    with (desk / "content" / "articles" / "lighthouse-reopens.txt").open("a") as article:
        article.write("\nWenlock said the union would ask again in July.\n")

    assert run("build", at=desk).stdout.startswith("1 article: 1 renewed\n")

    assert "name: Tobias Wenlock\n" not in brief.read_text("utf-8").partition("photos:")[0]


def test_a_brief_without_a_record_of_how_it_was_made_is_kept(run: Run, desk: Path) -> None:
    run("build", at=desk)
    (brief,) = (desk / "content" / "briefs").iterdir()
    text = brief.read_text("utf-8")
    brief.write_text("\n".join(line for line in text.split("\n") if not line.startswith("made: ")), "utf-8")
    before = brief.read_bytes()
    change(desk / "content" / "articles" / "lighthouse-reopens.txt", "4.2 million", "4.4 million")

    done = run("build", at=desk)

    assert (done.returncode, brief.read_bytes()) == (0, before)
    assert done.stderr.startswith(f"content/briefs/{brief.name}: note: has no record of what was made by rule")
    assert run("build", "--strict", at=desk).returncode == 1


def test_renew_renews_the_briefs_of_unchanged_articles(run: Run, desk: Path) -> None:
    run("build", at=desk)
    (brief,) = (desk / "content" / "briefs").iterdir()
    made = brief.read_text("utf-8")
    change(brief, "role: Mayor", "role: mayor of Sandmoor")

    done = run("convert", "--renew", "content/articles", at=desk)

    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "1 article: 1 unchanged")
    assert "role: mayor of Sandmoor" in brief.read_text("utf-8")
    assert made != brief.read_text("utf-8")


def test_a_brief_that_was_renamed_is_not_made_again(run: Run, desk: Path) -> None:
    run("build", at=desk)
    (brief,) = (desk / "content" / "briefs").iterdir()
    brief.rename(brief.with_name("lamp.md"))

    done = run("build", at=desk)

    assert done.stdout.startswith("1 article: 1 unchanged\n")
    assert [path.name for path in (desk / "site" / "briefs").iterdir() if path.is_dir()] == ["lamp"]


def test_bad_articles_are_one_line_each_and_the_rest_is_built(run: Run, desk: Path, data: Path) -> None:
    articles = desk / "content" / "articles"
    (articles / "empty.txt").touch()
    (articles / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (articles / "latin.txt").write_bytes("Café opens\n\nA café opened on Friday.\n".encode("latin-1"))
    shutil.copy(data / "chrome.txt", articles)

    done = run("build", at=desk)

    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert [line.split(":")[0] for line in lines] == [
        f"content/articles/{name}.txt" for name in ("binary", "chrome", "empty", "latin")
    ]
    assert done.stdout.startswith(
        "5 articles: 1 new brief, 4 not read: 1 empty, 1 no-article, 1 not-text, 1 not-utf8\n"
    )
    assert (desk / "site" / "index.html").is_file()


def test_a_bad_brief_is_said_and_the_rest_is_built(run: Run, desk: Path) -> None:
    run("build", at=desk)
    (desk / "content" / "briefs" / "mine.md").write_text("---\ntitle: Mine\ndate: soon\n---\n")

    done = run("build", at=desk)

    assert done.returncode == 1
    assert done.stderr == "content/briefs/mine.md:3: error: date: 'soon' is not a date; write 2021-02-19 [bad-value]\n"
    assert (desk / "site" / "index.html").is_file()


def test_a_typing_error_in_a_brief_makes_no_second_brief(run: Run, desk: Path) -> None:
    run("build", at=desk)
    (brief,) = (desk / "content" / "briefs").iterdir()
    brief.write_text(brief.read_text("utf-8").replace("title: ", "title: Lamp: "), "utf-8")

    assert run("build", at=desk).returncode == 1

    assert list((desk / "content" / "briefs").iterdir()) == [brief]


def test_an_unknown_key_in_the_config_is_one_line(run: Run, desk: Path) -> None:
    with (desk / "briefgen.yml").open("a") as config:
        config.write("them: desk\n")

    done = run("build", at=desk)

    assert done.returncode == 1
    assert done.stderr.endswith(": error: them: unknown key (did you mean theme?) [unknown-key]\n")
    assert done.stderr.count("\n") == 1
    assert not (desk / "site").exists()


def test_a_site_builds_from_any_folder_within_it(run: Run, desk: Path) -> None:
    (desk / "content" / "articles" / "empty.txt").touch()

    done = run("build", at=desk / "content")

    assert done.returncode == 1
    assert done.stderr.startswith("articles/empty.txt: error: ")
    assert (desk / "site" / "index.html").is_file()


def test_a_place_that_cannot_be_written_is_one_line_and_exit_code_3(run: Run, desk: Path) -> None:
    done = run("build", "-d", "briefgen.yml/site", at=desk)

    assert (done.returncode, done.stderr.count("\n")) == (3, 1)
    assert "[cannot-write]" in done.stderr


def test_a_folder_that_is_not_ours_is_refused_and_left_alone(run: Run, desk: Path) -> None:
    (desk / "site").mkdir()
    (desk / "site" / "notes.txt").write_text("mine")

    done = run("build", at=desk)

    assert (done.returncode, done.stderr.count("\n")) == (4, 1)
    assert [path.name for path in (desk / "site").iterdir()] == ["notes.txt"]


def test_clean_removes_what_builds_wrote_and_nothing_else(run: Run, desk: Path) -> None:
    run("build", at=desk)
    before = snapshot(desk / "site")
    (desk / "site" / "CNAME").write_text("desk.example")

    assert run("build", "--clean", at=desk).returncode == 0

    after = snapshot(desk / "site")
    assert after.pop("CNAME")[0] == b"desk.example"
    assert {name: data for name, (data, _) in after.items()} == {name: data for name, (data, _) in before.items()}
    assert after["index.html"][1] > before["index.html"][1]


def test_more_processes_make_the_same_briefs(run: Run, desk: Path, data: Path) -> None:
    shutil.copy(data / "bridge.txt", desk / "content" / "articles")
    (desk / "content" / "articles" / "empty.txt").touch()
    alone = run("build", at=desk)
    briefs = {path.name: path.read_bytes() for path in (desk / "content" / "briefs").iterdir()}
    shutil.rmtree(desk / "content" / "briefs")

    together = run("build", "--jobs", "2", at=desk)

    assert (together.returncode, together.stderr) == (alone.returncode, alone.stderr) and alone.stderr
    assert {path.name: path.read_bytes() for path in (desk / "content" / "briefs").iterdir()} == briefs


def test_under_github_actions_a_problem_is_an_annotation_too(run: Run, desk: Path) -> None:
    (desk / "content" / "articles" / "empty.txt").touch()

    done = run("build", at=desk, GITHUB_ACTIONS="true")

    assert os.linesep not in done.stderr.splitlines()
    assert done.stderr.splitlines()[1].startswith("::error file=content/articles/empty.txt::")


def test_a_picture_that_a_brief_names_is_published_with_its_credit(run: Run, desk: Path, site_picture: Path) -> None:
    run("build", at=desk)
    (desk / "content" / "media").mkdir()
    shutil.copy(site_picture, desk / "content" / "media" / "pier.png")
    (brief,) = (desk / "content" / "briefs").glob("*.md")
    brief.write_text(brief.read_text("utf-8").replace("photos:\n- ", "photos:\n- file: pier.png\n  "), "utf-8")

    done = run("build", at=desk)

    assert (done.returncode, done.stderr) == (0, "")
    (jpeg,) = (desk / "site" / "media").glob("pier-*.jpg")
    assert b"photoshop:Credit" in jpeg.read_bytes()
    page = (desk / "site" / "briefs" / brief.stem / "index.html").read_text("utf-8")
    assert f"media/{jpeg.name}" in page


def test_a_picture_that_is_none_is_one_line_and_the_rest_is_built(run: Run, desk: Path) -> None:
    run("build", at=desk)
    (desk / "content" / "media").mkdir()
    (desk / "content" / "media" / "pier.png").write_bytes(b"not a picture")
    (brief,) = (desk / "content" / "briefs").glob("*.md")
    brief.write_text(brief.read_text("utf-8").replace("photos:\n- ", "photos:\n- file: pier.png\n  "), "utf-8")

    done = run("build", at=desk)

    assert done.returncode == 1
    said = "content/media/pier.png: error: not a JPEG, PNG, WebP, GIF or AVIF picture; save it as one of these"
    assert done.stderr == f"{said} [bad-picture]\n"
    assert "Credit: " in (desk / "site" / "briefs" / brief.stem / "index.html").read_text("utf-8")


def test_a_brief_with_an_error_is_said_to_be_off_the_site(run: Run, desk: Path) -> None:
    run("build", at=desk)
    (brief,) = (desk / "content" / "briefs").glob("*.md")
    brief.write_text(brief.read_text("utf-8").replace("title: ", 'title: "', 1), "utf-8")

    done = run("build", at=desk)

    assert done.returncode == 1
    assert "1 brief with errors is off the site until mended" in done.stdout


def published(site: Path) -> str:
    """Everything that a site says, in whatever file."""
    return "\n".join(file.read_text("utf-8", "replace") for file in sorted(site.rglob("*")) if file.is_file())


def test_a_draft_and_a_brief_for_later_reach_nothing_but_a_preview(run: Run, desk: Path, data: Path) -> None:
    briefs = desk / "content" / "briefs"
    for name, line in (("draft", "status: draft"), ("later", "publish: 2026-06-06")):
        (briefs / f"{name}.md").write_text((data / "hidden.md").read_text().replace("NAME", name).replace("LINE", line))
    day = {"SOURCE_DATE_EPOCH": "1780617600"}  # 2026-06-05

    done = run("build", at=desk, **day)
    assert "1 draft kept back; build with --drafts to preview\n" in done.stdout
    assert "1 brief for later, the next on 2026-06-06; build with --future to preview\n" in done.stdout
    assert "Quellmarsh" not in published(desk / "site")

    run("build", "--drafts", at=desk, **day)
    assert '<meta name="robots" content="noindex">' in (desk / "site/briefs/draft/index.html").read_text("utf-8")
    assert '<span class="flag">draft</span>' in (desk / "site/index.html").read_text("utf-8")
    assert not (desk / "site/briefs/later").exists()

    run("build", "-DF", at=desk, **day)
    assert "not before" in (desk / "site/briefs/later/index.html").read_text("utf-8")
    assert "Odo Quellmarsh draft" in published(desk / "site")

    run("build", at=desk, SOURCE_DATE_EPOCH="1780704000")  # 2026-06-06
    assert "not before" not in (desk / "site/briefs/later/index.html").read_text("utf-8")
    assert "Odo Quellmarsh draft" not in published(desk / "site")


def test_a_site_may_have_its_new_briefs_as_drafts(run: Run, desk: Path) -> None:
    done = run("build", at=desk, BRIEFGEN_NEW_BRIEF_STATUS="draft")

    assert "1 draft kept back" in done.stdout
    (brief,) = (desk / "content" / "briefs").iterdir()
    assert "\nstatus: draft\n" in brief.read_text("utf-8")


def test_a_register_with_errors_leaves_the_site_as_it_was(desk: Path, run: Run) -> None:
    """It would join whom a person has told apart, so nothing is built without it."""
    assert run("build", at=desk).returncode == 0
    before = {file: file.read_bytes() for file in (desk / "site").rglob("*.html")}
    register = desk / "content" / "actors.yml"
    register.write_text("Ada Renn:\n  type: human\n  wikidata: x\n", encoding="utf-8")

    done = run("build", at=desk)

    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "content/actors.yml:2: error: Ada Renn.type: 'human' is not one of person, organization, place [bad-value]",
        f"content/actors.yml:3: error: Ada Renn.wikidata: 'x' is not {WIKIDATA.wants} [bad-value]",
    ]
    assert {file: file.read_bytes() for file in (desk / "site").rglob("*.html")} == before


def test_a_register_that_the_settings_name_must_be_there(desk: Path, run: Run) -> None:
    done = run("build", at=desk, BRIEFGEN_ACTORS_FILE="people.yml")

    assert done.returncode == 1
    assert done.stderr == (
        "people.yml: error: there is no such file; make it, or mend actors_file in the settings [not-found]\n"
    )


def test_where_nothing_changed_a_build_says_the_same_again(run: Run, desk: Path) -> None:
    (desk / "content/briefs/draft.md").write_text("---\ntitle: Odo\nstatus: draft\n---\n", encoding="utf-8")
    (desk / "content/briefs/wrong.md").write_text("---\ntitle: [Odo\n---\n", encoding="utf-8")
    run("build", at=desk)
    changed, again = run("build", at=desk), run("build", at=desk)
    assert (changed.returncode, changed.stdout, changed.stderr) == (again.returncode, again.stdout, again.stderr)
    assert again.returncode == 1 and "1 draft kept back" in again.stdout and "wrong.md" in again.stderr


def test_a_program_is_told_what_a_build_did(run: Run, desk: Path) -> None:
    built = json.loads(run("build", "--json", at=desk).stdout)
    assert built["files"]["written"] == len(built["changed"]) > 10 and "index.html" in built["changed"]
    brief = next((desk / "content/briefs").glob("*.md"))
    brief.write_text(brief.read_text(encoding="utf-8") + "\nMore of it.\n", encoding="utf-8")
    built = json.loads(run("build", "--json", at=desk).stdout)
    pages = [path for path in built["changed"] if not path.startswith("search/")]
    assert pages == [f"briefs/{brief.stem}/index.html", f"briefs/{brief.stem}/brief.json"]
    brief.write_text("---\ntitle: [A\n---\n", encoding="utf-8")
    built = json.loads(run("build", "--json", at=desk).stdout)
    assert [(each["code"], each["severity"]) for each in built["problems"]] == [("bad-yaml", "error")]
    assert f"briefs/{brief.stem}/index.html" in built["removed"]
    assert [each["name"] for each in built["stages"]][-1] == "put in place"


def test_whoever_asks_is_told_where_the_time_went(run: Run, desk: Path) -> None:
    table = run("build", "--profile", at=desk).stderr
    assert "made" in table and "brief.html" in table
    stages = run("build", "--verbose", "--clean", at=desk).stderr
    assert "briefs in" in stages and "put in place" in stages


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that can be forked")
def test_ctrl_c_in_the_middle_of_a_build_leaves_the_old_site_and_no_process(run: Run, desk: Path) -> None:
    assert run("build", at=desk).returncode == 0
    before = snapshot(desk / "site")
    for number in range(200):
        text = f"---\ntitle: Ferry {number}\n---\n\nIt sank.\n"
        (desk / "content" / "briefs" / f"ferry-{number}.md").write_text(text, encoding="utf-8")
    slow = (
        '{% extends "brief.html" %}{% block text %}{% for n in range(99999) %}{% endfor %}{{ super() }}{% endblock %}'
    )
    templates = desk / "themes" / "desk" / "templates"
    templates.mkdir(parents=True)
    (templates / "brief.html").write_text(f'{{% extends "brief.html" %}}{slow}', encoding="utf-8")
    stage = desk / "site" / STAGE / "briefs"

    with subprocess.Popen(
        [str(COMMAND), "build", "--jobs", "2"],
        cwd=desk,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as process:
        while not stage.is_dir():
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)

    assert (process.returncode, said) == (130, b"")
    assert snapshot(desk / "site") == before
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
