"""briefgen.yml -> settings. `FIELDS` is the whole list of what may be set; the defaults stand in `Settings`.

The file is looked for from the current folder upward, so the command works anywhere inside a site; all its folders
are relative to it. BRIEFGEN_<KEY> in the environment overrides a key, and everything wrong is said at once.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

import msgspec
from msgspec.structs import replace

from briefgen import flawless, yamltree
from briefgen.checking.rules import CHECK
from briefgen.checking.setting import Setting
from briefgen.fields import FLAG, TEXT, WORD, Findings, Free, Kind, Many, Named, Record, Value, decode, one_of
from briefgen.home import CACHE, ENVIRONMENT, FILE_NAME, find
from briefgen.model import Extractor, Status
from briefgen.problem import Problem
from briefgen.site.settings import KINDS

__all__ = ["FILE_NAME", "Settings", "check_folders", "find", "load", "read"]

ACTORS_FILE = "content/actors.yml"


class Settings(msgspec.Struct, frozen=True):
    """A site's settings. Folders are as written, relative to `root`, the folder of the config file.

    Without a `new_brief_status` a brief of an article is published, and an empty one is a draft.
    """

    site_name: str
    site_url: str = ""
    cname: str = ""
    site_description: str = ""
    language: str = "en"
    theme: str = "desk"
    theme_settings: Mapping[str, object] = msgspec.field(default_factory=dict)
    extra_css: tuple[str, ...] = ()
    new_brief_status: Status | None = None
    extractors: tuple[Extractor, ...] = ()
    search: bool = True
    social_cards: str = "site"
    articles_dir: str = "content/articles"
    briefs_dir: str = "content/briefs"
    media_dir: str = "content/media"
    actors_file: str = ACTORS_FILE
    site_dir: str = "site"
    cache_dir: str = CACHE
    check: Mapping[str, Setting] = msgspec.field(default_factory=dict)
    leave_out: tuple[str, ...] = ()
    extra: Mapping[str, object] = msgspec.field(default_factory=dict)
    root: Path = Path()
    file: Path = Path(FILE_NAME)

    @property
    def articles(self) -> Path:
        return self.root / self.articles_dir

    @property
    def briefs(self) -> Path:
        return self.root / self.briefs_dir

    @property
    def media(self) -> Path:
        return self.root / self.media_dir

    @property
    def actors(self) -> Path:
        return self.root / self.actors_file

    @property
    def site(self) -> Path:
        return self.root / self.site_dir

    @property
    def cache(self) -> Path:
        return self.root / self.cache_dir


def _address(text: str) -> str:
    """A site's address, with the slash at its end that relative addresses need; empty for none."""
    if text and not text.startswith(("http://", "https://")):
        raise ValueError(text)
    return text if not text or text.endswith("/") else f"{text}/"


def _host_name(text: str) -> str:
    """A host's name in small letters; empty for none."""
    if text and (len(text) > LONGEST_HOST or not re.fullmatch(HOST_NAME, text)):
        raise ValueError(text)
    return text.lower()


HOST_NAME = "([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?[.])+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]"
"""Labels of letters, digits and hyphens, the last with a letter in front (RFC 1123, 2.1)."""
LONGEST_HOST = 253

URL = Value(
    _address,
    "an address; write https://example.org/",
    schema={"type": "string", "pattern": "^$|^https?://"},
)
HOST = Value(
    _host_name,
    "a domain; write news.example.org",
    schema={"type": "string", "maxLength": LONGEST_HOST, "pattern": f"^({HOST_NAME})?$"},
)
FOLDER = Value(WORD.convert, "a folder; write its path, relative to this file", schema=WORD.schema)

FILE = Value(WORD.convert, "a file; write its path, relative to this one", schema=WORD.schema)

FIELDS: Mapping[str, Kind] = {
    "site_name": WORD,
    "site_url": URL,
    "cname": HOST,
    "site_description": TEXT,
    "language": WORD,
    "theme": WORD,
    "theme_settings": Free(),
    "extra_css": Many(FOLDER),
    "new_brief_status": one_of(get_args(Status)),
    "extractors": Many(Named(Extractor, "spacy: {pipeline: en_core_web_sm}")),
    "search": FLAG,
    "social_cards": one_of(("none", "site", "briefs")),
    "leave_out": Many(one_of(KINDS)),
    "articles_dir": FOLDER,
    "briefs_dir": FOLDER,
    "media_dir": FOLDER,
    "actors_file": FILE,
    "site_dir": FOLDER,
    "cache_dir": FOLDER,
    "check": CHECK,
    "extra": Free(),
}
ABOUT = {
    "site_name": "The name at the head of every page.",
    "site_url": "Where the site will be published. Without it, pages have no canonical addresses.",
    "cname": "The site's own domain, if it has one; `briefgen deploy` tells GitHub Pages so.",
    "site_description": "One sentence about the site, for search engines and feeds.",
    "language": "The language that the site's own words are in, such as en.",
    "theme": "How the site looks: a theme that comes with briefgen, or a folder in themes/.",
    "extractors": "The plug-ins that take part in the extraction, each a name or a name with options.",
    "theme_settings": "What the theme lets a site choose: briefgen theme show lists it.",
    "extra_css": "Stylesheets of your own, relative to this file. They have the last word.",
    "new_brief_status": (
        "What a new brief is: published, or a draft that stays off the site until a person changes it. "
        "If this is not set, a brief of an article is published, and one that briefgen new makes is a draft."
    ),
    "search": "Whether the site has a search page. It needs the extra briefgen[search].",
    "social_cards": "The picture that goes with a shared address: site for one, briefs for one each, or none.",
    "leave_out": "The kinds of pages that the site does without. No page links to what is not there.",
    "articles_dir": "The folder that articles are put into, relative to this file.",
    "briefs_dir": "The folder of the briefs, which people edit.",
    "media_dir": "The folder of the pictures that photos name under file.",
    "actors_file": "The file of the actor register, a person's word on who is who.",
    "site_dir": "The folder that a build writes the site to. It holds nothing else.",
    "cache_dir": "The folder of what briefgen can make again at any time.",
    "check": "How severe each rule of briefgen check is: off, note, warning or error.",
    "extra": "Values of your own, for your templates.",
}
CONFIG = Record(Settings, FIELDS, about=ABOUT)
_READ = flawless.reader(CONFIG)


def read(text: str, path: str, *, root: Path, environment: Mapping[str, str] | None = None) -> Settings:
    """The settings in the text of a config file. Raises an ExceptionGroup of Problems, one for each thing wrong."""
    text = text.removeprefix("\ufeff")
    environment = environment or {}
    overridden = any(ENVIRONMENT + key.upper() in environment for key in FIELDS)
    settings: Settings | None = None if overridden else flawless.at_once(_READ, text)
    return replace(settings, root=root) if settings else _read_carefully(text, path, root, environment)


def _read_carefully(text: str, path: str, root: Path, environment: Mapping[str, str]) -> Settings:
    from briefgen.yamltext import parse  # brings PyYAML

    findings = Findings(path)
    values: dict[str, Any] = {}
    try:
        tree = yamltree.keys(parse(text, path))
        if isinstance(tree, yamltree.Mapping):
            _override(tree, environment, findings)
            values = CONFIG.values(tree, "", findings)
        else:
            findings.wrong(tree.line, "write keys and values, one a line, such as site_name: My Desk")
    except Problem as problem:
        findings.problems.append(problem)
    if findings.problems:
        findings.sort()
        raise ExceptionGroup(path, findings.problems)
    return Settings(**values, root=root)


def load(path: Path, *, environment: Mapping[str, str] = os.environ) -> Settings:
    """`read` of a file. Raises Problem "no-config" or "not-utf8" when there is no such text to read."""
    shown = _shown(path)
    try:
        findings = Findings(shown)
        text = decode(path.read_bytes(), findings)
    except FileNotFoundError:
        raise Problem(shown, "there is no such file", code="no-config") from None
    except IsADirectoryError:
        raise Problem(shown, f"this is a folder; name the {FILE_NAME} in it", code="no-config") from None
    if findings.problems:
        raise findings.problems[0]
    return replace(read(text, shown, root=path.parent, environment=environment), file=path)


def check_folders(settings: Settings) -> None:
    """Raise Problem "bad-site-dir" if building would write among what people write."""
    site = settings.site.resolve()
    for kept in (settings.root, settings.articles, settings.briefs, settings.media, settings.actors):
        kept = kept.resolve()
        if kept.is_relative_to(site) or (site.is_relative_to(kept) and kept != settings.root.resolve()):
            message = "site_dir holds only what a build writes; choose a folder of its own, such as site"
            raise Problem(settings.site_dir, message, code="bad-site-dir")


def _override(tree: yamltree.Mapping, environment: Mapping[str, str], findings: Findings) -> None:
    """Put what BRIEFGEN_<KEY> holds in place of what the file says; keys of one plain value can be set so."""
    for key, kind in FIELDS.items():
        name = ENVIRONMENT + key.upper()
        if name in environment and isinstance(kind, Value):
            value = yamltree.Scalar(environment[name], 0, quoted=True)
            mistakes = Findings(name)
            kind.read(value, key, mistakes)
            findings.problems += mistakes.problems
            if not mistakes.problems:
                tree.fields[key] = value


def _shown(path: Path) -> str:
    """As a person in the current folder would name it."""
    try:
        return os.path.relpath(path)
    except ValueError:  # another drive on Windows
        return str(path)
