"""`briefgen build`: converts what is new in the articles folder, then content and theme -> the site."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from datetime import date

from briefgen import files, site
from briefgen.briefs.folder import BriefFile, BriefFolder
from briefgen.briefs.release import Hold, Release, hold, release
from briefgen.commands.content import load_briefs, load_register
from briefgen.commands.convert import convert_into, from_root
from briefgen.commands.judge import pictured
from briefgen.commands.messages import Messages
from briefgen.commands.pool import workers
from briefgen.commands.sources import Source, count
from briefgen.commands.tally import Tally, counted
from briefgen.config import FILE_NAME, Settings
from briefgen.problem import Problem
from briefgen.site import fonts
from briefgen.site.search.engine import WANTED, find_engine
from briefgen.site.settings import SiteSettings
from briefgen.site.write import write


def build(
    settings: Settings,
    *,
    jobs: int | None,
    clean: bool,
    today: date,
    preview: Collection[Hold] = (),
    messages: Messages,
) -> None:
    """Convert, then write the site. A bad article or brief is left out and said; the rest is built.

    A register of actors with errors ends it before anything is written (`load_register` says why).
    Briefs that are held back on `today` are left out as well, unless `preview` names their reason.
    """
    register = load_register(settings, messages)
    folder = load_briefs(settings, messages)
    tally = convert_new(settings, folder, jobs=jobs, messages=messages)
    messages.result(str(tally))
    released = release(folder.briefs, today, preview=preview)
    for problem in pictured(_shown(folder, today, preview), settings):
        messages.problem(problem)
    if clean:
        write([], out=settings.site, cache=settings.cache)
    with workers(jobs) as executor:
        built = site.build(
            site_settings(settings),
            released.shown,
            out=settings.site,
            cache=settings.cache,
            theme_dirs=[settings.root / "themes"],
            media=settings.media,
            extra_css=[settings.root / each for each in settings.extra_css],
            register=register,
            executor=None if jobs == 1 else executor,
        )
    for problem in (*built.problems, *_not_installed(settings)):
        messages.problem(problem)
    changes = [(built.written, "written"), (built.unchanged, "unchanged"), (built.removed, "removed")]
    done = ", ".join(f"{number:,} {what}" for number, what in changes if number)
    messages.result(f"{counted(len(released.shown), 'brief')} on {counted(built.pages, 'page')}; files: {done}")
    _tell_held(released, messages)
    if broken := len(folder.files) - len(folder.briefs):
        messages.result(
            f"{counted(broken, 'brief')} with errors {'is' if broken == 1 else 'are'} off the site until mended"
        )


def tell_next(settings: Settings, messages: Messages) -> None:
    """What to do with a site that was built."""
    index, briefs = os.path.relpath(settings.site / "index.html"), os.path.relpath(settings.briefs)
    messages.result(f"Next: open {index} in a browser, or edit a brief in {briefs} and run briefgen build again")


def _shown(folder: BriefFolder, today: date, preview: Collection[Hold]) -> list[BriefFile]:
    """The files of the briefs that readers will see."""
    readable = ((each, hold(each.brief, today)) for each in folder.files if each.brief)
    return [each for each, why in readable if why is None or why in preview]


def _not_installed(settings: Settings) -> Iterator[Problem]:
    """What a site asks for and cannot have, and how it can."""
    if settings.search and not find_engine():
        how = f"no search page: pip install '{WANTED}' adds it, search: false says that you want none"
        yield Problem(FILE_NAME, how, code="no-search", severity="note")
    if settings.social_cards == "briefs" and settings.site_url and not fonts.families():
        how = f"no social cards: pip install '{fonts.WANTED}' adds the font they are drawn in"
        yield Problem(FILE_NAME, how, code="no-cards", severity="note")


def _tell_held(released: Release, messages: Messages) -> None:
    """Say what is kept back and how to see it, and of each brief why."""
    for name, brief, why in released.held:
        messages.detail(f"{name}: " + ("a draft" if why == "draft" else f"publishes on {brief.publish}"))
    days = sorted(brief.publish for _, brief, why in released.held if why == "future" and brief.publish)
    drafts = len(released.held) - len(days)
    if drafts:
        messages.result(f"{counted(drafts, 'draft')} kept back; build with --drafts to preview")
    if days:
        later = counted(len(days), "brief")
        messages.result(f"{later} for later, the next on {days[0]}; build with --future to preview")


def convert_new(settings: Settings, folder: BriefFolder, *, jobs: int | None, messages: Messages) -> Tally:
    """Briefs for the articles in the site's own folder that have none yet. Fetches nothing: a build has no network."""
    if messages.progress.stream:
        messages.progress.total = count([str(settings.articles)])
    sources = (from_root(Source(str(file), file), settings.root) for file in files.walk(settings.articles))
    return convert_into(
        folder,
        sources,
        status=settings.new_brief_status or "published",
        extractors=settings.extractors,
        jobs=jobs,
        messages=messages,
    )


def site_settings(settings: Settings) -> SiteSettings:
    """What the pages know of the settings."""
    return SiteSettings(
        settings.site_name,
        site_url=settings.site_url or None,
        site_description=settings.site_description,
        language=settings.language,
        theme=settings.theme,
        theme_settings=settings.theme_settings,
        search=settings.search,
        social_cards=settings.social_cards,
        extra=settings.extra,
    )
