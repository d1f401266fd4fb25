"""Names: the Jinja environment of letters and cards, and what a template asks for that is not there.

Templates are the owner's; what they show is a stranger's. So nothing may undo the escaping, reach another
file, or call a function, and an unknown name is a fault when the file is read, not when a lead waits.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from jinja2 import (
    Environment,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateSyntaxError,
    meta,
    nodes,
)

from frontdesk.suggestion import suggestion

Problem = tuple[int, str]  #: line, what is wrong
#: What a template may use, by name: the entries of a table, or None.
_Names = tuple[tuple[str, tuple[str, ...] | None], ...]

_KEPT: Final = (
    256  #: texts that are compiled once, though their files are read again when any of them changes
)

_TOO_DEEP: Final = "blocks or brackets stand in one another too many deep"

#: Filters that neither unescape nor make markup, and cannot be made to work for long.
FILTERS: Final = (
    "capitalize",
    "default",
    "first",
    "join",
    "last",
    "length",
    "lower",
    "title",
    "trim",
    "upper",
)
_FORBIDDEN: Final[Mapping[type[nodes.Node], str]] = {
    nodes.Include: "include another file; a letter may, on a line of its own",
    nodes.Extends: "extend another file",
    nodes.Import: "import another file",
    nodes.FromImport: "import another file",
    nodes.ScopedEvalContextModifier: "switch escaping off",
    nodes.Call: "call a function",
    nodes.Mul: "multiply",
    nodes.Pow: "multiply",
}


def environment(*, autoescape: bool, filters: Mapping[str, Callable[..., str]] | None = None) -> Environment:
    """Jinja with strict undefined names, without globals and loaders, escaping whatever a file is called.

    `filters` are further ones, by name.
    """
    made = Environment(autoescape=autoescape, undefined=StrictUndefined)  # noqa: S701 - text parts are no HTML
    made.filters = {**{name: made.filters[name] for name in FILTERS}, **(filters or {})}
    made.globals.clear()
    return made


@lru_cache(maxsize=_KEPT)
def template(jinja: Environment, source: str) -> Template:
    """The text compiled, ready to be rendered.

    Raises:
        TemplateError: it is no template.
    """
    try:
        return jinja.from_string(source)
    except (SyntaxError, RecursionError) as error:  # of the Python that it becomes
        raise TemplateError(_TOO_DEEP) from error


def problems(
    jinja: Environment,
    source: str,
    kind: str,
    known: Mapping[str, Collection[str] | None],
    texts: Collection[str] = (),
) -> list[Problem]:
    """What is wrong with a template, by line: its syntax, forbidden things, and names that are not there.

    `known` is what it may use; a name with a collection is a table of which it must name an entry; those in
    `texts` have none.
    """
    there = tuple((name, None if entries is None else tuple(entries)) for name, entries in known.items())
    return list(_problems(jinja, source, kind, there, tuple(texts)))


@lru_cache(maxsize=_KEPT)
def _problems(
    jinja: Environment, source: str, kind: str, there: _Names, texts: tuple[str, ...]
) -> Sequence[Problem]:
    known = dict(there)
    try:
        tree = jinja.parse(source)
        if forbidden := sorted(set(_forbidden(tree, kind))):
            return forbidden  # what comes next would already work out 'a' * 100000000
        undeclared = meta.find_undeclared_variables(tree)  # looks up filters and tests too
    except TemplateSyntaxError as error:
        return [(error.lineno, _syntax(jinja, str(error.message)))]
    except RecursionError:
        return [(1, _TOO_DEEP)]
    unknown = undeclared - known.keys()
    return sorted({*_unknown(tree, kind, known, unknown), *_entries(tree, known), *_parts(tree, texts)})


def _syntax(jinja: Environment, message: str) -> str:
    """What Jinja says, and the filter that may have been meant."""
    found = re.fullmatch(r"No filter named '(.*)'\.", message)
    return message.rstrip(".") + suggestion(found[1], jinja.filters) if found else message


def _forbidden(tree: nodes.Template, kind: str) -> Iterator[Problem]:
    for node_type, what in _FORBIDDEN.items():
        for node in tree.find_all(node_type):
            yield node.lineno, f"{kind} must not {what}"
    for branch in tree.find_all(nodes.If):
        for node in branch.find_all(nodes.Assign):
            yield node.lineno, f"{kind} must not set a name in a branch: it would be missing in the other"


def _unknown(
    tree: nodes.Template, kind: str, known: Mapping[str, object], unknown: Collection[str]
) -> Iterator[Problem]:
    for node in tree.find_all(nodes.Name):
        if node.name in unknown and node.ctx == "load":
            hint = suggestion(node.name, known)
            yield node.lineno, f'{kind} has no "{node.name}"; it has {", ".join(known) or "none"}{hint}'


def _entries(tree: nodes.Template, known: Mapping[str, Collection[str] | None]) -> Iterator[Problem]:
    """Tables used as a whole, and entries that are not there, but where `is defined` asks for them."""
    tables = {name: entries for name, entries in known.items() if entries is not None}
    lookups = [lookup for lookup in _lookups(tree) if lookup.table.name in tables]
    guarded = set(_guarded(tree))
    for lookup in lookups:
        table, entry = lookup.table.name, lookup.entry
        if entry not in tables[table] and id(lookup.node) not in guarded:
            there, hint = ", ".join(sorted(tables[table])), suggestion(entry, tables[table])
            yield lookup.table.lineno, f'{_title(table)} has no "{entry}"; it has {there}{hint}'
    looked_into = {id(lookup.table) for lookup in lookups}
    for node in tree.find_all(nodes.Name):
        if node.name in tables and id(node) not in looked_into:
            yield node.lineno, f'"{node.name}" is a table; write {node.name}.NAME'


def _guarded(tree: nodes.Template) -> Iterator[int]:
    """The lookups, by id, that `is defined` asks for, and the same ones within the branches it opens."""
    branches: list[nodes.If | nodes.CondExpr] = [*tree.find_all(nodes.If), *tree.find_all(nodes.CondExpr)]
    for branch in branches:
        tests = [*branch.test.find_all(nodes.Test)]
        tests += [branch.test] if isinstance(branch.test, nodes.Test) else []
        asked = [test.node for test in tests if test.name in ("defined", "undefined")]
        keys = {(lookup.table.name, lookup.entry) for node in asked for lookup in _lookups(node)}
        for lookup in _lookups(branch):
            if (lookup.table.name, lookup.entry) in keys:
                yield id(lookup.node)


def _parts(tree: nodes.Template, texts: Collection[str]) -> Iterator[Problem]:
    """Parts asked of a text, which has none: they would be missing only once the text is there."""
    for lookup in _lookups(tree):
        if lookup.table.name in texts and (isinstance(lookup.node, nodes.Getattr) or lookup.entry != "?"):
            yield lookup.table.lineno, f'"{lookup.table.name}" is no table, it has no "{lookup.entry}"'


@dataclass(frozen=True, slots=True)
class _Lookup:
    """`sender.site` or `sender["site"]`."""

    node: nodes.Node
    table: nodes.Name
    entry: str


def _lookups(tree: nodes.Node) -> Iterator[_Lookup]:
    own = (tree,) if isinstance(tree, nodes.Getattr | nodes.Getitem) else ()
    for node in (*own, *tree.find_all((nodes.Getattr, nodes.Getitem))):
        if not isinstance(node.node, nodes.Name):
            continue
        if isinstance(node, nodes.Getattr):
            yield _Lookup(node, node.node, node.attr)
        else:
            yield _Lookup(node, node.node, str(node.arg.value) if isinstance(node.arg, nodes.Const) else "?")


def _title(table: str) -> str:
    return "[sender] of rules.toml" if table == "sender" else f'"{table}"'
