"""A page's template and data -> its bytes.

Everything that a template prints is escaped, whatever the file is called; a name that is not there is an error, not a
blank; content is never compiled as a template. What breaks a page, or turns its text round unseen, is taken out of
the finished page in one place.
"""

from __future__ import annotations

import json
import re
import traceback
from functools import partial
from pathlib import Path
from types import TracebackType

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError

from briefgen.problem import Problem, did_you_mean
from briefgen.site import dates, links, markdown
from briefgen.site.page import Page
from briefgen.site.theme import Theme

BUILT_IN = Path(__file__).parent / "templates"
"""Templates that no theme needs to have, because nobody looks at what they make."""

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
"""What HTML and XML 1.0 forbid, and what reorders or hides text (Unicode TR 36, "bidirectional text spoofing")."""


def environment(theme: Theme) -> Environment:
    """The templates of a theme, with the filters and tests that they may use."""
    language = theme.about.language
    made = Environment(
        loader=FileSystemLoader([*theme.templates, BUILT_IN]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.filters |= {
        "date": partial(dates.show_date, language=language),
        "month": partial(dates.show_month, language=language),
        "direction": dates.direction,
        "language_name": partial(dates.language_name, shown_in=language),
        "markdown": markdown.to_html,
        "plain": markdown.to_text,
        "excerpt": links.excerpt,
    }
    made.tests["date"] = dates.is_date
    made.globals["language"] = language
    made.policies["json.dumps_kwargs"] = {"sort_keys": False, "ensure_ascii": False}
    return made


def render(templates: Environment, page: Page) -> bytes:
    """The page as UTF-8. Raises Problem that names template and line when the template is at fault."""
    if page.template is None:
        return json.dumps(page.data, ensure_ascii=False, indent=1).encode(errors="replace") + b"\n"
    try:
        text = templates.get_template(page.template).render(page.data)
    except TemplateSyntaxError as error:
        raise _problem(page, error.filename, error.lineno, error.message or "it cannot be read") from error
    except TemplateNotFound as error:
        hint = did_you_mean(str(error.name), templates.list_templates())
        where = _template_line(error.__traceback__)
        raise _problem(page, *where, f"there is no template called {error.name!r}{hint}") from error
    except Exception as error:  # whatever a template does wrong is the theme's fault, not ours
        raise _problem(page, *_template_line(error.__traceback__), f"{error}") from error
    return _UNSEEN.sub("", text).encode()


def _problem(page: Page, file: str | None, line: int | None, what: str) -> Problem:
    message = f"while making {page.path}: {what}"
    return Problem(file or page.template or page.path, message, code="bad-template", line=line)


def _template_line(trace: TracebackType | None) -> tuple[str | None, int | None]:
    """The innermost line of a template that the error came through: Jinja writes its own file names into the trace."""
    for frame in reversed(traceback.extract_tb(trace)):
        if Path(frame.filename).suffix != ".py" and not frame.filename.startswith("<"):
            return frame.filename, frame.lineno
    return None, None
