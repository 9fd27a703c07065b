"""Jinja's environment with short cuts for what pages do hundreds of times each, and the same text coming out.

A page prints some hundred plain texts, reads as many keys of dicts and calls macros and words. Jinja is ready for much
more: for objects whose attributes come before their items, for callables that want the context, for arguments by name,
for a text to be joined to markup later; and it works out at run time what is known when a template is compiled, such as
a word of the interface. Each short cut here is for the plain case alone, and leaves all else to Jinja.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from types import CodeType
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode, missing
from markupsafe import Markup, escape

from briefgen.site.ondemand import OnDemand
from briefgen.site.words import Words

try:  # what `escape` is made of, and all that a plain text needs
    from markupsafe._speedups import _escape_inner as _escaped
except ImportError:

    def _escaped(text: str, /) -> str:
        return str(escape(text))


_DATA = frozenset({dict, OnDemand})
WORDS = "t"
"""What templates call the words of the interface."""

_METHODS = frozenset(dir(dict))
_markup = str.__new__
"""Markup of a text that is known to be one, without asking it."""


class QuickMacro(Macro):
    """A macro that knows whether it can be called with what it is given as it is; what it is not given is `missing`."""

    def __init__(self, environment: Environment, func: Callable[..., str], *about: Any) -> None:
        super().__init__(environment, func, *about)
        special = self.caller or self.explicit_caller or self.catch_kwargs or self.catch_varargs or environment.is_async
        self.run = func
        self.takes = -1 if special else len(self.arguments)


class QuickContext(Context):
    """Calls macros and words straight."""

    @internalcode
    def call(self, called: Any, /, *args: Any, _loop_vars: Any = None, _block_vars: Any = None, **named: Any) -> Any:
        kind = type(called)
        if kind is Words:
            return called(*args, **named)
        if kind is QuickMacro and not named and self.eval_ctx.autoescape:
            lacking = called.takes - len(args)
            if lacking >= 0:
                return _markup(Markup, called.run(*args, *[missing] * lacking) if lacking else called.run(*args))
        return super().call(called, *args, _loop_vars=_loop_vars, _block_vars=_block_vars, **named)


class QuickTemplate(Template):
    """Compiled code in which to print, and to be a macro, mean ours."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        template = super().from_code(environment, code, globals, uptodate)
        names: dict[str, Any] = template.root_render_func.__globals__
        names |= {"escape": printed, "Macro": QuickMacro}
        return template


def _said(words: Words, node: nodes.Expr) -> nodes.Expr:
    """What is printed, as a constant where it is a word of the interface that hangs on nothing: `t("key_facts")`."""
    if not (isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == WORDS):
        return node
    constant = [each.value for each in node.args if isinstance(each, nodes.Const)]
    if len(constant) < len(node.args) or node.kwargs or node.dyn_args or node.dyn_kwargs:
        return node
    try:
        return nodes.Const(words(*constant), lineno=node.lineno)
    except Exception:  # it is told where the page is made, with the line
        return node


def _names_its_own(tree: nodes.Template) -> bool:
    """Whether a template means something of its own by the name of the words."""
    named = {name.name for name in tree.find_all(nodes.Name) if name.ctx != "load"}
    named |= {macro.name for macro in tree.find_all(nodes.Macro)}
    named |= {each.target for each in tree.find_all(nodes.Import)}
    for each in tree.find_all(nodes.FromImport):
        named |= {name if isinstance(name, str) else name[1] for name in each.names}
    return WORDS in named


class QuickEnvironment(Environment):
    template_class = QuickTemplate
    context_class = QuickContext

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        words = self.globals.get(WORDS)
        if type(words) is Words and not _names_its_own(tree):
            for output in tree.find_all(nodes.Output):
                output.nodes = [_said(words, each) for each in output.nodes]
        return tree

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Of a page's data, the item, unless the name is that of a method: then as Jinja has it."""
        if type(obj) in _DATA and attribute not in _METHODS:
            try:
                return obj[attribute]
            except KeyError:
                pass
        return super().getattr(obj, attribute)


def printed(value: Any) -> str:
    """A value as it stands in a page. What is printed is joined to text at once, so it need be no markup itself."""
    kind = type(value)
    if kind is str:
        return _escaped(value)
    return value if kind is Markup else str(escape(value))
